import { Command } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";

const marks = { good: "✔", off: "–", attention: "!" } as const;

/** `clusterbot doctor`: what works, what is off, what wants attention. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .summary("check the installation and say what to repair")
    .description(
      "Looks at the settings, the database, the documents, Slack, Discord and the language model. Changes nothing.",
    )
    .option("--json", "print the findings as JSON, for programs", false)
    .addHelpText(
      "after",
      "\nExit code: 0 all good or off by choice, 1 something wants attention, 2 wrong settings, 3 failed.",
    )
    .action(async (options: { readonly json: boolean }) => {
      await runWithConfig(async ({ config, log }) => {
        const findings = await examine(config, log);
        process.stdout.write(options.json ? `${JSON.stringify({ findings }, null, 2)}\n` : render(findings));
        return findings.some((finding) => finding.state === "attention") ? exitCodes.partly : exitCodes.done;
      });
    });
}

function render(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map((finding) => finding.part.length));
  return findings
    .map(({ part, state, detail }) => `${marks[state]} ${part.padEnd(width)}  ${detail}\n`)
    .join("");
}
