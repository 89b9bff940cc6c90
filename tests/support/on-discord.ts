import { vi } from "vitest";
import type { FakeDiscord } from "./fake-discord/fake-discord.ts";
import { places, type StoredInteraction, type StoredMessage } from "./fake-discord/world.ts";
import { type FilledForm, patience, type Somebody } from "./somebody.ts";

type Options = Readonly<Record<string, string>>;

export interface SomebodyOnDiscord extends Somebody {
  /** Uses `/cluster …` with options, and is answered in private. */
  uses(command: string, options?: Options): Promise<string>;
  /** Writes to the bot in a direct message. */
  writesDirectly(text: string): Promise<string>;
  /** Uses `/cluster …`, fills in the form that opens, and sends it in. */
  fillsIn(command: string, filled: FilledForm, options?: Options): Promise<string>;
  /** Presses a button that opens a form, fills it in, and sends it in. */
  fillsInBehind(label: string, filled: FilledForm): Promise<string>;
  /** Mentions the bot in a reply to a message. */
  mentionsUnder(replyTo: string, question: string): Promise<string>;
}

interface Seat {
  readonly discord: FakeDiscord;
  /** The channel of a server they write in; its general channel unless told. */
  readonly channelId?: string;
  readonly userId: string;
}

/** Somebody on a Discord server. */
export function createSomebodyOnDiscord({
  discord,
  channelId = places.general,
  userId,
}: Seat): SomebodyOnDiscord {
  const use = (command: string, options: Options = {}) =>
    discord.use({ command, options, channelId, userId });

  return {
    reference: `discord:${userId}`,
    uses: (command, options) => answerTo(use(command, options)),
    fillsIn: async (command, filled, options) => {
      return await fillIn(use(command, options), filled, discord);
    },
    fillsInBehind: (label, filled) => fillIn(discord.press(label, userId), filled, discord),
    presses: (label) => answerTo(discord.press(label, userId)),
    mentions: (question, channel = channelId) =>
      replyTo(discord.mention(question, { channelId: channel, userId }), discord),
    mentionsUnder: (message, question) =>
      replyTo(discord.mention(question, { channelId, userId, replyTo: message }), discord),
    writesDirectly: (text) => replyTo(discord.writeDirectly(text, { userId }), discord),
  };
}

async function fillIn(opened: StoredInteraction, filled: FilledForm, discord: FakeDiscord): Promise<string> {
  await vi.waitFor(() => {
    if (opened.modal === null) throw new Error("no form is shown");
  }, patience);
  return await answerTo(discord.fillIn(opened, valuesByLabel(opened, filled)));
}

async function replyTo({ id, content }: StoredMessage, discord: FakeDiscord): Promise<string> {
  return await vi.waitFor(() => {
    const answer = discord.seen().find((message) => message.replyTo === id);
    if (answer === undefined) throw new Error(`no answer to “${content}”`);
    return answer.content;
  }, patience);
}

async function answerTo(interaction: StoredInteraction): Promise<string> {
  return await vi.waitFor(() => {
    const { original } = interaction;
    if (original === null || original.isPending) throw new Error("no answer on Discord");
    return original.content;
  }, patience);
}

/** What was chosen by the words people read, as Discord sends it: by the values of choices. */
function valuesByLabel({ modal }: StoredInteraction, filled: FilledForm): FilledForm {
  const fields = new Map(
    modal?.components.flatMap((part) => (part.type === 18 ? [[part.label, part.component]] : [])),
  );
  return Object.fromEntries(
    Object.entries(filled).map(([label, given]) => {
      const field = fields.get(label);
      if (field?.type !== 3) return [label, given];
      const values = [given].flat().map((choice) => {
        const option = field.options.find((candidate) => candidate.label === choice);
        if (option === undefined) throw new Error(`“${label}” does not offer “${choice}”`);
        return option.value;
      });
      return [label, values];
    }),
  );
}
