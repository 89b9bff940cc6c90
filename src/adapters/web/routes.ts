import { Hono } from "hono";
import { BotError } from "../../shared/errors.ts";
import { addAskRoutes } from "./ask-routes.ts";
import { addCalendarRoutes } from "./calendar-routes.ts";
import { addDoRoutes } from "./do-routes.ts";
import { failureOf } from "./failure.ts";
import { knownHostsOnly, pageHeaders } from "./guards.ts";
import { addPersonPages } from "./person-pages.ts";
import { readReadiness } from "./readiness.ts";
import { pageFiles } from "./render-page.ts";
import { failed, noted, type RouteNeeds } from "./respond.ts";
import { addSignInRoutes } from "./sign-in-routes.ts";
import { knowVisitor } from "./visitor.ts";
import type { WebEnvironment } from "./web-needs.ts";

/** Everything the web server answers but what is mounted beside it. */
export function createRoutes(needs: RouteNeeds): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>();
  routes.use(async (context, next) => {
    context.set("visitor", null);
    await next();
    // A kept connection would hold the stopping server open until it times out.
    if (needs.isStopping()) context.header("Connection", "close");
  });
  routes.use(pageHeaders, knownHostsOnly(needs.publicUrl), knowVisitor(needs));
  for (const [path, file] of pageFiles) {
    routes.get(path, (context) =>
      context.body(file.body, 200, { "Content-Type": file.type, "Cache-Control": "no-cache" }),
    );
  }
  addHealth(routes, needs);
  addAskRoutes(routes, needs);
  addCalendarRoutes(routes, needs);
  addSignInRoutes(routes, needs);
  addDoRoutes(routes, needs);
  addPersonPages(routes, needs);
  routes.notFound((context) => failed(context, failureOf(new BotError("WEB_NOT_FOUND")), needs));
  routes.onError((error, context) => failed(context, noted(error, context, needs), needs));
  return routes;
}

function addHealth(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.get("/healthz", (context) => context.json({ alive: true }));
  routes.get("/readyz", async (context) => {
    const readiness = await readReadiness(needs.readiness);
    context.header("Cache-Control", "no-store");
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
}
