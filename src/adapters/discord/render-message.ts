import type { Block, Inline, Reply, Source } from "../../chat/reply.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import { codeText, escapeLine, escapeText, shortenLine } from "./escape-text.ts";
import { limits } from "./limits.ts";
import { linkText } from "./link-text.ts";
import { type Passage, packPassages } from "./pack-passages.ts";

type ChatMessages = Pick<DiscordMessages, "cut" | "moreSources">;

/**
 * A reply as the contents of one or more messages, each within Discord's limit; never empty. Breaks fall between
 * paragraphs and list items. What does not fit in `atMost` messages is left out from the end of the text, with
 * a sentence that says so; sources and short notes stay.
 */
export function renderMessages(reply: Reply, atMost: number, messages: ChatMessages): string[] {
  const whole = packPassages(passagesOf(reply.blocks, limits.contentCharacters, messages));
  if (whole.length <= atMost) return whole.length > 0 ? whole : [summaryOf(reply)];
  const sourcesAtMost = atMost === 1 ? limits.sourcesOfSingleMessage : limits.contentCharacters;
  return shorten(passagesOf(reply.blocks, sourcesAtMost, messages), atMost, messages);
}

/** A reply made of signs nobody can see. */
function summaryOf(reply: Reply): string {
  return escapeLine(reply.summary, limits.pieceCharacters) || "…";
}

/** Leaves out passages from the end, but for those that are kept, until the rest fits. */
function shorten(passages: readonly Passage[], atMost: number, messages: ChatMessages): string[] {
  const cut: Passage = { pieces: [`-# ${escapeLine(messages.cut)}`], gap: "\n\n", isKept: true };
  const kept = [cut, ...passages.filter((passage) => passage.isKept)];
  let body = passages.filter((passage) => !passage.isKept);
  let packed = packPassages([...body, ...kept]);
  while (packed.length > atMost && body.length > 0) {
    body = withoutEnd(body);
    packed = packPassages([...body, ...kept]);
  }
  return packed.slice(0, atMost);
}

/** A passage goes as a whole, unless it is longer than a message by itself. */
function withoutEnd(body: readonly Passage[]): Passage[] {
  const rest = body.slice(0, -1);
  const last = body.at(-1);
  if (last === undefined || last.pieces.length < 2) return rest;
  if (last.pieces.join("").length <= limits.contentCharacters && rest.length > 0) return rest;
  return [...rest, { ...last, pieces: last.pieces.slice(0, -1) }];
}

function passagesOf(blocks: readonly Block[], sourcesAtMost: number, messages: ChatMessages): Passage[] {
  const passages: Passage[] = [];
  let heading = "";
  for (const block of blocks) {
    if (block.type === "heading") {
      heading += `### ${escapeLine(block.text, limits.labelCharacters)}\n`;
      continue;
    }
    const [first, ...others] = passagesOfBlock(block, sourcesAtMost, messages);
    if (first === undefined) continue;
    // A heading never stands alone at the end of a message.
    const headed = heading === "" ? first : { ...first, pieces: [heading, ...first.pieces], gap: "\n\n" };
    passages.push(headed, ...others);
    heading = "";
  }
  if (heading !== "") passages.push({ pieces: [heading], gap: "\n\n", isKept: false });
  return passages.filter((passage) => passage.pieces.join("").trim() !== "");
}

function passagesOfBlock(
  block: Exclude<Block, { type: "heading" }>,
  sourcesAtMost: number,
  messages: ChatMessages,
): Passage[] {
  switch (block.type) {
    case "paragraph":
      return [{ pieces: block.content.flatMap(piecesOf), gap: "\n\n", isKept: false }];
    case "list":
      return block.items.map((item, index) => ({
        pieces: [block.ordered ? `${index + 1}. ` : "- ", ...item.flatMap(piecesOf).map(onOneLine)],
        gap: index === 0 ? "\n\n" : "\n",
        isKept: false,
      }));
    case "sources":
      return [
        {
          pieces: [sourcesText(block, sourcesAtMost, messages)],
          gap: "\n\n",
          isKept: true,
        },
      ];
    case "note": {
      const pieces = ["-# ", ...block.content.flatMap(piecesOf).map(onOneLine)];
      return [{ pieces, gap: "\n", isKept: pieces.join("").length <= limits.keptNoteCharacters }];
    }
    case "message":
      return [messagePassage(block)];
    case "divider":
    // Buttons stand under the message: render-buttons.ts.
    case "actions":
      return [];
  }
}

/** A message of Discord's own as it is (render-announcement.ts); of another platform, its text. */
function messagePassage({ platform, text, native }: Extract<Block, { type: "message" }>): Passage {
  const isOwn = platform === "discord" && typeof native === "string";
  return { pieces: isOwn ? [native] : split(text).map(escapeText), gap: "\n\n", isKept: isOwn };
}

/** One thing in a line of text, escaped, in pieces that each fit in a message whatever they were made of. */
function piecesOf(inline: Inline): string[] {
  switch (inline.type) {
    case "text":
      return split(inline.text).map(escapeText);
    case "strong":
      return split(inline.text).map((part) => wrap(part, "**"));
    case "emphasis":
      return split(inline.text).map((part) => wrap(part, "*"));
    case "code":
      return split(codeText(inline.text)).map((part) => `\`${part}\``);
    case "link":
      return [titledLink(inline.text, inline.url)];
    case "citation":
      return [` \\[${inline.number}\\]`];
  }
}

/** Signs of emphasis must touch the words they emphasise. */
function wrap(text: string, sign: string): string {
  const inner = escapeText(text);
  const words = inner.trim();
  return words === "" ? inner : inner.replace(words, () => `${sign}${words}${sign}`);
}

/** Breaks after white space where there is some. */
function split(text: string): string[] {
  const size = limits.pieceCharacters;
  return text.match(new RegExp(`[\\s\\S]{1,${size - 1}}(?:\\s|$)|[\\s\\S]{1,${size / 2}}`, "gu")) ?? [];
}

function onOneLine(piece: string): string {
  return piece.replace(/\s+/g, " ");
}

function titledLink(title: string, url: string): string {
  return linkText(shortenLine(title, limits.labelCharacters), url, limits.linkCharacters);
}

/** Sources stay whole: those that do not fit in `atMost` characters are counted instead of cut. */
function sourcesText(
  { title, items }: Extract<Block, { type: "sources" }>,
  atMost: number,
  messages: ChatMessages,
): string {
  const lines = [`**${escapeLine(title, limits.labelCharacters)}**`];
  for (const [index, item] of items.entries()) {
    const line = `\\[${item.number}\\] ${sourceLine(item)}`;
    const more = escapeLine(messages.moreSources(items.length - index));
    if ([...lines, line, more].join("\n").length > atMost) return [...lines, more].join("\n");
    lines.push(line);
  }
  return lines.join("\n");
}

function sourceLine(source: Source): string {
  const title =
    source.url === null
      ? escapeLine(source.title, limits.labelCharacters)
      : titledLink(source.title, source.url);
  const note = escapeLine(source.note, limits.labelCharacters);
  return note === "" ? title : `${title} · ${note}`;
}
