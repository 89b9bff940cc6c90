// What becomes of questions when the bot is killed (SIGKILL) between hearing and answering: the real program in a
// process of its own, between fake platforms that outlive it.
import { cp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { importSamplesOnce } from "../../src/cli/import-samples.ts";
import { readConfig } from "../../src/config.ts";
import { openCore } from "../../src/wiring/open-core.ts";
import { type BotProcess, startBotProcess } from "../support/bot-process.ts";
import { emptyFolder, freshDataFolder } from "../support/data-folders.ts";
import { createMovableClock } from "../support/fake-discord/bot.ts";
import { createFakeDiscord, type FakeDiscord } from "../support/fake-discord/fake-discord.ts";
import { people } from "../support/fake-discord/world.ts";
import { mentionDelivery } from "../support/fake-slack/deliveries.ts";
import { createFakeSlack, type FakeSlack } from "../support/fake-slack/fake-slack.ts";
import { readableText } from "../support/fake-slack/message-rules.ts";
import { generalChannel, person } from "../support/fake-slack/workspace.ts";
import { environmentFor, settingsFor } from "../support/running-bot.ts";
import { silentLog } from "../support/silent-log.ts";

const question = "How do you leave Software Cornwall?";
const minute = 60_000;
const model = new LLMock({ port: 0, strict: true });

let slack: FakeSlack;
let discord: FakeDiscord;
/** A data folder in which the samples are imported, so that each test need not do it again. */
let withSamples: string;
let folder: string;
let environment: Record<string, string>;
let clock: ReturnType<typeof createMovableClock>;
let bot: BotProcess;
/** How often the model was asked. */
let asked = 0;

beforeAll(async () => {
  model.on({ userMessage: /./ }, () => {
    asked += 1;
    return new Promise<never>(() => {});
  });
  await model.start();
  withSamples = await freshDataFolder();
  const read = readConfig({ CLUSTERBOT_DATA: withSamples });
  if (read.kind === "invalid") throw new Error(read.problems.join("\n"));
  const core = await openCore(read.config, silentLog, "short");
  await importSamplesOnce(core);
  // One line for all of them.
  expect(await core.audit.read({ cluster: null, limit: 5 })).toMatchObject([{ action: "samples-imported" }]);
  await core.close();
});
afterAll(async () => {
  await model.stop();
  await rm(withSamples, { recursive: true, force: true });
});

beforeEach(async () => {
  clock = createMovableClock(new Date().toISOString());
  [folder, slack, discord] = await Promise.all([
    emptyFolder(),
    createFakeSlack(),
    createFakeDiscord({ token: "fake.discord.token.of.the.bot", clock }),
  ]);
  await cp(withSamples, folder, { recursive: true });
  environment = environmentFor(folder, slack, discord);
  await writeFile(path.join(folder, "clusterbot.yaml"), stringify(settingsFor(slack, discord)));
  asked = 0;
});
afterEach(async () => {
  await bot.kill();
  await Promise.all([slack.close(), discord.close()]);
  await rm(folder, { recursive: true, force: true });
});

const shownOnSlack = () =>
  slack.workspace.messages.filter((message) => message.author === slack.workspace.botUser);

/** With a model that never answers, a question stays between being stored and being answered. */
const thinkingForEver = () => ({
  ...environment,
  OPENAI_BASE_URL: `${model.url}/v1`,
  OPENAI_API_KEY: "test",
});
const thinking = (count: number) => vi.waitFor(() => expect(asked).toBe(count), { timeout: 40_000 });

/** As if the questions had been asked so much longer ago; only while no bot runs. */
async function letTimePass(minutes: number): Promise<void> {
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder, role: "short" }, silentLog);
  await database.pool.query("UPDATE question SET received_at = received_at - make_interval(mins => $1)", [
    minutes,
  ]);
  await database.close();
  const before = slack.workspace.now;
  slack.workspace.now = () => before() + minutes * minute;
  clock.advance(minutes * minute);
}

describe("a bot that is killed", () => {
  it("before it sent the answers gives each of them once after its restart", {
    timeout: 90_000,
  }, async () => {
    bot = await startBotProcess(thinkingForEver());
    await slack.socket.carry(
      mentionDelivery({ text: question, user: person, channel: generalChannel }, slack.workspace),
    );
    await slack.socket.carry(
      slack.command({ text: `ask ${question}`, user: person, channel: generalChannel }),
    );
    discord.mention(question);
    discord.use({ command: "ask", options: { question } });
    await thinking(4);

    await bot.kill();
    expect([shownOnSlack(), discord.seen()]).toEqual([[], []]);
    bot = await startBotProcess(environment);

    await vi.waitFor(() => expect([shownOnSlack().length, discord.seen().length]).toEqual([2, 2]), {
      timeout: 20_000,
    });
    await bot.stop();
    expect([shownOnSlack().length, discord.seen().length]).toEqual([2, 2]);
    for (const message of shownOnSlack()) expect(readableText(message)).toContain("leaves Software Cornwall");
    for (const message of discord.seen()) expect(message.content).toContain("leaves Software Cornwall");
  });

  it("for so long that the reply tokens have run out answers by new messages, still to the asker alone", {
    timeout: 90_000,
  }, async () => {
    bot = await startBotProcess(thinkingForEver());
    await slack.socket.carry(
      slack.command({ text: `ask ${question}`, user: person, channel: generalChannel }),
    );
    discord.use({ command: "ask", options: { question } });
    await thinking(2);
    await bot.kill();

    await letTimePass(31);
    bot = await startBotProcess(environment);

    await vi.waitFor(() => expect([shownOnSlack().length, discord.seen().length]).toEqual([1, 1]), {
      timeout: 20_000,
    });
    const [onSlack] = shownOnSlack();
    const [onDiscord] = discord.seen();
    expect(onSlack?.seenBy === person || onSlack?.channel.startsWith("D")).toBe(true);
    expect(discord.world.channels.get(onDiscord?.channelId ?? "")?.recipientId).toBe(people.asker);
  });

  it("after the platform showed the answer and before that was recorded shows it only once", {
    timeout: 90_000,
  }, async () => {
    bot = await startBotProcess(environment);
    slack.faults.next("chat.postMessage", "stall");
    discord.faults.next("POST", /\/channels\/\d+\/messages$/, "stall");
    await slack.socket.carry(
      mentionDelivery({ text: question, user: person, channel: generalChannel }, slack.workspace),
    );
    discord.mention(question);
    await vi.waitFor(() => expect([shownOnSlack().length, discord.seen().length]).toEqual([1, 1]), {
      timeout: 20_000,
    });

    await bot.kill();
    bot = await startBotProcess(environment);
    // Whatever the first two would bring comes before the answer to a later question.
    await slack.socket.carry(
      mentionDelivery({ text: "help", user: person, channel: generalChannel }, slack.workspace),
    );
    discord.mention("help");

    await vi.waitFor(() => expect([shownOnSlack().length, discord.seen().length]).toEqual([2, 2]), {
      timeout: 20_000,
    });
    await bot.stop();
    expect([shownOnSlack().length, discord.seen().length]).toEqual([2, 2]);
  });
});
