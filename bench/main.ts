import { Command, InvalidArgumentError } from "commander";
import { type AskBench, runAsk } from "./ask.ts";
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

await program.parseAsync();

function questionCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 2 && count <= 60) return count;
  throw new InvalidArgumentError("Write a number from 2 to 60: the page lets no more through in a row.");
}
