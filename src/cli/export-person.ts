import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import type { Whom } from "../people/personal-data.port.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";
import { whom } from "./whom.ts";

/** `clusterbot export-person`: what is kept about a person, as JSON. */
export function exportPersonCommand(): Command {
  return new Command("export-person")
    .summary("write down everything I keep about a person")
    .description(
      "Writes what is kept about a person, with all accounts linked to them, as JSON. Changes nothing.",
    )
    .argument("<whom>", "an account such as slack:T012AB3CD/U045EF6GH, or the id of a person", whom)
    .option("--out <file>", "write it into a new file that only you can read")
    .addHelpText(
      "after",
      "\nTokens and their hashes are left out, and so are requests of other people that name them.\nLines about roles say who gave them: read it before you pass it on.\n\nExit code: 0 written, 1 nothing is kept, 2 wrong use or the file cannot be written, 3 failed.",
    )
    .action(async (person: Whom, options: { readonly out?: string }) => {
      await runWithConfig((context) => exportPerson(person, options.out ?? null, context));
    });
}

async function exportPerson(person: Whom, out: string | null, context: CliContext): Promise<number> {
  const { withPersonalRecords } = await import("../wiring/privacy.ts");
  const found = await withPersonalRecords(context, ({ personalData }) => personalData.export(person));
  if (found === null) {
    process.stderr.write("Nothing is kept about them.\n");
    return exitCodes.partly;
  }
  const text = `${JSON.stringify({ writtenAt: new Date().toISOString(), ...found }, null, 2)}\n`;
  if (out === null) {
    process.stdout.write(text);
    return exitCodes.done;
  }
  return await write(resolve(out), text);
}

/** Never over a file that is there: it might be readable by others. */
async function write(file: string, text: string): Promise<number> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `${file} cannot be written (${reason}). Name a new file in a folder you may write in.\n`,
    );
    return exitCodes.wrongUse;
  }
  process.stdout.write(`Written to ${file}\n`);
  return exitCodes.done;
}
