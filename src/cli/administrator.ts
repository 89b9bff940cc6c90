import { Command } from "commander";
import { linkMinutes, newLinkCode } from "../people/link-code.ts";
import { exitCodes, runWithConfig } from "./context.ts";

/** `clusterbot administrator`: a code that makes whoever types it an administrator of the federation. */
export function administratorCommand(): Command {
  return new Command("administrator")
    .summary("print a code that makes somebody an administrator")
    .description(
      "Prints a code. Whoever types it on Slack or Discord within ten minutes is an administrator of the federation. Earlier codes that nobody used no longer work.",
    )
    .addHelpText("after", "\nExit code: 0 printed, 2 wrong settings, 3 failed.")
    .action(async () => {
      await runWithConfig(async ({ config, log }) => {
        const { openCore } = await import("../wiring/open-core.ts");
        const core = await openCore(config, log, "short");
        try {
          const { code, hash } = newLinkCode();
          await core.accounts.addCode({ hash, minutes: linkMinutes, account: null });
          process.stdout.write(instructions(code));
          return exitCodes.done;
        } finally {
          await core.close();
        }
      });
    });
}

function instructions(code: string): string {
  return `Write this on Slack or Discord, where the bot is, within ${linkMinutes} minutes:

  /cluster link ${code}

Whoever does so is an administrator of the federation. The code works once; give it to nobody else.
`;
}
