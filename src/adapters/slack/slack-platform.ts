import type { RequestListener } from "node:http";
import { App } from "@slack/bolt";
import type { Poster } from "../../announcing/poster.port.ts";
import type {
  DirectChange,
  DirectChangeOutcome,
  FetchedAttachment,
  LookedUp,
  Platform,
  SendOutcome,
} from "../../chat/platform.port.ts";
import type { Attachment } from "../../chat/request.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Messages } from "../../messages/english.ts";
import type { InstallationStore, InstallStates } from "../../people/installation-store.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { BotError, codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { changeDirectly } from "./change-directly.ts";
import { type FileNeeds, fetchFile } from "./fetch-file.ts";
import { createHttpTransport } from "./http-transport.ts";
import { createInstallPages, type InstallSettings, installPath, isInstallPath } from "./install-pages.ts";
import { listen } from "./listen.ts";
import { createSlackPoster } from "./post-announcement.ts";
import type { PostingSentences } from "./render-announcement.ts";
import { type SendNeeds, sendDirectly, sendReply } from "./send-reply.ts";
import { createSocketTransport } from "./socket-transport.ts";
import type { SlackTransport } from "./transport.ts";
import { type SlackAddress, slackAddress, slackLogger } from "./web-client.ts";
import { createWorkspaces, type SlackWorkspaces } from "./workspaces.ts";

/**
 * With an app token over Socket Mode, with a signing secret over HTTP, never both. One workspace whose token is given,
 * any number that install the bot from its page, or both.
 */
export interface SlackSettings {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  /** Another server in place of Slack's Web API. */
  readonly apiUrl: string | null;
  readonly install: InstallSettings | null;
}

export interface SlackNeeds {
  readonly clock: Clock;
  readonly log: Log;
  readonly register: WorkspaceRegister;
  readonly installations: InstallationStore;
  readonly installStates: InstallStates;
  /** Names of the command catalogue. */
  readonly commandNames: readonly string[];
  readonly sentences: Messages["slack"] & {
    /** Put under a reply that was cut. */
    readonly replyWasCut: string;
    readonly posting: PostingSentences;
  };
  /** For tests: how long to wait before connecting again; see SocketNeeds. */
  readonly reconnectPause?: (failures: number) => number;
}

export interface SlackPlatform extends Platform {
  readonly poster: Poster;
  /**
   * Takes POST /slack/events over HTTP, and the pages of an installation where there are any, and answers 404 to
   * everything else; the bot's web server hands it everything under /slack/, body unread. Null when there is neither.
   */
  readonly requestListener: RequestListener | null;
}

export function createSlackPlatform(settings: SlackSettings, needs: SlackNeeds): SlackPlatform {
  const { log, clock, sentences } = needs;
  const address = slackAddress(settings.apiUrl);
  const transport = createTransport(settings, { ...needs, address });
  const ownToken = { botToken: settings.botToken, isOnlyOne: settings.install === null };
  const workspaces = createWorkspaces(ownToken, { ...needs, address });
  const sendingNeeds = { clock, cutSentence: sentences.replyWasCut };
  const attempt = createAttempts(workspaces, log);
  let examining: Promise<void> = Promise.resolve();

  return {
    name: "slack",
    canAnswerLater: true,
    poster: createSlackPoster({ workspaces, clock, log, sentences: sentences.posting }),
    requestListener: listenerOf(transport, settings.install, { ...needs, address, workspaces }),
    start: async (inbox) => {
      await workspaces.open();
      const app = createApp(transport, log);
      const reading = { commandNames: needs.commandNames, isResponseUrl: address.isResponseUrl };
      listen(app, { inbox, workspaces, clock, log, sentences, reading });
      await transport.open();
      examining = workspaces.examine();
    },
    stop: async () => {
      try {
        await transport.close();
        await examining;
      } catch (error) {
        log.warn("slack-stop-failed", { error });
      }
    },
    health: () => {
      const state = transport.state();
      return { state, detail: healthDetail(state, workspaces, settings) };
    },
    send: async (sending) => {
      const by: Attempting["by"] = (client) => sendReply(sending, { client, ...sendingNeeds });
      return attempt(sending.request.workspace, { attemptedSince: sending.attemptedSince, by });
    },
    sendDirectly: async (message) => {
      const by: Attempting["by"] = (client) => sendDirectly(message, { client, ...sendingNeeds });
      return attempt(message.workspace, { attemptedSince: message.attemptedSince, by });
    },
    changeDirectly: (change) =>
      changeFrom(workspaces, change, sentences.replyWasCut).catch((error: unknown) => {
        log.error("slack-change-failed", { error });
        return { kind: "refused", reason: "an unexpected error while changing" };
      }),
    lookUp: (whom) => lookUpQuietly(workspaces, whom, log),
    fetchAttachment: async (place, maxBytes) => {
      try {
        return await fetchFrom(workspaces, place, { maxBytes, address, sentences: sentences.files });
      } catch (error) {
        log.warn("slack-file-not-read", { code: codeOf(error) });
        return { kind: "refused", reason: sentences.files.unreachable };
      }
    },
  };
}

/** Bolt is given no token: whatever is called is called by the workspace's own client. */
function createApp({ receiver }: SlackTransport, log: Log): App {
  const authorize = async ({ teamId }: { readonly teamId?: string | undefined }) =>
    teamId === undefined ? {} : { teamId };
  return new App({ receiver, authorize, convoStore: false, logger: slackLogger(log) });
}

async function lookUpQuietly(
  workspaces: SlackWorkspaces,
  whom: Parameters<typeof lookUpIn>[1],
  log: Log,
): Promise<LookedUp | null> {
  try {
    return await lookUpIn(workspaces, whom);
  } catch (error) {
    log.warn("slack-lookup-failed", { what: "person", reason: codeOf(error) });
    return null;
  }
}

async function lookUpIn(
  workspaces: SlackWorkspaces,
  { workspace: team, user }: { readonly workspace: string; readonly user: string },
): Promise<LookedUp | null> {
  const workspace = await workspaces.of(team);
  if (workspace === null) return null;
  const heeded = { user, userTeam: null, isExternallyShared: false, request: { channel: null } };
  const { asker } = await workspace.people(heeded);
  return asker.standing === "unknown" ? null : asker;
}

/** With the token of the request's own workspace, and no other. */
async function fetchFrom(
  workspaces: SlackWorkspaces,
  { workspace: team, attachment }: { readonly workspace: string | null; readonly attachment: Attachment },
  { maxBytes, ...needs }: Omit<FileNeeds, "botToken"> & { readonly maxBytes: number },
): Promise<FetchedAttachment> {
  const workspace = team === null ? null : await workspaces.of(team);
  if (workspace === null) return { kind: "refused", reason: needs.sentences.notAllowed };
  return fetchFile(attachment, maxBytes, { ...needs, botToken: workspace.botToken });
}

/** One attempt at sending something, with the client of its workspace. */
interface Attempting {
  readonly attemptedSince: Date | null;
  readonly by: (client: SendNeeds["client"]) => Promise<SendOutcome>;
}

/** Whatever goes wrong is an outcome. */
function createAttempts(workspaces: SlackWorkspaces, log: Log) {
  return (team: string | null, attempting: Attempting): Promise<SendOutcome> =>
    sendFrom(workspaces, team, attempting).catch((error: unknown) => {
      log.error("slack-send-failed", { error });
      return { kind: "uncertain", reason: "an unexpected error while sending" };
    });
}

/** With the client of the request's or the person's own workspace, and no other; where the app is gone nobody hears. */
async function sendFrom(
  workspaces: SlackWorkspaces,
  team: string | null,
  attempting: Attempting,
): Promise<SendOutcome> {
  if (team === null) return { kind: "refused", reason: "no workspace is named" };
  const workspace = await findToSend(workspaces, team, attempting);
  if ("kind" in workspace) return workspace;
  const outcome = await attempting.by(workspace.client);
  if (outcome.kind === "refused") await workspaces.noteFailure(team, outcome.reason);
  if (outcome.kind === "sent") await workspaces.noteSuccess(team);
  return outcome;
}

async function findToSend(
  workspaces: SlackWorkspaces,
  team: string,
  { attemptedSince }: Pick<Attempting, "attemptedSince">,
) {
  const gone: SendOutcome = { kind: "refused", reason: "the app is not installed in this workspace" };
  // The records are away, so whose token it is cannot be known; nothing was sent by this attempt.
  const later: SendOutcome = {
    kind: "wait",
    seconds: 15,
    ...(attemptedSince === null ? {} : { doubtSince: attemptedSince }),
  };
  return workspaces.of(team).then(
    (workspace) => workspace ?? gone,
    () => later,
  );
}

/** While the records are away it cannot be known whose token it is. */
async function changeFrom(
  workspaces: SlackWorkspaces,
  change: DirectChange,
  cutSentence: string,
): Promise<DirectChangeOutcome> {
  const found = await findToSend(workspaces, change.workspace ?? "", { attemptedSince: null });
  if ("client" in found) return await changeDirectly(change, { client: found.client, cutSentence });
  return found.kind === "wait" ? found : { kind: "refused", reason: "the app is not installed there" };
}

interface ListenerNeeds extends SlackNeeds {
  readonly address: SlackAddress;
  readonly workspaces: SlackWorkspaces;
}

function listenerOf(
  transport: SlackTransport,
  install: InstallSettings | null,
  needs: ListenerNeeds,
): RequestListener | null {
  if (install === null) return transport.requestListener;
  const pages = createInstallPages(install, {
    ...needs,
    states: needs.installStates,
    sentences: needs.sentences.install,
  });
  const events = transport.requestListener ?? pages;
  return (incoming, outgoing) => (isInstallPath(incoming) ? pages : events)(incoming, outgoing);
}

function createTransport(
  settings: SlackSettings,
  needs: SlackNeeds & { readonly address: SlackAddress },
): SlackTransport {
  if (settings.appToken !== null) return createSocketTransport(settings.appToken, needs);
  if (settings.signingSecret !== null) return createHttpTransport(settings.signingSecret, needs);
  throw new BotError("PLATFORM_REFUSED_TOKEN", {
    detail: "slack: neither an app token nor a signing secret",
  });
}

function healthDetail(state: string, workspaces: SlackWorkspaces, settings: SlackSettings): string {
  const way = settings.appToken === null ? "HTTP" : "Socket Mode";
  if (state === "connecting") return `Slack: the connection was lost, trying again (${way}).`;
  if (state === "disconnected") return `Slack: not connected (${way}).`;
  const { well, refused } = workspaces.names();
  const trouble =
    refused.length === 0
      ? ""
      : ` Slack refuses the token of ${listed(refused)}: install the bot there again.`;
  if (well.length > 0) return `Slack: connected to ${listed(well)} (${way}).${trouble}`;
  const page = settings.install === null ? "" : `; add one at ${settings.install.publicUrl}${installPath}`;
  return `Slack: connected, in no workspace yet${page} (${way}).${trouble}`;
}

/** A few by name, the rest as a number. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length <= 3 ? shown : `${shown} and ${names.length - 3} more`;
}
