import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import type { Erasure, ErasureReport, Whom } from "../people/personal-data.port.ts";
import { onCommandLine } from "../shared/doing.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";
import { whom } from "./whom.ts";

interface EraseOptions {
  readonly yes: boolean;
  readonly json: boolean;
}

/** `clusterbot erase`: removes a person from every record. */
export function eraseCommand(): Command {
  return new Command("erase")
    .summary("delete everything I keep about a person")
    .description(
      "Deletes what is kept about a person, with all accounts linked to them, and takes their name out of what stays. It cannot be undone.",
    )
    .argument("<whom>", "an account such as slack:T012AB3CD/U045EF6GH, or the id of a person", whom)
    .option("--yes", "do not ask first", false)
    .option("--json", "print the report as JSON, for programs", false)
    .addHelpText(
      "after",
      "\nExit code: 0 erased, 1 nothing was kept, 2 wrong use or not erased, 3 failed or something is left.",
    )
    .action(async (person: Whom, options: EraseOptions) => {
      await runWithConfig((context) => erase(person, options, context));
    });
}

async function erase(person: Whom, options: EraseOptions, context: CliContext): Promise<number> {
  if (!options.yes && !(await isConfirmed(person))) return exitCodes.wrongUse;
  const { withPersonalRecords } = await import("../wiring/privacy.ts");
  const erasure = await withPersonalRecords(context, ({ personalData }) =>
    personalData.erase({
      whom: person,
      by: onCommandLine,
      keptDelivery: null,
    }),
  );
  const { administrators } = context.config.settings;
  const named =
    erasure.kind === "erased" ? erasure.accounts.filter((one) => administrators.includes(one)) : [];
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ...erasure, inSettingsFile: named.length > 0 })}\n`);
  else process.stdout.write(reportOf(erasure, named.length > 0));
  return exitCodeOf(erasure);
}

/** Asks on a terminal; elsewhere nobody could answer. */
async function isConfirmed(person: Whom): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write("Nothing was deleted. Add --yes to delete without being asked.\n");
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const name = "account" in person ? person.account : person.person;
  const reply = await asking.question(
    `Delete everything about ${name} and all accounts linked to it? It cannot be undone. Type yes: `,
  );
  asking.close();
  if (reply.trim().toLowerCase() === "yes") return true;
  process.stderr.write("Nothing was deleted.\n");
  return false;
}

function exitCodeOf(erasure: Erasure): number {
  if (erasure.kind === "nothing-kept") return exitCodes.partly;
  if (erasure.kind === "last-administrator") return exitCodes.wrongUse;
  return erasure.report.leftovers.length === 0 ? exitCodes.done : exitCodes.failed;
}

function reportOf(erasure: Erasure, isInSettingsFile: boolean): string {
  if (erasure.kind === "nothing-kept") return "Nothing is kept about them. Nothing was changed.\n";
  if (erasure.kind === "last-administrator")
    return "They are the federation's only administrator, and without one nobody could give roles or confirm workspaces. Nothing was deleted; give the role to somebody else first.\n";
  const note = isInSettingsFile
    ? "The settings file still names them as an administrator: take that line out. It does not bring them back.\n"
    : "";
  return `${tableOf(erasure.report)}${note}Backups made before still hold them: delete those in time, and erase again after restoring one.\n`;
}

/** One line for each table, and what is left. */
function tableOf({ done, leftovers, published }: ErasureReport): string {
  const width = Math.max(...done.map(({ section }) => section.length));
  const lines = done.map(
    ({ section, deleted, replaced }) => `${section.padEnd(width)}  ${counted(deleted, replaced)}`,
  );
  const quoted = published.map(
    ({ table, rows }) =>
      `Not changed: ${rows} in ${table}, the clusters' own publications. If the account must not stand there, change the document.`,
  );
  const left = leftovers.map(
    ({ table, rows }) => `LEFT: ${rows} in ${table} still name them. Please report this.`,
  );
  const end = leftovers.length === 0 ? ["Searched again: nothing else names them."] : [];
  return `${[...lines, ...quoted, ...left, ...end].join("\n")}\n`;
}

function counted(deleted: number, replaced: number): string {
  const parts = [
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(replaced > 0 ? [`${replaced} kept without their name`] : []),
  ];
  return parts.join(", ");
}
