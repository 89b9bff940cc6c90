import type { Hono } from "hono";
import type { SignedInAs } from "../../people/session-store.port.ts";
import { BotError } from "../../shared/errors.ts";
import { escapeHtml } from "./escape-html.ts";
import { sameSiteOnly } from "./guards.ts";
import { lead, titled } from "./page-parts.ts";
import { readPlainForm } from "./read-sent.ts";
import { hiddenInput } from "./render-form.ts";
import { whoIs } from "./render-page.ts";
import { keepLinkToLimit, only, type RouteNeeds, sendPage } from "./respond.ts";
import {
  checkFormToken,
  clearSessionCookie,
  readSessionCookie,
  setSessionCookie,
  visitorOf,
} from "./visitor.ts";
import type { WebContext, WebEnvironment } from "./web-needs.ts";

const linkCodes = {
  unknown: "WEB_LINK_UNKNOWN",
  used: "WEB_LINK_USED",
  expired: "WEB_LINK_EXPIRED",
} as const;

/**
 * Signing in takes three steps: the page, which learns the link's secret from behind the hash; whose link it is, so
 * that nobody is signed in as somebody else without noticing; and the button, which alone uses the link up. Link
 * previews only ever see the first.
 */
export function addSignInRoutes(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  const sameSite = sameSiteOnly(needs.publicUrl);
  routes.get("/sign-in", (context) => signInPage(context, needs));
  routes.post("/sign-in/check", sameSite, async (context) => {
    const token = tokenIn(await readPlainForm(context));
    keepLinkToLimit(context, token, needs);
    const state = await needs.signIn.look(token);
    if (state.kind !== "good") throw new BotError(linkCodes[state.kind]);
    const present = await whoIsHere(context, needs);
    return sendSignInPage(context, whosePage({ token, whose: state.whose, present }, needs), needs);
  });
  routes.post("/sign-in", sameSite, async (context) => {
    const token = tokenIn(await readPlainForm(context));
    keepLinkToLimit(context, token, needs);
    const earlier = readSessionCookie(context, needs.publicUrl);
    const signedIn = await needs.signIn.redeem(token, earlier);
    if (signedIn.kind !== "signed-in") throw new BotError(linkCodes[signedIn.kind]);
    setSessionCookie(context, needs.publicUrl, signedIn.secret);
    context.header("Cache-Control", "no-store");
    return context.redirect("/", 303);
  });
  for (const path of ["/sign-out", "/sign-out-everywhere"] as const) {
    routes.post(path, sameSite, async (context) => {
      const visitor = visitorOf(context);
      const values = await readPlainForm(context);
      checkFormToken(visitor, values.get("token") ?? undefined);
      if (path === "/sign-out") await needs.signIn.end(visitor.secret);
      else await needs.signIn.endAll(visitor.as);
      clearSessionCookie(context, needs.publicUrl);
      context.set("visitor", null);
      return signedOutPage(context, path === "/sign-out-everywhere", needs);
    });
    only(routes, "POST", path);
  }
  only(routes, "POST", "/sign-in/check");
}

/** From the field the whole link may come, pasted by hand. */
function tokenIn(values: URLSearchParams): string {
  const given = (values.get("token") ?? "").trim();
  return given.slice(given.indexOf("#") + 1);
}

async function whoIsHere(context: WebContext, needs: RouteNeeds): Promise<SignedInAs | null> {
  const secret = readSessionCookie(context, needs.publicUrl);
  return secret === null ? null : await needs.signIn.find(secret);
}

function signInPage(context: WebContext, needs: RouteNeeds): Response {
  const { sentences } = needs;
  const main = titled(
    sentences.signInTitle,
    `${lead(sentences.signInHow)}
<form class="form" method="post" action="/sign-in/check">
<div class="field"><label for="token">${escapeHtml(sentences.signInField)}</label>
<p class="hint" id="token-hint">${escapeHtml(sentences.signInPaste)}</p>
<input id="token" name="token" type="text" autocomplete="off" spellcheck="false" required aria-describedby="token-hint"></div>
<p><button class="primary">${escapeHtml(sentences.signInContinue)}</button></p>
</form>`,
  );
  return sendSignInPage(context, main, needs);
}

interface Checked {
  readonly token: string;
  readonly whose: SignedInAs;
  readonly present: SignedInAs | null;
}

function whosePage({ token, whose, present }: Checked, { sentences }: RouteNeeds): string {
  const instead =
    present === null ? "" : `<p>${escapeHtml(sentences.signInInstead(whoIs(present, sentences)))}</p>`;
  return titled(
    sentences.signInTitle,
    `<p class="who-signs-in">${escapeHtml(sentences.signInWhose(whoIs(whose, sentences)))}</p>
<p>${escapeHtml(sentences.signInIsThatYou)}</p>
${instead}
<form class="form" method="post" action="/sign-in">
${hiddenInput("token", token)}<p><button class="primary">${escapeHtml(sentences.signInButton)}</button>
<a href="/sign-in">${escapeHtml(sentences.signInOtherwise)}</a></p>
</form>`,
  );
}

function signedOutPage(context: WebContext, isEverywhere: boolean, needs: RouteNeeds): Response {
  const { sentences } = needs;
  const sentence = isEverywhere ? sentences.signedOutEverywhereNow : sentences.signedOutNow;
  const main = titled(
    sentences.signedOut,
    `<p role="status">${escapeHtml(sentence)}</p>\n${lead(sentences.signInHow)}`,
  );
  return sendSignInPage(context, main, needs);
}

function sendSignInPage(context: WebContext, main: string, needs: RouteNeeds): Response {
  const { name, sentences } = needs;
  const script = main.includes('id="token"') ? "sign-in.js" : null;
  const around = { name, sentences, visitor: null, pages: [], path: "/sign-in" };
  return sendPage(context, { title: sentences.signInTitle, main, script }, around);
}
