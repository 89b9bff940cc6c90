import type { Button } from "@slack/types";
import { vi } from "vitest";
import type { Carrier, Delivery } from "./fake-slack/deliveries.ts";
import { mentionDelivery } from "./fake-slack/deliveries.ts";
import type { FakeSlack } from "./fake-slack/fake-slack.ts";
import { readableText } from "./fake-slack/message-rules.ts";
import { inputsOf } from "./fake-slack/views.ts";
import { directOf, type FakeMessage, type FakeView, type Workspace } from "./fake-slack/workspace.ts";
import { type FilledForm, patience, type Somebody } from "./somebody.ts";

export interface SomebodyOnSlack extends Somebody {
  /** Writes `/cluster …`, and is answered in private. */
  says(command: string): Promise<string>;
  /** Writes `/cluster web`; the address behind the link they are given, null when they are given none. */
  asksForSignInLink(): Promise<string | null>;
  /** Writes `/cluster …`, fills in the form that opens, and sends it in. */
  fillsIn(command: string, filled: FilledForm): Promise<string>;
  /** Mentions the bot in the thread under a message, by its `ts`. */
  mentionsUnder(thread: string, question: string): Promise<string>;
  /** What stands in their direct messages with the bot. */
  toldDirectly(): readonly string[];
}

interface Seat {
  readonly slack: FakeSlack;
  readonly carrier: Carrier;
  readonly workspace: Workspace;
  readonly user: string;
}

/** Somebody in a Slack workspace, writing in its general channel unless told. */
export function createSomebodyOnSlack(seat: Seat): SomebodyOnSlack {
  const { slack, workspace, user } = seat;
  const command = (text: string): Delivery =>
    slack.command({ text, user, channel: workspace.generalChannel }, workspace);

  return {
    reference: `slack:${workspace.teamId}/${user}`,
    says: async (text) => readableText(await answerTo(command(text), seat)),
    asksForSignInLink: async () => {
      const { blocks } = await answerTo(command("web"), seat);
      return /https?:[^"\s]+\/sign-in#[\w-]{43}/.exec(JSON.stringify(blocks))?.[0] ?? null;
    },
    fillsIn: async (text, filled) => {
      const shown = workspace.views.length;
      await deliver(command(text), seat);
      const form = workspace.views[shown];
      if (form === undefined) throw new Error(`/cluster ${text} shows no form`);
      return readableText(await answerTo(slack.submit(form, valuesByName(form, filled), workspace), seat));
    },
    presses: async (label) => {
      const message = workspace.messages.findLast(
        (candidate) => isSeenBy(candidate, user) && buttonsOf(candidate).includes(label),
      );
      if (message === undefined) throw new Error(`${user} sees no button “${label}”`);
      const pressed = slack.press(message, label, { workspace, user });
      return readableText(await answerTo(pressed, { ...seat, channel: message.channel }));
    },
    mentions: async (text, channel = workspace.generalChannel) =>
      readableText(await answerTo(mentionDelivery({ text, user, channel }, workspace), seat)),
    toldDirectly: () =>
      workspace.messages
        .filter(({ channel, author }) => channel === directOf(user) && author === workspace.botUser)
        .map(readableText),
    mentionsUnder: async (thread, text) => {
      const said = { text, user, channel: workspace.generalChannel, thread };
      return readableText(await answerTo(mentionDelivery(said, workspace), seat));
    },
  };
}

async function deliver(delivery: Delivery, { carrier }: Seat): Promise<void> {
  const delivered = await carrier.carry(delivery);
  if (delivered.kind === "failed" || delivered.said !== "") throw new Error(JSON.stringify(delivered));
}

async function answerTo(
  delivery: Delivery,
  seat: Seat & { readonly channel?: string },
): Promise<FakeMessage> {
  const { workspace, user, channel } = seat;
  const seen = workspace.messages.length;
  await deliver(delivery, seat);
  return await vi.waitFor(() => {
    const answer = workspace.messages
      .slice(seen)
      .find((message) => message.author === workspace.botUser && isAnswerTo(message, user, channel));
    if (answer === undefined) throw new Error(`no answer to ${JSON.stringify(delivery.payload)}`);
    return answer;
  }, patience);
}

const isSeenBy = ({ seenBy }: FakeMessage, user: string): boolean => seenBy === null || seenBy === user;

/** A direct message is a word to somebody who did not ask, unless something was pressed there. */
const isAnswerTo = (message: FakeMessage, user: string, channel = ""): boolean =>
  isSeenBy(message, user) && (message.channel === channel || !message.channel.startsWith("D"));

function buttonsOf({ blocks }: FakeMessage): readonly string[] {
  const rows = blocks.flatMap((block) => (block.type === "actions" ? (block.elements as Button[]) : []));
  return rows.map(({ text }) => text.text);
}

/** What was filled in by the words people read, as Slack sends it: by the names of fields and choices. */
function valuesByName({ view }: FakeView, filled: FilledForm): Record<string, string | readonly string[]> {
  const inputs = inputsOf(view);
  return Object.fromEntries(
    Object.entries(filled).map(([label, given]) => {
      const input = inputs.find((candidate) => candidate.label.text === label);
      if (input === undefined) throw new Error(`the form has no field “${label}”`);
      const { element, block_id = "" } = input;
      if (element.type !== "static_select" && element.type !== "multi_static_select")
        return [block_id, given];
      const values = [given].flat().map((choice) => {
        const option = element.options?.find(({ text }) => text.text === choice);
        if (option?.value === undefined) throw new Error(`“${label}” does not offer “${choice}”`);
        return option.value;
      });
      return [block_id, values];
    }),
  );
}
