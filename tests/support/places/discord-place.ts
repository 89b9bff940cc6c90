import type { FakeDiscord } from "../fake-discord/fake-discord.ts";
import { channelTypes, type Guild, type StoredMessage, type World } from "../fake-discord/world.ts";
import { type Asked, audienceIn, type Person, type Place, persons, placed, type Shown } from "./place.ts";

/** A server of the cluster, in which roles say who is a member and who of its board. */
export function createDiscordPlace(discord: FakeDiscord, guild: Guild, cluster: string): Place {
  const furnished = furnish(discord.world, guild);
  const { channels, people, roles } = furnished;
  const byBot = () => discord.world.messages.filter(({ authorId }) => authorId === discord.world.botId);
  const place: Place = {
    cluster,
    platform: "discord",
    id: guild.id,
    channels,
    settings: {
      platform: "discord",
      id: guild.id,
      cluster,
      members: [roles.member],
      board: [roles.trustee],
      channels: Object.fromEntries(Object.entries(channels).map(([audience, id]) => [id, audience])),
    },
    mention: async (text, channel, person): Promise<Asked> => {
      const said = discord.mention(text, { channelId: channels[channel], userId: people[person] });
      return {
        place,
        ...placed(furnished, { channel, person, isPrivate: false }),
        replies: () =>
          byBot()
            .filter(({ replyTo }) => replyTo === said.id)
            .map(asShown),
      };
    },
    command: async (text, channel, person): Promise<Asked> => {
      const used = { options: { question: text }, channelId: channels[channel], userId: people[person] };
      const interaction = discord.use(used);
      return {
        place,
        ...placed(furnished, { channel, person, isPrivate: true }),
        replies: () =>
          [interaction.original].flatMap((shown) =>
            shown === null || shown.isPending ? [] : [asShown(shown)],
          ),
      };
    },
    shown: () => sentIn(discord, guild.id),
    audienceOf: audienceIn(channels, people),
  };
  return place;
}

function furnish(world: World, guild: Guild) {
  const ids = persons.map(() => [world.newId(), world.newId()] as const);
  const [stranger, member, trustee] = ids;
  const people = { stranger: stranger?.[0] ?? "", member: member?.[0] ?? "", trustee: trustee?.[0] ?? "" };
  const roles = { member: member?.[1] ?? "", trustee: trustee?.[1] ?? "" };
  const held: Readonly<Record<Person, readonly string[]>> = {
    stranger: [],
    member: [roles.member],
    trustee: [roles.trustee],
  };
  for (const person of persons)
    guild.members.set(people[person], {
      userId: people[person],
      roles: held[person],
      pending: false,
      flags: 0,
    });
  const general = world.channels.get(guild.generalId);
  const added = (): string => {
    const id = world.newId();
    const permissions = new Set(general?.permissions);
    const base = { type: channelTypes.text, parentId: null, recipientId: null };
    world.channels.set(id, { id, guildId: guild.id, ...base, permissions });
    return id;
  };
  return { people, roles, channels: { public: guild.generalId, members: added(), board: added() } };
}

function asShown(message: StoredMessage): Shown {
  return {
    channel: message.channelId,
    onlyFor: message.onlyFor,
    everything: JSON.stringify([message.content, message.rows]),
  };
}

/** From every call that showed something, or would have: to a channel, or to whoever used a command. */
function sentIn({ journal, world }: FakeDiscord, guildId: string): readonly Shown[] {
  return journal.entries
    .filter(({ method }) => method === "POST" || method === "PATCH")
    .flatMap(({ path, body }) => {
      const [, channelId] = /^\/channels\/(\d+)\/messages$/.exec(path) ?? [];
      const [, token] = /^\/(?:interactions|webhooks)\/\d+\/([^/]+)\//.exec(path) ?? [];
      const used = [...world.interactions.values()].find((interaction) => interaction.token === token);
      const channel = channelId ?? used?.channelId ?? "";
      if (world.channels.get(channel)?.guildId !== guildId) return [];
      return [{ channel, onlyFor: used?.userId ?? null, everything: JSON.stringify(body) }];
    });
}
