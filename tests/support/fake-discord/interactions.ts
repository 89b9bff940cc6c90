import { slashData } from "./command-use.ts";
import { type FilledIn, submissionOf } from "./filled-form.ts";
import type { Gateway } from "./gateway.ts";
import { type InteractionContent, interactionEvent } from "./interaction-payloads.ts";
import { messagePayload } from "./payloads.ts";
import {
  addInteraction,
  memberIn,
  people,
  places,
  type StoredInteraction,
  type StoredMessage,
  type World,
} from "./world.ts";

export interface Used {
  readonly command?: string;
  /** By name: a text, or the id of a person, role or upload. */
  readonly options?: Readonly<Record<string, string>>;
  readonly channelId?: string;
  readonly userId?: string;
  readonly locale?: string;
}

/** What people do besides writing. Each throws what a person could not do. */
export interface Interactions {
  /** Somebody uses `/cluster`. */
  use(used?: Used): StoredInteraction;
  /** Somebody picks a command from the menu of a message. */
  pickFromMenu(name: string, message: StoredMessage, userId?: string): StoredInteraction;
  /** Somebody presses a button under the bot's last message that has it. */
  press(label: string, userId?: string): StoredInteraction;
  /** Somebody fills in the form they were shown, by its labels, and sends it in. */
  fillIn(interaction: StoredInteraction, filledIn?: FilledIn): StoredInteraction;
}

export function createInteractions(world: World, gateway: Gateway): Interactions {
  const begin = (
    interaction: Pick<StoredInteraction, "type" | "channelId" | "userId" | "locale">,
    content: InteractionContent,
  ): StoredInteraction => {
    const channel = world.channels.get(interaction.channelId);
    const isThere =
      channel?.guildId == null
        ? channel?.recipientId === interaction.userId
        : memberIn(world, channel, interaction.userId) !== undefined;
    if (!isThere) throw new Error(`${interaction.userId} is not where this channel can be seen`);
    const stored = addInteraction(world, interaction);
    gateway.dispatch(interactionEvent(world, stored, content));
    return stored;
  };

  return {
    use: ({ command = "ask", options = {}, channelId, userId, locale = "en-GB" } = {}) => {
      const channel = channelId ?? places.general;
      const guild = world.guilds.get(world.channels.get(channel)?.guildId ?? "");
      const data = slashData(world, guild, { command, options });
      return begin({ type: 2, channelId: channel, userId: userId ?? people.asker, locale }, { data });
    },
    pickFromMenu: (name, message, userId = people.asker) => {
      if (!world.commands.some((command) => command.type === 3 && command.name === name))
        throw new Error(`nothing in the menu of a message is called ${name}`);
      const data = {
        id: "600000000000000002",
        name,
        type: 3,
        target_id: message.id,
        resolved: { messages: { [message.id]: messagePayload(world, message, true) } },
      };
      return begin({ type: 2, channelId: message.channelId, userId, locale: "en-GB" }, { data });
    },
    press: (label, userId = people.asker) => {
      const message = world.messages.findLast(
        ({ rows, isDeleted, onlyFor }) =>
          !isDeleted &&
          (onlyFor === null || onlyFor === userId) &&
          rows.some((row) => row.components.some((button) => button.label === label)),
      );
      const buttons = message?.rows.flatMap((row) => row.components) ?? [];
      const button = buttons.find((candidate) => candidate.label === label);
      if (message === undefined || button === undefined) throw new Error(`${userId} sees no button ${label}`);
      const data = { custom_id: button.custom_id, component_type: 2, id: 2 };
      const { channelId } = message;
      return begin({ type: 3, channelId, userId, locale: "en-GB" }, { data, message });
    },
    fillIn: ({ modal, channelId, userId, locale }, filledIn = {}) => {
      if (modal === null) throw new Error("no form was shown");
      const data = submissionOf(world, modal, filledIn);
      return begin({ type: 5, channelId, userId, locale }, { data });
    },
  };
}
