import { createHash, randomBytes } from "node:crypto";
import type { Hono, MiddlewareHandler } from "hono";
import type { CommandDescription } from "../../chat/command-description.ts";
import type { Form } from "../../chat/form.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Request as ChatRequest } from "../../chat/request.ts";
import type { CalendarFeeds } from "../../directory/events/calendar-feed.ts";
import type { WebMessages } from "../../messages/web-messages.ts";
import type { SignIn } from "../../people/sign-in.ts";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { type Failure, failureOf } from "./failure.ts";
import { isAtPublicHost, type PublicUrl } from "./guards.ts";
import { problemPage } from "./page-parts.ts";
import type { RateLimit } from "./rate-limit.ts";
import { requestOf } from "./read-question.ts";
import type { Readiness } from "./readiness.ts";
import { type PageContent, renderPage, type Surroundings } from "./render-page.ts";
import type { Shown } from "./render-reply.ts";
import type { Uploads } from "./uploads.ts";
import type { PageAccess, VisitorAccess, WebContext, WebEnvironment } from "./web-needs.ts";

export interface RouteNeeds {
  readonly name: string;
  readonly examples: readonly string[];
  readonly commands: readonly CommandDescription[];
  readonly publicUrl: PublicUrl;
  readonly sentences: WebMessages;
  readonly log: Log;
  readonly rateLimit: RateLimit;
  readonly readiness: () => Promise<Readiness>;
  readonly isStopping: () => boolean;
  readonly signIn: Omit<SignIn, "mintLink" | "forget">;
  readonly access: PageAccess;
  readonly calendars: CalendarFeeds;
  readonly uploads: Uploads;
  /** Puts the request and waits for the reply; throws BotError. `onGone` calls back when the visitor leaves. */
  readonly ask: (request: ChatRequest, onGone: (leave: () => void) => void) => Promise<Reply>;
  /** The form a request asks for, if any. */
  readonly form: (request: ChatRequest) => Promise<Form | null>;
}

export function askFor(context: WebContext, request: ChatRequest, needs: RouteNeeds): Promise<Reply> {
  return needs.ask(request, (leave) => context.env.outgoing.once("close", leave));
}

/** Throws BotError WEB_TOO_MANY, saying in Retry-After how many seconds to wait. */
export function keepToLimit(context: WebContext, needs: Pick<RouteNeeds, "rateLimit">): void {
  // Behind an https server everybody comes from the same address.
  keepTo(
    context,
    context.get("visitor")?.as.account ?? context.env.incoming.socket.remoteAddress ?? "unknown",
    needs,
  );
}

/**
 * The same for a link to sign in. Each link has a limit of its own: behind an https server all strangers share one
 * address, and whoever floods it would keep everybody out. Guessing is hopeless at any speed: 256 bits.
 */
export function keepLinkToLimit(
  context: WebContext,
  token: string,
  needs: Pick<RouteNeeds, "rateLimit">,
): void {
  keepTo(context, `link:${createHash("sha256").update(token).digest("base64url")}`, needs);
}

/** The same for calendars, which programs fetch by the hundred at the full hour: they take no question's turn. */
export function keepCalendarsToLimit(context: WebContext, needs: Pick<RouteNeeds, "rateLimit">): void {
  keepTo(context, `calendars:${context.env.incoming.socket.remoteAddress ?? "unknown"}`, needs);
}

function keepTo(context: WebContext, whose: string, needs: Pick<RouteNeeds, "rateLimit">): void {
  const wait = needs.rateLimit(whose);
  if (wait === 0) return;
  context.header("Retry-After", String(wait));
  throw new BotError("WEB_TOO_MANY");
}

/** How a reply is shown to whoever is there; anchors of each are its own. */
export function shownTo(context: WebContext): Shown {
  const id = `q${randomBytes(4).toString("hex")}`;
  return { id, formToken: context.get("visitor")?.formToken ?? null };
}

/** What stands around a page; `access` is what the visitor may see, null for a stranger. */
export function surroundingsOf(
  context: WebContext,
  { name, sentences }: RouteNeeds,
  access: VisitorAccess | null,
): Surroundings {
  const visitor = context.get("visitor");
  return { name, sentences, visitor, pages: access?.pages ?? [], path: context.req.path };
}

/** What the visitor may see now; null for a stranger. To be asked once for a page. */
export async function accessOf(context: WebContext, needs: RouteNeeds): Promise<VisitorAccess | null> {
  const visitor = context.get("visitor");
  return visitor === null ? null : needs.access(requestOf({ command: "help", text: "" }, visitor));
}

/** A page that is nobody else's to see and that no cache may keep. */
export function sendPage(
  context: WebContext,
  content: PageContent & { readonly status?: Failure["status"] },
  around: Surroundings,
): Response {
  context.header("Cache-Control", "no-store");
  return context.html(renderPage(content, around), content.status ?? 200);
}

/** What was thrown, as HTTP tells it, once the log has it. */
export function noted(error: unknown, context: WebContext, needs: Pick<RouteNeeds, "log">): Failure {
  const failure = failureOf(error);
  const fields = { code: failure.code, path: context.req.path };
  // Anybody's wrong request, another site's among them, must not fill the log and the terminal.
  if (failure.status < 500 || failure.code === "WEB_VISITOR_LEFT") {
    needs.log.info("web-request-refused", fields);
  } else {
    needs.log[failure.level]("web-request-failed", { ...fields, error });
  }
  return failure;
}

/** A page for whoever reads in a browser, JSON for a program. */
export function failed(context: WebContext, failure: Failure, needs: RouteNeeds): Response {
  const isPage = context.req.header("accept")?.includes("text/html") && !context.req.path.startsWith("/api");
  if (isPage !== true) return context.json(errorBody(failure), failure.status);
  const { name, sentences, publicUrl } = needs;
  const visitor = context.get("visitor");
  const mayAskHere = visitor !== null || !isAtPublicHost(context, publicUrl);
  const main = problemPage(failure, { sentences, mayAskHere });
  const around = { name, sentences, visitor, pages: [], path: context.req.path };
  return sendPage(
    context,
    { title: sentences.problemTitle, main, script: null, status: failure.status },
    around,
  );
}

export function errorBody({ code, message }: Pick<Failure, "code" | "message">) {
  return { error: { code, message } };
}

/** An address that takes one method only says so, rather than that there is nothing. */
export function only(routes: Hono<WebEnvironment>, method: "GET" | "POST", path: string): void {
  const refuse: MiddlewareHandler<WebEnvironment> = async (context) => {
    context.header("Allow", method);
    throw new BotError("WEB_METHOD_WRONG");
  };
  routes.all(path, refuse);
}
