import type { WebClient } from "@slack/web-api";
import { cleanName } from "../../chat/clean-text.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type {
  Installation,
  InstallationStore,
  StoredInstallation,
} from "../../people/installation-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { BotError, codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { slackTimes } from "./limits.ts";
import type { SlackIdentity } from "./read-request.ts";
import { connectionError, failureOf, isDeadToken } from "./slack-errors.ts";
import { createSlackPeople, type Heeded, type Known } from "./slack-people.ts";
import { createWebClient, type SlackAddress } from "./web-client.ts";
import { within } from "./within.ts";
import { createSite } from "./workspace-site.ts";

/** One workspace with everything that is its own: no token of one is ever used for another. */
export interface SlackWorkspace {
  readonly identity: SlackIdentity;
  readonly name: string;
  readonly client: WebClient;
  /** Where people find it, e.g. https://example.slack.com/; null when Slack did not say in time. Never throws. */
  readonly site: () => Promise<string | null>;
  /** For what the SDK does not do: reading files. */
  readonly botToken: string;
  /** Null when the token is the environment's. */
  readonly installedAt: Date | null;
  readonly people: (heard: Heeded) => Promise<Known>;
}

export interface WorkspacesNeeds {
  readonly installations: InstallationStore;
  readonly register: WorkspaceRegister;
  readonly address: SlackAddress;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SlackWorkspaces {
  /**
   * Finds out whose the token of the environment is, and where the app is installed. Throws BotError
   * PLATFORM_REFUSED_TOKEN, PLATFORM_UNREACHABLE or what the store throws.
   */
  open(): Promise<void>;
  /** Null where the app is not installed. Throws BotError when the records cannot be reached. */
  of(team: string): Promise<SlackWorkspace | null>;
  /** It was installed just now: what was known of it before counts no longer. */
  installed(installation: Pick<Installation, "workspace" | "name">): void;
  /**
   * Slack says that the app is gone from there: written down when the present token is dead; false when it is good,
   * because the app was installed again. Throws BotError when that cannot be found out or written down.
   */
  leave(team: string): Promise<boolean>;
  /** What a call with its token ended with. A dead token means that the app is gone; the environment's is only noted. */
  noteFailure(team: string, reason: string): Promise<void>;
  noteSuccess(team: string): Promise<void>;
  /** Asks Slack about every installed token and notes which are refused. Never throws. */
  examine(): Promise<void>;
  /** For whoever runs the bot, by name. */
  names(): { readonly well: readonly string[]; readonly refused: readonly string[] };
}

/** `isOnlyOne`: without the environment's token there is no workspace, so the bot does not start when it is refused. */
export interface OwnToken {
  readonly botToken: string | null;
  readonly isOnlyOne: boolean;
}

/** Clients are made when first needed and kept for the life of the process. */
export function createWorkspaces(ownToken: OwnToken, needs: WorkspacesNeeds): SlackWorkspaces {
  const { installations, register, log } = needs;
  const names = new Map<string, string>();
  const refused = new Set<string>();
  let own: Installation | null = null;
  let isOwnRefused = false;

  const noteFailure = async (team: string, reason: string): Promise<void> => {
    if (!isDeadToken(reason)) return;
    clients.forget(team);
    log.warn("slack-token-refused", { team, reason });
    // The app may have been removed while nobody heard of it.
    if (own?.workspace !== team)
      return void (await leave(team).catch((error: unknown) =>
        log.warn("slack-leaving-not-noted", { team, error }),
      ));
    // Whoever runs the bot takes a new token: that is no leaving.
    refused.add(team);
    await register.noteHealth({ platform: "slack", id: team }, "PLATFORM_REFUSED_TOKEN");
  };
  const leave = async (team: string): Promise<boolean> => {
    // Another process may have stored an installation since: what the records hold is asked about.
    clients.forget(team);
    const present = await clients.of(team);
    if (present !== null && !(await hasDeadToken(present))) return false;
    clients.forget(team);
    if (own?.workspace !== team) return noteLeft(team, present, { names, refused, register });
    own = null;
    return leave(team);
  };
  const clients = createClients(async (team) => {
    const installation = own?.workspace === team ? own : await installations.find(team);
    const onFailure = (error: unknown): void => void noteFailure(team, reasonOf(error));
    return installation === null ? null : workspaceOf(installation, { ...needs, onFailure });
  });
  return {
    of: clients.of,
    noteFailure,
    noteSuccess: async (team) => {
      if (refused.delete(team)) await register.noteHealth({ platform: "slack", id: team }, null);
    },
    open: async () => {
      own = await identifyOwn(ownToken, needs);
      isOwnRefused = own === null && ownToken.botToken !== null;
      for (const { workspace, name } of await installations.list()) names.set(workspace, name);
      if (own === null) return;
      names.set(own.workspace, own.name);
      await register.joined({ platform: "slack", id: own.workspace, name: own.name });
    },
    installed: ({ workspace, name }) => {
      clients.forget(workspace);
      refused.delete(workspace);
      names.set(workspace, name);
    },
    leave,
    examine: () => examineAll([...names.keys()], { of: clients.of, noteFailure, register }),
    names: () => namesByState(names, { teams: refused, isOwn: isOwnRefused }),
  };
}

interface Remembered extends Pick<WorkspacesNeeds, "register"> {
  readonly names: Map<string, string>;
  readonly refused: Set<string>;
}

/** False, and all as before, where it was installed again since `present` was looked at. */
async function noteLeft(
  team: string,
  present: SlackWorkspace | null,
  { names, refused, register }: Remembered,
): Promise<boolean> {
  const name = names.get(team) ?? team;
  refused.delete(team);
  names.delete(team);
  const installedAt = present?.installedAt ?? null;
  const hasLeft = await register.left({ platform: "slack", id: team, installedAt });
  if (!hasLeft && !names.has(team)) names.set(team, name);
  return hasLeft;
}

async function examineAll(
  teams: readonly string[],
  {
    of,
    noteFailure,
    register,
  }: Pick<SlackWorkspaces, "of" | "noteFailure"> & Pick<WorkspacesNeeds, "register">,
): Promise<void> {
  const examineOne = async (team: string): Promise<void> => {
    const refusal = await refusalOf(() => of(team));
    if (refusal !== null) return noteFailure(team, refusal);
    await register.noteHealth({ platform: "slack", id: team }, null);
  };
  await Promise.all(teams.map(examineOne));
}

/** Why Slack does not accept the workspace's token, in its own word; null when it does. */
async function refusalOf(find: () => Promise<SlackWorkspace | null>): Promise<string | null> {
  try {
    await (await find())?.client.auth.test();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Only Slack's word says so; while it gives none, nothing is known. Throws BotError PLATFORM_UNREACHABLE. */
async function hasDeadToken(workspace: SlackWorkspace): Promise<boolean> {
  const asked = workspace.client.auth.test().then(
    () => false,
    (error: unknown) => {
      if (isDeadToken(reasonOf(error))) return true;
      throw new BotError("PLATFORM_UNREACHABLE", { cause: error, detail: "slack" });
    },
  );
  return within(slackTimes.lookup, asked, () => {
    throw new BotError("PLATFORM_UNREACHABLE", { detail: "slack: auth.test took too long" });
  });
}

/** Workspaces that were loaded once; only what is installed is kept: elsewhere it may be installed in a moment. */
function createClients(load: SlackWorkspaces["of"]): {
  readonly of: SlackWorkspaces["of"];
  readonly forget: (team: string) => void;
} {
  const clients = new Map<string, Promise<SlackWorkspace | null>>();
  return {
    of: (team) => {
      const known = clients.get(team);
      if (known !== undefined) return known;
      const loading = load(team);
      clients.set(team, loading);
      const forget = (): void => {
        if (clients.get(team) === loading) clients.delete(team);
      };
      loading.then((workspace) => workspace === null && forget(), forget);
      return loading;
    },
    forget: (team) => void clients.delete(team),
  };
}

/** Null when there is none, or when it is refused and there may be others. */
async function identifyOwn(
  { botToken, isOnlyOne }: OwnToken,
  needs: WorkspacesNeeds,
): Promise<Installation | null> {
  if (botToken === null) return null;
  try {
    return await identify(botToken, needs);
  } catch (error) {
    if (isOnlyOne || codeOf(error) !== "PLATFORM_REFUSED_TOKEN") throw error;
    needs.log.error("slack-own-token-refused", { code: codeOf(error) });
    return null;
  }
}

/** In alphabetical order; the environment's own token first, when it is refused and nobody knows whose it is. */
function namesByState(
  names: ReadonlyMap<string, string>,
  refused: { readonly teams: ReadonlySet<string>; readonly isOwn: boolean },
) {
  const all = [...names].toSorted(([, left], [, right]) => left.localeCompare(right));
  const namesOf = (isRefused: boolean) =>
    all.filter(([team]) => refused.teams.has(team) === isRefused).map(([, name]) => name);
  return { well: namesOf(false), refused: [...(refused.isOwn ? ["SLACK_BOT_TOKEN"] : []), ...namesOf(true)] };
}

/** Slack's own word for why a call failed; empty where it gave none. */
export function reasonOf(error: unknown): string {
  const failure = failureOf(error);
  return "reason" in failure ? failure.reason : "";
}

function workspaceOf(
  installation: Installation & Partial<StoredInstallation>,
  needs: WorkspacesNeeds & { readonly onFailure: (error: unknown) => void },
): SlackWorkspace {
  const { workspace: teamId, name, botToken, botUserId, botId, installedAt = null } = installation;
  const client = createWebClient(botToken, needs.address, needs.log);
  return {
    identity: { teamId, botUserId, botId },
    name,
    client,
    site: createSite(client),
    botToken,
    installedAt,
    people: createSlackPeople({ ...needs, client, teamId }),
  };
}

/** Whose a token is. Throws BotError PLATFORM_REFUSED_TOKEN or PLATFORM_UNREACHABLE. */
export async function identify(
  botToken: string,
  { address, log }: Pick<WorkspacesNeeds, "address" | "log">,
): Promise<Installation> {
  try {
    const { team_id, user_id, bot_id, team } = await createWebClient(botToken, address, log).auth.test();
    if (team_id === undefined || user_id === undefined) throw new Error("auth.test named no workspace");
    return {
      workspace: team_id,
      name: cleanName(team ?? "") || team_id,
      botToken,
      botUserId: user_id,
      botId: bot_id ?? null,
    };
  } catch (error) {
    throw connectionError(error);
  }
}
