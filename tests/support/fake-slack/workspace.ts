import type { KnownBlock } from "@slack/types";
import { botScopes } from "../../../src/adapters/slack/manifest.ts";

/** A person or program of the fake workspace. */
export interface FakeUser {
  readonly id: string;
  readonly teamId: string;
  readonly isBot?: boolean;
  readonly isGuest?: boolean;
  readonly isStranger?: boolean;
  readonly isDeleted?: boolean;
  readonly locale?: string;
}

export interface FakeChannel {
  readonly id: string;
  readonly kind: "public" | "private" | "im";
  readonly members: Set<string>;
  isArchived: boolean;
  isExternallyShared: boolean;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** A message as the fake keeps it; `seenBy` names the only reader of an ephemeral one. */
export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly metadata: Metadata | null;
  readonly seenBy: string | null;
  /** Whether `link_names` or `parse: full` let Slack make mentions of plain words. */
  readonly isParsed: boolean;
}

/** Everything the fake remembers, and a clock that tests may move. */
export interface Workspace {
  readonly teamId: string;
  readonly botUser: string;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly scopes: Set<string>;
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly groups: Map<string, readonly string[]>;
  readonly messages: FakeMessage[];
  /** What Slackbot told somebody because the bot was late, e.g. operation_timeout. */
  readonly notices: string[];
  isTokenRevoked: boolean;
  now: () => number;
  nextTs: () => string;
}

export const person = "U0PERSON01";
export const generalChannel = "C0GENERAL1";

/** A workspace with one member, a guest, a stranger, another program, and a channel the bot is in. */
export function createWorkspace(): Workspace {
  const teamId = "T0CLUSTER1";
  const botUser = "U0BOT00001";
  let count = 0;
  const workspace: Workspace = {
    teamId,
    botUser,
    botId: "B0BOT00001",
    botToken: "xoxb-fake-bot-token",
    appToken: "xapp-fake-app-token",
    signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
    // What the bot's own manifest asks for, and no more.
    scopes: new Set<string>(botScopes),
    users: new Map(),
    channels: new Map(),
    groups: new Map([["S0BOARD001", [person]]]),
    messages: [],
    notices: [],
    isTokenRevoked: false,
    now: () => Date.now(),
    nextTs: () => {
      count += 1;
      return `${Math.floor(workspace.now() / 1000)}.${String(count).padStart(6, "0")}`;
    },
  };
  const users: FakeUser[] = [
    { id: person, teamId, locale: "en-GB" },
    { id: "U0GUEST001", teamId, isGuest: true },
    { id: "U0STRANGER", teamId: "T0OTHER001", isStranger: true },
    { id: "U0PROGRAM1", teamId, isBot: true },
    { id: botUser, teamId, isBot: true },
  ];
  for (const user of users) workspace.users.set(user.id, user);
  const everybody = users.map((user) => user.id);
  addChannel(workspace, { id: generalChannel, kind: "public", members: everybody });
  addChannel(workspace, { id: "C0NOTHERE1", kind: "public", members: [person] });
  addChannel(workspace, { id: "G0PRIVATE1", kind: "private", members: [person] });
  for (const user of users)
    addChannel(workspace, { id: directOf(user.id), kind: "im", members: [user.id, botUser] });
  return workspace;
}

function addChannel(
  workspace: Workspace,
  channel: { readonly id: string; readonly kind: FakeChannel["kind"]; readonly members: readonly string[] },
): FakeChannel {
  const added = {
    ...channel,
    members: new Set(channel.members),
    isArchived: false,
    isExternallyShared: false,
  };
  workspace.channels.set(channel.id, added);
  return added;
}

/** The direct message between the bot and a person. */
export function directOf(user: string): string {
  return `D${user.slice(1)}`;
}
