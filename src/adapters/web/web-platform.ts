import { createServer, type RequestListener, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { CommandDescription } from "../../chat/command-description.ts";
import { formInTime } from "../../chat/form-in-time.ts";
import type { Platform, RequestInbox, Sending, SendOutcome } from "../../chat/platform.port.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Request as ChatRequest } from "../../chat/request.ts";
import type { CalendarFeeds } from "../../directory/events/calendar-feed.ts";
import type { WebMessages } from "../../messages/web-messages.ts";
import type { SignIn } from "../../people/sign-in.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { webLimits } from "./limits.ts";
import { openPort } from "./open-port.ts";
import { createRateLimit } from "./rate-limit.ts";
import { PageAddress } from "./read-question.ts";
import type { Readiness } from "./readiness.ts";
import { createRoutes } from "./routes.ts";
import { createUploads, type Uploads } from "./uploads.ts";
import { createWaitingPages, type WaitingPages } from "./waiting-pages.ts";
import type { PageAccess } from "./web-needs.ts";

export interface WebSettings {
  /** What the page calls the bot. */
  readonly name: string;
  /** Questions to begin with, three say. */
  readonly examples: readonly string[];
  /** What can be said, for the page that offers it. */
  readonly commands: readonly CommandDescription[];
  /** What the page says. */
  readonly sentences: WebMessages;
  /** Origin under which people reach the page through an https server; null: this computer only. */
  readonly publicUrl: string | null;
  /** Where files handed in are kept until they are read. */
  readonly uploadFolder: string;
  /** The first port to try on 127.0.0.1; 0 is any free one. */
  readonly port: number;
  /** How long a visitor waits for an answer before being told that it is late. */
  readonly answerMilliseconds: number;
  /** How long `stop` waits for answers on their way. */
  readonly stopMilliseconds: number;
}

/** A part of another adapter's that shares the port, e.g. `/slack/events`; it verifies for itself. */
export interface Mount {
  readonly path: string;
  readonly listener: RequestListener;
}

export interface WebNeeds {
  readonly log: Log;
  readonly clock: Clock;
  /** What `/readyz` tells. */
  readonly readiness: () => Promise<Readiness>;
  readonly mounts: readonly Mount[];
  readonly signIn: Omit<SignIn, "mintLink" | "forget">;
  readonly access: PageAccess;
  readonly calendars: CalendarFeeds;
}

/** Where the page is; `wantedPort` differs from `port` when that one was taken. */
export interface WebAddress {
  readonly url: string;
  readonly port: number;
  readonly wantedPort: number;
}

export interface WebPlatform extends Platform {
  /** Null unless the page is being served. */
  address(): WebAddress | null;
}

/**
 * The web page and the HTTP interface. Who is not signed in is answered on this machine only, from public material
 * only. A request waits in its HTTP request until `send` brings the reply; a page that has gone by then gets none.
 */
export function createWebPlatform(settings: WebSettings, needs: WebNeeds): WebPlatform {
  const pages = createWaitingPages(settings.answerMilliseconds);
  const uploads = createUploads(settings.uploadFolder);
  let running: { readonly server: Server; readonly address: WebAddress } | null = null;

  return {
    name: "web",
    canAnswerLater: false,
    address: () => running?.address ?? null,
    health: () => {
      if (running === null) return { state: "disconnected", detail: "The web page is not being served." };
      const { url, port, wantedPort } = running.address;
      const moved = port === wantedPort || wantedPort === 0 ? "" : ` (port ${wantedPort} was taken)`;
      return { state: "connected", detail: `The web page is at ${url}${moved}.` };
    },
    start: async (inbox) => {
      await uploads.clean();
      const server = createServer(
        { maxHeaderSize: webLimits.headerBytes },
        listenerFor({ settings, needs, inbox, pages, uploads, isStopping: () => running === null }),
      );
      const port = await openPort(server, settings.port);
      const address = { url: `http://localhost:${port}`, port, wantedPort: settings.port };
      running = { server, address };
    },
    stop: async () => {
      const server = running?.server;
      running = null;
      if (server !== undefined) await stopServer(server, pages, settings.stopMilliseconds);
      await uploads.close();
    },
    send: async (sending) => sendTo(pages, sending),
    fetchAttachment: ({ attachment }, maxBytes) => uploads.take(attachment.address, maxBytes),
  };
}

interface ListenerParts {
  readonly settings: WebSettings;
  readonly needs: WebNeeds;
  readonly inbox: RequestInbox;
  readonly pages: WaitingPages;
  readonly uploads: Uploads;
  readonly isStopping: () => boolean;
}

function listenerFor(parts: ListenerParts): RequestListener {
  const { settings, needs, inbox, pages, uploads, isStopping } = parts;
  const routes = createRoutes({
    ...settings,
    ...needs,
    rateLimit: createRateLimit(needs.clock),
    uploads,
    isStopping,
    form: (request) => formInTime(inbox, request),
    ask: (request, onGone) => {
      if (isStopping()) throw new BotError("WEB_STOPPING");
      return askAndWait({ request, inbox, pages }, onGone);
    },
  });
  // The globals stay Node's own: other libraries in this process use them too.
  const ownListener = getRequestListener(routes.fetch, { overrideGlobalObjects: false });
  return (incoming, outgoing) => {
    const path = (incoming.url ?? "/").split("?")[0] ?? "/";
    const mount = needs.mounts.find(
      (candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`),
    );
    if (mount === undefined) void ownListener(incoming, outgoing);
    else mount.listener(incoming, outgoing);
  };
}

const endCodes = {
  late: "WEB_ANSWER_LATE",
  gone: "WEB_VISITOR_LEFT",
  stopping: "WEB_STOPPING",
} as const;

interface Asking {
  readonly request: ChatRequest;
  readonly inbox: RequestInbox;
  readonly pages: WaitingPages;
}

async function askAndWait(
  { request, inbox, pages }: Asking,
  onGone: (leave: () => void) => void,
): Promise<Reply> {
  if (pages.count() >= webLimits.waitingAtOnce) throw new BotError("WEB_TOO_MANY");
  // Opened before the question is stored: the reply may come before `accept` returns.
  const waiting = pages.open();
  onGone(() => waiting.end({ kind: "gone" }));
  try {
    const acceptance = await acceptInTime(inbox, { request, replyAddress: { page: waiting.page } });
    // Its reply went, or goes, to the page that sent it first.
    if (acceptance === "duplicate") throw new BotError("WEB_SENT_ALREADY");
  } catch (error) {
    waiting.end({ kind: "gone" });
    throw error;
  }
  const ended = await waiting.ended;
  if (ended.kind === "replied") return ended.reply;
  throw new BotError(endCodes[ended.kind]);
}

/** A page waits in the process that served it; after a crash, or once its visitor left, nobody is there. */
function sendTo(pages: WaitingPages, sending: Sending): SendOutcome {
  const address = PageAddress.safeParse(sending.replyAddress);
  const isShown = address.success && pages.deliver(address.data.page, sending.reply);
  if (isShown) return { kind: "sent", remoteId: null };
  const reason = "the page is gone";
  return sending.isRepeat ? { kind: "uncertain", reason } : { kind: "refused", reason };
}

/** No new connections, answers on their way still arrive, then whatever is left open is closed. */
async function stopServer(server: Server, pages: WaitingPages, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await pages.close(milliseconds);
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 2_500);
  await closed;
  clearTimeout(timer);
}
