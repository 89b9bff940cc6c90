import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IncomingRequest, Platform, Sending, SendOutcome } from "../../src/chat/platform.port.ts";
import { plainReply, type Reply } from "../../src/chat/reply.ts";
import { createRecordingInbox, type RecordingInbox } from "./recording-inbox.ts";

/**
 * How a platform took what a person said.
 *
 * - `accepted`: acknowledged as taken; the answer follows.
 * - `told`: the person was shown a sentence saying that it was not taken.
 * - `retried`: not acknowledged, and the platform will deliver it again by itself.
 * - `ignored`: neither; the person was left without a word, which no case allows for a question.
 */
export type Taken = "accepted" | "told" | "retried" | "ignored";

/** A message as people see it. `pinged` names everybody and every group the platform notified because of it. */
export interface ShownMessage {
  readonly text: string;
  readonly pinged: readonly string[];
}

/**
 * One platform with a strict double of its server around it. `platform` is not started yet; every driver is
 * used by one test only.
 */
export interface PlatformDriver {
  readonly platform: Platform;
  /** A person asks in a place whose replies are shared; resolves once the platform knows how it was taken. */
  ask(text: string): Promise<Taken>;
  /** The last thing said is delivered again, as the platform itself does; left out where none ever does. */
  readonly redeliver?: () => Promise<Taken>;
  /** Another program says it where the bot hears it; left out where only people can speak. */
  readonly speakAsProgram?: (text: string) => Promise<void>;
  /** The bot's own account says it; left out where the bot never hears itself. */
  readonly speakAsSelf?: (text: string) => Promise<void>;
  /** Replies people have been shown, in order; not what `told` showed. */
  shown(): readonly ShownMessage[];
  /** The sentence put under a reply that was cut; null where replies are split and never cut. */
  readonly cutSentence: string | null;
  close(): Promise<void>;
}

const question = "When is the next policy forum?";

/** The cases every platform must pass, run against the platform the driver brings. */
export function describePlatform(name: string, createDriver: () => Promise<PlatformDriver>): void {
  describe(`${name}, as every platform`, () => {
    let driver: PlatformDriver;
    let inbox: RecordingInbox;

    beforeEach(async () => {
      driver = await createDriver();
      inbox = createRecordingInbox();
    });

    afterEach(async () => {
      await driver.platform.stop();
      await driver.close();
    });

    const started = async () => {
      await driver.platform.start(inbox);
      return { driver, inbox };
    };

    describeQuestions(started);
    describeStoreFaults(started);
    describeReplies(started);
    describeHostileText(started);
    describeStopping(started);
  });
}

type Started = () => Promise<{ driver: PlatformDriver; inbox: RecordingInbox }>;

function describeQuestions(started: Started): void {
  it("hears a question as it was asked", async () => {
    const { driver, inbox } = await started();

    const taken = await driver.ask(question);

    expect(taken).toBe("accepted");
    expect(inbox.stored).toHaveLength(1);
    expect(only(inbox).request).toMatchObject({
      platform: driver.platform.name,
      command: "ask",
      text: question,
    });
  });

  it("writes a question down before it tells the platform that it was taken", async () => {
    const { driver, inbox } = await started();
    const order: string[] = [];
    const release = inbox.hold();

    const asking = driver.ask(question).then(() => order.push("acknowledged"));
    await inbox.calls(1);
    await turnsOfTheLoop();
    const beforeItWasStored = [...order];
    release();
    await asking;

    expect(beforeItWasStored).toEqual([]);
    expect(inbox.stored).toHaveLength(1);
  });

  it("takes the same delivery only once", async (context) => {
    const { driver, inbox } = await started();
    const redeliver = driver.redeliver;
    if (redeliver === undefined) return context.skip("this platform never delivers twice");

    await driver.ask(question);
    const again = await redeliver();

    expect(again).toBe("accepted");
    expect(inbox.stored).toHaveLength(1);
  });

  it("does not listen to other programs", async (context) => {
    const { driver, inbox } = await started();
    if (driver.speakAsProgram === undefined) return context.skip("only people can speak here");

    await driver.speakAsProgram(question);

    expect(inbox.offered).toEqual([]);
  });

  it("does not listen to itself", async (context) => {
    const { driver, inbox } = await started();
    if (driver.speakAsSelf === undefined) return context.skip("the bot never hears itself here");

    await driver.speakAsSelf(question);

    expect(inbox.offered).toEqual([]);
  });

  it("takes two questions with the same words as two", async () => {
    const { driver, inbox } = await started();

    await driver.ask(question);
    await driver.ask(question);

    expect(inbox.stored).toHaveLength(2);
  });
}

function describeStoreFaults(started: Started): void {
  it("says so, or is asked again by the platform, when a question cannot be stored", async () => {
    const { driver, inbox } = await started();
    inbox.fail();

    const taken = await driver.ask(question);

    expect(["told", "retried"]).toContain(taken);
    expect(inbox.stored).toEqual([]);
  });

  it("says so in time, or is asked again, when the store hangs", async () => {
    const { driver, inbox } = await started();
    inbox.hang();

    const before = performance.now();
    const taken = await driver.ask(question);

    expect(["told", "retried"]).toContain(taken);
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it("takes a later delivery of a question whose first delivery was never stored", async () => {
    const { driver, inbox } = await started();
    inbox.fail();
    const first = await driver.ask(question);
    inbox.work();

    const second =
      first === "retried" && driver.redeliver ? await driver.redeliver() : await driver.ask(question);

    expect(second).toBe("accepted");
    expect(inbox.stored).toHaveLength(1);
  });
}

function describeReplies(started: Started): void {
  it("shows a reply with everything it says", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);

    const outcome = await send(driver, only(inbox), { reply: everyKindOfBlock });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    for (const words of wordsOfEveryBlock) expect(text).toContain(words);
  });

  it("does not show a reply twice when it cannot be sure that it was shown", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const incoming = only(inbox);
    const reply = plainReply("On Thursday at ten.");
    await send(driver, incoming, { reply });

    const outcome = await send(driver, incoming, { reply, isRepeat: true });

    expect(["sent", "uncertain"]).toContain(outcome.kind);
    expect(driver.shown().filter((message) => message.text.includes("On Thursday at ten."))).toHaveLength(1);
  });

  it("shows a very long reply whole, or cut at the end of a paragraph with a sentence that says so", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const paragraphs = Array.from(
      { length: 80 },
      (_, index) => `Part ${index + 1} of 80. ${"Many words. ".repeat(40)}End ${index + 1}.`,
    );

    const outcome = await send(driver, only(inbox), { reply: paragraphsOf(paragraphs) });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    const begun = paragraphs.filter((_, index) => text.includes(`Part ${index + 1} of 80.`));
    const ended = paragraphs.filter((_, index) => text.includes(`End ${index + 1}.`));
    expect(begun.length).toBeGreaterThan(0);
    expect(ended).toEqual(begun);
    if (begun.length < paragraphs.length) expect(text).toContain(driver.cutSentence);
  });

  it("shows one paragraph that is longer than any message, or says that it was cut", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const words = Array.from({ length: 9_000 }, (_, index) => `word${index}`);

    const outcome = await send(driver, only(inbox), { reply: paragraphsOf([words.join(" ")]) });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    expect(text).toContain("word0");
    if (!text.includes("word8999")) expect(text).toContain(driver.cutSentence);
  });
}

function describeHostileText(started: Started): void {
  it.each(hostileTexts)("takes %j as a question, and pings nobody when it repeats it", async (hostile) => {
    const { driver, inbox } = await started();

    const taken = await driver.ask(`${hostile} policy forum`);
    const reply = paragraphsOf([`You asked: ${hostile}`, "Here is what I know."]);
    const outcome = await send(driver, only(inbox), { reply });

    expect(taken).toBe("accepted");
    expect(outcome.kind).toBe("sent");
    expect(driver.shown().flatMap((message) => message.pinged)).toEqual([]);
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    expect(text).toContain("Here is what I know.");
    expect(text).not.toMatch(invisibleCharacters);
  });
}

function describeStopping(started: Started): void {
  it("says whether it is connected", async () => {
    const { driver } = await started();

    expect(driver.platform.health().state).toBe("connected");
    expect(driver.platform.health().detail).not.toBe("");
  });

  it("lets a question that is being written down finish when it is stopped", async () => {
    const { driver, inbox } = await started();
    const release = inbox.hold();
    const asking = driver.ask(question);
    await inbox.calls(1);

    const stopping = driver.platform.stop();
    await turnsOfTheLoop();
    release();
    const [taken] = await Promise.all([asking, stopping]);

    expect(taken).toBe("accepted");
    expect(inbox.stored).toHaveLength(1);
  });

  it("can be stopped twice, and then is no longer connected", async () => {
    const { driver } = await started();

    await driver.platform.stop();
    await driver.platform.stop();

    expect(driver.platform.health().state).toBe("disconnected");
  });
}

const hostileTexts = [
  "<!channel> <!here> <!everyone> <!subteam^S0123ABC>",
  "@everyone @here @channel",
  "<@U012AB3CD> <@123456789012345678> <@&123456789012345678> <#C012AB3CD>",
  "<https://example.org|click me> [click me](https://example.org)",
  "\u001b[31mred\u001b[0m \u0000\u0007\u0008 \u202egnp.exe \u2066x\u2069",
  "'; DROP TABLE requests; -- &lt;!channel&gt; &amp;lt;",
  "```code``` *bold* _thin_ ~gone~ > quoted\n# heading",
  "\u{1f9a9}\u{1f3f3}\ufe0f\u200d\u{1f308}\u{e0067}\u{e007f}",
];

/** Control characters, reordering and text nobody can see have no place in what people are shown; joiners have. */
const invisibleCharacters = /[[\p{Cc}\p{Cf}]--[\n\r\t\u200b\u200d\u2060]]/v;

const everyKindOfBlock: Reply = {
  summary: "The next forum is on Thursday.",
  blocks: [
    { type: "heading", text: "Policy forum" },
    {
      type: "paragraph",
      content: [
        { type: "text", text: "The next forum is on " },
        { type: "strong", text: "Thursday" },
        { type: "emphasis", text: " at ten " },
        { type: "code", text: "room-2" },
        { type: "link", text: "the programme", url: "https://example.org/programme?a=1&b=2" },
        { type: "citation", number: 1 },
      ],
    },
    {
      type: "list",
      ordered: true,
      items: [[{ type: "text", text: "Bring a laptop" }], [{ type: "text", text: "Bring tea" }]],
    },
    { type: "divider" },
    {
      type: "sources",
      title: "Sources",
      items: [
        {
          number: 1,
          title: "Forum programme",
          url: "https://example.org/programme#thursday",
          note: "as of June 2026",
        },
        { number: 2, title: "Minutes without a link", url: null, note: "members only" },
      ],
    },
    { type: "note", content: [{ type: "text", text: "Made of one document." }] },
  ],
};

const wordsOfEveryBlock = [
  "Policy forum",
  "Thursday",
  "at ten",
  "room-2",
  "the programme",
  "Bring a laptop",
  "Bring tea",
  "Sources",
  "Forum programme",
  "as of June 2026",
  "Minutes without a link",
  "Made of one document.",
];

function paragraphsOf(texts: readonly string[]): Reply {
  return {
    summary: "Here is what I know.",
    blocks: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
  };
}

/** What the core does with a stored request: one attempt to send its reply. */
export function send(
  driver: Pick<PlatformDriver, "platform">,
  incoming: IncomingRequest,
  sending: Pick<Sending, "reply"> & Partial<Sending>,
): Promise<SendOutcome> {
  return driver.platform.send({
    request: incoming.request,
    replyAddress: JSON.parse(JSON.stringify(incoming.replyAddress)),
    key: "reply-1",
    isRepeat: false,
    attemptedSince: sending.isRepeat ? new Date() : null,
    receivedAt: new Date(),
    ...sending,
  });
}

function only(inbox: RecordingInbox): IncomingRequest {
  const [first] = inbox.stored;
  if (first === undefined) throw new Error("nothing was stored");
  return first;
}

/** Lets everything that is already on its way over loopback arrive; no clock is involved. */
async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
}
