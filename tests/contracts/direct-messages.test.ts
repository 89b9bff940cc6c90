import type { Button as SlackButton } from "@slack/types";
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
  /** The next change of a message goes wrong: it is made and the answer lost, or refused as one too many. */
  failChange(how: "lost" | "too many"): void;
  /** The member deletes what they were sent. */
  deleteAll(): void;
  /** What stands on the buttons of the last message. */
  buttons(): readonly string[];
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
    failChange: (how) => faults.next("chat.update", how === "lost" ? "lose" : 7),
    deleteAll: () => void workspace.messages.splice(0),
    buttons: () =>
      (workspace.messages.at(-1)?.blocks ?? []).flatMap((block) =>
        block.type === "actions"
          ? (block.elements as SlackButton[]).map(({ text: label }) => label.text)
          : [],
      ),
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
  const oneMessage = /^\/channels\/\d+\/messages\/\d+$/;
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
    failChange: (how) =>
      fake.faults.next("PATCH", oneMessage, how === "lost" ? "lose-reply" : tooManyRequests(7)),
    deleteAll: () => {
      for (const message of fake.world.messages) message.isDeleted = true;
    },
    buttons: () => fake.seen().findLast(({ channelId }) => isDirect(channelId))?.buttons ?? [],
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

  const changed = {
    summary: "It is on now.",
    blocks: [
      ...plainReply("It is on now.").blocks,
      {
        type: "actions" as const,
        buttons: [{ label: "Show A1", command: "announce show", text: "A1", style: "primary" as const }],
      },
    ],
  };
  const change = async (remoteId: string | null) =>
    await driver.platform.changeDirectly?.({ ...driver.to, remoteId: remoteId ?? "", reply: changed });
  const sentId = async (outcome = send()) => {
    const sent = await outcome;
    return sent.kind === "sent" ? sent.remoteId : null;
  };

  it("is changed where it stands, with its buttons, and is still one", async () => {
    const remoteId = await sentId();

    expect(await change(remoteId)).toEqual({ kind: "changed" });
    expect(driver.shown()).toEqual([expect.stringContaining("It is on now.")]);
    expect(driver.buttons()).toEqual(["Show A1"]);
  });

  it.each([1, 30])("found again %d minutes after a crash can be changed", async (minutes) => {
    const began = driver.now();
    await send();
    driver.advance(minutes);

    expect(await change(await sentId(send(began)))).toEqual({ kind: "changed" });
    expect(driver.shown()).toEqual([expect.stringContaining("It is on now.")]);
  });

  it("is changed again when the answer was lost, and later when there were too many", async () => {
    const remoteId = await sentId();

    driver.failChange("lost");
    expect(await change(remoteId)).toMatchObject({ kind: "wait" });
    driver.failChange("too many");
    const outcome = await change(remoteId);
    expect(outcome?.kind === "wait" && outcome.seconds).toBeGreaterThanOrEqual(7);
    expect(driver.shown()).toHaveLength(1);
  });

  it("is not put back once the person deleted it", async () => {
    const remoteId = await sentId();
    driver.deleteAll();

    expect(await change(remoteId)).toEqual({ kind: "refused", reason: expect.any(String) });
    expect(driver.shown()).toEqual([]);
  });

  it("is refused when the person takes none", async () => {
    driver.shut();

    expect(await send()).toEqual({ kind: "refused", reason: expect.any(String) });
    expect(driver.shown()).toEqual([]);
  });
});
