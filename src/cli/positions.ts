import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { findPositions } from "../directory/positions/find-positions.ts";
import { type Position, positionName } from "../directory/positions/position.ts";
import {
  checkProof,
  PositionProof,
  type ProofProblem,
  proofOf,
} from "../directory/positions/position-proof.ts";
import type { PositionStore } from "../directory/positions/position-store.port.ts";
import { english } from "../messages/english.ts";
import type { Core } from "../wiring/open-core.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";

const messages = english.positionProof;

interface ExportOptions {
  readonly version?: number;
  readonly owner?: string;
  readonly out?: string;
}

/** `clusterbot positions …`: proofs of what clusters signed, written and checked. */
export function positionsCommand(): Command {
  return new Command("positions")
    .summary("prove what clusters signed: write a version with its stances, or check such a file")
    .description(
      "Writes a version of a policy position with everything that proves it, and checks such files.",
    )
    .addCommand(exportCommand())
    .addCommand(verifyCommand());
}

function exportCommand(): Command {
  return new Command("export")
    .summary("write a version of a position with its stances as JSON")
    .description(
      "Writes text, fingerprint and how it is computed, quorum, every stance there ever was, and adoption.",
    )
    .argument("<topic>", "a topic, or its name such as P7")
    .option("--version <number>", "which version; else the newest one", wholeNumber)
    .option("--owner <cluster>", "whose, where clusters have positions on the same topic")
    .option("--out <file>", "write it into a new file that only you can read")
    .addHelpText(
      "after",
      "\nDrafts and what is under embargo are written too: read it before you pass it on.\n\nExit code: 0 written, 1 there is no such version, 2 wrong use or the file cannot be written, 3 failed.\n\nExample:\n  npm run -s clusterbot -- positions export 'R&D tax credits' --version 3 --out rd-3.json",
    )
    .action(async (topic: string, options: ExportOptions) => {
      await runWithConfig((context) => exportProof(topic, options, context));
    });
}

function verifyCommand(): Command {
  return new Command("verify")
    .summary("compute fingerprint and tally of such a file again")
    .description("Says whether the fingerprint and the tally come out as the file says. Needs no database.")
    .argument("<file>", "what positions export wrote")
    .addHelpText("after", "\nExit code: 0 yes, 1 no, 2 the file cannot be read.")
    .action(async (file: string) => {
      process.exitCode = await verifyProof(file);
    });
}

async function exportProof(topic: string, options: ExportOptions, { config, log }: CliContext) {
  const { openCore } = await import("../wiring/open-core.ts");
  const core = await openCore(config, log, "short");
  const proof = await proofFrom(topic, options, core).finally(() => core.close());
  if (typeof proof === "string") {
    process.stderr.write(`${printable(proof)}\n`);
    return exitCodes.partly;
  }
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (options.out !== undefined) return await write(resolve(options.out), text);
  process.stdout.write(text);
  return exitCodes.done;
}

/** The proof, or a sentence that says why there is none. */
async function proofFrom(
  topic: string,
  { version: number, owner }: ExportOptions,
  { positionStore: store, clusters }: Pick<Core, "positionStore" | "clusters">,
): Promise<PositionProof | string> {
  const all = (await store.all()).filter((one) => owner === undefined || one.owner === owner);
  const topics = all.map((one) => ({ ...one, positionId: one.id, titles: [] }));
  const found = findPositions(topic, topics, await clusters.all());
  if (found.kind !== "one") {
    const names = found.topics.map((one) => messages.named(positionName(one), one.topic, one.owner));
    return found.kind === "none" ? messages.unknown(topic) : messages.several(topic, names);
  }
  const position = all.find(({ id }) => id === found.topic.positionId);
  return position === undefined ? messages.unknown(topic) : await proofOfVersion(position, number, store);
}

async function proofOfVersion(
  position: Position,
  number: number | undefined,
  store: PositionStore,
): Promise<PositionProof | string> {
  const versions = await store.versions(position.id);
  const version =
    number === undefined ? versions[0] : versions.find((candidate) => candidate.version === number);
  const consultation = version === undefined ? null : await store.consultation(version.id);
  if (consultation === null) {
    const numbers = versions.map((one) => one.version).toReversed();
    return messages.noVersion(positionName(position), number ?? 1, numbers);
  }
  const stances = await store.allStances(consultation.version.id);
  return proofOf({ ...consultation, stances }, new Date());
}

async function verifyProof(file: string): Promise<number> {
  let content: string;
  try {
    content = await readFile(file, "utf8");
  } catch (error) {
    process.stderr.write(`${printable(messages.unreadable(file, reasonOf(error)))}\n`);
    return exitCodes.wrongUse;
  }
  const proof = readProof(content);
  if (proof === null) {
    process.stdout.write(`${printable(messages.noProof(file))}\n`);
    return exitCodes.partly;
  }
  const problems = checkProof(proof);
  const { name } = proof.position;
  const isImported = proof.adoption.from !== null && proof.adoption.at === null;
  const lines =
    problems.length > 0
      ? [messages.fails(name, proof.version), ...problems.map(describe)]
      : [
          messages.holds(name, proof.version),
          `${proof.title}: ${messages.tally(proof.tally)}.`,
          ...(isImported ? [messages.imported] : []),
          messages.compare(proof.fingerprint),
        ];
  process.stdout.write(`${lines.map(printable).join("\n")}\n`);
  return problems.length > 0 ? exitCodes.partly : exitCodes.done;
}

function readProof(content: string): PositionProof | null {
  try {
    return PositionProof.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

function describe(problem: ProofProblem): string {
  switch (problem.kind) {
    case "fingerprint":
      return messages.problems.fingerprint(problem.computed);
    case "tally":
      return messages.problems.tally(problem.computed);
    case "quorum":
    case "status":
      return messages.problems[problem.kind];
    default:
      return messages.problems[problem.kind](problem.cluster);
  }
}

/** Never over a file that is there: it might be readable by others. */
async function write(file: string, text: string): Promise<number> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    process.stderr.write(`${messages.unwritable(file, reasonOf(error))}\n`);
    return exitCodes.wrongUse;
  }
  process.stdout.write(`${messages.written(file)}\n`);
  return exitCodes.done;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What stands in a file may hold anything, escape sequences for the terminal too. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Write a whole number from 1.");
}
