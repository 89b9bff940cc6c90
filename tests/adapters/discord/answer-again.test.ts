import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainReply, type Reply } from "../../../src/chat/reply.ts";
import { places } from "../../support/fake-discord/world.ts";
import { type AskedQuestions, createAskedQuestions, createMessage, minute, sent } from "./asked-questions.ts";

let asked: AskedQuestions;

beforeEach(async () => {
  asked = await createAskedQuestions();
});

afterEach(() => asked.close());

describe("An answer on Discord that an earlier process may have shown", () => {
  const repeated = (since: Date) => ({ isRepeat: true, attemptedSince: since });

  it("is not shown twice within minutes, by its nonce", async () => {
    const incoming = await asked.mentioned();
    await asked.send(incoming);

    asked.clock.advance(1 * minute);
    const outcome = await asked.send(incoming, repeated(asked.askedAt()));

    expect(outcome).toMatchObject({ kind: "sent" });
    expect(asked.contents()).toHaveLength(1);
    expect(asked.fake.journal.of("GET", createMessage)).toHaveLength(0);
  });

  it("is found in the channel later, and not shown again", async () => {
    const incoming = await asked.mentioned();
    await asked.send(incoming);
    await asked.send(incoming, { key: "notice", reply: plainReply("I'll answer as soon as I can.") });

    asked.clock.advance(10 * minute);
    const outcome = await asked.send(incoming, repeated(asked.askedAt()));

    expect(outcome).toMatchObject({ kind: "sent" });
    expect(asked.contents()).toEqual(["On Thursday at ten.", "I'll answer as soon as I can."]);
  });

  it("is shown when the channel shows that it never was", async () => {
    const incoming = await asked.mentioned();
    for (let count = 0; count < 130; count++) asked.fake.say({ content: `chatter ${count}` });
    asked.clock.advance(10 * minute);

    expect(await asked.send(incoming, repeated(asked.askedAt()))).toEqual(sent);
    expect(asked.contents()).toEqual(["On Thursday at ten."]);
  });

  it("is not taken for the same words said in answer to another question", async () => {
    const first = await asked.mentioned();
    const second = await asked.mentioned();
    await asked.send(second, { key: "second" });
    asked.clock.advance(10 * minute);

    expect(await asked.send(first, repeated(asked.askedAt()))).toEqual(sent);
    expect(asked.contents()).toHaveLength(2);
  });

  it("rather stays unsaid when the bot may not read back", async () => {
    const incoming = await asked.mentioned();
    asked.fake.world.channels.get(places.general)?.permissions.delete("READ_MESSAGE_HISTORY");
    asked.clock.advance(10 * minute);

    expect(await asked.send(incoming, repeated(asked.askedAt()))).toMatchObject({ kind: "uncertain" });
    expect(asked.contents()).toEqual([]);
  });

  it("rather stays unsaid when too much was said since to look through", async () => {
    const incoming = await asked.mentioned();
    for (let count = 0; count < 600; count++) asked.fake.say({ content: `chatter ${count}` });
    asked.clock.advance(10 * minute);

    expect(await asked.send(incoming, repeated(asked.askedAt()))).toMatchObject({ kind: "uncertain" });
  });

  it("shows only the part that is missing of an answer in several messages", async () => {
    const long: Reply = {
      summary: "Long.",
      blocks: Array.from({ length: 6 }, (_, index) => ({
        type: "paragraph",
        content: [{ type: "text", text: `Part ${index}. ${"word ".repeat(150)}` }],
      })),
    };
    const incoming = await asked.mentioned();
    asked.fake.faults.next("POST", createMessage, "server-error-after");
    await asked.send(incoming, { reply: long });
    asked.clock.advance(10 * minute);

    expect(await asked.send(incoming, { reply: long })).toEqual(sent);
    expect(asked.contents()).toHaveLength(3);
    expect(new Set(asked.contents()).size).toBe(3);
  });

  it("is tried again when reading back fails", async () => {
    const incoming = await asked.mentioned();
    asked.clock.advance(10 * minute);
    asked.fake.faults.next("GET", createMessage, "server-error-before");

    expect(await asked.send(incoming, repeated(asked.askedAt()))).toEqual({
      kind: "wait",
      seconds: 5,
      doubtSince: expect.any(Date),
    });
    expect(await asked.send(incoming, repeated(asked.askedAt()))).toEqual(sent);
  });
});
