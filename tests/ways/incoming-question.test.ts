// The first way, end to end: a question asked on Slack or Discord gets an answer with its sources, or an honest
// "I don't know". Read this first; tests/support/running-bot.ts starts the bot between two fake platforms.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { english } from "../../src/messages/english.ts";
import { places } from "../support/fake-discord/world.ts";
import { directDelivery, mentionDelivery, retryOf } from "../support/fake-slack/deliveries.ts";
import { pingsOf, readableText } from "../support/fake-slack/message-rules.ts";
import { generalChannel, person } from "../support/fake-slack/workspace.ts";
import { type BotBetweenFakes, startBotBetweenFakes } from "../support/running-bot.ts";

const documents = {
  "leaving.md": `---
title: Leaving North Cluster
cluster: north
kind: membership
audience: public
published: 2026-05-04
url: https://north.example/leaving
---
# Leaving

## Notice

Members of North Cluster leave by giving one month of written notice to the office.
`,
  "fees.md": `---
title: Fees of North Cluster
cluster: north
kind: membership
audience: members
published: 2026-04
url: https://north.example/fees
---
# Fees

The annual fee of North Cluster for companies is 240 pounds, and freelancers pay 60 pounds.
`,
};

const leaving = "How do members leave North Cluster?";
const fees = "What is the annual fee of North Cluster for companies?";

let between: BotBetweenFakes;

beforeAll(async () => {
  between = await startBotBetweenFakes(documents);
});
afterAll(() => between.close());
beforeEach(() => {
  between.slack.workspace.messages.length = 0;
  between.discord.world.messages.length = 0;
});

/** What the bot has shown on Slack, once there are `count` messages of it. */
async function onSlack(count = 1) {
  const { workspace } = between.slack;
  const shown = () => workspace.messages.filter((message) => message.author === workspace.botUser);
  await vi.waitFor(() => expect(shown()).toHaveLength(count), { timeout: 10_000 });
  return shown();
}

async function onDiscord(count = 1) {
  await vi.waitFor(() => expect(between.discord.seen()).toHaveLength(count), { timeout: 10_000 });
  return between.discord.seen();
}

const askOnSlack = (text: string, user = person) =>
  between.slack.socket.carry(
    mentionDelivery({ text, user, channel: generalChannel }, between.slack.workspace),
  );

const commandOnSlack = (text: string, user = person) =>
  between.slack.socket.carry(between.slack.command({ text, user, channel: generalChannel }));

/** The words of a reply without what each platform does to show them: links, escapes, emphasis, spacing. */
function words(text: string): string[] {
  return text
    .replaceAll(/<?https?:\/\/[^\s>|)]+[>|)]?/g, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
}

describe("a question asked on Slack and Discord", () => {
  it("is answered with its source, in the thread of the message or as a reply to it", async () => {
    await askOnSlack(leaving);
    const asked = between.discord.mention(leaving);

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(slack && readableText(slack)).toContain("one month of written notice");
    expect(slack && readableText(slack)).toContain("Leaving North Cluster");
    expect(slack?.text).toContain("one month of written notice");
    expect(slack?.thread).toBe(between.slack.workspace.messages[0]?.ts);
    expect(discord?.content).toContain("https://north.example/leaving#notice");
    expect(discord?.replyTo).toBe(asked.id);
  });

  it("gets the same content on both", async () => {
    await askOnSlack(leaving);
    between.discord.mention(leaving);

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(words(slack === undefined ? "" : readableText(slack))).toEqual(words(discord?.content ?? ""));
  });

  it("is answered from members' material where only the member sees it, and says so", async () => {
    await commandOnSlack(`ask ${fees}`);
    between.discord.use({ command: "ask", options: { question: fees } });

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(slack?.seenBy).toBe(person);
    expect(slack && readableText(slack)).toMatch(/240 pounds[\s\S]*members only/);
    expect(discord?.onlyFor).not.toBeNull();
    expect(discord?.content).toMatch(/240 pounds[\s\S]*members only/);
  });

  it("is not answered from members' material in a public channel, but in the members' own", async () => {
    await askOnSlack(fees);
    between.discord.mention(fees);
    between.discord.mention(fees, { channelId: places.members });

    const [slack] = await onSlack();
    const discord = await onDiscord(2);

    expect(slack && readableText(slack)).not.toMatch(/240|Fees of North/);
    const inMembers = discord.find((message) => message.channelId === places.members);
    expect(discord.filter((message) => message.content.includes("240"))).toEqual([inMembers]);
  });

  it("from a guest is answered from public material only, in private too", async () => {
    await commandOnSlack(`ask ${fees}`, "U0GUEST001");

    const [slack] = await onSlack();

    expect(slack && readableText(slack)).not.toMatch(/240|Fees of North/);
  });

  it("that nothing answers gets an honest word and who would know", async () => {
    await askOnSlack("Who won the membership raffle at the Norwich aquarium?");
    between.discord.mention("Who won the membership raffle at the Norwich aquarium?");

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    for (const text of [slack === undefined ? "" : readableText(slack), discord?.content ?? ""]) {
      expect(text).toContain("I don't know");
      expect(text).toContain("North Cluster");
    }
  });

  it("in a direct message is answered there", async () => {
    await between.slack.socket.carry(
      directDelivery({ text: leaving, user: person }, between.slack.workspace),
    );
    between.discord.writeDirectly(leaving);

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(slack?.channel.startsWith("D")).toBe(true);
    expect(discord?.content).toContain("one month of written notice");
  });

  it("is answered once, however often Slack delivers it", async () => {
    const delivery = mentionDelivery(
      { text: leaving, user: person, channel: generalChannel },
      between.slack.workspace,
    );

    await between.slack.socket.carry(delivery);
    await between.slack.socket.carry(retryOf(delivery, "http_timeout"));
    await between.slack.socket.carry(retryOf(delivery, "http_timeout"));
    await onSlack();
    await askOnSlack("help");

    // The next question's answer comes after whatever the retries would have brought.
    expect(await onSlack(2)).toHaveLength(2);
  });

  it.each([
    ["nothing but the mention", ""],
    ["only emoji", "🎉🎉🎉"],
    ["another language", "Sut mae gadael y clwstwr hwn os gwelwch yn dda?"],
    ["an attempt to call everybody", "<!channel> <!here> @everyone @here who are you?"],
    ["control characters", "How\u0000 do\u0007 members\u202e leave?"],
    ["a line of SQL", "'; DROP TABLE document; -- how do members leave?"],
    ["twenty thousand characters", "leave ".repeat(3_334)],
  ])("with %s gets a polite answer, and nobody is pinged", async (_, text) => {
    await askOnSlack(text);
    between.discord.mention(text.slice(0, 1_900));

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(slack === undefined ? null : pingsOf(slack)).toEqual([]);
    expect(discord?.pinged).toEqual([]);
    expect(discord?.content.length).toBeGreaterThan(20);
    expect(await between.bot.core.documents.count()).toMatchObject({ documents: 2 });
  });
});

describe("help", () => {
  it("tells on both platforms what the bot can do", async () => {
    await commandOnSlack("help");
    between.discord.use({ command: "help" });

    const [slack] = await onSlack();
    const [discord] = await onDiscord();

    expect(slack && readableText(slack)).toContain(english.help.title);
    expect(discord?.content).toContain(english.help.title);
  });
});
