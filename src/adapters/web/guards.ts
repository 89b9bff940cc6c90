import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { BotError } from "../../shared/errors.ts";

/** Hono's types of what Node hands over with each request. */
export interface WebEnvironment {
  Bindings: HttpBindings;
}

const ownNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Refuses every name but this machine's own: a page of somebody else's whose name suddenly leads to 127.0.0.1
 * (DNS rebinding) would otherwise count as the same site as ours. Throws BotError WEB_HOST_REFUSED.
 */
export const ownHostOnly: MiddlewareHandler<WebEnvironment> = async (context, next) => {
  const host = context.req.header("host") ?? "";
  const name = host.replace(/:\d{1,5}$/, "").toLowerCase();
  if (!ownNames.includes(name)) throw new BotError("WEB_HOST_REFUSED");
  await next();
};

/**
 * Refuses questions that another site's page puts into a visitor's browser. Programs send neither header;
 * every current browser sends Sec-Fetch-Site, older ones Origin with a POST. A link to `/?q=…` stays open to
 * all: it is followed by a person and shows nothing to the site it stood on. Throws BotError WEB_CROSS_SITE.
 */
export const sameSiteOnly: MiddlewareHandler<WebEnvironment> = async (context, next) => {
  const origin = context.req.header("origin");
  const isOtherOrigin = origin !== undefined && origin !== `http://${context.req.header("host")}`;
  const site = context.req.header("sec-fetch-site") ?? "none";
  if (isOtherOrigin || (site !== "same-origin" && site !== "none")) throw new BotError("WEB_CROSS_SITE");
  await next();
};

/** Only our own files run, load or frame; no question leaves in a Referer. There is no HTTPS to insist on. */
export const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});
