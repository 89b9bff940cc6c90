import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform } from "../../src/chat/platform.port.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { runSlack } from "../adapters/slack/slack-driver.ts";
import { createBotOnFake } from "../support/fake-discord/bot.ts";
import { tooManyRequests } from "../support/fake-discord/faults.ts";
import { people } from "../support/fake-discord/world.ts";
import { readableText } from "../support/fake-slack/message-rules.ts";
import { directOf, person } from "../support/fake-slack/workspace.ts";
import { createRecordingInbox } from "./recording-inbox.ts";

/** A platform on which a member can be written to, around a strict double. */
interface DirectDriver {
  readonly platform: Platform;
  readonly to: { readonly workspace: string | null; readonly user: string };
  /** What the member has been shown in their direct messages with the bot. */
  shown(): readonly string[];
  /** The next message goes wrong: it is shown and the answer lost, or refused as one too many. */
  fail(how: "lost" | "too many"): void;
  /** The member takes no direct messages from the bot. */
  shut(): void;
  now(): Date;
  advance(minutes: number): void;
  close(): Promise<void>;
}

async function onSlack(): Promise<DirectDriver> {
  let now = Date.now();
  const { slack, platform } = await runSlack({ transport: "http", now: () => new Date(now) });
  const { workspace, faults } = slack;
  workspace.now = () => now;
  return {
    platform,
    to: { workspace: workspace.teamId, user: person },
    shown: () => workspace.messages.filter(({ channel }) => channel === directOf(person)).map(readableText),
    fail: (how) => faults.next("chat.postMessage", how === "lost" ? "lose" : 7),
    shut: () => workspace.users.set(person, { id: person, teamId: workspace.teamId, isDeleted: true }),
    now: () => new Date(now),
    advance: (minutes) => {
      now += minutes * 60_000;
    },
    close: () => slack.close(),
  };
}

async function onDiscord(): Promise<DirectDriver> {
  const { fake, clock, platform } = await createBotOnFake();
  const messages = /^\/channels\/\d+\/messages$/;
  const isDirect = (id: string) => fake.world.channels.get(id)?.recipientId === people.asker;
  return {
    platform,
    to: { workspace: null, user: people.asker },
    shown: () =>
      fake
        .seen()
        .filter(({ channelId }) => isDirect(channelId))
        .map(({ content }) => content),
    fail: (how) => fake.faults.next("POST", messages, how === "lost" ? "lose-reply" : tooManyRequests(7)),
    shut: () => fake.world.closedTo.add(people.asker),
    now: clock.now,
    advance: (minutes) => clock.advance(minutes * 60_000),
    close: () => fake.close(),
  };
}

const text = "Cloud talk is tomorrow.";

describe.each([
  ["Slack", onSlack],
  ["Discord", onDiscord],
])("a direct message on %s", (_, createDriver) => {
  let driver: DirectDriver;
  beforeEach(async () => {
    driver = await createDriver();
    await driver.platform.start(createRecordingInbox());
  });
  afterEach(async () => {
    await driver.platform.stop();
    await driver.close();
  });

  const send = (attemptedSince: Date | null = null, key = "AbCdEfGhIjKlMnOpQrStUv") => {
    const message = { ...driver.to, reply: plainReply(text), key, attemptedSince };
    if (driver.platform.sendDirectly === undefined) throw new Error("nobody can be written to");
    return driver.platform.sendDirectly(message);
  };
  const doubt = async () => {
    const outcome = await send();
    return outcome.kind === "wait" ? (outcome.doubtSince ?? null) : null;
  };

  it("is shown to the person", async () => {
    expect(await send()).toMatchObject({ kind: "sent", remoteId: expect.any(String) });
    expect(driver.shown()).toEqual([expect.stringContaining(text)]);
  });

  it.each([0, 1, 30])("is not shown twice when the answer was lost, %d minutes later", async (minutes) => {
    driver.fail("lost");
    const since = await doubt();
    driver.advance(minutes);

    if (since !== null) expect(await send(since)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(1);
  });

  it.each([1, 30])("is found again %d minutes after a crash, and not sent twice", async (minutes) => {
    const began = driver.now();
    await send();
    driver.advance(minutes);

    expect(await send(began)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(1);
  });

  it("is sent after a crash when it certainly was not", async () => {
    await send(null, "another");
    driver.advance(10);
    const began = driver.now();
    driver.advance(30);

    expect(await send(began)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(2);
  });

  it("waits as long as the platform says when there were too many", async () => {
    driver.fail("too many");

    const outcome = await send();

    expect(outcome).toEqual({ kind: "wait", seconds: expect.any(Number) });
    expect(outcome.kind === "wait" && outcome.seconds).toBeGreaterThanOrEqual(7);
    expect(driver.shown()).toEqual([]);
  });

  it("is refused when the person takes none", async () => {
    driver.shut();

    expect(await send()).toEqual({ kind: "refused", reason: expect.any(String) });
    expect(driver.shown()).toEqual([]);
  });
});
