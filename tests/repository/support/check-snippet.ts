import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, CommanderError } from "commander";
import { Temporal } from "temporal-polyfill";
import { parse } from "yaml";
import { readMarkdown } from "../../../src/adapters/files/read-markdown.ts";
import { readWhen } from "../../../src/announcing/read-when.ts";
import { ukZone } from "../../../src/calendar/zones.ts";
import { Environment } from "../../../src/config.ts";
import type { KnownCluster } from "../../../src/knowledge/cluster-register.port.ts";
import { understandMetadata } from "../../../src/knowledge/document-metadata.ts";
import { understandClusters } from "../../../src/knowledge/import-clusters.ts";
import { Settings } from "../../../src/settings.ts";
import { type Snippet, shellCommands } from "./markdown-snippets.ts";
import { filesBelow, readRepositoryFile, root } from "./read-repository.ts";

/** What is wrong with a snippet; empty when a reader can use it as it stands. */
export type Problems = readonly string[];

type Check = (snippet: Snippet) => Problems | Promise<Problems>;

const checks: Readonly<Record<string, Check>> = {
  bash: async ({ text }) => (await Promise.all(shellCommands(text).map(checkShell))).flat(),
  json: ({ text }) => attempt(() => JSON.parse(text)),
  yaml: ({ text }) => attempt(() => parse(text)),
  "yaml settings": ({ text }) => attempt(() => Settings.parse(parse(text))),
  "yaml document": ({ text }) => attempt(() => checkMetadata(parse(text))),
  "yaml clusters": ({ text }) => attempt(() => refuse(understandClusters(parse(text)))),
  "markdown document": ({ text }) => attempt(() => checkMetadata(readMarkdown(text).metadata)),
  env: ({ text }) => checkEnvironment(text),
  /** What a person sees or reads, not what they type. */
  text: () => [],
};

/** Checks a snippet by its language and use; one that no check knows is a problem itself. */
export async function checkSnippet(snippet: Snippet): Promise<Problems> {
  const kind = [snippet.language, snippet.use].join(" ").trim();
  const check = checks[kind];
  const problems =
    check === undefined ? [`nothing checks a snippet of the kind "${kind}"`] : await check(snippet);
  return problems.map((problem) => `${snippet.place} ${problem}`);
}

async function checkShell(words: readonly string[]): Promise<Problems> {
  const [program = "", ...rest] = words;
  if (program === "npm") return checkNpm(rest);
  if (program === "curl") return checkCurl(rest);
  if (program === "cp") return existsSync(path.join(root, rest[0] ?? "")) ? [] : [`there is no ${rest[0]}`];
  return ["cd", "git", "bash", "node"].includes(program) ? [] : [`nothing checks the program "${program}"`];
}

async function checkNpm(words: readonly string[]): Promise<Problems> {
  const [verb, ...rest] = words.filter((word) => word !== "-s");
  if (verb === "install" || verb === "ci") return [];
  const script = verb === "run" ? (rest[0] ?? "") : (verb ?? "");
  const { scripts } = JSON.parse(readRepositoryFile("package.json"));
  if (scripts[script] === undefined) return [`package.json has no script "${script}"`];
  return script === "clusterbot" ? checkCommandLine(rest.slice(2)) : [];
}

/** Lets the command line itself read the words, with what the command does taken out. */
async function checkCommandLine(words: readonly string[]): Promise<Problems> {
  const [name = "--help", ...rest] = words;
  if (name === "--help") return [];
  const command = (await subcommands()).find((candidate) => candidate.name() === name);
  if (command === undefined) return [`the command line has no subcommand "${name}"`];
  // Subcommands of its own as well: `positions export` would open the records of whoever runs the tests.
  for (const one of [command, ...command.commands])
    one
      .exitOverride()
      .configureOutput({ writeErr: () => {}, writeOut: () => {} })
      .action(() => {});
  try {
    await command.parseAsync(rest, { from: "user" });
    return name === "announce" ? checkWhen(command.opts().when) : [];
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? [] : [error.message];
  }
}

/** A day that is another weekday, or is over, is no example. */
function checkWhen(when: string): Problems {
  const read = readWhen(when, { now: Temporal.Instant.from("2026-11-30T10:00Z"), zone: ukZone });
  return read.kind === "understood" ? [] : [`“${when}”: ${read.problem.problem}`];
}

async function subcommands(): Promise<readonly Command[]> {
  const files = filesBelow(["src/cli"], ".ts").filter((file) =>
    /^export function \w+Command\(/m.test(file.text),
  );
  const modules = await Promise.all(
    files.map(
      (file): Promise<Record<string, () => Command>> =>
        import(pathToFileURL(path.join(root, file.path)).href),
    ),
  );
  return modules.flatMap((exported) =>
    Object.entries(exported).flatMap(([name, make]) => (name.endsWith("Command") ? [make()] : [])),
  );
}

function checkCurl(words: readonly string[]): Problems {
  const body = words[words.findIndex((word) => word === "-d" || word === "--data") + 1] ?? "";
  return words.includes("-d") || words.includes("--data") ? attempt(() => JSON.parse(body)) : [];
}

function checkEnvironment(text: string): Problems {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))
    .map((line) => line.split("=")[0] ?? "")
    .filter((name) => !(name in Environment.shape))
    .map((name) => `there is no setting "${name}"`);
}

/** The samples' own clusters, so that an example names one that exists. */
function checkMetadata(metadata: Readonly<Record<string, unknown>>): void {
  const { clusters, federation } = parse(readRepositoryFile("samples/uk-tech-clusters/clusters.yaml"));
  const known = clusters.map(
    ({ id }: { readonly id: string }): KnownCluster => ({
      id,
      region: null,
      isFederation: id === federation,
    }),
  );
  if (Object.keys(metadata).length === 0) throw new Error("it says nothing of itself");
  const context = { clusters: known, defaults: {}, inferredTitle: "Untitled", address: null };
  refuse(understandMetadata(metadata, { ...context, resolve: (reference) => reference }));
}

function refuse(outcome: { readonly kind: string; readonly reason?: string }): void {
  if (outcome.kind === "refused") throw new Error(outcome.reason);
}

function attempt(read: () => unknown): Problems {
  try {
    read();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
