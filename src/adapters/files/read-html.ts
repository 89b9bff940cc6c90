import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import type { ReadFile, Section } from "../../knowledge/document.ts";
import type { DomDocument, DomElement } from "./dom.ts";
import { sectionsOf } from "./html-sections.ts";
import { html as htmlType } from "./media-types.ts";
import type { Statements } from "./read-statements.ts";
import { FileRefusal } from "./refusal.ts";
import { oneLine } from "./section-builder.ts";

/** Around the text of a page rather than part of it. */
const boilerplate =
  "script, style, noscript, template, svg, iframe, object, embed, nav, [role=navigation], [role=search], [role=banner], [role=contentinfo], [role=alert], [role=dialog], body > header, body > footer, aside, form, .cookie-banner, #cookie-banner";

/** Text a visitor never sees must not be read either: it is where instructions to machines are hidden. */
const hidden = "[hidden], [aria-hidden=true]";
const hiddenStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])/i;

/** Above this Readability's scoring takes too long; the whole body is taken. */
const readabilityCharacters = 2_000_000;

/** A page: `<main>` where there is one, else what Readability takes for the article, else the body. */
export function readHtml(text: string): ReadFile {
  const document = parse(text);
  const metadata = metaStatements(document);
  const pageTitle = oneLine(document.querySelector("title")?.textContent ?? "");
  removeBoilerplate(document);
  const headings = [...document.body.querySelectorAll("h1")];
  const onlyHeading = headings.length === 1 ? oneLine(headings[0]?.textContent ?? "") : "";
  const title = onlyHeading || pageTitle || null;
  return { mediaType: htmlType, title, metadata, sections: mainSections(document, text.length) };
}

/** A fragment of HTML another reader made (Word files). */
export function readHtmlFragment(fragment: string): {
  readonly title: string | null;
  readonly sections: readonly Section[];
} {
  const document = parse(`<!doctype html><html><body>${fragment}</body></html>`);
  const title = oneLine(document.querySelector("h1")?.textContent ?? "") || null;
  return { title, sections: sectionsOf(document.body) };
}

function parse(text: string): DomDocument {
  // A page without <html> or <body> is still a page; linkedom wants them.
  const complete = /<body[\s>]/i.test(text)
    ? text
    : `<!doctype html><html><head></head><body>${text}</body></html>`;
  // linkedom's types need a browser's, which the program does without.
  const { document } = parseHTML(complete) as unknown as { document: DomDocument };
  if (document.body === null) throw new FileRefusal("it is not a web page");
  return document;
}

function removeBoilerplate(document: DomDocument): void {
  for (const element of document.querySelectorAll(`${boilerplate}, ${hidden}`)) element.remove();
  for (const element of document.querySelectorAll("[style]")) {
    if (hiddenStyle.test(element.getAttribute("style") ?? "")) element.remove();
  }
}

function mainSections(document: DomDocument, length: number): readonly Section[] {
  const mains = [...document.querySelectorAll("main, [role=main]")];
  const main = mains.length === 1 ? mains[0] : undefined;
  if (main !== undefined && textLength(main) > 0) return sectionsOf(main);
  const article = length > readabilityCharacters ? null : readArticle(document);
  const body = sectionsOf(document.body);
  if (article === null) return body;
  const found = sectionsOf(article);
  // Readability is made for one long article; a page of short pieces it cuts to a fragment.
  return sectionsLength(found) >= sectionsLength(body) / 2 ? found : body;
}

function readArticle(document: DomDocument): DomElement | null {
  try {
    // Readability takes the page apart, so it gets a copy; it hands back the element instead of its source text.
    const copy = parse(document.toString());
    const reader = new Readability<DomElement>(copy as never, {
      maxElemsToParse: 50_000,
      keepClasses: false,
      serializer: (node: unknown) => node as DomElement,
    });
    return reader.parse()?.content ?? null;
  } catch {
    return null;
  }
}

function textLength(element: DomElement): number {
  return oneLine(element.textContent ?? "").length;
}

function sectionsLength(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + section.paragraphs.join(" ").length, 0);
}

/** `<meta name="clusterbot:audience" content="public">`, and the date of publication most sites give. */
function metaStatements(document: DomDocument): Statements {
  const statements: Record<string, unknown> = {};
  for (const meta of document.querySelectorAll("meta[name]")) {
    const key = /^clusterbot:(.+)$/i.exec(meta.getAttribute("name") ?? "")?.[1];
    if (key !== undefined) statements[key] = meta.getAttribute("content") ?? "";
  }
  const published = document
    .querySelector("meta[property='article:published_time']")
    ?.getAttribute("content");
  const day = /^\d{4}-\d{2}-\d{2}/.exec(published ?? "")?.[0];
  return day === undefined ? statements : { published: day, ...statements };
}
