import { resolve } from "node:path";
import { Command } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

/** `clusterbot backup`: everything in one file, while the bot runs. */
export function backupCommand(): Command {
  return new Command("backup")
    .summary("write everything I know into one file")
    .description(
      "Writes clusters, documents and questions into one file, as they stand at this moment; the bot may run meanwhile.",
    )
    .argument("[file]", "where to write it (default: clusterbot-<date>-<time>.backup in this folder)")
    .option("--json", "print the outcome as JSON, for programs", false)
    .addHelpText(
      "after",
      "\nThe file holds members' and board documents: keep it where only you can read it.\nSettings and tokens are not in it.\n\nExit code: 0 written, 2 the file cannot be written, 3 failed.",
    )
    .action(async (file: string | undefined, options: { readonly json: boolean }) => {
      await runWithConfig(async ({ config, log }) => {
        const { backUp } = await import("../wiring/maintenance.ts");
        const target = resolve(file ?? defaultName(new Date()));
        const outcome = await backUp(target, config, log);
        if (options.json) process.stdout.write(`${JSON.stringify({ file: target, ...outcome })}\n`);
        if (outcome.kind === "written") {
          if (!options.json) process.stdout.write(`${writtenSentence(target, outcome)}\n`);
          return exitCodes.done;
        }
        const sentence =
          outcome.reason === "file-exists"
            ? `${target} is there already. Nothing was written; name another file.`
            : `${target} cannot be written (${outcome.detail}). Nothing was kept; name a file in a folder you may write in.`;
        process.stderr.write(`${sentence}\n`);
        return exitCodes.wrongUse;
      });
    });
}

function writtenSentence(
  file: string,
  { rows, bytes }: { readonly rows: number; readonly bytes: number },
): string {
  const count = `${rows.toLocaleString("en-GB")} ${rows === 1 ? "row" : "rows"}`;
  const size = `${(bytes / 1_000_000).toLocaleString("en-GB", { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
  return `Backed up ${count} (${size}) to ${file}\nBring it back with: npm run -s clusterbot -- restore ${file}`;
}

function defaultName(now: Date): string {
  return `clusterbot-${now.toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-")}.backup`;
}
