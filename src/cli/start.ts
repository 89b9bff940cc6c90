import { Command } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

/** `clusterbot start` (`npm start`): the bot itself, until Ctrl-C. */
export function startCommand(): Command {
  return new Command("start")
    .summary("start the bot and its web page")
    .description(
      "Opens the database, starts the web page, connects Slack and Discord where they are set up. Ctrl-C stops it.",
    )
    .action(async () => {
      await runWithConfig(async ({ config, log }) => {
        const { startBot } = await import("../wiring.ts");
        const bot = await startBot(config, log);
        process.stdout.write(`${bot.greeting.join("\n")}\n`);
        await stopSignal();
        process.stdout.write("\nStopping…\n");
        await bot.stop();
        process.stdout.write("Stopped. Nothing was lost.\n");
        return exitCodes.done;
      });
      // Sockets an SDK keeps open must not keep a stopped bot alive.
      process.exit();
    });
}

/** Resolves at Ctrl-C or a service manager's stop; a second signal ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(exitCodes.failed));
        resolve();
      });
    }
  });
}
