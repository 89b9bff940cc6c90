import { Command, InvalidArgumentError } from "commander";
import type { Audit, AuditEntry } from "../people/audit.port.ts";
import { type AuditSelection, auditCsv, auditPages } from "../people/audit-csv.ts";
import { exitCodes, runWithConfig } from "./context.ts";

interface AuditOptions {
  readonly cluster?: string;
  readonly csv: boolean;
  readonly limit?: number;
}

/** Lines shown when nobody says how many; as CSV all of them. */
const shownLines = 50;

/** `clusterbot audit`: who changed what, where and when. */
export function auditCommand(): Command {
  return new Command("audit")
    .summary("show who changed what, where and when")
    .description(
      "Shows changes of rights, workspaces, documents and settings, newest first. Changes nothing.",
    )
    .option("--cluster <id>", "only what is this cluster's affair")
    .option("--csv", "print CSV for a spreadsheet, with what was before and after", false)
    .option("--limit <lines>", `how many at most (default: ${shownLines}, as CSV all)`, wholeNumber)
    .addHelpText("after", "\nExit code: 0 shown, 1 there is nothing to show, 2 wrong use, 3 failed.")
    .action(async (options: AuditOptions) => {
      const { cluster = null } = options;
      const limit = options.limit ?? null;
      await runWithConfig(async (context) => {
        const { withPersonalRecords } = await import("../wiring/privacy.ts");
        return withPersonalRecords(context, ({ audit }) =>
          options.csv
            ? printCsv({ cluster, limit }, audit)
            : printTable({ cluster, limit: limit ?? shownLines }, audit),
        );
      });
    });
}

async function printCsv(selection: AuditSelection, audit: Audit): Promise<number> {
  let pieces = 0;
  for await (const piece of auditCsv(selection, audit)) {
    process.stdout.write(piece);
    pieces += 1;
  }
  return pieces > 1 ? exitCodes.done : exitCodes.partly;
}

async function printTable(selection: AuditSelection, audit: Audit): Promise<number> {
  const entries: AuditEntry[] = [];
  for await (const page of auditPages(selection, audit)) entries.push(...page);
  process.stdout.write(entries.length === 0 ? "Nothing was changed yet.\n" : auditTable(entries));
  return entries.length === 0 ? exitCodes.partly : exitCodes.done;
}

/** The lines in columns, under headings; times in UTC. */
export function auditTable(entries: readonly AuditEntry[]): string {
  const rows = [
    ["When (UTC)", "Who", "What", "Subject", "Cluster", "Where"],
    ...entries.map((entry) => [
      entry.at.toISOString().slice(0, 16).replace("T", " "),
      entry.actor,
      entry.action,
      entry.subject,
      entry.cluster ?? "–",
      entry.place,
    ]),
  ].map((row) => row.map(printable));
  const widths = (rows[0] ?? []).map((_heading, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/** Nothing that was stored may move the cursor. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "\ufffd");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Write a whole number from 1.");
}
