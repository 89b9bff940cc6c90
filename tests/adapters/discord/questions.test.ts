import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "../../../src/chat/request.ts";
import { errorTable } from "../../../src/shared/errors.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { memberRole, people, places } from "../../support/fake-discord/world.ts";

let bot: BotOnFake;
let inbox: RecordingInbox;

beforeEach(async () => {
  bot = await createBotOnFake();
  inbox = createRecordingInbox();
  await bot.platform.start(inbox);
});

afterEach(async () => {
  await bot.platform.stop();
  await bot.fake.close();
});

/** The one request that what was said so far became. */
async function heard(): Promise<Request> {
  await bot.fake.gateway.allHeard();
  expect(inbox.stored).toHaveLength(1);
  const [incoming] = inbox.stored;
  if (incoming === undefined) throw new Error("nothing was heard");
  return incoming.request;
}

describe("A question on Discord", () => {
  it("is heard when the bot is mentioned, with who asks, where, and that everybody will read the answer", async () => {
    const message = bot.fake.mention("who leads ScotlandIS?");

    expect(await heard()).toMatchObject({
      deliveryKey: `message-${message.id}`,
      platform: "discord",
      workspace: bot.fake.world.guildId,
      channel: places.general,
      thread: null,
      isExternallyShared: false,
      isDirectMessage: false,
      asker: { id: people.asker, standing: "member", groups: [memberRole] },
      visibility: "shared",
      command: "ask",
      text: "who leads ScotlandIS?",
      locale: "en-GB",
    });
  });

  it("is heard when the role is mentioned that Discord made for the bot, which is easily picked instead", async () => {
    bot.fake.say({ content: `<@&${bot.fake.world.botRoleId}> who leads ScotlandIS?` });

    expect(await heard()).toMatchObject({ command: "ask", text: "who leads ScotlandIS?" });
  });

  it("is heard wherever in the message the bot is named, in the old form too", async () => {
    bot.fake.say({ content: `Hello <@!${bot.fake.world.botId}>, who leads ScotlandIS?` });

    expect((await heard()).text).toBe("Hello  , who leads ScotlandIS?");
  });

  it("is heard in a direct message, where the asker is not known and only they read the answer", async () => {
    bot.fake.writeDirectly("who leads ScotlandIS?");

    expect(await heard()).toMatchObject({
      workspace: null,
      isDirectMessage: true,
      visibility: "private",
      asker: { id: people.asker, standing: "unknown", groups: [] },
      text: "who leads ScotlandIS?",
    });
  });

  it("in a thread belongs to the thread and to the channel the thread is in", async () => {
    bot.fake.mention("who leads ScotlandIS?", { channelId: places.thread });

    expect(await heard()).toMatchObject({ channel: places.general, thread: places.thread });
  });

  it("by /cluster ask is answered for the asker alone, in the asker's language", async () => {
    const interaction = bot.fake.use({ options: { question: "Who leads?" }, locale: "cy" });

    expect(await heard()).toMatchObject({
      deliveryKey: `interaction-${interaction.id}`,
      command: "ask",
      text: "Who leads?",
      visibility: "private",
      locale: "cy",
      channel: places.general,
      asker: { id: people.asker, standing: "member", groups: [memberRole] },
    });
  });

  it("of somebody who has not passed the server's membership screening is a guest's", async () => {
    bot.fake.mention("who leads?", { userId: people.newcomer });

    expect((await heard()).asker).toMatchObject({ id: people.newcomer, standing: "guest", groups: [] });
  });

  it("of somebody invited to a single call is a guest's", async () => {
    const isGuest = 1 << 4;
    bot.fake.world.members.set(people.asker, {
      userId: people.asker,
      roles: [memberRole],
      pending: false,
      flags: isGuest,
    });

    bot.fake.mention("who leads?");

    expect((await heard()).asker.standing).toBe("guest");
  });

  it.each([
    ["help", "help", ""],
    ["HELP", "help", ""],
    ["ask who leads?", "ask", "who leads?"],
    ["help me find events", "ask", "help me find events"],
    ["", "ask", ""],
  ])("mentioned with %j is the command %s", async (said, command, text) => {
    bot.fake.mention(said);

    expect(await heard()).toMatchObject({ command, text });
  });

  it("by /cluster help is the command help", async () => {
    bot.fake.use({ command: "help" });

    expect(await heard()).toMatchObject({ command: "help", text: "" });
  });

  it.each([
    ["a message without a mention", {}],
    ["a mention of somebody else", { content: "<@200000000000000002> who leads?" }],
    ["a message of a webhook", { extra: { webhook_id: "700000000000000001" } }],
    ["a notice that somebody joined", { extra: { type: 7 } }],
    ["another program", { userId: people.otherBot }],
  ])("is not made of %s", async (_, said) => {
    const mention =
      "content" in said || !("extra" in said || "userId" in said) ? "" : `<@${bot.fake.world.botId}> `;

    bot.fake.say({ content: `${mention}who leads?`, ...said });
    await bot.fake.gateway.allHeard();

    expect(inbox.offered).toEqual([]);
  });

  it("is not made of a reply to the bot that does not name it, though Discord pings the bot for it", async () => {
    const answer = bot.fake.say({ content: "On Thursday.", userId: bot.fake.world.botId });

    bot.fake.say({ content: "Thanks!", replyTo: answer.id });
    await bot.fake.gateway.allHeard();

    expect(inbox.offered).toEqual([]);
  });

  it("does not stop others from being heard when Discord sends something that cannot be read", async () => {
    bot.fake.say({ content: "broken", extra: { type: "unheard of" } });
    bot.fake.gateway.dispatch({
      name: "INTERACTION_CREATE",
      intent: null,
      data: { type: 2, data: { name: "cluster" } },
    });
    bot.fake.mention("who leads?");

    expect((await heard()).text).toBe("who leads?");
  });
});

describe("A mention of the role whose text Discord withholds", () => {
  it("still gets a word back: it is a question without words", async () => {
    const withheld = await createBotOnFake({ roleMentionShowsText: false });
    const offered = createRecordingInbox();
    await withheld.platform.start(offered);

    withheld.fake.say({ content: `<@&${withheld.fake.world.botRoleId}> who leads?` });
    await withheld.fake.gateway.allHeard();

    expect(offered.stored.map(({ request }) => request.text)).toEqual([""]);
    await withheld.platform.stop();
    await withheld.fake.close();
  });
});

describe("Taking a question on Discord", () => {
  it("shows “thinking…” to the asker alone, once the question is stored", async () => {
    const interaction = bot.fake.use({ options: { question: "Who leads?" } });

    const { body } = await bot.fake.journal.when(({ path }) => path.includes(interaction.id));

    expect(body).toEqual({ type: 5, data: { flags: 64 } });
    expect(interaction.original).toMatchObject({ isPending: true, onlyFor: people.asker });
  });

  it("shows typing for a mention, and is content when it may not", async () => {
    bot.fake.world.channels.get(places.general)?.permissions.delete("SEND_MESSAGES");

    bot.fake.mention("who leads?");
    const { status } = await bot.fake.journal.when(({ path }) => path.endsWith("/typing"));

    expect(status).toBe(403);
    expect(inbox.stored).toHaveLength(1);
  });

  it("tells only the asker of /cluster when it cannot be stored", async () => {
    inbox.fail();

    const interaction = bot.fake.use({ options: { question: "Who leads?" } });
    await bot.fake.journal.when(({ path }) => path.includes(interaction.id));

    expect(bot.fake.seen()).toMatchObject([
      { content: errorTable.REQUEST_NOT_STORED.sentence, onlyFor: people.asker },
    ]);
  });

  it("replies to a mention that it cannot be stored, pinging nobody", async () => {
    inbox.fail();

    const message = bot.fake.mention("who leads?");
    await bot.fake.journal.when(({ method, path }) => method === "POST" && path.endsWith("/messages"));

    expect(bot.fake.seen()).toMatchObject([
      { content: errorTable.REQUEST_NOT_STORED.sentence, replyTo: message.id, pinged: [] },
    ]);
  });

  it("still answers a question that was stored when acknowledging it came too late for Discord", async () => {
    const release = inbox.hold();
    const interaction = bot.fake.use({ options: { question: "Who leads?" } });
    await inbox.calls(1);
    bot.clock.advance(3_500);
    release();
    const { status } = await bot.fake.journal.when(({ path }) => path.includes(interaction.id));

    expect(status).toBe(404);
    expect(inbox.stored).toHaveLength(1);
  });

  it("breaks nothing that Discord's published specification says of the bodies sent", async (context) => {
    const problems = bot.fake.specificationProblems();
    if (problems === null) return context.skip("../shared/specs/discord-openapi.json is not there");
    inbox.fail();
    const refused = bot.fake.use({ options: { question: "Who leads?" } });
    await bot.fake.journal.when(({ path }) => path.includes(refused.id));
    inbox.work();
    const taken = bot.fake.use({ options: { question: "Who leads?" } });
    await bot.fake.journal.when(({ path }) => path.includes(taken.id));
    bot.fake.mention("who leads?");
    await bot.fake.journal.when(({ path }) => path.endsWith("/typing"));

    expect(problems).toEqual([]);
  });
});
