import { InteractionType } from "discord.js";
import { z } from "zod";
import type { IncomingRequest } from "../../chat/platform.port.ts";
import type { Request } from "../../chat/request.ts";
import { Member, mayRunServer, readAsker, Snowflake, User } from "./discord-objects.ts";
import { readCommandUse } from "./read-command-use.ts";
import { readFilledForm } from "./read-filled-form.ts";
import { readPressedButton } from "./read-pressed-button.ts";
import type { ReplyAddress } from "./reply-address.ts";
import type { Surroundings } from "./surroundings.ts";

/** What somebody did, without who and where. */
export type Said = Pick<Request, "command" | "text" | "fields" | "attachments">;

/** The fields we use of Discord's interaction object; what `data` holds depends on `type`. */
const Interaction = z.object({
  id: Snowflake,
  type: z.number().int(),
  application_id: Snowflake,
  token: z.string().min(1),
  guild_id: Snowflake.optional(),
  channel_id: Snowflake.optional(),
  member: Member.extend({ user: User }).optional(),
  user: User.optional(),
  locale: z.string().optional(),
  data: z.unknown(),
});
type Interaction = z.infer<typeof Interaction>;

/**
 * A command that was used, a button that was pressed or a form that was sent in; null for anything else. Throws
 * ZodError when Discord sent something unknown.
 */
export function readInteraction(packet: unknown, surroundings: Surroundings): IncomingRequest | null {
  const interaction = Interaction.parse(packet);
  const said = readSaid(interaction, surroundings);
  const user = interaction.member?.user ?? interaction.user;
  if (said === null || user === undefined) return null;
  const channelId = interaction.channel_id ?? null;
  const parentId = channelId === null ? null : surroundings.parentOfThread(channelId);
  const replyAddress: ReplyAddress = {
    kind: "interaction",
    interactionId: interaction.id,
    applicationId: interaction.application_id,
    token: interaction.token,
    channelId,
  };
  return {
    request: {
      deliveryKey: `interaction-${interaction.id}`,
      platform: "discord",
      workspace: interaction.guild_id ?? null,
      channel: parentId ?? channelId,
      thread: parentId === null ? null : channelId,
      isExternallyShared: false,
      isDirectMessage: interaction.guild_id === undefined,
      asker: readAsker(user, interaction.member, mayRunServer(interaction.member?.permissions)),
      visibility: "private",
      ...said,
      locale: interaction.locale ?? "en-GB",
    },
    replyAddress,
  };
}

function readSaid({ type, data, guild_id }: Interaction, { commands }: Surroundings): Said | null {
  switch (type) {
    case InteractionType.ApplicationCommand:
      return readCommandUse(data, guild_id, commands);
    case InteractionType.MessageComponent:
      return readPressedButton(data, commands);
    case InteractionType.ModalSubmit:
      return readFilledForm(data, commands);
    default:
      return null;
  }
}
