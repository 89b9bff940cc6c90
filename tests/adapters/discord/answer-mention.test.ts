import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { tooManyRequests } from "../../support/fake-discord/faults.ts";
import { people, places } from "../../support/fake-discord/world.ts";
import { type AskedQuestions, createAskedQuestions, createMessage, minute, sent } from "./asked-questions.ts";

let asked: AskedQuestions;

beforeEach(async () => {
  asked = await createAskedQuestions();
});

afterEach(() => asked.close());

describe("An answer to a mention on Discord", () => {
  it("replies to the message it answers and pings nobody", async () => {
    const incoming = await asked.mentioned();

    const outcome = await asked.send(incoming);

    expect(outcome).toEqual(sent);
    const question = asked.fake.world.messages.find((message) => message.authorId === people.asker);
    expect(asked.fake.seen()).toMatchObject([
      { channelId: places.general, content: "On Thursday at ten.", replyTo: question?.id, pinged: [] },
    ]);
  });

  it("goes into the thread in which it was asked", async () => {
    const incoming = await asked.mentioned(places.thread);

    await asked.send(incoming);

    expect(asked.fake.seen()).toMatchObject([{ channelId: places.thread }]);
  });

  it("is shown without the question above it when the bot may not read what was said", async () => {
    const incoming = await asked.mentioned();
    asked.fake.world.channels.get(places.general)?.permissions.delete("READ_MESSAGE_HISTORY");

    expect(await asked.send(incoming)).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ content: "On Thursday at ten.", replyTo: null }]);
  });

  it("is shown although the question was deleted in the meantime", async () => {
    const incoming = await asked.mentioned();
    for (const message of asked.fake.world.messages) message.isDeleted = true;

    expect(await asked.send(incoming)).toEqual(sent);
  });

  it.each(["lose-reply", "server-error-after"] as const)(
    "is shown once when Discord took it but %s hid that",
    async (fault) => {
      const incoming = await asked.mentioned();
      asked.fake.faults.next("POST", createMessage, fault);

      expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 5, doubtSince: expect.any(Date) });
      expect(await asked.send(incoming)).toEqual(sent);
      expect(asked.contents()).toEqual(["On Thursday at ten."]);
    },
  );

  it("is still shown once when it is tried again long after, by reading back what was said", async () => {
    const incoming = await asked.mentioned();
    asked.fake.faults.next("POST", createMessage, "lose-reply");
    await asked.send(incoming);

    asked.clock.advance(20 * minute);

    expect(await asked.send(incoming)).toMatchObject({ kind: "sent" });
    expect(asked.contents()).toEqual(["On Thursday at ten."]);
  });

  it("waits as long as Discord asks when it is too much at once, without trying on its own", async () => {
    const incoming = await asked.mentioned();
    asked.fake.faults.next("POST", createMessage, tooManyRequests(7));

    // The SDK adds a twentieth of a second, which is rounded up.
    expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 8 });
    expect(asked.fake.journal.of("POST", createMessage)).toHaveLength(1);
  });

  it.each([
    ["the channel is gone", () => asked.fake.world.channels.delete(places.general), "10003"],
    [
      "the bot may no longer see the channel",
      () => asked.fake.world.channels.get(places.general)?.permissions.delete("VIEW_CHANNEL"),
      "50001",
    ],
    [
      "the bot may no longer write there",
      () => asked.fake.world.channels.get(places.general)?.permissions.delete("SEND_MESSAGES"),
      "50013",
    ],
  ])("is given up when %s", async (_, change, code) => {
    const incoming = await asked.mentioned();
    change();

    const outcome = await asked.send(incoming);

    expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining(code) });
    expect(asked.fake.journal.of("POST", createMessage)).toHaveLength(1);
  });

  it("waits when the bot's token is no longer valid: an administrator can mend that", async () => {
    const incoming = await asked.mentioned();
    asked.fake.faults.next("POST", createMessage, {
      answer: { status: 401, body: { message: "401", code: 0 } },
    });

    expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 300 });
    // From now on the SDK asks Discord nothing, so certainly nothing is shown.
    expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 300 });
    expect(asked.fake.journal.of("POST", createMessage)).toHaveLength(1);
  });

  it("is given up when nothing tells where it should go", async () => {
    const incoming = await asked.mentioned();

    expect(await asked.send({ ...incoming, replyAddress: { kind: "pigeon" } })).toMatchObject({
      kind: "refused",
    });
  });
});

describe("When Discord does not answer at all", () => {
  it("an answer is tried again later, and shown once", async () => {
    const incoming = await asked.mentioned();
    const hasty = asked.anotherProcess({ requestMilliseconds: 1_000 });
    await hasty.start(createRecordingInbox());
    asked.fake.faults.next("POST", createMessage, "hang");
    const sending = asked.sendingOf(incoming);

    const outcomes = [await hasty.send(sending), await hasty.send(sending)];
    await hasty.stop();

    expect(outcomes).toEqual([{ kind: "wait", seconds: 5, doubtSince: expect.any(Date) }, sent]);
    expect(asked.contents()).toHaveLength(1);
  });
});
