import { createHmac, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { SignIn } from "../../people/sign-in.ts";
import { BotError } from "../../shared/errors.ts";
import { isAtPublicHost, type PublicUrl } from "./guards.ts";
import { webLimits } from "./limits.ts";
import type { Visitor, WebContext, WebEnvironment } from "./web-needs.ts";

export interface VisitorNeeds {
  readonly publicUrl: PublicUrl;
  readonly signIn: Pick<SignIn, "find">;
}

/** Open to everybody, and never in need of knowing who it is. */
const open = /^\/(sign-in(\/.*)?|page\/.*|calendar\/.*|healthz|readyz)$/;
/** Shown to everybody, by the public name too; of who is signed in it says so. */
const forStrangers = new Set(["/calendars"]);

/**
 * Finds out who is there. A session that is over is said to be over, once: the cookie goes with it. By the public name
 * little else is shown to somebody who is not signed in. Throws BotError WEB_SESSION_ENDED, WEB_SIGN_IN_NEEDED,
 * DATABASE_UNAVAILABLE.
 */
export function knowVisitor(needs: VisitorNeeds): MiddlewareHandler<WebEnvironment> {
  return async (context, next) => {
    context.set("visitor", null);
    if (open.test(context.req.path)) return await next();
    const secret = readSessionCookie(context, needs.publicUrl);
    if (secret !== null) {
      const as = await needs.signIn.find(secret);
      if (as === null) {
        clearSessionCookie(context, needs.publicUrl);
        throw new BotError("WEB_SESSION_ENDED");
      }
      context.set("visitor", { as, secret, formToken: formTokenOf(secret) });
    } else if (isAtPublicHost(context, needs.publicUrl) && !forStrangers.has(context.req.path)) {
      throw new BotError("WEB_SIGN_IN_NEEDED");
    }
    await next();
  };
}

/** Whoever is signed in; throws BotError WEB_SIGN_IN_NEEDED when nobody is. */
export function visitorOf(context: WebContext): Visitor {
  const visitor = context.get("visitor");
  if (visitor === null) throw new BotError("WEB_SIGN_IN_NEEDED");
  return visitor;
}

/** Throws BotError WEB_FORM_STALE for a form that was not made for this session. */
export function checkFormToken(visitor: Visitor, given: string | undefined): void {
  const expected = Buffer.from(visitor.formToken);
  const actual = Buffer.from(given ?? "");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new BotError("WEB_FORM_STALE");
}

/** Made of the session's secret, so that no other session has the same and nothing needs to be stored for it. */
function formTokenOf(secret: string): string {
  return createHmac("sha256", secret).update("forms of this session").digest("base64url");
}

const cookieName = "clusterbot";

/** With the prefix a browser takes it only over https and from this very host, so no neighbour can plant one. */
function prefixAt(context: WebContext, publicUrl: PublicUrl): "host" | undefined {
  return isAtPublicHost(context, publicUrl) ? "host" : undefined;
}

export function readSessionCookie(context: WebContext, publicUrl: PublicUrl): string | null {
  return getCookie(context, cookieName, prefixAt(context, publicUrl)) ?? null;
}

/**
 * Lax, not Strict: whoever follows a link to a page of ours from Slack on the web stays signed in. Nothing is lost by
 * it, since other sites can only cause a GET with it, and a GET changes nothing here.
 */
export function setSessionCookie(context: WebContext, publicUrl: PublicUrl, secret: string): void {
  const prefix = prefixAt(context, publicUrl);
  setCookie(context, cookieName, secret, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: prefix !== undefined,
    maxAge: webLimits.sessionSeconds,
    ...(prefix === undefined ? {} : { prefix }),
  });
}

export function clearSessionCookie(context: WebContext, publicUrl: PublicUrl): void {
  const prefix = prefixAt(context, publicUrl);
  const name = prefix === undefined ? cookieName : `__Host-${cookieName}`;
  deleteCookie(context, name, { path: "/", secure: prefix !== undefined, httpOnly: true, sameSite: "Lax" });
}
