import { Argument, Command, InvalidArgumentError } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

interface InviteOptions {
  readonly application: string | undefined;
}

/** `clusterbot invite discord`: the link with which somebody who runs a server adds the bot to it. */
export function inviteCommand(): Command {
  return new Command("invite")
    .summary("print the link that adds the bot to a Discord server")
    .description("Prints the link for whoever runs a Discord server. It asks for the fewest permissions.")
    .addArgument(new Argument("<platform>", "which platform").choices(["discord"]))
    .option(
      "--application <id>",
      "the application's id, from Discord's developer portal; not needed where DISCORD_TOKEN is set",
      applicationId,
    )
    .action(async (_platform: string, options: InviteOptions) => {
      await runWithConfig(async ({ config }) => {
        const { discordInvite } = await import("../wiring/open-platforms.ts");
        const link = await discordInvite(config, options.application ?? null);
        if (link === null) {
          process.stderr.write(
            "I don't know which application the link is for. Nothing was changed; set DISCORD_TOKEN, or add --application with the id from Discord's developer portal.\n",
          );
          return exitCodes.wrongUse;
        }
        process.stdout.write(`${link}\n`);
        return exitCodes.done;
      });
    });
}

function applicationId(value: string): string {
  if (/^\d{1,20}$/.test(value)) return value;
  throw new InvalidArgumentError("An application's id on Discord is a number.");
}
