import type { Messages } from "../../messages/english.ts";
import { closedChannels, type Workspace, type WorkspaceChannel } from "../../people/workspace.ts";

/** Of closed channels so many are shown in a form: with more its text would be longer than a platform takes. */
export const closedChannelsShown = 20;

/** What is set up that lets people read more than public documents: who is a member, and the closed channels. */
export function setUpFacts(
  workspace: Workspace,
  messages: Messages,
  atMost: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  const { workspaces: words } = messages;
  const members = workspace.everyoneIsMember ? words.members.everyone : words.members.given;
  const closed = closedChannels(workspace);
  if (closed.length === 0) return [members, words.noClosedChannels];
  const named = channelNames(closed.slice(0, atMost), messages);
  const more = closed.length > atMost ? [words.moreChannels(closed.length - atMost)] : [];
  return [members, words.closedChannels([...named, ...more].join(", "))];
}

/** That it is confirmed, what has effect there now, and what of the proposal was not taken over. */
export function confirmedSentence(
  {
    before,
    after,
    cluster,
  }: { readonly before: Workspace; readonly after: Workspace; readonly cluster: string },
  name: string,
  messages: Messages,
): string {
  const { workspaces: words } = messages;
  const closed = new Set(closedChannels(after).map(({ channel }) => channel));
  const opened = closedChannels(before).filter(({ channel }) => !closed.has(channel));
  const dropped = [
    ...(before.everyoneIsMember && !after.everyoneIsMember ? [words.everyoneAsMember] : []),
    ...channelNames(opened, messages),
  ];
  return [
    words.confirmed(name, cluster),
    words.hasEffect(setUpFacts(after, messages).join("; ")),
    ...(dropped.length === 0 ? [] : [words.notTakenOver(dropped.join(", "))]),
  ].join(" ");
}

export function channelNames(channels: readonly WorkspaceChannel[], { setup }: Messages): readonly string[] {
  return channels.map(({ channel, audience }) => `${channel} (${setup.audiences[audience]})`);
}
