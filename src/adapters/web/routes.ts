import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { Reply } from "../../chat/reply.ts";
import { BotError } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { answerEvent, dataOf, eventsOf } from "./answer-events.ts";
import { type Failure, failureIn, failureOf } from "./failure.ts";
import { ownHostOnly, pageHeaders, sameSiteOnly, type WebEnvironment } from "./guards.ts";
import { interfaceText } from "./interface-text.ts";
import { webLimits } from "./limits.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readQuestion } from "./read-question.ts";
import { type Readiness, readReadiness } from "./readiness.ts";
import { pageFiles, renderPage } from "./render-page.ts";
import { renderExchange, renderProblem } from "./render-reply.ts";

export interface RouteNeeds {
  readonly name: string;
  readonly examples: readonly string[];
  readonly log: Log;
  readonly rateLimit: RateLimit;
  readonly readiness: () => Promise<Readiness>;
  readonly isStopping: () => boolean;
  /** Puts the question and waits for the reply; throws BotError. `onGone` calls back when the visitor leaves. */
  readonly ask: (question: string, onGone: (leave: () => void) => void) => Promise<Reply>;
}

type WebContext = Context<WebEnvironment>;

/** Everything the web server answers but what is mounted beside it. */
export function createRoutes(needs: RouteNeeds): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>();
  routes.use(async (context, next) => {
    await next();
    // A kept connection would hold the stopping server open until it times out.
    if (needs.isStopping()) context.header("Connection", "close");
  });
  routes.use(pageHeaders, ownHostOnly);
  addPage(routes, needs);
  addInterface(routes, needs);
  addHealth(routes, needs);
  routes.notFound((context) => failed(context, failureOf(new BotError("WEB_NOT_FOUND"))));
  routes.onError((error, context) => {
    return failed(context, noted(error, context, needs));
  });
  return routes;
}

function addPage(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.get("/", async (context) => {
    const question = (context.req.query("q") ?? "").trim();
    const { html, status } =
      question === "" ? { html: "", status: 200 as const } : await exchangeOf(context, question, needs);
    const page = renderPage({ name: needs.name, examples: needs.examples, question, exchange: html });
    context.header("Cache-Control", "no-store");
    return context.html(page, status);
  });
  for (const [path, file] of pageFiles) {
    routes.get(path, (context) =>
      context.body(file.body, 200, { "Content-Type": file.type, "Cache-Control": "no-cache" }),
    );
  }
  routes.post("/exchange", sameSiteOnly, limitedBody, async (context) => {
    const { html, status } = await exchangeOf(context, await questionIn(context), needs);
    context.header("Cache-Control", "no-store");
    return context.html(html, status);
  });
}

/** A question with what came of it, ready for the page; what went wrong is told in the same place. */
async function exchangeOf(context: WebContext, question: string, needs: RouteNeeds) {
  const id = `q${randomBytes(4).toString("hex")}`;
  try {
    keepToLimit(context, needs);
    const reply = await askFor(context, question, needs);
    return { html: renderExchange(question, reply, id), status: failureIn(reply)?.status ?? (200 as const) };
  } catch (error) {
    const failure = noted(error, context, needs);
    return { html: renderProblem(question, failure.message, id), status: failure.status };
  }
}

function addInterface(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.get("/api", (context) => context.text(interfaceText(needs.name)));
  routes.post("/api/ask", sameSiteOnly, limitedBody, async (context) =>
    answerTo(context, await questionIn(context), needs),
  );
  routes.get("/api/ask", sameSiteOnly, (context) => {
    const question = context.req.query("q");
    if (question === undefined) throw new BotError("WEB_BAD_REQUEST");
    return answerTo(context, question, needs);
  });
}

async function answerTo(context: WebContext, question: string, needs: RouteNeeds): Promise<Response> {
  context.header("Cache-Control", "no-store");
  keepToLimit(context, needs);
  if (context.req.header("accept")?.includes("text/event-stream"))
    return answerStream(context, question, needs);
  const reply = await askFor(context, question, needs);
  const failure = failureIn(reply);
  return failure === null ? context.json(dataOf(reply)) : failed(context, failure);
}

function answerStream(context: WebContext, question: string, needs: RouteNeeds): Response {
  return streamSSE(context, async (stream) => {
    try {
      const reply = await askFor(context, question, needs);
      const failure = failureIn(reply);
      if (failure !== null) return await stream.writeSSE(answerEvent("error", errorBody(failure)));
      for (const event of eventsOf(reply)) await stream.writeSSE(event);
    } catch (error) {
      const failure = noted(error, context, needs);
      await stream.writeSSE(answerEvent("error", errorBody(failure)));
    }
  });
}

/** Throws BotError WEB_TOO_MANY, saying in Retry-After how many seconds to wait. */
function keepToLimit(context: WebContext, needs: RouteNeeds): void {
  const wait = needs.rateLimit(context.env.incoming.socket.remoteAddress ?? "unknown");
  if (wait === 0) return;
  context.header("Retry-After", String(wait));
  throw new BotError("WEB_TOO_MANY");
}

function askFor(context: WebContext, question: string, needs: RouteNeeds): Promise<Reply> {
  return needs.ask(question, (leave) => context.env.outgoing.once("close", leave));
}

const limitedBody = bodyLimit({
  maxSize: webLimits.bodyBytes,
  onError: () => {
    throw new BotError("WEB_TOO_LARGE");
  },
});

/** JSON only: a form of another site's page cannot send that type without asking first. */
async function questionIn(context: WebContext): Promise<string> {
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new BotError("WEB_NOT_JSON");
  return readQuestion(await context.req.text());
}

function addHealth(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.get("/healthz", (context) => context.json({ alive: true }));
  routes.get("/readyz", async (context) => {
    const readiness = await readReadiness(needs.readiness);
    context.header("Cache-Control", "no-store");
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
}

/** What was thrown, as HTTP tells it, once the log has it. */
function noted(error: unknown, context: WebContext, needs: RouteNeeds): Failure {
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

function failed(context: WebContext, failure: Failure): Response {
  return context.json(errorBody(failure), failure.status);
}

function errorBody({ code, message }: Failure) {
  return { error: { code, message } };
}
