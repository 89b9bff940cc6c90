import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { describeFound } from "../commands/cards/watch-result.ts";
import type { WatchDesk } from "../commands/document-desk.port.ts";
import { understandDefaults } from "../knowledge/document-metadata.ts";
import { isWebAddress } from "../knowledge/hand-in.ts";
import { type AddressKind, addressKinds } from "../knowledge/page-list.port.ts";
import { usualHours, type WatchedKind, type WatchedSource } from "../knowledge/watched-source.ts";
import { english } from "../messages/english.ts";
import { onCommandLine } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";

interface AddFlags {
  readonly cluster?: string;
  readonly audience?: string;
  readonly kind?: string;
  readonly as?: string;
  readonly every?: string;
}

const help = `
A folder is read as an import reads it. An address is a page, a text or page with links, a sitemap or a feed; only
pages of its own server are read, and only for the cluster it is watched for. The running bot reads every ten minutes
what is due.

Exit code: 0 done, 1 not found or not read, 2 wrong use, 3 failed.

Examples:
  npm run -s clusterbot -- watch add ./documents --cluster scotlandis
  npm run -s clusterbot -- watch add https://example.org/sitemap.xml --cluster uktcg --audience public
  npm run -s clusterbot -- watch run`;

/** `clusterbot watch …`: folders and addresses that are read again by themselves. */
export function watchCommand(): Command {
  const watch = new Command("watch")
    .summary("folders, pages, sitemaps and feeds that are read again by themselves")
    .description("Has folders and addresses read again by themselves, and shows what came of it.")
    .addHelpText("after", help);
  watch
    .command("list")
    .description("shows what is watched, with the last result")
    .option("--json", "print it as JSON, for programs", false)
    .action((flags: { readonly json: boolean }) => withDesk((opened) => list(opened, flags.json)));
  watch
    .command("add")
    .description("watches a folder or an address")
    .argument("<source>", "a folder, or an http(s) address")
    .option("--cluster <id>", "the cluster its documents belong to")
    .option("--audience <who>", "who may read them: public, members or board", "members")
    .option("--kind <kind>", "event, membership, policy, minutes, guide, news or other")
    .option("--as <what>", `how the address leads to pages: ${addressKinds.join(", ")}; else as it looks`)
    .option("--every <hours>", "how often it is read; else a calendar every hour, the rest every day")
    .action((source: string, flags: AddFlags) => withDesk((opened) => add(source, flags, opened)));
  watch
    .command("remove")
    .description("watches it no longer; what was read from it stays")
    .argument("<source>", "its address, folder or id")
    .action((source: string) => withDesk((opened) => remove(source, opened)));
  watch
    .command("run")
    .description("reads now what is due")
    .option("--all", "what is not due yet too", false)
    .action((flags: { readonly all: boolean }) => withDesk((opened) => run(opened, flags.all)));
  return watch;
}

interface Opened {
  readonly core: Core;
  readonly desk: WatchDesk;
  readonly context: CliContext;
}

async function withDesk(work: (opened: Opened) => Promise<number>): Promise<void> {
  await runWithConfig(async (context) => {
    const [{ openCore }, { openWatchDesk }] = await Promise.all([
      import("../wiring/open-core.ts"),
      import("../wiring/open-documents.ts"),
    ]);
    const core = await openCore(context.config, context.log, "short");
    const desk = openWatchDesk(core, context.config);
    return work({ core, desk, context }).finally(() => core.close());
  });
}

async function list({ desk }: Opened, asJson: boolean): Promise<number> {
  const sources = await desk.store.all(null);
  if (asJson) process.stdout.write(`${JSON.stringify({ sources }, null, 2)}\n`);
  else for (const source of sources) process.stdout.write(`${lineFor(source)}\n`);
  if (!asJson && sources.length === 0) process.stdout.write(`${english.watch.doctor.none}\n`);
  return exitCodes.done;
}

function lineFor({
  clusterId,
  address,
  audience,
  everyHours,
  lastFailed,
  lastResult,
}: WatchedSource): string {
  const mark = lastFailed ? "!" : lastResult === null ? "–" : "✔";
  const often = english.watch.everyHours(everyHours);
  return `${mark} ${clusterId}  ${address}  ${audience}, ${often}: ${lastResult ?? english.watch.list.notYet}`;
}

async function add(source: string, flags: AddFlags, { core, desk }: Opened): Promise<number> {
  const { cluster, audience, kind } = flags;
  const understood = understandDefaults({ cluster, audience, kind });
  if (understood.kind === "refused") return wrongUse(understood.reason);
  const { defaults } = understood;
  const known = await core.importing.clusters.known();
  const clusterId = defaults.cluster ?? known.find(({ isFederation }) => isFederation)?.id;
  if (clusterId === undefined || !known.some(({ id }) => id === clusterId))
    return wrongUse(`say which cluster with --cluster; known are ${known.map(({ id }) => id).join(", ")}`);
  const every = flags.every === undefined ? null : Number(flags.every);
  if (every !== null && (!Number.isInteger(every) || every < 1 || every > 24 * 90))
    return wrongUse("--every is a number of hours, from 1 to 2160");
  const as = addressKinds.find((known) => known === flags.as) ?? null;
  if (flags.as !== undefined && as === null) return wrongUse(`--as is one of ${addressKinds.join(", ")}`);
  const looked = await look(source, as, desk);
  if ("reason" in looked) return refused(english.watch.notLooked(looked.reason));
  const outcome = await desk.store.add(
    {
      clusterId,
      kind: looked.kind,
      address: looked.address,
      audience: defaults.audience ?? "members",
      documentKind: defaults.kind ?? "other",
      everyHours: every ?? usualHours(looked.kind),
    },
    onCommandLine,
  );
  if (outcome.kind === "taken") return refused(english.watch.taken);
  process.stdout.write(`${looked.found}\n`);
  return exitCodes.done;
}

type Looked =
  | { readonly kind: WatchedKind; readonly address: string; readonly found: string }
  | { readonly reason: string };

async function look(source: string, as: AddressKind | null, desk: WatchDesk): Promise<Looked> {
  if (isWebAddress(source)) {
    const outcome = await desk.look(source, as);
    if (outcome.kind === "refused") return { reason: outcome.reason };
    return {
      kind: outcome.as,
      address: source,
      found: english.watch.commandLine.address(describeFound(outcome.addresses.length, outcome.as)),
    };
  }
  const address = resolve(source);
  const isFolder = await stat(address).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (!isFolder) return { reason: "it is neither a folder that is there nor an http(s) address" };
  return { kind: "folder", address, found: english.watch.commandLine.folder(address) };
}

async function remove(source: string, { desk }: Opened): Promise<number> {
  const sources = await desk.store.all(null);
  const names = new Set([source, resolve(source)]);
  const found = sources.find(({ id, address }) => id === source || names.has(address));
  if (found === undefined || !(await desk.store.remove(found.id, onCommandLine)))
    return refused(english.watch.commandLine.unknown(source));
  process.stdout.write(`${english.watch.commandLine.removed(found.address)}\n`);
  return exitCodes.done;
}

async function run({ core, desk, context }: Opened, all: boolean): Promise<number> {
  const { readSources } = await import("../wiring/open-documents.ts");
  if (all) await desk.store.makeDue((await desk.store.all(null)).map(({ id }) => id));
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const read = await readSources(core, context, stopping.signal);
  for (const { address, sentence } of read) process.stdout.write(`${address}: ${sentence}\n`);
  if (read.length === 0) process.stdout.write(`${english.watch.commandLine.nothingDue}\n`);
  return read.some(({ failed }) => failed) ? exitCodes.partly : exitCodes.done;
}

function wrongUse(reason: string): number {
  process.stderr.write(`Nothing was changed: ${reason}.\n`);
  return exitCodes.wrongUse;
}

function refused(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return exitCodes.partly;
}
