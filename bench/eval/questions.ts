import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { toInstant, ukZone } from "../../src/calendar/zones.ts";
import type { Inline, Reply } from "../../src/chat/reply.ts";
import { ask } from "../../src/commands/ask.ts";
import type { CommandContext } from "../../src/commands/command.ts";
import { readConfig } from "../../src/config.ts";
import { importSources } from "../../src/knowledge/import-sources.ts";
import { english } from "../../src/messages/english.ts";
import { readerOf } from "../../src/people/readership.ts";
import { type Core, openCore } from "../../src/wiring/open-core.ts";
import { openLog } from "../../src/wiring/open-log.ts";
import { importSampleRecords } from "./import-sample-records.ts";
import { percentile } from "./measures.ts";

export interface QuestionsOptions {
  readonly file: string;
  readonly verbose?: boolean;
}

const Question = z.object({
  id: z.string(),
  text: z.string(),
  as: z.string(),
  at: z.string(),
  expect: z.object({
    kind: z.enum(["answered", "partial", "abstained", "asked-back"]),
    records: z.array(z.string()),
    includes: z.array(z.string()),
    excludes: z.array(z.string()),
  }),
});
type Question = z.infer<typeof Question>;

const QuestionFile = z.object({ records: z.string().nullable(), questions: z.array(Question) });
const ReplyData = z.object({ kind: z.string(), records: z.array(z.string()).default([]) });

const samples = fileURLToPath(new URL("../../samples/", import.meta.url));
const federation = "uktcg";
/** The records are imported as of the day the samples were written. */
const importedAt = new Date("2026-11-16T09:00:00Z");

/** Prints a line for each failure; the last line has the figures. */
export async function runQuestions({ file, verbose = false }: QuestionsOptions): Promise<string> {
  const asked = await askQuestions(file);
  for (const { question, reply, problems } of asked) {
    if (problems.length > 0) console.log(`${question.id} “${question.text}”: ${problems.join("; ")}`);
    if (verbose)
      console.log(`  ${question.id} ${question.text}\n    ${textOf(reply).replaceAll("\n", "\n    ")}`);
  }
  const times = asked.map(({ milliseconds }) => milliseconds);
  console.log(
    `p50_ms=${percentile(times, 0.5).toFixed(1)} p95_ms=${percentile(times, 0.95).toFixed(1)} max_ms=${Math.max(...times).toFixed(1)}`,
  );
  const collected = asked.filter(({ question }) => question.id.startsWith("facts-"));
  console.log(`facts ${figures(collected)}`);
  return `questions ${figures(asked)}`;
}

/**
 * Asks every question through the `ask` command, with the clock at `at` and as the reader `as`, over the sample
 * documents and the records.
 */
export async function askQuestions(file: string): Promise<readonly Asked[]> {
  const { records, questions } = QuestionFile.parse(JSON.parse(await readFile(file, "utf8")));
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-eval-"));
  const read = readConfig({ CLUSTERBOT_DATA: folder, LOG_LEVEL: "error" });
  if (read.kind === "invalid") throw new Error(read.problems.join("\n"));
  const core = await openCore(read.config, openLog("error"), "resident");
  try {
    await importAll(core, records ?? join(samples, "records"));
    return await askAll(questions, core);
  } finally {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importAll(core: Core, records: string): Promise<void> {
  const sources = [join(samples, "uk-tech-clusters"), join(records, "clusters.yaml")];
  for (const source of sources) {
    for await (const event of importSources([source], { defaults: {}, by: null }, core.importing)) {
      if (event.kind !== "finished") continue;
      for (const { label, reason } of event.summary.refused) console.log(`refused ${label}: ${reason}`);
    }
  }
  await importSampleRecords(core, records, importedAt);
}

interface Asked {
  readonly question: Question;
  readonly reply: Reply;
  /** What is not as expected; what the reply should not hold and does begins with `has`. */
  readonly problems: readonly string[];
  readonly milliseconds: number;
}

async function askAll(questions: readonly Question[], core: Core): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const started = performance.now();
    const reply = await askOne(question, core);
    const milliseconds = performance.now() - started;
    asked.push({ question, reply, problems: problemsOf(question, reply), milliseconds });
  }
  return asked;
}

function figures(asked: readonly Asked[]): string {
  return `right=${asked.filter(({ problems }) => problems.length === 0).length} of=${asked.length}`;
}

/** The ask command as the terminal runs it. */
async function askOne(question: Question, core: Core): Promise<Reply> {
  const wallTime = Temporal.PlainDateTime.from(question.at);
  const now = new Date(toInstant(wallTime, ukZone).epochMilliseconds);
  const clock = { now: () => now };
  const place = {
    platform: "terminal",
    channel: null,
    isExternallyShared: false,
    visibility: "private",
    asker: { groups: [question.as] },
  } as const;
  const nobody = { roles: [], place: null } as unknown as CommandContext["identity"];
  const context = {
    request: { text: question.text },
    reader: readerOf(place, nobody, federation),
    needs: { messages: english, clock, calendarAddress: () => null, ...core.answeringAt(clock) },
  } as unknown as CommandContext;
  return ask.run(context);
}

function problemsOf({ text, expect }: Question, reply: Reply): readonly string[] {
  const data = ReplyData.safeParse(reply.data).data ?? { kind: "none", records: [] };
  const whole = plain(textOf(reply));
  const own = plain(textOf(reply, true));
  const echo = plain(text);
  return [
    ...(data.kind === expect.kind ? [] : [`${data.kind}, not ${expect.kind}`]),
    ...expect.records
      .filter((record) => !data.records.includes(record))
      .map((record) => `rests not on ${record}`),
    ...expect.includes.filter((part) => !own.includes(plain(part))).map((part) => `lacks “${part}”`),
    ...expect.excludes
      .filter((part) => whole.replaceAll(echo, " ").includes(plain(part)))
      .map((part) => `has “${part}”`),
  ];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[‘’ʼ`]/gu, "'")
    .replaceAll(/\s+/gu, " ");
}

/** The reply as text; without what comes close to it where there is no answer, when only the answer is wanted. */
function textOf({ blocks }: Reply, isOwnOnly = false): string {
  return blocks.map((block) => blockText(block, isOwnOnly)).join("\n");
}

function blockText(block: Reply["blocks"][number], isOwnOnly: boolean): string {
  switch (block.type) {
    case "heading":
      return block.text;
    case "paragraph":
    case "note":
      return inlineText(block.content);
    case "list":
      return block.items.map(inlineText).join("\n");
    case "sources":
      return isOwnOnly ? "" : block.items.map(({ title, note }) => `${title} ${note}`).join("\n");
    case "message":
      return block.text;
    case "divider":
    case "actions":
      return "";
  }
}

function inlineText(content: readonly Inline[]): string {
  return content.map((inline) => (inline.type === "citation" ? "" : inline.text)).join("");
}
