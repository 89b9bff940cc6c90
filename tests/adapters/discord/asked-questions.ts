import { expect } from "vitest";
import type { IncomingRequest, Sending, SendOutcome } from "../../../src/chat/platform.port.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import type { Used } from "../../support/fake-discord/interactions.ts";

export const minute = 60_000;
export const createMessage = /^\/channels\/\d+\/messages$/;
export const editOriginal = /@original$/;
const reply = plainReply("On Thursday at ten.");
export const sent = { kind: "sent", remoteId: expect.any(String) };

/** A running bot to which questions have been put, and what the core does with them. */
export interface AskedQuestions extends BotOnFake {
  readonly inbox: RecordingInbox;
  /** Somebody mentions the bot; resolves when the question was taken. */
  mentioned(channelId?: string): Promise<IncomingRequest>;
  /** Somebody uses `/cluster ask`; resolves when the question was taken. */
  askedPrivately(used?: Used): Promise<IncomingRequest>;
  /** Somebody uses `/cluster ask`, and the store does not return before `release`. */
  beingStored(): Promise<{ incoming: IncomingRequest; release: () => void }>;
  /** One attempt at the reply to the question asked last, unless told. */
  send(incoming: IncomingRequest, more?: Partial<Sending>): Promise<SendOutcome>;
  sendingOf(incoming: IncomingRequest, more?: Partial<Sending>): Sending;
  askedAt(): Date;
  /** What the bot has said, in order. */
  contents(): string[];
  /** Checks the bodies sent against the published specification, where it is there, and ends everything. */
  close(): Promise<void>;
}

export async function createAskedQuestions(): Promise<AskedQuestions> {
  const bot = await createBotOnFake();
  const { fake, clock, platform } = bot;
  const inbox = createRecordingInbox();
  await platform.start(inbox);
  let askedAt = clock.now();

  const asked = async (say: () => unknown): Promise<IncomingRequest> => {
    const seen = fake.journal.entries.length;
    askedAt = clock.now();
    say();
    await fake.journal.when(({ path }) => /typing$|callback$/.test(path), seen);
    const incoming = inbox.stored.at(-1);
    if (incoming === undefined) throw new Error("nothing was stored");
    return incoming;
  };
  const sendingOf = (incoming: IncomingRequest, more: Partial<Sending> = {}): Sending => ({
    ...incoming,
    reply,
    key: "AbCdEfGhIjKlMnOpQrStUv",
    isRepeat: false,
    attemptedSince: null,
    receivedAt: askedAt,
    ...more,
  });

  return {
    ...bot,
    inbox,
    mentioned: (channelId) =>
      asked(() => fake.mention("when?", channelId === undefined ? {} : { channelId })),
    askedPrivately: (used = {}) => asked(() => fake.use({ options: { question: "when?" }, ...used })),
    beingStored: async () => {
      const release = inbox.hold();
      askedAt = clock.now();
      fake.use({ options: { question: "when?" } });
      await inbox.calls(1);
      const [incoming] = inbox.offered;
      if (incoming === undefined) throw new Error("nothing was offered");
      return { incoming, release };
    },
    send: (incoming, more) => platform.send(sendingOf(incoming, more)),
    sendingOf,
    askedAt: () => askedAt,
    contents: () => fake.seen().map((message) => message.content),
    close: async () => {
      expect(fake.specificationProblems() ?? []).toEqual([]);
      await platform.stop();
      await fake.close();
    },
  };
}
