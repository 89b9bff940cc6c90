import { mentionDelivery } from "../fake-slack/deliveries.ts";
import type { FakeSlack } from "../fake-slack/fake-slack.ts";
import type { FakeMessage, Workspace } from "../fake-slack/workspace.ts";
import { type Asked, audienceIn, type Person, type Place, placed, type Shown } from "./place.ts";

/** A workspace of the cluster: its guest holds nothing, everybody else is a member, one is of the board. */
export function createSlackPlace(slack: FakeSlack, workspace: Workspace, cluster: string): Place {
  const furnished = furnish(workspace);
  const { channels, people, group } = furnished;
  const place: Place = {
    cluster,
    platform: "slack",
    id: workspace.teamId,
    channels,
    settings: {
      platform: "slack",
      id: workspace.teamId,
      cluster,
      members: "everyone",
      board: [group],
      channels: Object.fromEntries(Object.entries(channels).map(([audience, id]) => [id, audience])),
    },
    mention: async (text, channel, person): Promise<Asked> => {
      const said = { text, channel: channels[channel], user: people[person] };
      const delivery = mentionDelivery(said, workspace);
      const { ts } = delivery.payload.event as { readonly ts: string };
      await slack.socket.carry(delivery);
      return {
        place,
        ...placed(furnished, { channel, person, isPrivate: false }),
        replies: () =>
          byBot(workspace)
            .filter(({ thread }) => thread === ts)
            .map(asShown),
      };
    },
    command: async (text, channel, person): Promise<Asked> => {
      const [user, before] = [people[person], byBot(workspace).length];
      const said = { text: `ask ${text}`, channel: channels[channel], user };
      await slack.socket.carry(slack.command(said, workspace));
      const since = () => byBot(workspace).slice(before);
      return {
        place,
        ...placed(furnished, { channel, person, isPrivate: true }),
        replies: () =>
          since()
            .filter(({ seenBy }) => seenBy === user)
            .map(asShown),
      };
    },
    shown: () => [...byBot(workspace).map(asShown), ...formsIn(workspace), ...triedIn(slack, workspace)],
    audienceOf: audienceIn(channels, people),
  };
  return place;
}

function furnish(workspace: Workspace) {
  const number = workspace.teamId.at(-1) ?? "";
  const people: Readonly<Record<Person, string>> = {
    stranger: [...workspace.users.values()].find(({ isGuest }) => isGuest)?.id ?? "",
    member: workspace.person,
    trustee: `U0TRUSTEE${number}`,
  };
  const group = `S0TRUSTEE${number}`;
  workspace.users.set(people.trustee, { id: people.trustee, teamId: workspace.teamId });
  workspace.groups.set(group, [people.trustee]);
  const channels = {
    public: workspace.generalChannel,
    members: `C0MEMBERS${number}`,
    board: `C0BOARD00${number}`,
  };
  const everybody = [...Object.values(people), workspace.botUser];
  for (const id of Object.values(channels))
    workspace.channels.set(id, {
      id,
      kind: id === channels.public ? "public" : "private",
      members: new Set(everybody),
      isArchived: false,
      isExternallyShared: false,
    });
  return { people, group, channels };
}

function byBot({ messages, botUser }: Workspace): readonly FakeMessage[] {
  return messages.filter(({ author }) => author === botUser);
}

function asShown(message: FakeMessage): Shown {
  return { channel: message.channel, onlyFor: message.seenBy, everything: JSON.stringify(message) };
}

function formsIn({ views }: Workspace): readonly Shown[] {
  return views.map(({ user, view }) => ({ channel: "", onlyFor: user, everything: JSON.stringify(view) }));
}

/** Calls that were refused showed nothing; what they would have shown counts all the same. */
function triedIn({ calls }: FakeSlack, { teamId }: Workspace): readonly Shown[] {
  return calls
    .filter(({ team, arguments: { channel } }) => team === teamId && channel !== undefined)
    .map(({ arguments: given }) => ({
      channel: given.channel ?? "",
      onlyFor: given.user ?? null,
      everything: JSON.stringify(given),
    }));
}
