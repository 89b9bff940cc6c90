import { Command, Option } from "commander";
import type { SourceOptions } from "../directory/events/source-defaults.ts";
import { understandDefaults } from "../knowledge/document-metadata.ts";
import { createTally, type ImportEvent } from "../knowledge/import-events.ts";
import { type ImportNeeds, type ImportOptions, importSources } from "../knowledge/import-sources.ts";
import { withdrawSource } from "../knowledge/import-withdraw.ts";
import { onCommandLine } from "../shared/doing.ts";
import type { Core } from "../wiring/open-core.ts";
import type { RecordFile } from "../wiring/open-events.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";
import type { importRecordFile } from "./import-records.ts";
import { createImportReport, type ImportReport } from "./import-report.ts";

interface ImportFlags {
  readonly cluster?: string;
  readonly audience?: string;
  readonly kind?: string;
  readonly region?: string;
  readonly published?: string;
  readonly title?: string;
  readonly complete: boolean;
  readonly undo?: string;
  readonly imports: boolean;
  readonly withdraw: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly allowPrivateAddresses: boolean;
}

const help = `
What a file says of itself counts first: front matter (Markdown), <meta name="clusterbot:…"> (HTML), or a file
beside it called <file>.yaml. The options above fill what it leaves out. A document that nobody says otherwise of
is for the members of its cluster. Importing again is safe: what is unchanged is skipped, what is gone is withdrawn:
from an imported folder, or the file or page itself (404 or 410).

Events are imported from .ics and .csv files, with the same words beside them (cluster, audience) or in their columns.
What a file says no longer is withdrawn where it lies ahead. --dry-run shows what would change, line by line.

Organisations with their memberships, and tiers, are imported from .csv files too. With --cluster the file may speak
of that cluster only. Telephone numbers and payments are never read. --undo puts everything back as it was before.

Policy positions are imported from Markdown whose front matter says record: position, one file for each version
(docs/positions.md). What is kept with another text is refused: what was signed does not change. Consultations and
calls for evidence are imported the same way, from Markdown whose front matter says record: inquiry.

Exit code: 0 all went well, 1 some files were refused, 2 wrong use, 3 failed.

Examples:
  npm run -s clusterbot -- import ./documents --cluster scotlandis
  npm run -s clusterbot -- import https://example.org/terms.html --audience public --kind membership
  npm run -s clusterbot -- import ./events.csv --cluster scotlandis --dry-run
  npm run -s clusterbot -- import ./members.csv --cluster scotlandis --dry-run
  npm run -s clusterbot -- import --undo 3
  npm run -s clusterbot -- import --withdraw ./documents/old-terms.pdf`;

/** `clusterbot import …`: documents from files, folders and addresses. */
export function importCommand(): Command {
  return new Command("import")
    .summary("import documents, events, members and positions: files, folders and web addresses")
    .description(
      "Imports Markdown, HTML, PDF, Word and text files, collections (.jsonl), folders of them, and web pages; events from calendars (.ics) and tables (.csv), members and tiers from tables, policy positions from Markdown.",
    )
    .argument("[source...]", "files, folders or http(s) addresses")
    .option("--cluster <id>", "the cluster these documents belong to; else the federation")
    .option("--audience <who>", "who may read them: public, members or board")
    .option("--kind <kind>", "event, membership, policy, minutes, guide, news or other")
    .option("--region <name>", "the region they are about; else the cluster's")
    .option("--published <date>", "when they were published: 2024-06-13, 2024-06 or 2024")
    .option("--title <title>", "the title, for a single document")
    .option("--withdraw", "take these documents out instead: they are no longer cited", false)
    .option("--complete", "the file lists every member: who is not in it has left", false)
    .option("--imports", "list imports of members and tiers", false)
    .addOption(
      // An undo is not tried out: --dry-run must not look as if it were.
      new Option(
        "--undo <import>",
        "undo an import of members or tiers as a whole, by its number; by itself",
      ).conflicts(["dryRun", "withdraw", "imports", "complete"]),
    )
    .option("--dry-run", "look at everything, change nothing", false)
    .option("--allow-private-addresses", "fetch addresses inside your own network too", false)
    .option("--json", "print a report as JSON, for programs", false)
    .addHelpText("after", help)
    .action(runAsked);
}

async function runAsked(sources: string[], flags: ImportFlags): Promise<void> {
  if (flags.imports || flags.undo !== undefined) {
    await runWithConfig(async (context) => {
      const { lookAfterImports } = await import("./look-after-imports.ts");
      return lookAfterImports(flags, context);
    });
    return;
  }
  const { cluster, audience, kind, region, published, title } = flags;
  const understood = understandDefaults({ cluster, audience, kind, region, published, title });
  const reason =
    sources.length === 0
      ? "say what, a file, folder or address"
      : understood.kind === "refused"
        ? understood.reason
        : null;
  if (understood.kind === "refused" || reason !== null) {
    process.stderr.write(`Nothing was imported: ${reason}.\n`);
    process.exitCode = exitCodes.wrongUse;
    return;
  }
  await runWithConfig((context) => importAll({ sources, flags, defaults: understood.defaults }, context));
}

interface Asked {
  readonly sources: readonly string[];
  readonly flags: ImportFlags;
  readonly defaults: ImportOptions["defaults"];
}

/** Documents first, then records; returns the exit code. */
async function importAll({ sources, flags, defaults }: Asked, { config, log }: CliContext): Promise<number> {
  const { openCore } = await import("../wiring/open-core.ts");
  const { findRecordFiles } = await import("../wiring/open-events.ts");
  const records = (await Promise.all(sources.map(findRecordFiles))).flat();
  const documents = sources.filter((source) => !records.some(({ label }) => label === source));
  const report = createImportReport(flags, process);
  const core = await openCore(config, log, "short");
  try {
    const allowPrivateAddresses = flags.allowPrivateAddresses || config.allowPrivateAddresses;
    const { dryRun, withdraw, json, complete } = flags;
    const options = { defaults, by: onCommandLine, dryRun, allowPrivateAddresses, signal: stopSignal() };
    const order = { sources: documents, options, withdraw };
    const code = documents.length === 0 ? exitCodes.done : await runImport(order, core.importing, report);
    report.close();
    if (code === exitCodes.wrongUse) return code;
    return Math.max(code, await runRecords(records, { ...defaults, dryRun, withdraw, json, complete }, core));
  } finally {
    report.close();
    await core.close();
  }
}

interface RecordFlags extends Pick<ImportFlags, "dryRun" | "withdraw" | "json" | "complete">, SourceOptions {}

/** Imports files of records one after the other, reports, and returns the exit code. */
async function runRecords(files: readonly RecordFile[], flags: RecordFlags, core: Core): Promise<number> {
  const { cluster, audience, dryRun, withdraw, json, complete } = flags;
  let refused = 0;
  if (files.length === 0) return exitCodes.done;
  // Loaded only where there are records: most commands of the program never need them.
  const { importRecordFile } = await import("./import-records.ts");
  const { isMarkdownRecord } = await import("../wiring/open-events.ts");
  const { importMarkdownRecords, markdownLines } = await import("./import-markdown-records.ts");
  const order = {
    options: { cluster, audience },
    by: onCommandLine,
    dryRun,
    withdraw,
    isComplete: complete,
  };
  const markdown = files.filter(isMarkdownRecord);
  if (markdown.length > 0) {
    const report = await importMarkdownRecords(markdown, order, core);
    process.stdout.write(`${markdownLines(report, { dryRun, json }).join("\n")}\n`);
    const fates = [...report.positions, ...report.inquiries];
    refused += fates.filter(({ fate }) => fate === "refused").length;
  }
  for (const file of files.filter((one) => !isMarkdownRecord(one))) {
    const outcome = await importRecordFile(file, order, core);
    process.stdout.write(`${(await linesOf(outcome, { dryRun, json })).join("\n")}\n`);
    refused += refusedIn(outcome);
  }
  return refused > 0 ? exitCodes.partly : exitCodes.done;
}

type Outcome = Awaited<ReturnType<typeof importRecordFile>>;

async function linesOf(
  outcome: Outcome,
  flags: { readonly dryRun: boolean; readonly json: boolean },
): Promise<readonly string[]> {
  if (outcome.kind === "membership") {
    const { membershipJson, membershipLines } = await import("./membership-report.ts");
    return flags.json ? [JSON.stringify(membershipJson(outcome))] : membershipLines(outcome, flags);
  }
  const { recordJson, recordLines } = await import("./records-report.ts");
  return flags.json ? [JSON.stringify(recordJson(outcome))] : recordLines(outcome, flags);
}

function refusedIn(outcome: Outcome): number {
  if (outcome.kind === "refused") return 1;
  if (outcome.kind === "events") return outcome.plan.refused.length;
  return outcome.imported.plan.lines.filter(({ fate }) => fate === "refused").length;
}

interface ImportOrder {
  readonly sources: readonly string[];
  readonly options: ImportOptions;
  readonly withdraw: boolean;
}

/** Imports or withdraws, reports, and returns the exit code. */
async function runImport(order: ImportOrder, needs: ImportNeeds, report: ImportReport): Promise<number> {
  const events = order.withdraw
    ? withdrawEvents(order, needs)
    : importSources(order.sources, order.options, needs);
  let refused = 0;
  for await (const event of events) {
    report.show(event);
    if (event.kind === "wrongUse") {
      report.close();
      process.stderr.write(`No document was imported: ${event.reason}.\n`);
      return exitCodes.wrongUse;
    }
    if (event.kind === "finished") refused = event.summary.refused.length;
  }
  return refused > 0 || order.options.signal?.aborted === true ? exitCodes.partly : exitCodes.done;
}

async function* withdrawEvents(
  { sources, options }: ImportOrder,
  needs: ImportNeeds,
): AsyncGenerator<ImportEvent> {
  const tally = createTally(options.dryRun ?? false);
  for (const source of sources) {
    const withdrawn = await withdrawSource(source, options, needs);
    const nothing = {
      kind: "document",
      fate: "refused",
      label: source,
      title: null,
      reason: "nothing is imported from there",
    } as const;
    for (const event of withdrawn.length === 0 ? [nothing] : withdrawn) {
      tally.count(event);
      yield event;
    }
  }
  yield { kind: "finished", summary: tally.summary() };
}

/** Ctrl-C ends the import between two batches; a second one ends the program. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  return stopping.signal;
}
