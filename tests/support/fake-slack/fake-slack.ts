import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { type Carrier, commandDelivery, type Delivery, type Said } from "./deliveries.ts";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { createHttpCarrier } from "./http-carrier.ts";
import { createResponseUrls, type ResponseUrls } from "./response-urls.ts";
import { createSocketCarrier, type SocketCarrier } from "./socket-carrier.ts";
import { type Answer, type Arguments, answerCall } from "./web-api.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

export interface Call {
  readonly method: string;
  readonly arguments: Arguments;
}

/**
 * A strict, stateful Slack behind the real SDK's base address. Every rule names its source beside it: "docs: x" is
 * docs.slack.dev's page x.
 */
export interface FakeSlack {
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly calls: readonly Call[];
  readonly socket: SocketCarrier;
  /** Serves the bot's listener on a port of its own, as the bot's web server would, and calls it there. */
  callsTo(listener: RequestListener, patience?: number): Promise<Carrier & { readonly url: string }>;
  /** A slash command with an address for its replies. */
  command(said: Said): Delivery;
  close(): Promise<void>;
}

export async function createFakeSlack(
  options: { readonly socketPatience?: number } = {},
): Promise<FakeSlack> {
  const workspace = createWorkspace();
  const faults = createFaults();
  const calls: Call[] = [];
  const responseUrls = createResponseUrls(workspace);
  const servers: Server[] = [];
  const needs = {
    workspace,
    faults,
    calls,
    responseUrls,
    socketUrl: () => `ws://127.0.0.1:${portOf(server)}/socket`,
  };
  const server = await serve((incoming, outgoing) => void handle(incoming, outgoing, needs));
  servers.push(server);
  const socket = createSocketCarrier(server, options.socketPatience);
  const origin = `http://127.0.0.1:${portOf(server)}`;

  return {
    apiUrl: `${origin}/api/`,
    workspace,
    faults,
    calls,
    socket,
    callsTo: async (listener, patience) => {
      const bot = await serve(listener);
      servers.push(bot);
      const url = `http://127.0.0.1:${portOf(bot)}/slack/events`;
      return { ...createHttpCarrier(url, workspace, patience), url };
    },
    command: (said) =>
      commandDelivery(said, `${origin}${responseUrls.open(said.channel, said.user)}`, workspace),
    close: async () => {
      await socket.close();
      await Promise.all(servers.map(stop));
    },
  };
}

interface Needs {
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly calls: Call[];
  readonly responseUrls: ResponseUrls;
  readonly socketUrl: () => string;
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse, needs: Needs): Promise<void> {
  const path = incoming.url ?? "";
  const body = await read(incoming);
  if (path.startsWith("/commands/")) return answerRespond(path, body, { outgoing, needs });
  const method = path.replace("/api/", "");
  const call = Object.fromEntries(new URLSearchParams(body));
  const { token: inBody, ...rest } = call;
  const token = incoming.headers.authorization?.replace("Bearer ", "") ?? inBody ?? null;
  needs.calls.push({ method, arguments: rest });
  const fault = needs.faults.take(method);
  const effect = () =>
    method === "apps.connections.open"
      ? openConnection(token, needs)
      : answerCall(method, { token, call: rest }, needs.workspace);
  const answer = isBeforeEffect(fault) ? null : effect();
  if (fault !== null) fail(outgoing, fault);
  else reply(outgoing, 200, JSON.stringify(answer));
}

/** docs: apps.connections.open: an app-level token; not_allowed_token_type for any other */
function openConnection(token: string | null, needs: Needs): Answer {
  if (token === null) return { ok: false, error: "not_authed" };
  if (token.startsWith("xoxb-")) return { ok: false, error: "not_allowed_token_type" };
  if (token !== needs.workspace.appToken) return { ok: false, error: "invalid_auth" };
  return { ok: true, url: needs.socketUrl() };
}

function answerRespond(
  path: string,
  body: string,
  { outgoing, needs }: { readonly outgoing: ServerResponse; readonly needs: Needs },
): void {
  const fault = needs.faults.take("respond");
  const answer = isBeforeEffect(fault) ? null : needs.responseUrls.use(path, body);
  if (fault !== null) fail(outgoing, fault);
  else if (answer !== null) reply(outgoing, answer.status, answer.body);
}

function isBeforeEffect(fault: Fault | null): fault is Exclude<Fault, "break" | "lose" | "stall"> {
  return fault !== null && fault !== "break" && fault !== "lose" && fault !== "stall";
}

function fail(outgoing: ServerResponse, fault: Fault): void {
  if (fault === "hang" || fault === "stall") return;
  if (fault === "lose") {
    outgoing.destroy();
  } else if (typeof fault === "number") {
    // docs: rate limits: 429 with Retry-After in seconds
    outgoing.writeHead(429, { "retry-after": String(fault) }).end();
  } else if (typeof fault === "object") {
    reply(outgoing, 200, JSON.stringify({ ok: false, error: fault.error }));
  } else {
    reply(outgoing, 500, "");
  }
}

function reply(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(body);
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
