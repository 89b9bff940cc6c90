import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { Reply } from "../../chat/reply.ts";
import { BotError } from "../../shared/errors.ts";
import { answerEvent, dataOf, eventsOf } from "./answer-events.ts";
import { failureIn } from "./failure.ts";
import { sameSiteOnly } from "./guards.ts";
import { interfaceText } from "./interface-text.ts";
import { webLimits } from "./limits.ts";
import { readQuestion, requestOf } from "./read-question.ts";
import { renderAskPage } from "./render-page.ts";
import { renderExchange, renderProblem } from "./render-reply.ts";
import {
  accessOf,
  askFor,
  errorBody,
  failed,
  keepToLimit,
  noted,
  type RouteNeeds,
  shownTo,
  surroundingsOf,
} from "./respond.ts";
import type { WebContext, WebEnvironment } from "./web-needs.ts";

/** Asking: the page and the HTTP interface, for somebody signed in as for a stranger. */
export function addAskRoutes(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  const sameSite = sameSiteOnly(needs.publicUrl);
  routes.get("/", async (context) => {
    const question = (context.req.query("q") ?? "").trim();
    const around = surroundingsOf(context, needs, await accessOf(context, needs));
    const { html, status } =
      question === "" ? { html: "", status: 200 as const } : await exchangeOf(context, question, needs);
    context.header("Cache-Control", "no-store");
    return context.html(
      renderAskPage({ examples: needs.examples, question, exchange: html }, around),
      status,
    );
  });
  routes.post("/exchange", sameSite, limitedBody, async (context) => {
    const { html, status } = await exchangeOf(context, await questionIn(context), needs);
    context.header("Cache-Control", "no-store");
    return context.html(html, status);
  });
  routes.get("/api", (context) => context.text(interfaceText(needs.name)));
  routes.post("/api/ask", sameSite, limitedBody, async (context) =>
    answerTo(context, await questionIn(context), needs),
  );
  routes.get("/api/ask", sameSite, (context) => {
    const question = context.req.query("q");
    if (question === undefined) throw new BotError("WEB_BAD_REQUEST");
    return answerTo(context, question, needs);
  });
}

/** A question with what came of it, ready for the page; what went wrong is told in the same place. */
async function exchangeOf(context: WebContext, question: string, needs: RouteNeeds) {
  const shown = shownTo(context);
  try {
    keepToLimit(context, needs);
    const reply = await replyTo(context, question, needs);
    return {
      html: renderExchange(question, reply, shown),
      status: failureIn(reply)?.status ?? (200 as const),
    };
  } catch (error) {
    const failure = noted(error, context, needs);
    return { html: renderProblem(question, failure.message, shown.id), status: failure.status };
  }
}

async function answerTo(context: WebContext, question: string, needs: RouteNeeds): Promise<Response> {
  context.header("Cache-Control", "no-store");
  keepToLimit(context, needs);
  if (context.req.header("accept")?.includes("text/event-stream"))
    return answerStream(context, question, needs);
  const reply = await replyTo(context, question, needs);
  const failure = failureIn(reply);
  return failure === null ? context.json(dataOf(reply)) : failed(context, failure, needs);
}

function answerStream(context: WebContext, question: string, needs: RouteNeeds): Response {
  return streamSSE(context, async (stream) => {
    try {
      const reply = await replyTo(context, question, needs);
      const failure = failureIn(reply);
      if (failure !== null) return await stream.writeSSE(answerEvent("error", errorBody(failure)));
      for (const event of eventsOf(reply)) await stream.writeSSE(event);
    } catch (error) {
      const failure = noted(error, context, needs);
      await stream.writeSSE(answerEvent("error", errorBody(failure)));
    }
  });
}

function replyTo(context: WebContext, question: string, needs: RouteNeeds): Promise<Reply> {
  return askFor(context, questionOf(context, question), needs);
}

function questionOf(context: WebContext, text: string) {
  return requestOf({ command: "ask", text }, context.get("visitor"));
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
