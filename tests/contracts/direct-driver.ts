import type { Button as SlackButton } from "@slack/types";
import type { Platform } from "../../src/chat/platform.port.ts";
import { runSlack } from "../adapters/slack/slack-driver.ts";
import { createBotOnFake } from "../support/fake-discord/bot.ts";
import { tooManyRequests } from "../support/fake-discord/faults.ts";
import { people } from "../support/fake-discord/world.ts";
import { readableText } from "../support/fake-slack/message-rules.ts";
import { directOf, person } from "../support/fake-slack/workspace.ts";

/** A platform on which a member can be written to, around a strict double. */
export interface DirectDriver {
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

export async function onSlack(): Promise<DirectDriver> {
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

export async function onDiscord(): Promise<DirectDriver> {
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
