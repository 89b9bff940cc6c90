import { Command } from "commander";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";
import { greeting } from "./greeting.ts";
import { importSamplesOnce } from "./import-samples.ts";
import { startJobs, startParts } from "./start-bot.ts";

/** `clusterbot start` (`npm start`): the bot itself, until Ctrl-C. */
export function startCommand(): Command {
  return new Command("start")
    .summary("start the bot and its web page")
    .description(
      "Opens the database, starts the web page, connects Slack and Discord where they are set up. Ctrl-C stops it.",
    )
    .action(async () => {
      await runWithConfig(run);
      // Sockets an SDK keeps open must not keep a stopped bot alive.
      process.exit();
    });
}

async function run({ config, log }: CliContext): Promise<number> {
  const begun = performance.now();
  const stop = stopSignal();
  // An SDK may drop a promise (discord.js does on a malformed event); the bot must outlive it.
  process.on("unhandledRejection", (error) => log.error("promise-dropped", { error }));
  const { openBot } = await import("../wiring.ts");
  const bot = await openBot(config, log);
  const starting = startJobs(bot);
  const importedSamples = await importSamplesOnce(bot.core);
  const running = await startParts(bot, starting);
  const address = bot.web.address();
  const facts = {
    config,
    page: address?.url ?? "",
    takenPort:
      address !== null && address.port !== address.wantedPort && address.wantedPort !== 0
        ? address.wantedPort
        : null,
    platforms: running.platforms,
    engine: bot.core.database.engine,
    hasVectors: bot.core.database.hasVectors,
    documents: (await bot.core.documents.count()).documents,
    importedSamples,
    setUp: await bot.core.setUpFacts(),
    seconds: (performance.now() - begun) / 1000,
  };
  process.stdout.write(`${greeting(facts).join("\n")}\n`);
  await stop;
  process.stdout.write("\nStopping…\n");
  await running.stop();
  process.stdout.write("Stopped. Nothing was lost.\n");
  return exitCodes.done;
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
