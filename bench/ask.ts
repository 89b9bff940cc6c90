import { resolve } from "node:path";
import { z } from "zod";
import { percentile } from "./eval/measures.ts";
import { type EvaluationQuestion, readQuestions } from "./eval/read-set.ts";
import { haltOf, inFreshFolder, type RunningBot, runCommand, startBot } from "./running-bot.ts";

export interface AskBench {
  readonly documents: string;
  readonly questions: string;
  /** How many questions are asked, the first one included. */
  readonly count: number;
}

/** Only what is read here of `import --json` and of an answer. */
const ImportReport = z.object({ added: z.number() });
const Answered = z.object({ kind: z.string(), timing: z.record(z.string(), z.number()) });

interface Asked {
  readonly milliseconds: number;
  readonly answer: z.infer<typeof Answered>;
}

/**
 * Imports the documents as public beside the running bot, asks over its HTTP interface one question after the other,
 * and measures each from outside.
 */
export async function runAsk({ documents, questions, count }: AskBench): Promise<string> {
  const asked = spread(await readQuestions(questions), count);
  return await inFreshFolder(async (folder) => {
    const bot = await startBot(folder);
    try {
      await bot.load();
      const added = await importDocuments(bot, folder, documents);
      const answers = await askAll(bot, asked);
      return figures(answers, added);
    } finally {
      await bot.stop();
    }
  });
}

/** Every so many-th, so that they are about different documents. */
function spread(questions: readonly EvaluationQuestion[], count: number): readonly EvaluationQuestion[] {
  const step = Math.max(1, questions.length / count);
  return Array.from({ length: Math.min(count, questions.length) }, (_, index) =>
    questions.slice(Math.floor(index * step)).slice(0, 1),
  ).flat();
}

async function importDocuments(bot: RunningBot, folder: string, documents: string): Promise<number> {
  const begun = performance.now();
  const printed = await runCommand(folder, ["import", resolve(documents), "--audience", "public", "--json"]);
  const { added } = ImportReport.parse(JSON.parse(printed));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`import documents=${added} seconds=${seconds}; the bot beside it ${haltOf(await bot.load())}`);
  return added;
}

async function askAll(bot: RunningBot, questions: readonly EvaluationQuestion[]): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const { question } of questions) {
    const begun = performance.now();
    const response = await fetch(`${bot.url}/api/ask`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question }),
    });
    const body = await response.text();
    const milliseconds = performance.now() - begun;
    if (!response.ok) throw new Error(`${response.status} ${body}`);
    const answer = Answered.parse(JSON.parse(body));
    asked.push({ milliseconds, answer });
    const laps = Object.entries(answer.timing).map(([lap, taken]) => `${lap} ${taken.toFixed(1)}`);
    console.log(`${milliseconds.toFixed(1)} ms  ${answer.kind}  (${laps.join(", ")})  ${question.trim()}`);
  }
  const load = await bot.load();
  const each = ((load.processorSeconds * 1000) / asked.length).toFixed(1);
  console.log(`${each} ms of processor time a question; the bot ${haltOf(load)}`);
  return asked;
}

/** The first question warms caches and is told apart. */
function figures(asked: readonly Asked[], documents: number): string {
  const [first, ...rest] = asked.map(({ milliseconds }) => milliseconds);
  return [
    "ask",
    `p50_ms=${percentile(rest, 0.5).toFixed(1)}`,
    `worst_ms=${Math.max(...rest).toFixed(1)}`,
    `first_ms=${(first ?? 0).toFixed(1)}`,
    `documents=${documents}`,
  ].join(" ");
}
