import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ReplyAddress } from "../../../src/adapters/discord/reply-address.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { english } from "../../../src/messages/english.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { tooManyRequests } from "../../support/fake-discord/faults.ts";
import { addInteraction, directMessagesWith, people, places } from "../../support/fake-discord/world.ts";
import { type AskedQuestions, createAskedQuestions, editOriginal, minute, sent } from "./asked-questions.ts";

let asked: AskedQuestions;

beforeEach(async () => {
  asked = await createAskedQuestions();
});

afterEach(() => asked.close());

describe("An answer to /cluster ask", () => {
  it("takes the place of “thinking…”, for the asker alone", async () => {
    const incoming = await asked.askedPrivately();

    expect(await asked.send(incoming)).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ content: "On Thursday at ten.", onlyFor: people.asker }]);
  });

  it.each(["lose-reply", "server-error-after"] as const)(
    "is shown once when %s leaves it open whether it was",
    async (fault) => {
      const incoming = await asked.askedPrivately();
      asked.fake.faults.next("PATCH", editOriginal, fault);

      expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 5, doubtSince: expect.any(Date) });
      expect(await asked.send(incoming)).toEqual(sent);
      expect(asked.contents()).toEqual(["On Thursday at ten."]);
    },
  );

  it("never overtakes its own acknowledgement", async () => {
    const { incoming, release } = await asked.beingStored();

    const sending = asked.send(incoming);
    release();

    expect(await sending).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ onlyFor: people.asker }]);
  });

  it("waits a moment when another process has yet to acknowledge the question", async () => {
    const incoming = await asked.askedPrivately();
    const another = addInteraction(asked.fake.world, {
      type: 2,
      channelId: places.general,
      userId: people.asker,
      locale: "en-GB",
    });
    const replyAddress = { ...ReplyAddress.parse(incoming.replyAddress), token: another.token };

    expect(await asked.send({ ...incoming, replyAddress })).toEqual({ kind: "wait", seconds: 2 });
  });

  it("comes as a direct message once the interaction has run out, never into the channel", async () => {
    const incoming = await asked.askedPrivately();
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming)).toEqual(sent);
    const direct = directMessagesWith(asked.fake.world, people.asker);
    expect(asked.fake.seen()).toMatchObject([
      { channelId: direct.id, content: "On Thursday at ten.", pinged: [] },
    ]);
  });

  it("comes as a direct message when Discord says that the token has run out before we think so", async () => {
    const incoming = await asked.askedPrivately();
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming, { receivedAt: asked.clock.now() })).toEqual(sent);
    expect(asked.fake.journal.of("PATCH", editOriginal).map(({ status }) => status)).toEqual([401]);
    expect(asked.fake.seen()[0]?.channelId).toBe(directMessagesWith(asked.fake.world, people.asker).id);
    expect(await asked.send(await asked.mentioned(), { key: "later" })).toEqual(sent);
  });

  it("comes as a direct message when “thinking…” was dismissed", async () => {
    const incoming = await asked.askedPrivately();
    for (const message of asked.fake.world.messages) message.isDeleted = true;

    expect(await asked.send(incoming)).toEqual(sent);
    expect(asked.fake.seen()[0]?.channelId).toBe(directMessagesWith(asked.fake.world, people.asker).id);
  });

  it("tells the channel only that there is an answer when the asker takes no direct messages", async () => {
    const incoming = await asked.askedPrivately();
    asked.fake.world.closedTo.add(people.asker);
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming)).toMatchObject({ kind: "refused" });
    expect(asked.fake.seen()).toMatchObject([
      { channelId: places.general, content: english.chat.privateReplyWaiting, pinged: [] },
    ]);
  });

  it("asked in a direct message comes there, also when the interaction has run out", async () => {
    const direct = directMessagesWith(asked.fake.world, people.asker);
    const incoming = await asked.askedPrivately({ channelId: direct.id });
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming)).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ channelId: direct.id, content: "On Thursday at ten." }]);
  });

  it("rather stays unsaid when it may have been shown before the interaction ran out", async () => {
    const incoming = await asked.askedPrivately();
    await asked.send(incoming);
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming, { isRepeat: true, attemptedSince: asked.askedAt() })).toMatchObject({
      kind: "uncertain",
    });
    expect(asked.contents()).toHaveLength(1);
  });

  it("sent directly and not recorded is found there, and not shown twice", async () => {
    const incoming = await asked.askedPrivately();
    asked.clock.advance(16 * minute);
    const attemptedSince = asked.clock.now();
    await asked.send(incoming);
    asked.clock.advance(10 * minute);

    expect(await asked.send(incoming, { isRepeat: true, attemptedSince })).toMatchObject({ kind: "sent" });
    expect(asked.contents()).toHaveLength(1);
  });

  it("waits when Discord has too much to do, and is certain then that nothing was shown", async () => {
    const incoming = await asked.askedPrivately();
    asked.fake.faults.next("PATCH", editOriginal, tooManyRequests(3));

    expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 4 });
    asked.clock.advance(16 * minute);
    expect(await asked.send(incoming)).toEqual(sent);
  });

  it("is a single message however long it is, so that it can be repeated safely", async () => {
    const incoming = await asked.askedPrivately();
    const long = plainReply("word ".repeat(2_000));

    expect(await asked.send(incoming, { reply: long })).toEqual(sent);
    expect(asked.fake.seen()).toHaveLength(1);
    expect(asked.contents()[0]).toContain(english.chat.cut);
  });

  it("is answered by another process after the first was killed, for a question never acknowledged", async () => {
    const { incoming, release } = await asked.beingStored();
    const next = asked.anotherProcess();
    await next.start(createRecordingInbox());
    asked.clock.advance(8_000);

    const outcome = await next.send(asked.sendingOf(incoming));
    release();
    await next.stop();

    expect(outcome).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([
      { channelId: directMessagesWith(asked.fake.world, people.asker).id },
    ]);
  });
});
