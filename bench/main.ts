import { Command, InvalidArgumentError } from "commander";
import { type AskBench, runAsk } from "./ask.ts";
import { type CrashBench, runCrash } from "./deliver/crash.ts";
import { type DeliverBench, runDeliver } from "./deliver/deliver.ts";
import { type EventsBench, runEvents } from "./events.ts";
import { runStart } from "./start.ts";

/** `npm run -s bench -- …`: how fast the real program is, as its caller sees it. The last line holds the figures. */
const program = new Command("bench").description(
  "Measure how fast the bot starts and answers, in a data folder of its own that is removed afterwards.",
);

program
  .command("ask")
  .description("how long a question takes over the web page's interface, the first one aside")
  .requiredOption("--documents <file>", "documents, one JSON object a line: {id, title, url?, text}")
  .requiredOption("--questions <file>", "questions, one JSON object a line: {id, question}")
  .option("--count <number>", "how many questions, spread over the file", questionCount, 20)
  .action(async (options: AskBench) => console.log(await runAsk(options)));

program
  .command("start")
  .description("seconds until the bot is ready: the first time, after a clean stop, after kill -9")
  .action(async () => console.log(await runStart()));

program
  .command("events")
  .description("how long many events take to import, the second time too, and to find by place and week")
  .option("--count <number>", "how many events", Number, 10_000)
  .option("--explain", "print how the database finds them", false)
  .action(async (options: EventsBench) => console.log(await runEvents(options)));

program
  .command("deliver")
  .description("how exactly, how fast and how much apart announcements go out to many workspaces")
  .option("--workspaces <number>", "Slack workspaces", wholeNumber, 100)
  .option("--channels <number>", "channels in each of them", wholeNumber, 5)
  .option("--guilds <number>", "Discord servers, one channel in each", wholeNumber, 500)
  .option("--posts <number>", "announcements to each channel", wholeNumber, 3)
  .option("--pairs <number>", "how often isolation is measured", wholeNumber, 2)
  .option("--database <url>", "a PostgreSQL server in place of the embedded database")
  .action(async (options: DeliverBench) => console.log(await runDeliver(options)));

program
  .command("crash")
  .description("whether announcements go out exactly once while the bot is killed and the platforms fail")
  .option("--trials <number>", "how often it is killed", wholeNumber, 40)
  .option("--seed <number>", "what goes wrong, and when", wholeNumber, 1)
  .option("--without-history", "Slack's channels cannot be read back", false)
  .option("--database <url>", "a PostgreSQL server in place of the embedded database")
  .action(async (options: CrashBench) => console.log(await runCrash(options)));

await program.parseAsync();

function wholeNumber(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError("Write a whole number.");
}

function questionCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 2 && count <= 60) return count;
  throw new InvalidArgumentError("Write a number from 2 to 60: the page lets no more through in a row.");
}
