import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IncomingRequest, Sending, SendOutcome } from "../../../src/chat/platform.port.ts";
import { plainReply, type Reply } from "../../../src/chat/reply.ts";
import { english } from "../../../src/messages/english.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { tooManyRequests } from "../../support/fake-discord/faults.ts";
import { directMessagesWith, people, places } from "../../support/fake-discord/world.ts";

const minute = 60_000;
const createMessage = /^\/channels\/\d+\/messages$/;
const editOriginal = /@original$/;
const reply = plainReply("On Thursday at ten.");
const sent = { kind: "sent", remoteId: expect.any(String) };

let bot: BotOnFake;
let inbox: RecordingInbox;
let askedAt: Date;

beforeEach(async () => {
  bot = await createBotOnFake();
  inbox = createRecordingInbox();
  await bot.platform.start(inbox);
});

afterEach(async () => {
  expect(bot.fake.specificationProblems() ?? []).toEqual([]);
  await bot.platform.stop();
  await bot.fake.close();
});

async function asked(say: () => unknown): Promise<IncomingRequest> {
  const sign = bot.fake.journal.when(
    ({ path }) => /typing$|callback$/.test(path),
    bot.fake.journal.entries.length,
  );
  say();
  await sign;
  askedAt = bot.clock.now();
  const incoming = inbox.stored.at(-1);
  if (incoming === undefined) throw new Error("nothing was stored");
  return incoming;
}

const mentioned = () => asked(() => bot.fake.mention("when?"));
const askedPrivately = () => asked(() => bot.fake.use({ options: { question: "when?" } }));

function send(incoming: IncomingRequest, more: Partial<Sending> = {}): Promise<SendOutcome> {
  return bot.platform.send({
    ...incoming,
    reply,
    key: "AbCdEfGhIjKlMnOpQrStUv",
    isRepeat: false,
    attemptedSince: null,
    receivedAt: askedAt,
    ...more,
  });
}

const contents = (): string[] => bot.fake.seen().map((message) => message.content);

describe("An answer to a mention on Discord", () => {
  it("replies to the message it answers and pings nobody", async () => {
    const incoming = await mentioned();

    const outcome = await send(incoming);

    expect(outcome).toEqual(sent);
    const question = bot.fake.world.messages.find((message) => message.authorId === people.asker);
    expect(bot.fake.seen()).toMatchObject([
      { channelId: places.general, content: "On Thursday at ten.", replyTo: question?.id, pinged: [] },
    ]);
  });

  it("goes into the thread in which it was asked", async () => {
    const incoming = await asked(() => bot.fake.mention("when?", { channelId: places.thread }));

    await send(incoming);

    expect(bot.fake.seen()).toMatchObject([{ channelId: places.thread }]);
  });

  it("is shown without the question above it when the bot may not read what was said", async () => {
    const incoming = await mentioned();
    bot.fake.world.channels.get(places.general)?.permissions.delete("READ_MESSAGE_HISTORY");

    expect(await send(incoming)).toEqual(sent);
    expect(bot.fake.seen()).toMatchObject([{ content: "On Thursday at ten.", replyTo: null }]);
  });

  it("is shown although the question was deleted in the meantime", async () => {
    const incoming = await mentioned();
    for (const message of bot.fake.world.messages) message.isDeleted = true;

    expect(await send(incoming)).toEqual(sent);
  });

  it.each(["lose-reply", "server-error-after"] as const)(
    "is shown once when Discord took it but %s hid that",
    async (fault) => {
      const incoming = await mentioned();
      bot.fake.faults.next("POST", createMessage, fault);

      expect(await send(incoming)).toEqual({ kind: "wait", seconds: 5 });
      expect(await send(incoming)).toEqual(sent);
      expect(contents()).toEqual(["On Thursday at ten."]);
    },
  );

  it("is still shown once when it is tried again long after, by reading back what was said", async () => {
    const incoming = await mentioned();
    bot.fake.faults.next("POST", createMessage, "lose-reply");
    await send(incoming);

    bot.clock.advance(20 * minute);

    expect(await send(incoming)).toMatchObject({ kind: "sent" });
    expect(contents()).toEqual(["On Thursday at ten."]);
  });

  it("waits as long as Discord asks when it is too much at once, without trying on its own", async () => {
    const incoming = await mentioned();
    bot.fake.faults.next("POST", createMessage, tooManyRequests(7));

    // The SDK adds a twentieth of a second, which is rounded up.
    expect(await send(incoming)).toEqual({ kind: "wait", seconds: 8 });
    expect(bot.fake.journal.of("POST", createMessage)).toHaveLength(1);
  });

  it.each([
    ["the channel is gone", () => bot.fake.world.channels.delete(places.general), "10003"],
    [
      "the bot may no longer see the channel",
      () => bot.fake.world.channels.get(places.general)?.permissions.delete("VIEW_CHANNEL"),
      "50001",
    ],
    [
      "the bot may no longer write there",
      () => bot.fake.world.channels.get(places.general)?.permissions.delete("SEND_MESSAGES"),
      "50013",
    ],
  ])("is given up when %s", async (_, change, code) => {
    const incoming = await mentioned();
    change();

    const outcome = await send(incoming);

    expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining(code) });
    expect(bot.fake.journal.of("POST", createMessage)).toHaveLength(1);
  });

  it("waits when the bot's token is no longer valid: an administrator can mend that", async () => {
    const incoming = await mentioned();
    bot.fake.faults.next("POST", createMessage, {
      answer: { status: 401, body: { message: "401", code: 0 } },
    });

    expect(await send(incoming)).toEqual({ kind: "wait", seconds: 300 });
  });

  it("is given up when nothing tells where it should go", async () => {
    const incoming = await mentioned();

    expect(await send({ ...incoming, replyAddress: { kind: "pigeon" } })).toMatchObject({ kind: "refused" });
  });
});

describe("An answer on Discord that an earlier process may have shown", () => {
  const repeated = (since: Date) => ({ isRepeat: true, attemptedSince: since });

  it("is not shown twice within minutes, by its nonce", async () => {
    const incoming = await mentioned();
    await send(incoming);

    bot.clock.advance(1 * minute);
    const outcome = await send(incoming, repeated(askedAt));

    expect(outcome).toMatchObject({ kind: "sent" });
    expect(contents()).toHaveLength(1);
    expect(bot.fake.journal.of("GET", createMessage)).toHaveLength(0);
  });

  it("is found in the channel later, and not shown again", async () => {
    const incoming = await mentioned();
    await send(incoming);
    await send(incoming, { key: "notice", reply: plainReply("I'll answer as soon as I can.") });

    bot.clock.advance(10 * minute);
    const outcome = await send(incoming, repeated(askedAt));

    expect(outcome).toMatchObject({ kind: "sent" });
    expect(contents()).toEqual(["On Thursday at ten.", "I'll answer as soon as I can."]);
  });

  it("is shown when the channel shows that it never was", async () => {
    const incoming = await mentioned();
    for (let count = 0; count < 130; count++) bot.fake.say({ content: `chatter ${count}` });
    bot.clock.advance(10 * minute);

    expect(await send(incoming, repeated(askedAt))).toEqual(sent);
    expect(contents()).toEqual(["On Thursday at ten."]);
  });

  it("is not taken for the same words said in answer to another question", async () => {
    const first = await mentioned();
    const second = await mentioned();
    await send(second, { key: "second" });
    bot.clock.advance(10 * minute);

    expect(await send(first, repeated(askedAt))).toEqual(sent);
    expect(contents()).toHaveLength(2);
  });

  it("rather stays unsaid when the bot may not read back", async () => {
    const incoming = await mentioned();
    bot.fake.world.channels.get(places.general)?.permissions.delete("READ_MESSAGE_HISTORY");
    bot.clock.advance(10 * minute);

    expect(await send(incoming, repeated(askedAt))).toMatchObject({ kind: "uncertain" });
    expect(contents()).toEqual([]);
  });

  it("rather stays unsaid when too much was said since to look through", async () => {
    const incoming = await mentioned();
    for (let count = 0; count < 600; count++) bot.fake.say({ content: `chatter ${count}` });
    bot.clock.advance(10 * minute);

    expect(await send(incoming, repeated(askedAt))).toMatchObject({ kind: "uncertain" });
  });

  it("shows only the part that is missing of an answer in several messages", async () => {
    const long: Reply = {
      summary: "Long.",
      blocks: Array.from({ length: 6 }, (_, index) => ({
        type: "paragraph",
        content: [{ type: "text", text: `Part ${index}. ${"word ".repeat(150)}` }],
      })),
    };
    const incoming = await mentioned();
    bot.fake.faults.next("POST", createMessage, "server-error-after");
    await send(incoming, { reply: long });
    bot.clock.advance(10 * minute);

    expect(await send(incoming, { reply: long })).toEqual(sent);
    expect(contents()).toHaveLength(3);
    expect(new Set(contents()).size).toBe(3);
  });

  it("is tried again when reading back fails", async () => {
    const incoming = await mentioned();
    bot.clock.advance(10 * minute);
    bot.fake.faults.next("GET", createMessage, "server-error-before");

    expect(await send(incoming, repeated(askedAt))).toEqual({ kind: "wait", seconds: 5 });
    expect(await send(incoming, repeated(askedAt))).toEqual(sent);
  });
});

describe("An answer to /cluster ask", () => {
  it("takes the place of “thinking…”, for the asker alone", async () => {
    const incoming = await askedPrivately();

    expect(await send(incoming)).toEqual(sent);
    expect(bot.fake.seen()).toMatchObject([{ content: "On Thursday at ten.", onlyFor: people.asker }]);
  });

  it.each(["lose-reply", "server-error-after"] as const)(
    "is shown once when %s leaves it open whether it was",
    async (fault) => {
      const incoming = await askedPrivately();
      bot.fake.faults.next("PATCH", editOriginal, fault);

      expect(await send(incoming)).toEqual({ kind: "wait", seconds: 5 });
      expect(await send(incoming)).toEqual(sent);
      expect(contents()).toEqual(["On Thursday at ten."]);
    },
  );

  it("never overtakes its own acknowledgement", async () => {
    const release = inbox.hold();
    bot.fake.use({ options: { question: "when?" } });
    await inbox.calls(1);
    const [incoming] = inbox.offered;
    if (incoming === undefined) throw new Error("nothing was offered");
    askedAt = bot.clock.now();

    const sending = send(incoming);
    release();

    expect(await sending).toEqual(sent);
    expect(bot.fake.seen()).toMatchObject([{ onlyFor: people.asker }]);
  });

  it("waits a moment when another process has yet to acknowledge the question", async () => {
    const interaction = bot.fake.world.newId();
    const incoming = await askedPrivately();
    bot.fake.world.interactions.set(interaction, {
      id: interaction,
      token: "another",
      channelId: places.general,
      userId: people.asker,
      createdAt: bot.clock.now().getTime(),
      original: null,
    });
    const replyAddress = { ...address(incoming), interactionId: interaction, token: "another" };

    expect(await send({ ...incoming, replyAddress })).toEqual({ kind: "wait", seconds: 2 });
  });

  it("comes as a direct message once the interaction has run out, never into the channel", async () => {
    const incoming = await askedPrivately();
    bot.clock.advance(16 * minute);

    expect(await send(incoming)).toEqual(sent);
    const direct = directMessagesWith(bot.fake.world, people.asker);
    expect(bot.fake.seen()).toMatchObject([
      { channelId: direct.id, content: "On Thursday at ten.", pinged: [] },
    ]);
  });

  it("comes as a direct message when Discord says that the token has run out before we think so", async () => {
    const incoming = await askedPrivately();
    bot.clock.advance(16 * minute);
    askedAt = bot.clock.now();

    expect(await send(incoming)).toEqual(sent);
    expect(bot.fake.journal.of("PATCH", editOriginal).map(({ status }) => status)).toEqual([401]);
    expect(bot.fake.seen()[0]?.channelId).toBe(directMessagesWith(bot.fake.world, people.asker).id);
    expect(await send(await mentioned(), { key: "later" })).toEqual(sent);
  });

  it("comes as a direct message when “thinking…” was dismissed", async () => {
    const incoming = await askedPrivately();
    for (const message of bot.fake.world.messages) message.isDeleted = true;

    expect(await send(incoming)).toEqual(sent);
    expect(bot.fake.seen()[0]?.channelId).toBe(directMessagesWith(bot.fake.world, people.asker).id);
  });

  it("tells the channel only that there is an answer when the asker takes no direct messages", async () => {
    const incoming = await askedPrivately();
    bot.fake.world.closedTo.add(people.asker);
    bot.clock.advance(16 * minute);

    expect(await send(incoming)).toMatchObject({ kind: "refused" });
    expect(bot.fake.seen()).toMatchObject([
      { channelId: places.general, content: english.chat.privateReplyWaiting, pinged: [] },
    ]);
  });

  it("asked in a direct message comes there, also when the interaction has run out", async () => {
    const direct = directMessagesWith(bot.fake.world, people.asker);
    const incoming = await asked(() =>
      bot.fake.use({ channelId: direct.id, options: { question: "when?" } }),
    );
    bot.clock.advance(16 * minute);

    expect(await send(incoming)).toEqual(sent);
    expect(bot.fake.seen()).toMatchObject([{ channelId: direct.id, content: "On Thursday at ten." }]);
  });

  it("rather stays unsaid when it may have been shown before the interaction ran out", async () => {
    const incoming = await askedPrivately();
    await send(incoming);
    bot.clock.advance(16 * minute);

    expect(await send(incoming, { isRepeat: true, attemptedSince: askedAt })).toMatchObject({
      kind: "uncertain",
    });
    expect(contents()).toHaveLength(1);
  });

  it("sent directly and not recorded is found there, and not shown twice", async () => {
    const incoming = await askedPrivately();
    bot.clock.advance(16 * minute);
    const attemptedSince = bot.clock.now();
    await send(incoming);
    bot.clock.advance(10 * minute);

    expect(await send(incoming, { isRepeat: true, attemptedSince })).toMatchObject({ kind: "sent" });
    expect(contents()).toHaveLength(1);
  });

  it("waits when Discord has too much to do, and is certain then that nothing was shown", async () => {
    const incoming = await askedPrivately();
    bot.fake.faults.next("PATCH", editOriginal, tooManyRequests(3));

    expect(await send(incoming)).toEqual({ kind: "wait", seconds: 4 });
    bot.clock.advance(16 * minute);
    expect(await send(incoming)).toEqual(sent);
  });

  it("is a single message however long it is, so that it can be repeated safely", async () => {
    const incoming = await askedPrivately();
    const long = plainReply("word ".repeat(2_000));

    expect(await send(incoming, { reply: long })).toEqual(sent);
    expect(bot.fake.seen()).toHaveLength(1);
    expect(contents()[0]).toContain(english.chat.cut);
  });

  it("is answered by another process after the first was killed, for a question never acknowledged", async () => {
    bot.fake.use({ options: { question: "when?" } });
    const release = inbox.hold();
    await inbox.calls(1);
    const [incoming] = inbox.offered;
    if (incoming === undefined) throw new Error("nothing was offered");
    askedAt = bot.clock.now();
    const next = bot.anotherProcess();
    await next.start(createRecordingInbox());
    bot.clock.advance(8_000);

    const outcome = await next.send({
      ...incoming,
      reply,
      key: "key",
      isRepeat: false,
      attemptedSince: null,
      receivedAt: askedAt,
    });
    release();
    await next.stop();

    expect(outcome).toEqual(sent);
    expect(bot.fake.seen()).toMatchObject([
      { channelId: directMessagesWith(bot.fake.world, people.asker).id },
    ]);
  });
});

describe("When Discord does not answer at all", () => {
  it("an answer is tried again later, and shown once", async () => {
    const incoming = await mentioned();
    const hasty = bot.anotherProcess({ requestMilliseconds: 1_000 });
    await hasty.start(createRecordingInbox());
    bot.fake.faults.next("POST", createMessage, "hang");
    const sending = {
      ...incoming,
      reply,
      key: "key",
      isRepeat: false,
      attemptedSince: null,
      receivedAt: askedAt,
    };

    const outcomes = [await hasty.send(sending), await hasty.send(sending)];
    await hasty.stop();

    expect(outcomes).toEqual([{ kind: "wait", seconds: 5 }, sent]);
    expect(contents()).toHaveLength(1);
  });
});

function address(incoming: IncomingRequest): Record<string, unknown> {
  return { ...(incoming.replyAddress as Record<string, unknown>) };
}
