import { readFileSync } from "node:fs";
import type { WebMessages } from "../../messages/web-messages.ts";
import { escapeHtml } from "./escape-html.ts";
import { hiddenInput } from "./render-form.ts";
import type { PageName, Visitor } from "./web-needs.ts";

/** What stands around every page: whose it is, who is there, where they can go. */
export interface Surroundings {
  readonly name: string;
  readonly sentences: WebMessages;
  readonly visitor: Visitor | null;
  readonly pages: readonly PageName[];
  readonly path: string;
}

/** `main` is HTML already; `title` is plain text, empty for the bot's name alone. */
export interface PageContent {
  readonly title: string;
  readonly main: string;
  readonly script: "page.js" | "sign-in.js" | null;
  /** It goes on by itself; never where something could be half typed in. */
  readonly changesSoon?: boolean;
}

/** `exchange` is HTML already, everything else plain text. */
export interface AskContent {
  readonly examples: readonly string[];
  readonly question: string;
  readonly exchange: string;
}

const frame = readPageFile("frame.html");
/** Without a script, every five seconds. */
const refresh = '<meta http-equiv="refresh" content="5">';
const askPage = readPageFile("ask.html");

/** A whole page. */
export function renderPage(content: PageContent, around: Surroundings): string {
  const { name, visitor, sentences } = around;
  return fillIn(frame, {
    name: escapeHtml(name),
    title: escapeHtml(content.title === "" ? name : `${content.title} – ${name}`),
    script: content.script === null ? "" : `<script type="module" src="/page/${content.script}"></script>`,
    refresh: content.changesSoon === true ? refresh : "",
    account: visitor === null ? renderSignedOut(around) : renderAccount(visitor, sentences),
    navigation: visitor === null ? "" : renderNavigation(around),
    main: content.main,
  });
}

/** The page to ask on: the same with and without JavaScript, with the answer in it when there is a question. */
export function renderAskPage(content: AskContent, around: Surroundings): string {
  const { sentences, visitor } = around;
  const main = fillIn(askPage, {
    question: escapeHtml(content.question),
    examples: content.examples.map(renderExample).join("\n"),
    exchange: content.exchange,
    scope: escapeHtml(visitor === null ? sentences.publicOnly : sentences.yourMaterial),
  });
  return renderPage({ title: content.question, main, script: "page.js" }, around);
}

function fillIn(template: string, filling: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => filling[name] ?? mark);
}

function renderExample(question: string): string {
  const address = `/?q=${encodeURIComponent(question)}`;
  return `<li><a class="example" href="${escapeHtml(address)}">${escapeHtml(question)}</a></li>`;
}

function renderSignedOut({ sentences, path }: Surroundings): string {
  // There it is not even asked who is there.
  if (path.startsWith("/sign-in")) return "";
  const calendars = `<a href="/calendars">${escapeHtml(sentences.calendars)}</a>`;
  return `<p class="account">${calendars} ${escapeHtml(sentences.signedOut)} <a href="/sign-in">${escapeHtml(sentences.signIn)}</a></p>`;
}

function renderAccount(visitor: Visitor, sentences: WebMessages): string {
  return `<form class="account" method="post" action="/sign-out">
${hiddenInput("token", visitor.formToken)}<span class="who">${escapeHtml(sentences.signedInAs(whoIs(visitor.as, sentences)))}</span>
<button class="quiet">${escapeHtml(sentences.signOut)}</button>
</form>`;
}

function renderNavigation({ sentences, pages, path }: Surroundings): string {
  const entries: readonly (readonly [string, string])[] = [
    ["/", sentences.ask],
    ["/calendars", sentences.calendars],
    ...pages.map((page) => [`/${page}`, sentences[page]] as const),
    ["/me", sentences.me],
  ];
  const links = entries.map(([address, label]) => {
    const isHere = address === path ? ' aria-current="page"' : "";
    return `<a href="${address}"${isHere}>${escapeHtml(label)}</a>`;
  });
  return `<nav aria-label="${escapeHtml(sentences.nav)}">${links.join("\n")}</nav>`;
}

/** As people know them: a name, else the account, with the workspace they signed in from. */
export function whoIs(as: Visitor["as"], sentences: WebMessages): string {
  const name = as.name === "" ? as.account : as.name;
  if (as.workspace === null) return name;
  return sentences.fromWorkspace(
    name,
    as.workspace.name === "" ? as.workspace.externalId : as.workspace.name,
  );
}

/** A file the page loads. */
export interface PageFile {
  readonly body: string;
  readonly type: string;
}

const script = "text/javascript; charset=utf-8";

/** Everything the page loads, by its path; read once, since there is little of it. */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ["/page/page.css", { body: readPageFile("page.css"), type: "text/css; charset=utf-8" }],
  ["/page/page.js", { body: readPageFile("page.js"), type: script }],
  ["/page/sign-in.js", { body: readPageFile("sign-in.js"), type: script }],
  ["/page/icon.svg", { body: readPageFile("icon.svg"), type: "image/svg+xml" }],
]);

function readPageFile(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");
}
