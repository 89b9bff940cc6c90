import type { WebMessages } from "../../messages/web-messages.ts";
import { escapeHtml } from "./escape-html.ts";

/** A heading with what stands under it. `body` is HTML already. */
export function titled(title: string, body: string): string {
  return `<h1>${escapeHtml(title)}</h1>\n${body}`;
}

export function sectionOf(title: string, body: string): string {
  return `<section class="part"><h2>${escapeHtml(title)}</h2>\n${body}</section>`;
}

export function lead(text: string): string {
  return `<p class="lead">${escapeHtml(text)}</p>`;
}

/** What went wrong, as a page of its own, with the way to sign in where that is what is missing. */
export function problemPage(
  { code, message }: { readonly code: string; readonly message: string },
  { sentences, mayAskHere }: { readonly sentences: WebMessages; readonly mayAskHere: boolean },
): string {
  const isAboutSigningIn = /^WEB_(SIGN_IN|SESSION|LINK)_/.test(code);
  const back = mayAskHere
    ? `<p><a href="/">${escapeHtml(isAboutSigningIn ? sentences.askHere : sentences.back)}</a></p>`
    : "";
  return titled(
    isAboutSigningIn ? sentences.signInTitle : sentences.problemTitle,
    `<p class="problem" role="alert">${escapeHtml(message)}</p>\n${back}<p class="code">${escapeHtml(code)}</p>`,
  );
}
