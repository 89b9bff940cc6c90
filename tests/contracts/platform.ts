import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform } from "../../src/chat/platform.port.ts";
import { describeHostileText, describeReplies } from "./platform-replies.ts";
import { createRecordingInbox, type RecordingInbox } from "./recording-inbox.ts";
import { only, question } from "./send-reply.ts";

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

/** A started platform with the inbox it hands requests to. */
export type Started = () => Promise<{ driver: PlatformDriver; inbox: RecordingInbox }>;

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

/** Lets everything that is already on its way over loopback arrive; no clock is involved. */
async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
}
