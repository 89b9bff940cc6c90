import type { KnownBlock, ModalView } from "@slack/types";
import { botScopes } from "../../../src/adapters/slack/manifest.ts";

/** A person or program of the fake workspace. */
export interface FakeUser {
  readonly id: string;
  readonly teamId: string;
  readonly isBot?: boolean;
  readonly isGuest?: boolean;
  readonly isStranger?: boolean;
  readonly isDeleted?: boolean;
  /** Runs the workspace. */
  readonly isAdmin?: boolean;
  readonly name?: string;
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

/** A modal somebody was shown. */
export interface FakeView {
  readonly id: string;
  readonly user: string;
  readonly view: ModalView;
  isOpen: boolean;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What lets the app open one view for a person, shortly after they did something. */
interface Trigger {
  readonly user: string;
  readonly at: number;
  isUsed: boolean;
}

/** Everything the fake remembers of one workspace, and a clock that tests may move. */
export interface Workspace {
  readonly teamId: string;
  readonly name: string;
  readonly botUser: string;
  readonly botId: string;
  /** Another one after the app was removed and installed again; empty while it is not installed. */
  botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly scopes: Set<string>;
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly groups: Map<string, readonly string[]>;
  readonly messages: FakeMessage[];
  readonly views: FakeView[];
  readonly triggers: Map<string, Trigger>;
  readonly files: Map<string, FakeFile>;
  /** A member, and a channel that everybody and the bot are in. */
  readonly person: string;
  readonly generalChannel: string;
  /** What Slackbot told somebody because the bot was late, e.g. operation_timeout. */
  readonly notices: string[];
  isTokenRevoked: boolean;
  /** Addresses of pictures that Slack cannot fetch. */
  readonly missingPictures: Set<string>;
  /** How much later than it was posted a message is in the history of its channel, at most; milliseconds. */
  historyLag: number;
  /** For how many seconds messages may be changed; null: for ever. */
  editSeconds: number | null;
  now: () => number;
  nextTs: () => string;
}

export const person = "U0PERSON01";
export const generalChannel = "C0GENERAL1";

/**
 * A workspace with one member, a guest, a stranger, another program, and a channel the bot is in. The app, its token
 * and secret are the same for all; every id ends in the number, so that no two workspaces share any.
 */
export function createWorkspace(number = 1): Workspace {
  const id = (stem: string): string => `${stem.slice(0, 10 - String(number).length)}${number}`;
  const teamId = id("T0CLUSTER0");
  const botUser = id("U0BOT00000");
  const member = number === 1 ? person : id("U0PERSON00");
  const channel = number === 1 ? generalChannel : id("C0GENERAL0");
  let count = 0;
  const workspace: Workspace = {
    teamId,
    name: number === 1 ? "Cluster workspace" : `Cluster workspace ${number}`,
    botUser,
    botId: id("B0BOT00000"),
    botToken: number === 1 ? "xoxb-fake-bot-token" : `xoxb-fake-bot-token-${number}`,
    appToken: "xapp-fake-app-token",
    signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
    // What the bot's own manifest asks for, and no more.
    scopes: new Set<string>(botScopes),
    users: new Map(),
    channels: new Map(),
    groups: new Map([[id("S0BOARD000"), [member]]]),
    messages: [],
    views: [],
    triggers: new Map(),
    files: new Map(),
    person: member,
    generalChannel: channel,
    notices: [],
    isTokenRevoked: false,
    missingPictures: new Set(),
    historyLag: 0,
    editSeconds: null,
    now: () => Date.now(),
    nextTs: () => {
      count += 1;
      return `${Math.floor(workspace.now() / 1000)}.${String(count).padStart(6, "0")}`;
    },
  };
  fill(workspace, id, number);
  return workspace;
}

function fill(workspace: Workspace, id: (stem: string) => string, number: number): void {
  const { teamId, botUser, person: member, generalChannel: channel } = workspace;
  const users: FakeUser[] = [
    { id: member, teamId, locale: "en-GB" },
    { id: id("U0GUEST000"), teamId, isGuest: true },
    { id: number === 1 ? "U0STRANGER" : id("U0STRANGE0"), teamId: "T0OTHER001", isStranger: true },
    { id: id("U0PROGRAM0"), teamId, isBot: true },
    { id: botUser, teamId, isBot: true },
  ];
  for (const user of users) workspace.users.set(user.id, user);
  const everybody = users.map((user) => user.id);
  addChannel(workspace, { id: channel, kind: "public", members: everybody });
  addChannel(workspace, { id: id("C0NOTHERE0"), kind: "public", members: [member] });
  addChannel(workspace, { id: id("G0PRIVATE0"), kind: "private", members: [member] });
  for (const user of users)
    addChannel(workspace, { id: directOf(user.id), kind: "im", members: [user.id, botUser] });
}

/** docs: handling user interaction: a trigger lives three seconds and is good once */
export function issueTrigger(workspace: Workspace, user: string): string {
  const trigger = `${workspace.nextTs()}.fake`;
  workspace.triggers.set(trigger, { user, at: workspace.now(), isUsed: false });
  return trigger;
}

export function addChannel(
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
