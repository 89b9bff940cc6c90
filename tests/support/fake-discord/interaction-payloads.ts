import { channelPayload, type Event, memberPayload, messagePayload, userPayload } from "./payloads.ts";
import { memberIn, type StoredInteraction, type StoredMessage, type World } from "./world.ts";

/** What is sent of an interaction besides who and where; `message` is the one with the button. */
export interface InteractionContent {
  readonly data: unknown;
  readonly message?: StoredMessage;
}

/** Source: interactions/receiving-and-responding, interaction object. */
export function interactionEvent(
  world: World,
  interaction: StoredInteraction,
  { data, message }: InteractionContent,
): Event {
  const channel = world.channels.get(interaction.channelId);
  const member = memberIn(world, channel, interaction.userId);
  const user = userPayload(interaction.userId, false);
  const who =
    channel?.guildId == null
      ? { user }
      : {
          guild_id: channel.guildId,
          member: {
            ...(member && memberPayload(member)),
            user,
            permissions: String(member?.permissions ?? 0n),
          },
        };
  return {
    name: "INTERACTION_CREATE",
    // Source: events/gateway: interactions are sent whatever the intents are.
    intent: null,
    data: {
      id: interaction.id,
      application_id: world.applicationId,
      type: interaction.type,
      token: interaction.token,
      version: 1,
      locale: interaction.locale,
      guild_locale: "en-GB",
      channel_id: interaction.channelId,
      channel: channel === undefined ? undefined : channelPayload(channel),
      entitlements: [],
      app_permissions: "2147568640",
      authorizing_integration_owners: {},
      context: channel?.guildId == null ? 1 : 0,
      attachment_size_limit: 10_485_760,
      ...who,
      data,
      ...(message === undefined ? {} : { message: messagePayload(world, message, true) }),
    },
  };
}
