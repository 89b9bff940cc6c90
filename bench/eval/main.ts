import { Command } from "commander";
import { type AnswersFiles, runAnswers } from "./answers.ts";
import { type CalendarsOptions, runCalendars } from "./calendars.ts";
import { type DatesOptions, runDates } from "./dates.ts";
import { type QuestionsOptions, runQuestions } from "./questions.ts";
import { type RecurrenceOptions, runRecurrence } from "./recurrence.ts";
import { type EvaluationFiles, runRetrieval } from "./retrieval.ts";

/** `npm run -s eval -- …`: measures the product on a question set. The last line holds the figures. */
const program = new Command("eval").description(
  "Measure search and answers on a set of documents and questions.",
);

program
  .command("retrieval")
  .description("how well search finds the right documents, and how fast")
  .requiredOption("--documents <file>", "documents, one JSON object a line: {id, title, url?, text}")
  .requiredOption("--questions <file>", "questions, one JSON object a line: {id, question, relevant}")
  .action(async (files: EvaluationFiles) => console.log(await runRetrieval(files)));

program
  .command("answers")
  .description("whether questions are answered from the right document, or refused")
  .requiredOption("--documents <file>", "documents, one JSON object a line: {id, title, url?, text}")
  .requiredOption(
    "--questions <file>",
    "questions, one JSON object a line: {id, question, relevant, answerable}",
  )
  .option("--strangers <file>", "questions of another set, which should be refused")
  .action(async (files: AnswersFiles) => console.log(await runAnswers(files)));

program
  .command("dates")
  .description("whether dates as people write them are read as they are meant")
  .requiredOption("--vectors <files...>", "phrases with their spans, one JSON object a line")
  .option("--failures", "print each row that is not right")
  .action(async (options: DatesOptions) => console.log(await runDates(options)));

program
  .command("recurrence")
  .description("whether recurrence rules are expanded as other calendars do, and how fast")
  .requiredOption("--vectors <files...>", "rules with their instances, one JSON object a line")
  .option("--failures", "print each row that is not right")
  .action(async (options: RecurrenceOptions) => console.log(await runRecurrence(options)));

program
  .command("calendars")
  .description("whether calendar files are read, with all their events, or refused with a reason")
  .requiredOption(
    "--folder <folder>",
    "a folder with .ics files and index.jsonl, a line for each: {file, vevents}",
  )
  .option("--problems", "print what was wrong in each file")
  .action(async (options: CalendarsOptions) => console.log(await runCalendars(options)));

program
  .command("questions")
  .description("whether questions are answered from records and documents as they should be")
  .requiredOption(
    "--file <file>",
    "questions with what is expected: {records, questions: [{id, text, as, at, expect}]}",
  )
  .option("--verbose", "print every reply")
  .action(async (options: QuestionsOptions) => console.log(await runQuestions(options)));

await program.parseAsync();
