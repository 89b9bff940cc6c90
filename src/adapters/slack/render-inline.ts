import type { RichTextLink, RichTextSection, RichTextText } from "@slack/types";
import { cleanText, safeUrl } from "../../chat/clean-text.ts";
import type { Inline } from "../../chat/reply.ts";
import { slackLimits } from "./limits.ts";

export type InlineElement = RichTextLink | RichTextText;

/** Source number → its link, so that "[1]" in a sentence leads to the source. */
export type SourceLinks = ReadonlyMap<number, string>;

/**
 * Inline content as rich text elements. Slack parses nothing in them: no mention, no formatting character and no
 * bare address in the text means anything, so nothing has to be escaped.
 */
export function richTextOf(content: readonly Inline[], links: SourceLinks): InlineElement[] {
  return content.map((inline) => elementOf(inline, links)).filter((element) => element.text !== "");
}

/** The same as mrkdwn for the message's `text`: control characters escaped, links as links, no formatting. */
export function mrkdwnOf(elements: readonly InlineElement[]): string {
  return elements
    .map((element) => {
      const text = escapeMrkdwn(element.text ?? "");
      return element.type === "link" ? `<${escapeMrkdwn(element.url)}|${text}>` : text;
    })
    .join("");
}

/** Slack gives `&`, `<` and `>` a meaning in `text`, and nothing else that pings (docs: formatting message text). */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function sectionOf(elements: readonly InlineElement[]): RichTextSection {
  return { type: "rich_text_section", elements: [...elements] };
}

export function lengthOf(elements: readonly InlineElement[]): number {
  return elements.reduce((sum, element) => sum + (element.text ?? "").length, 0);
}

/**
 * Splits elements into runs of at most `limit` characters, between words where there is a blank to split at.
 * Empty elements, which Slack refuses, go.
 */
export function splitElements(elements: readonly InlineElement[], limit: number): InlineElement[][] {
  const runs: InlineElement[][] = [];
  let run: InlineElement[] = [];
  let room = limit;
  for (const element of elements.flatMap((whole) => splitElement(whole, limit))) {
    const length = (element.text ?? "").length;
    if (length === 0) continue;
    if (length > room) {
      runs.push(run);
      run = [];
      room = limit;
    }
    run.push(element);
    room -= length;
  }
  return [...runs, run].filter((candidate) => candidate.length > 0);
}

function splitElement(element: InlineElement, limit: number): InlineElement[] {
  let rest = element.text ?? "";
  const pieces: InlineElement[] = [];
  while (rest.length > limit) {
    const blank = rest.lastIndexOf(" ", limit);
    const end = blank > 0 ? blank : endOfCharacter(rest, limit);
    pieces.push({ ...element, text: rest.slice(0, end) });
    rest = rest.slice(end).trimStart();
  }
  return rest === "" && pieces.length > 0 ? pieces : [...pieces, { ...element, text: rest }];
}

/** Never between the two halves of a character outside the basic plane. */
function endOfCharacter(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

function elementOf(inline: Inline, links: SourceLinks): InlineElement {
  switch (inline.type) {
    case "text":
      return { type: "text", text: cleanText(inline.text) };
    case "strong":
      return { type: "text", text: cleanText(inline.text), style: { bold: true } };
    case "emphasis":
      return { type: "text", text: cleanText(inline.text), style: { italic: true } };
    case "code":
      return { type: "text", text: cleanText(inline.text), style: { code: true } };
    case "link":
      return linkOf(inline.text, inline.url);
    case "citation": {
      const url = links.get(inline.number);
      const text = `[${inline.number}]`;
      return url === undefined ? { type: "text", text } : { type: "link", url, text };
    }
  }
}

/** A link, or its text with the address behind it when the address is not one people should be led to. */
export function linkOf(text: string, url: string): InlineElement {
  const safe = safeUrl(url);
  const label = cleanText(text);
  if (safe === null) return { type: "text", text: `${label} (${cleanText(url)})` };
  if (safe.length > slackLimits.blockCharacters) return { type: "text", text: label };
  return { type: "link", url: safe, text: label === "" ? safe : label };
}
