import type { KnownBlock, RichTextBlock, RichTextSection } from "@slack/types";
import { z } from "zod";
import { cleanText, safeUrl } from "../../chat/clean-text.ts";
import type { Block, Inline, Reply, Source } from "../../chat/reply.ts";
import { slackLimits } from "./limits.ts";
import { renderButtons } from "./render-buttons.ts";
import {
  escapeMrkdwn,
  type InlineElement,
  lengthOf,
  linkOf,
  mrkdwnOf,
  richTextOf,
  type SourceLinks,
  sectionOf,
  splitElements,
} from "./render-inline.ts";
import { lengthOfBlocks } from "./render-rich-text.ts";

/** A message as Slack takes it. `text` says everything the blocks say, for screen readers and notifications. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** One Slack block with the same as text, and how many characters people read in it. */
interface Part {
  readonly block: KnownBlock;
  readonly text: string;
  readonly length: number;
}

/** The parts that one block of the reply became; shown together or, at a cut, not at all. */
type Parts = readonly Part[];

/**
 * Renders a reply as one message. What does not fit is cut at the end of a paragraph, above the sources, and
 * `cutSentence` says so. Buttons at the end are always there: they are what can be done next.
 */
export function renderMessage(reply: Reply, cutSentence: string): SlackMessage {
  const links = sourceLinks(reply);
  const lastWords = reply.blocks.findLastIndex((block) => block.type !== "actions") + 1;
  const border = reply.blocks.findIndex((block) => block.type === "sources");
  const end = border === -1 ? lastWords : border;
  const body = reply.blocks.slice(0, end).map((block, index) => partsOf(block, links, index));
  const closing = reply.blocks
    .slice(end, lastWords)
    .map((block, index) => partsOf(block, links, end + index));
  const buttons = reply.blocks
    .slice(lastWords)
    .flatMap((block, index) => partsOf(block, links, lastWords + index));
  const cut = notePart(cutSentence);

  const below = fill(closing, budget(slackLimits.closingCharacters, slackLimits.blocks / 2, 6_000));
  const above = fill(body, budgetBeside([...below.parts, cut, ...buttons]));
  const isCut = above.isCut || below.isCut;
  const parts = [...above.parts, ...(isCut ? [cut] : []), ...below.parts, ...buttons];
  return { text: textOf(reply.summary, parts), blocks: parts.map((part) => part.block) };
}

interface Budget {
  readonly characters: number;
  readonly blocks: number;
  readonly json: number;
}

function budget(characters: number, blocks: number, json: number): Budget {
  return { characters, blocks, json };
}

function budgetBeside(parts: Parts): Budget {
  const used = cost(parts);
  return budget(
    slackLimits.shownCharacters - used.characters,
    slackLimits.blocks - used.blocks,
    slackLimits.blocksJsonCharacters - used.json,
  );
}

function cost(parts: Parts): Budget {
  return budget(
    parts.reduce((sum, part) => sum + part.length, 0),
    parts.length,
    parts.reduce((sum, part) => sum + JSON.stringify(part.block).length + 1, 0),
  );
}

/** As many whole groups as the budget holds; of a list, or a first group, that is too long by itself, as many parts. */
function fill(groups: readonly Parts[], limit: Budget): { readonly parts: Parts; readonly isCut: boolean } {
  const parts: Part[] = [];
  for (const group of groups) {
    if (holds(limit, [...parts, ...group])) {
      parts.push(...group);
      continue;
    }
    if (parts.length === 0 || group.every(isOfList)) {
      for (const part of group) {
        if (!holds(limit, [...parts, part])) break;
        parts.push(part);
      }
    }
    return { parts: withoutDanglingHeading(parts), isCut: true };
  }
  return { parts, isCut: false };
}

function isOfList({ block }: Part): boolean {
  return block.type === "rich_text" && block.elements.every(({ type }) => type === "rich_text_list");
}

function holds(limit: Budget, parts: Parts): boolean {
  const used = cost(parts);
  return used.characters <= limit.characters && used.blocks <= limit.blocks && used.json <= limit.json;
}

/** A heading or line right above the cut would announce what is not there. */
function withoutDanglingHeading(parts: Part[]): Part[] {
  const last = parts.findLastIndex((part) => part.block.type !== "header" && part.block.type !== "divider");
  return last === -1 ? parts : parts.slice(0, last + 1);
}

function textOf(summary: string, parts: Parts): string {
  const head = escapeMrkdwn(cleanText(summary));
  const body = parts
    .map((part) => part.text)
    .filter((text) => text !== "")
    .join("\n");
  if (body === "" || head.startsWith(body)) return head;
  return body.startsWith(head) ? body : `${head.slice(0, slackLimits.blockCharacters)}\n\n${body}`;
}

function sourceLinks(reply: Reply): SourceLinks {
  const sources = reply.blocks.flatMap((block) => (block.type === "sources" ? block.items : []));
  return new Map(
    sources.flatMap(({ number, url }) => {
      const safe = url === null ? null : safeUrl(url);
      return safe === null ? [] : [[number, safe] as const];
    }),
  );
}

/** `index` is the block's place in the reply: ids of buttons have to differ within a message. */
function partsOf(block: Block, links: SourceLinks, index: number): Parts {
  switch (block.type) {
    case "heading":
      return headingParts(cleanText(block.text).trim());
    case "paragraph":
      return paragraphParts(richTextOf(block.content, links));
    case "list":
      return listParts(block.items, block.ordered, links);
    case "sources":
      return sourcesParts(block.title, block.items);
    case "note":
      return noteParts(richTextOf(block.content, links));
    case "divider":
      return [{ block: { type: "divider" }, text: "", length: 0 }];
    case "message":
      return messageParts(block);
    case "actions":
      return [renderButtons(block.buttons, index)];
  }
}

function headingParts(text: string): Parts {
  if (text === "") return [];
  if (text.length > slackLimits.headerCharacters) {
    return paragraphParts([{ type: "text", text, style: { bold: true } }]);
  }
  const block: KnownBlock = { type: "header", text: { type: "plain_text", text, emoji: false } };
  return [{ block, text: escapeMrkdwn(text), length: text.length }];
}

function paragraphParts(elements: readonly InlineElement[]): Parts {
  return splitElements(elements, slackLimits.blockCharacters).map((run) => ({
    block: richTextBlock([sectionOf(run)]),
    text: mrkdwnOf(run),
    length: lengthOf(run),
  }));
}

/** A message of Slack's own as it is; of another platform, its text. */
function messageParts({ platform, text, native }: Extract<Block, { type: "message" }>): Parts {
  const blocks = platform === "slack" ? OwnBlocks.safeParse(native).data : undefined;
  if (blocks === undefined) return paragraphParts(richTextOf([{ type: "text", text }], new Map()));
  const length = lengthOfBlocks(blocks);
  return blocks.map((block, index) =>
    index === 0 ? { block, text: escapeMrkdwn(cleanText(text)), length } : { block, text: "", length: 0 },
  );
}

/** Made by render-announcement.ts, and kept with the reply meanwhile. */
const OwnBlocks = z.array(
  z.custom<KnownBlock>((block) => z.looseObject({ type: z.string() }).safeParse(block).success),
);

function listParts(items: readonly (readonly Inline[])[], ordered: boolean, links: SourceLinks): Parts {
  const lines = items
    .map((item) => richTextOf(item, links))
    .filter((line) => line.length > 0)
    .flatMap((line) => splitElements(line, slackLimits.blockCharacters));
  return chunk(lines).map((group) => ({
    block: {
      type: "rich_text",
      elements: [
        { type: "rich_text_list", style: ordered ? "ordered" : "bullet", elements: group.map(sectionOf) },
      ],
    },
    text: group.map((line, index) => `${ordered ? `${index + 1}.` : "•"} ${mrkdwnOf(line)}`).join("\n"),
    length: sum(group),
  }));
}

/** A few sources to a block, so that as many as fit can be shown. */
function sourcesParts(title: string, items: readonly Source[]): Parts {
  if (items.length === 0) return [];
  const heading: InlineElement = { type: "text", text: cleanText(title), style: { bold: true } };
  const lines = items.map((source) => sourceLine(source));
  const split = [[heading], ...lines].flatMap((line) => splitElements(line, sourcesBlockCharacters));
  return chunk(split, sourcesBlockCharacters).map((group) => ({
    block: richTextBlock(group.map((line, index) => sectionOf(index === 0 ? line : [newLine, ...line]))),
    text: group.map(mrkdwnOf).join("\n"),
    length: sum(group),
  }));
}

const sourcesBlockCharacters = 800;
const newLine: InlineElement = { type: "text", text: "\n" };

function sourceLine({ number, title, url, note }: Source): InlineElement[] {
  const label = cleanText(title);
  const name: InlineElement = url === null ? { type: "text", text: label } : linkOf(label, url);
  const rest = cleanText(note);
  return [
    { type: "text", text: `[${number}] ` },
    name,
    { type: "text", text: rest === "" ? "" : ` · ${rest}` },
  ].filter((element): element is InlineElement => element.text !== "");
}

/** Small print; with a link in it, it is a paragraph, because a context block could show it as mrkdwn only. */
function noteParts(elements: readonly InlineElement[]): Parts {
  const hasLink = elements.some((element) => element.type === "link");
  if (elements.length === 0) return [];
  if (hasLink || lengthOf(elements) > slackLimits.contextCharacters) return paragraphParts(elements);
  return [notePart(elements.map((element) => element.text ?? "").join(""))];
}

function notePart(text: string): Part {
  const block: KnownBlock = {
    type: "context",
    elements: [{ type: "plain_text", text, emoji: false }],
  };
  return { block, text: escapeMrkdwn(text), length: text.length };
}

function richTextBlock(sections: RichTextSection[]): RichTextBlock {
  return { type: "rich_text", elements: sections };
}

function sum(lines: readonly (readonly InlineElement[])[]): number {
  return lines.reduce((total, line) => total + lengthOf(line) + 1, 0);
}

/** Groups lines into runs that fit one block. */
function chunk(
  lines: readonly InlineElement[][],
  limit: number = slackLimits.blockCharacters,
): InlineElement[][][] {
  const groups: InlineElement[][][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group === undefined || sum([...group, line]) > limit) groups.push([line]);
    else group.push(line);
  }
  return groups;
}
