import { resolve } from "node:path";
import { Command } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

/** Why nothing was restored, for people. */
const refusals = {
  "no-such-file": "There is no such file. Nothing was changed; check the name.",
  "not-a-backup": "This file is not a backup of Clusterbot. Nothing was changed.",
  damaged: "This backup is cut short or damaged. Nothing was changed; use another copy of it.",
  "newer-version":
    "This backup was written by a newer version of Clusterbot. Nothing was changed; install that version first.",
  "not-empty":
    "There are records here already. Nothing was changed; restore into a new data folder, or add --force to replace everything.",
} as const;

interface RestoreOptions {
  readonly force: boolean;
  readonly json: boolean;
}

/** `clusterbot restore`: brings back what a backup holds, all of it or nothing. */
export function restoreCommand(): Command {
  return new Command("restore")
    .summary("bring back a backup")
    .description(
      "Fills an empty database from a backup, embedded or on a server, whichever the backup came from: all of it or nothing.",
    )
    .argument("<file>", "a file written by `clusterbot backup`")
    .option("--force", "replace everything that is there", false)
    .option("--json", "print the outcome as JSON, for programs", false)
    .addHelpText("after", "\nExit code: 0 restored, 2 not restored and nothing changed, 3 failed.")
    .action(async (file: string, options: RestoreOptions) => {
      await runWithConfig(async ({ config, log }) => {
        const { restore } = await import("../wiring/maintenance.ts");
        const outcome = await restore({ file: resolve(file), replace: options.force }, config, log);
        if (options.json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
        if (outcome.kind === "refused") {
          process.stderr.write(`${refusals[outcome.reason]}\n`);
          return exitCodes.wrongUse;
        }
        if (!options.json) process.stdout.write(`${restoredSentence(outcome)}\n`);
        return exitCodes.done;
      });
    });
}

interface Restored {
  readonly rows: number;
  readonly createdAt: string;
  readonly skippedVectors: boolean;
}

function restoredSentence({ rows, createdAt, skippedVectors }: Restored): string {
  const written = `${createdAt.slice(0, 16).replace("T", " ")} UTC`;
  const restored = `Restored ${rows.toLocaleString("en-GB")} ${rows === 1 ? "row" : "rows"}, as they stood on ${written}.`;
  if (!skippedVectors) return restored;
  return `${restored}\nVectors were left out, because this database has no pgvector: search goes by words here.`;
}
