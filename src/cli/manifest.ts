import { Argument, Command, InvalidArgumentError } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

interface ManifestOptions {
  readonly url: string | undefined;
}

/** `clusterbot manifest slack`: the app manifest to paste into Slack, made of the command catalogue. */
export function manifestCommand(): Command {
  return new Command("manifest")
    .summary("print the app manifest to paste into Slack")
    .description("Prints the Slack app manifest as JSON, made of the bot's commands.")
    .addArgument(new Argument("<platform>", "which platform").choices(["slack"]))
    .option(
      "--url <address>",
      "public https address of the bot, for HTTP mode; without it the manifest is for Socket Mode",
      publicAddress,
    )
    .action(async (_platform: string, options: ManifestOptions) => {
      await runWithConfig(async ({ config }) => {
        if (options.url !== undefined && config.slack?.appToken != null)
          process.stderr.write(
            "With --url the manifest is for HTTP: put SLACK_SIGNING_SECRET in place of SLACK_APP_TOKEN, or Slack and the bot will not hear each other. Without --url it is for Socket Mode, as you have it now.\n",
          );
        const { manifestFor } = await import("../wiring/open-platforms.ts");
        process.stdout.write(
          `${JSON.stringify(await manifestFor(options.url ?? null, config.publicUrl), null, 2)}\n`,
        );
        return exitCodes.done;
      });
    });
}

function publicAddress(value: string): string {
  if (URL.canParse(value) && new URL(value).protocol === "https:") return value;
  throw new InvalidArgumentError("Slack calls https addresses only, for example https://bot.example.org.");
}
