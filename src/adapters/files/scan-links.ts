import type { AddressKind } from "../../knowledge/page-list.port.ts";

/**
 * Links are looked for in the text itself, by expressions that look a bounded way ahead, rather than in a parsed tree:
 * a list that is made to exhaust a parser costs no more than one that is not.
 */
export interface NamedLinks {
  readonly links: readonly string[];
  /** The web site a feed says it is of. */
  readonly site: string | null;
}

/** More links than any list may have, so that a hostile one ends somewhere. */
const linksAtMost = 20_000;

/** What an address's text looks like: a web page is a page unless somebody says that it is a list. */
export function looksLike(text: string): AddressKind {
  const start = text.slice(0, 2_000);
  if (isCalendar(text)) return "calendar";
  if (/<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]/i.test(start)) return "sitemap";
  if (/<(?:rss|rdf:rdf)[\s>]/i.test(start) || /<feed[\s>]/i.test(start)) return "feed";
  return isPlainList(text) ? "list" : "page";
}

export function isCalendar(text: string): boolean {
  return /^\uFEFF?\s{0,100}BEGIN:VCALENDAR\s/i.test(text.slice(0, 200));
}

export function isSitemapIndex(text: string): boolean {
  return /<(?:\w{1,20}:)?sitemapindex[\s>]/i.test(text.slice(0, 2_000));
}

/** Links as they are written, in the order of the text. */
export function namedIn(text: string, as: "list" | "sitemap" | "feed"): NamedLinks {
  if (as === "sitemap") return { links: matches(text, /<(?:\w{1,20}:)?loc>([^<]{1,3000})</gi), site: null };
  if (as === "feed") return feedLinks(text);
  const links = isPlainList(text) ? linesOf(text) : htmlLinks(text);
  return { links, site: null };
}

/** Lines of addresses, with blank lines and notes that begin with `#` in between. */
function isPlainList(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/i.test(line));
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n", linksAtMost)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Comments may hold links nobody sees. */
function htmlLinks(text: string): readonly string[] {
  const shown = withoutComments(text);
  return matches(
    shown,
    /<a\s[^<>]{0,2000}?\bhref\s{0,20}=\s{0,20}(?:"([^"]{1,3000})"|'([^']{1,3000})'|([^\s>"']{1,3000}))/gi,
  );
}

function withoutComments(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let start = text.indexOf("<!--"); start !== -1; start = text.indexOf("<!--", from)) {
    pieces.push(text.slice(from, start));
    const end = text.indexOf("-->", start + 4);
    if (end === -1) return pieces.join("");
    from = end + 3;
  }
  return [...pieces, text.slice(from)].join("");
}

/** RSS has `<link>address</link>`, Atom `<link href="address"/>` (rel alternate or none) in each item. */
function feedLinks(text: string): NamedLinks {
  const items = text.search(/<(?:item|entry)[\s>]/i);
  const head = items === -1 ? text : text.slice(0, items);
  const body = items === -1 ? "" : text.slice(items);
  return { links: linksOfFeed(body), site: linksOfFeed(head)[0] ?? null };
}

function linksOfFeed(text: string): readonly string[] {
  const link = /<link(\s[^<>]{0,2000})?>(?:\s{0,200}(?:<!\[CDATA\[)?\s{0,200}([^<\]]{1,3000}))?/gi;
  const links: string[] = [];
  for (const [, attributes = "", written = ""] of text.matchAll(link)) {
    const relation = /\brel\s*=\s*["']([^"']{0,100})["']/i.exec(attributes)?.[1] ?? "alternate";
    const address = /\bhref\s*=\s*["']([^"']{1,3000})["']/i.exec(attributes)?.[1] ?? written.trim();
    if (relation === "alternate" && address !== "") links.push(unescaped(address));
    if (links.length >= linksAtMost) break;
  }
  return links;
}

function matches(text: string, expression: RegExp): readonly string[] {
  const links: string[] = [];
  for (const [, ...groups] of text.matchAll(expression)) {
    const link = groups.find((group) => group !== undefined);
    if (link !== undefined) links.push(unescaped(link.trim()));
    if (links.length >= linksAtMost) break;
  }
  return links;
}

/** The entities that stand in addresses. */
function unescaped(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (whole, digits: string) => characterOf(Number(digits), whole))
    .replace(/&#x([0-9a-f]{1,5});/gi, (whole, digits: string) =>
      characterOf(Number.parseInt(digits, 16), whole),
    )
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function characterOf(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : otherwise;
}
