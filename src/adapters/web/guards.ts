import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { BotError } from "../../shared/errors.ts";
import type { WebContext, WebEnvironment } from "./web-needs.ts";

/** `publicUrl`: origin under which people reach the page; null: this computer only. */
export type PublicUrl = string | null;

const ownNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];
const proxyHeaders = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded"] as const;

/** Whether it came by the public name, and so over https, from anybody anywhere. */
export function isAtPublicHost(context: WebContext, publicUrl: PublicUrl): boolean {
  return publicUrl !== null && hostOf(context) === new URL(publicUrl).host;
}

/** What a browser writes into Origin for our own pages, as this request reached us. */
function ownOrigin(context: WebContext, publicUrl: PublicUrl): string {
  return publicUrl !== null && isAtPublicHost(context, publicUrl) ? publicUrl : `http://${hostOf(context)}`;
}

function hostOf(context: WebContext): string {
  return (context.req.header("host") ?? "").toLowerCase();
}

/**
 * Refuses every name but this machine's own and the public one: a page of somebody else's whose name suddenly leads to
 * 127.0.0.1 (DNS rebinding) would otherwise count as the same site as ours. Throws BotError WEB_HOST_REFUSED, and
 * WEB_HOST_NOT_PASSED_ON where the https server before us hides that a request comes from outside.
 */
export function knownHostsOnly(publicUrl: PublicUrl): MiddlewareHandler<WebEnvironment> {
  return async (context, next) => {
    if (!isAtPublicHost(context, publicUrl)) {
      const name = hostOf(context).replace(/:\d{1,5}$/, "");
      if (!ownNames.includes(name)) throw new BotError("WEB_HOST_REFUSED");
      const isForwarded = proxyHeaders.some((header) => context.req.header(header) !== undefined);
      if (publicUrl !== null && isForwarded) throw new BotError("WEB_HOST_NOT_PASSED_ON");
    }
    await next();
  };
}

/**
 * Refuses questions and forms that another site's page puts into a visitor's browser. Programs send neither header;
 * every current browser sends Sec-Fetch-Site, older ones Origin with a POST. A link to `/?q=…` stays open to
 * all: it is followed by a person, changes nothing and shows nothing to the site it stood on. Throws BotError
 * WEB_CROSS_SITE.
 */
export function sameSiteOnly(publicUrl: PublicUrl): MiddlewareHandler<WebEnvironment> {
  return async (context, next) => {
    const origin = context.req.header("origin");
    const isOtherOrigin = origin !== undefined && origin !== ownOrigin(context, publicUrl);
    const site = context.req.header("sec-fetch-site") ?? "none";
    if (isOtherOrigin || (site !== "same-origin" && site !== "none")) throw new BotError("WEB_CROSS_SITE");
    await next();
  };
}

/**
 * Only our own files run, load or frame; no question leaves in a Referer. Within this site it is sent, since without
 * it browsers also hide the origin of a form that was sent. HTTPS is the affair of the server that speaks it.
 */
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
  referrerPolicy: "same-origin",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});
