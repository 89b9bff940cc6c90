import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { IssuedSecret } from "../issued-secret.ts";
import type { SeenPost } from "../seen-post.ts";
import { type Answer, type Call, refused } from "./call.ts";
import { type Carrier, commandDelivery, type Delivery, leavingDeliveries, type Said } from "./deliveries.ts";
import { fail, isLate, reply, takesEffect } from "./failing.ts";
import { createFaults, type Faults } from "./faults.ts";
import { addFile, type NewFile, type SharedFile, serveFile, teamOfFile } from "./files.ts";
import { createHttpCarrier } from "./http-carrier.ts";
import {
  type FilledIn,
  type MenuChoice,
  menuDelivery,
  pressDelivery,
  submitDelivery,
} from "./interactions.ts";
import { createOAuth, type OAuth, organisationToken } from "./oauth.ts";
import { type PostingWatch, watchPosting } from "./posting-watch.ts";
import { createResponseUrls, type ResponseUrls } from "./response-urls.ts";
import { createSocketCarrier, type SocketCarrier } from "./socket-carrier.ts";
import { answerCall } from "./web-api.ts";
import { createWorkspace, type FakeMessage, type FakeView, type Workspace } from "./workspace.ts";
import { wrongTokens } from "./wrong-tokens.ts";

/**
 * A strict, stateful Slack behind the real SDK's base address. Every rule names its source beside it: "docs: x" is
 * docs.slack.dev's page x.
 */
export interface FakeSlack {
  readonly apiUrl: string;
  /** The first workspace; the app is installed there. */
  readonly workspace: Workspace;
  readonly workspaces: readonly Workspace[];
  readonly faults: Faults;
  readonly calls: readonly Call[];
  readonly socket: SocketCarrier;
  readonly oauth: OAuth;
  /** Another workspace, with ids and a token of its own; not installed: the token comes with an installation. */
  addWorkspace(options?: { readonly isInstalled?: boolean }): Workspace;
  /** Calls in which a token of one workspace came with something of another: there must be none. */
  wrongTokens(): readonly Call[];
  /** Serves the bot's listener on a port of its own, as the bot's web server would, and calls it there. */
  callsTo(listener: RequestListener, patience?: number): Promise<Carrier & { readonly url: string }>;
  /** A slash command with an address for its replies. */
  command(said: Said, workspace?: Workspace): Delivery;
  /** Somebody presses a button of a message. */
  press(message: FakeMessage, label: string, by?: PressedBy): Delivery;
  /** Somebody chooses a command in the menu of a message. */
  menu(choice: MenuChoice, workspace?: Workspace): Delivery;
  /** Somebody sends a form in that they were shown. */
  submit(view: FakeView, filled: Readonly<Record<string, FilledIn>>, workspace?: Workspace): Delivery;
  /** Somebody shares a file. */
  addFile(file: NewFile, workspace?: Workspace): SharedFile;
  /** From now on every file's address leads elsewhere. */
  redirectFilesTo(address: string): void;
  /** The app is removed: its token is dead at once, and Slack tells the bot, sooner or later, in any order. */
  uninstall(workspace: Workspace): { readonly uninstalled: Delivery; readonly revoked: Delivery };
  /** Everything it has issued that gives whoever has it some power. */
  secrets(): readonly IssuedSecret[];
  close(): Promise<void>;
}

/** The workspace's member in the first workspace, unless told. */
export interface PressedBy {
  readonly workspace?: Workspace;
  readonly user?: string;
  readonly userTeam?: string;
}

export interface FakeSlackOptions {
  readonly socketPatience?: number;
  readonly faults?: Faults;
  /** Whether posts beyond Slack's limits are answered with 429. */
  readonly enforcesLimits?: boolean;
  /** Told of every call that posts. */
  readonly onPost?: (post: SeenPost) => void;
}

export async function createFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const first = createWorkspace();
  const needs: Needs = {
    workspaces: [first],
    responseUrls: new Map([[first.teamId, createResponseUrls(first)]]),
    faults: options.faults ?? createFaults(),
    watch: watchPosting(options.enforcesLimits === true, options.onPost),
    calls: [],
    oauth: createOAuth(),
    filesAreAt: null,
    socketUrl: () => `ws://127.0.0.1:${portOf(server)}/socket`,
  };
  const { workspaces, responseUrls } = needs;
  const servers: Server[] = [];
  const server = await serve((incoming, outgoing) => void handle(incoming, outgoing, needs));
  servers.push(server);
  const socket = createSocketCarrier(server, options.socketPatience);
  const origin = `http://127.0.0.1:${portOf(server)}`;
  const responseUrl = (workspace: Workspace, channel: string, user: string): string =>
    `${origin}${responseUrls.get(workspace.teamId)?.open(channel, user) ?? ""}`;

  return {
    apiUrl: `${origin}/api/`,
    workspace: first,
    workspaces,
    faults: needs.faults,
    calls: needs.calls,
    oauth: needs.oauth,
    socket,
    addWorkspace: ({ isInstalled = true } = {}) => {
      const added = createWorkspace(workspaces.length + 1);
      if (!isInstalled) added.botToken = "";
      workspaces.push(added);
      responseUrls.set(added.teamId, createResponseUrls(added));
      return added;
    },
    wrongTokens: () => wrongTokens(needs.calls, workspaces),
    callsTo: async (listener, patience) => {
      const bot = await serve(listener);
      servers.push(bot);
      const url = `http://127.0.0.1:${portOf(bot)}/slack/events`;
      return { ...createHttpCarrier(url, first, patience), url };
    },
    ...interactionsIn(first, responseUrl),
    addFile: (file, workspace = first) => addFile(file, workspace, origin),
    redirectFilesTo: (address) => {
      needs.filesAreAt = address;
    },
    uninstall: (workspace) => {
      workspace.isTokenRevoked = true;
      return leavingDeliveries(workspace);
    },
    secrets: () => secretsOf(needs),
    close: async () => {
      await socket.close();
      await Promise.all(servers.map(stop));
    },
  };
}

/** What people do in a workspace, the first one unless told; each comes with an address for its replies. */
function interactionsIn(
  first: Workspace,
  responseUrl: (workspace: Workspace, channel: string, user: string) => string,
): Pick<FakeSlack, "command" | "press" | "menu" | "submit"> {
  return {
    command: (said, workspace = first) =>
      commandDelivery(said, responseUrl(workspace, said.channel, said.user), workspace),
    press: (message, label, { workspace = first, user = workspace.person, ...by } = {}) =>
      pressDelivery(message, label, {
        ...by,
        user,
        workspace,
        responseUrl: responseUrl(workspace, message.channel, user),
      }),
    menu: (choice, workspace = first) =>
      menuDelivery(choice, responseUrl(workspace, choice.channel, choice.user), workspace),
    submit: (view, filled, workspace = first) => submitDelivery(view, filled, workspace),
  };
}

interface Needs {
  readonly workspaces: Workspace[];
  readonly faults: Faults;
  readonly watch: PostingWatch;
  readonly calls: Call[];
  readonly oauth: OAuth;
  /** By workspace. */
  readonly responseUrls: Map<string, ResponseUrls>;
  readonly socketUrl: () => string;
  /** Where files are instead; null while they are here. */
  filesAreAt: string | null;
}

function secretsOf({ workspaces, oauth, responseUrls }: Needs): readonly IssuedSecret[] {
  const paths = [...responseUrls.values()].flatMap((urls) => urls.paths());
  return [
    ...oauth.issued,
    ...workspaces.map(({ botToken }) => ({ kind: "Slack bot token", value: botToken })),
    ...paths.map((value) => ({ kind: "Slack response_url", value })),
  ].filter(({ value }) => value !== "");
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse, needs: Needs): Promise<void> {
  const path = incoming.url ?? "";
  const body = await read(incoming);
  if (path.startsWith("/commands/")) return answerRespond(path, body, { outgoing, needs });
  const method = path.startsWith("/files-pri/") ? "files.download" : path.replace("/api/", "");
  const { token: inBody, ...rest } = Object.fromEntries(new URLSearchParams(body));
  const token = incoming.headers.authorization?.replace("Bearer ", "") ?? inBody ?? null;
  const workspace = workspaceOf(token, needs);
  const given = method === "files.download" ? { team: teamOfFile(path) ?? "" } : rest;
  needs.calls.push({ method, arguments: given, team: workspace?.teamId ?? null });
  const fault = needs.faults.take(method, workspace?.teamId ?? null);
  if (method === "files.download" && fault === null) {
    if (needs.filesAreAt !== null) return void outgoing.writeHead(302, { location: needs.filesAreAt }).end();
    return serveFile(incoming, outgoing, needs.workspaces);
  }
  if (isLate(fault)) await pause(fault.late);
  const post = { method, call: rest, team: workspace?.teamId ?? "" };
  const limited = takesEffect(fault) ? needs.watch.limit(post) : null;
  const isDone = takesEffect(fault) && limited === null;
  const answer = isDone ? answerMethod(method, { token, call: rest, workspace }, needs) : null;
  const trouble = limited ?? fault;
  needs.watch.saw(post, { answer, trouble });
  if (trouble !== null && !isLate(trouble)) return fail(outgoing, trouble);
  // docs: scopes: x-oauth-scopes lists those that were granted
  outgoing.setHeader("x-oauth-scopes", [...(workspace?.scopes ?? [])].join(","));
  reply(outgoing, 200, JSON.stringify(answer));
}

function workspaceOf(token: string | null, { workspaces, oauth }: Needs): Workspace | null {
  if (token === organisationToken && oauth.isOrganisationTokenGood()) return workspaces[0] ?? null;
  if (token === null || token === "") return null;
  return workspaces.find((workspace) => workspace.botToken === token) ?? null;
}

interface MethodCall {
  readonly token: string | null;
  readonly call: Readonly<Record<string, string>>;
  readonly workspace: Workspace | null;
}

function answerMethod(method: string, { token, call, workspace }: MethodCall, needs: Needs): Answer {
  if (method === "apps.connections.open") return openConnection(token, needs);
  if (method === "oauth.v2.access") return needs.oauth.exchange(call);
  if (method === "auth.revoke" && token === organisationToken) {
    needs.oauth.revokeOrganisation();
    return { ok: true, revoked: true };
  }
  return answerCall(method, { token, call }, workspace);
}

/** docs: apps.connections.open: an app-level token; not_allowed_token_type for any other */
function openConnection(token: string | null, needs: Needs): Answer {
  if (token === null) return refused("not_authed");
  if (token.startsWith("xoxb-")) return refused("not_allowed_token_type");
  if (token !== needs.workspaces[0]?.appToken) return refused("invalid_auth");
  return { ok: true, url: needs.socketUrl() };
}

function answerRespond(
  path: string,
  body: string,
  { outgoing, needs }: { readonly outgoing: ServerResponse; readonly needs: Needs },
): void {
  const fault = needs.faults.take("respond", null);
  const urls = needs.responseUrls.get(path.split("/")[2] ?? "") ?? needs.responseUrls.values().next().value;
  const answer = takesEffect(fault) ? (urls?.use(path, body) ?? null) : null;
  if (fault !== null && !isLate(fault)) fail(outgoing, fault);
  else if (answer !== null) reply(outgoing, answer.status, answer.body);
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
