import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import type { Platform, Sending, SendOutcome } from "../../src/chat/platform.port.ts";
import { plainReply } from "../../src/chat/reply.ts";
import type { Dispatched } from "../../src/commands/dispatch.ts";
import type { QuestionStore } from "../../src/commands/question-store.port.ts";
import { createRequestInbox, type RunningInbox } from "../../src/commands/request-inbox.ts";
import { english } from "../../src/messages/english.ts";
import { BotError, errorTable } from "../../src/shared/errors.ts";
import { freshDatabase } from "../support/database.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { noForm } from "../support/no-form.ts";
import { silentLog } from "../support/silent-log.ts";

let database: Database;
const running: RunningInbox[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const inbox of running.splice(0)) await inbox.stop();
  await database.prisma.question.deleteMany();
});

/** A platform that records what it is asked to send and answers as it is told. */
function aPlatform(outcomes: SendOutcome[] = [], canAnswerLater = true) {
  const sent: Sending[] = [];
  const platform: Platform = {
    name: "slack",
    canAnswerLater,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: "connected", detail: "" }),
    send: async (sending) => {
      sent.push(sending);
      return outcomes.shift() ?? { kind: "sent", remoteId: "1.2" };
    },
  };
  return { platform, sent };
}

interface Arranged {
  readonly platform: Platform;
  readonly dispatch?: () => Promise<Dispatched>;
  readonly store?: QuestionStore;
}

function anInbox({
  platform,
  dispatch,
  store = createQuestionStore(database.prisma),
}: Arranged): RunningInbox {
  const inbox = createRequestInbox({
    store,
    platforms: new Map([["slack", platform]]),
    dispatch: dispatch ?? (async () => ({ kind: "replied", reply: plainReply("Here you are.") })),
    form: noForm,
    conceal: (request) => request,
    messages: english,
    log: silentLog,
  });
  running.push(inbox);
  return inbox;
}

const stateOf = async (): Promise<string | undefined> => (await database.prisma.question.findFirst())?.state;

/** The real store, but the database goes away the first time a reply is to be recorded. */
function goneWhileRecording(store: QuestionStore): QuestionStore {
  let left = 1;
  return {
    ...store,
    beginSending: async (id, reply) => {
      if (left-- > 0) throw new BotError("DATABASE_UNAVAILABLE");
      return store.beginSending(id, reply);
    },
  };
}

describe("a question on its way", () => {
  it("is answered once, and recorded as answered", async () => {
    const { platform, sent } = aPlatform();
    const inbox = anInbox({ platform });
    const message = anIncomingRequest();

    const taken = [await inbox.accept(message), await inbox.accept(message)];
    await inbox.stop();

    expect(taken).toEqual(["stored", "duplicate"]);
    expect(sent.map(({ reply, isRepeat }) => [reply.summary, isRepeat])).toEqual([["Here you are.", false]]);
    expect(await stateOf()).toBe("sent");
  });

  it("is answered after a restart when the bot died before it had worked out the answer", async () => {
    const dead = createQuestionStore(database.prisma);
    await dead.add(anIncomingRequest());
    const { platform, sent } = aPlatform();
    const inbox = anInbox({ platform });

    await inbox.start({ ownsEverything: true });
    await inbox.stop();

    expect(sent.map(({ isRepeat }) => isRepeat)).toEqual([false]);
    expect(await stateOf()).toBe("sent");
  });

  it("is sent again with the same words and key, marked as a repeat, when the bot died while sending", async () => {
    const dead = createQuestionStore(database.prisma);
    const question = await dead.add(anIncomingRequest());
    await dead.beginSending(question?.id ?? "", plainReply("The first words."));
    const { platform, sent } = aPlatform();
    const inbox = anInbox({ platform });

    await inbox.start({ ownsEverything: true });
    await inbox.stop();

    expect(sent).toMatchObject([{ reply: { summary: "The first words." }, isRepeat: true }]);
    expect(sent[0]?.attemptedSince).toBeInstanceOf(Date);
    expect(sent[0]?.key.length).toBeLessThanOrEqual(25);
  });

  it("is never sent again when nobody can tell whether it was shown", async () => {
    const { platform, sent } = aPlatform([{ kind: "uncertain", reason: "the reply was lost" }]);
    const inbox = anInbox({ platform });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();
    const next = anInbox({ platform });
    await next.start({ ownsEverything: true });
    await next.stop();

    expect(sent).toHaveLength(1);
    expect(await stateOf()).toBe("uncertain");
  });

  it("waits when the platform asks for it, and stays stored", async () => {
    const { platform } = aPlatform([{ kind: "wait", seconds: 30 }]);
    const inbox = anInbox({ platform });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();

    expect(await database.prisma.question.findFirst()).toMatchObject({ state: "answering", runner: null });
  });

  it("is put down as undeliverable when the channel is gone", async () => {
    const { platform } = aPlatform([{ kind: "refused", reason: "channel_not_found" }]);
    const inbox = anInbox({ platform });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();

    expect(await stateOf()).toBe("undeliverable");
  });

  it("is kept, and the person told so once, when the records cannot be reached", async () => {
    const { platform, sent } = aPlatform();
    const dispatch = async (): Promise<Dispatched> => ({
      kind: "failed",
      reply: plainReply("sorry"),
      canRetry: true,
    });
    const inbox = anInbox({ platform, dispatch });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();
    const next = anInbox({ platform });
    await next.start({ ownsEverything: true });
    await next.stop();

    expect(sent.map(({ reply }) => reply.summary)).toEqual([english.request.keptForLater, "Here you are."]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
    expect(await stateOf()).toBe("sent");
  });

  it("on a web page is answered with a sentence at once when the records cannot be reached", async () => {
    const { platform, sent } = aPlatform([], false);
    const dispatch = async (): Promise<Dispatched> => ({
      kind: "failed",
      reply: plainReply("Ask again."),
      canRetry: true,
    });
    const inbox = anInbox({ platform, dispatch });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();

    expect(sent.map(({ reply }) => reply.summary)).toEqual(["Ask again."]);
    expect(await stateOf()).toBe("sent");
  });

  it("is not sent before the reply is recorded, even when the database goes away between the two", async () => {
    const { platform, sent } = aPlatform();
    const store = goneWhileRecording(createQuestionStore(database.prisma));
    const inbox = anInbox({ platform, store });

    await inbox.accept(anIncomingRequest());
    await inbox.stop();

    expect(sent.map(({ reply }) => reply.summary)).toEqual([english.request.keptForLater]);
    expect(await stateOf()).toBe("answering");
  });

  it("that comes while the bot stops is kept, and answered after the next start", async () => {
    const { platform, sent } = aPlatform();
    const stopped = anInbox({ platform });
    await stopped.stop();

    expect(await stopped.accept(anIncomingRequest())).toBe("stored");
    await stopped.stop();
    expect(sent).toEqual([]);

    const next = anInbox({ platform });
    await next.start({ ownsEverything: true });
    await next.stop();
    expect(sent.map(({ reply }) => reply.summary)).toEqual(["Here you are."]);
  });

  it("that ended the bot five times is given up with a sentence, and never worked on again", async () => {
    const { platform, sent } = aPlatform();
    await createQuestionStore(database.prisma).add(anIncomingRequest());
    await database.prisma.question.updateMany({ data: { attempts: 5 } });
    const dispatch = async (): Promise<Dispatched> => {
      throw new Error("this would end the bot");
    };
    const inbox = anInbox({ platform, dispatch });

    await inbox.start({ ownsEverything: true });
    await inbox.stop();

    expect(sent.map(({ reply }) => reply.summary)).toEqual([errorTable.UNEXPECTED.sentence]);
    expect(await stateOf()).toBe("sent");
  });

  it("that always fails is given up with the reason after five attempts", async () => {
    const { platform, sent } = aPlatform();
    const dispatch = async (): Promise<Dispatched> => ({
      kind: "failed",
      reply: plainReply("It failed."),
      canRetry: true,
    });
    const first = anInbox({ platform, dispatch });
    await first.accept(anIncomingRequest());
    await first.stop();

    for (let attempt = 2; attempt <= 6; attempt += 1) {
      const inbox = anInbox({ platform, dispatch });
      await inbox.start({ ownsEverything: true });
      await inbox.stop();
    }

    expect(sent.map(({ reply }) => reply.summary)).toEqual([english.request.keptForLater, "It failed."]);
    expect(await stateOf()).toBe("sent");
  });
});
