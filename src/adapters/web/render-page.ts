import { readFileSync } from "node:fs";
import { escapeHtml } from "./escape-html.ts";

/** What the page is filled with. `exchange` is HTML already, everything else plain text. */
export interface PageContent {
  readonly name: string;
  readonly examples: readonly string[];
  readonly question: string;
  readonly exchange: string;
}

const template = readPageFile("index.html");

/** The whole page: the same with and without JavaScript, with the answer in it when there is a question. */
export function renderPage(content: PageContent): string {
  const filling: Readonly<Record<string, string>> = {
    name: escapeHtml(content.name),
    title: escapeHtml(content.question === "" ? content.name : `${content.question} – ${content.name}`),
    question: escapeHtml(content.question),
    examples: content.examples.map(renderExample).join("\n"),
    exchange: content.exchange,
  };
  return template.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => filling[name] ?? mark);
}

function renderExample(question: string): string {
  const address = `/?q=${encodeURIComponent(question)}`;
  return `<li><a class="example" href="${escapeHtml(address)}">${escapeHtml(question)}</a></li>`;
}

/** A file the page loads. */
export interface PageFile {
  readonly body: string;
  readonly type: string;
}

/** Everything the page loads, by its path; read once, since there is little of it. */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ["/page/page.css", { body: readPageFile("page.css"), type: "text/css; charset=utf-8" }],
  ["/page/page.js", { body: readPageFile("page.js"), type: "text/javascript; charset=utf-8" }],
  ["/page/icon.svg", { body: readPageFile("icon.svg"), type: "image/svg+xml" }],
]);

function readPageFile(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");
}
