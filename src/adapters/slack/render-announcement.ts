import type { KnownBlock } from "@slack/types";
import type { MessagePreview } from "../../announcing/message-preview.port.ts";
import type { Announced } from "../../announcing/poster.port.ts";
import { cleanText, safeUrl } from "../../chat/clean-text.ts";
import { plainText } from "../../chat/plain-rich-text.ts";
import type { Span, TextBlock } from "../../chat/rich-text.ts";
import { type Part, splitIntoParts } from "../../chat/rich-text-parts.ts";
import type { Messages } from "../../messages/english.ts";
import { slackLimits } from "./limits.ts";
import type { SlackMessage } from "./render-blocks.ts";
import { renderButtons } from "./render-buttons.ts";
import { escapeMrkdwn } from "./render-inline.ts";
import { lengthOfBlocks, renderRichText } from "./render-rich-text.ts";

export type PostingSentences = Messages["posting"];

/**
 * How a part is shown: with the address of the first part, a picture as a picture or as a link, and whom it notifies as
 * words only where it is but looked at.
 */
export interface Showing {
  readonly firstPart: string | null;
  readonly isPictureShown: boolean;
  readonly isMentionInert?: boolean;
}

/** What an announcement says, in as many messages as Slack's limits ask for. */
export function announcementParts(announced: Announced, sentences: PostingSentences): Part[] {
  const { mention } = announced;
  const live = mention === undefined ? announced : { ...announced, mention: { ...mention, isLive: true } };
  return splitIntoParts(announced.body, (part) =>
    isWithinLimits(renderPart(live, part, { sentences, showing: longest })),
  );
}

/** Whichever way a part is shown then, it is not longer than this way. */
const longest: Showing = {
  firstPart: `https://${"x".repeat(80)}.slack.com/archives/C0123456789/p0123456789012345`,
  isPictureShown: true,
};

function isWithinLimits({ blocks }: SlackMessage): boolean {
  return (
    blocks.length <= slackLimits.blocks - spareBlocks &&
    lengthOfBlocks(blocks) <= slackLimits.shownCharacters &&
    JSON.stringify(blocks).length <= slackLimits.blocksJsonCharacters
  );
}

/** Room for a picture shown as a link. */
const spareBlocks = 1;

/** A part as Slack takes it; `text` says everything the blocks say, for notifications and screen readers. */
export function renderPart(
  announced: Announced,
  part: Part,
  { sentences, showing }: { readonly sentences: PostingSentences; readonly showing: Showing },
): SlackMessage {
  const pieces = piecesOf(announced, part, { sentences, showing });
  return { text: escapeMrkdwn(textOf(pieces)), blocks: pieces.flatMap((piece) => piece.blocks) };
}

/** A part as it will be shown, to be looked at: it notifies nobody, and nothing in it can be pressed. */
export function previewPart(announced: Announced, part: Part, sentences: PostingSentences): MessagePreview {
  const pieces = piecesOf({ ...announced, buttons: [] }, part, { sentences, showing: lookedAt });
  const blocks = pieces.flatMap((piece) => piece.blocks);
  const isShort =
    blocks.length <= slackLimits.previewBlocks &&
    lengthOfBlocks(blocks) <= slackLimits.previewCharacters &&
    JSON.stringify(blocks).length <= slackLimits.previewJsonCharacters;
  return { text: textOf(pieces), native: isShort ? blocks : null };
}

const lookedAt: Showing = { firstPart: null, isPictureShown: true, isMentionInert: true };

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => piece.text)
    .filter((text) => text !== "")
    .join("\n\n");
}

function piecesOf(
  announced: Announced,
  part: Part,
  { sentences, showing }: { readonly sentences: PostingSentences; readonly showing: Showing },
): readonly Piece[] {
  const isFirst = part.index === 0;
  const isLast = part.index === part.of - 1;
  const label = labelOf(part, showing.firstPart, sentences);
  const picture = isFirst ? announced.image : null;
  return [
    ...(isFirst ? mentionOf(announced, showing) : []),
    ...(isFirst ? [titleOf(announced.title)] : label),
    ...(picture === null ? [] : [pictureOf(picture, showing.isPictureShown, sentences)]),
    { blocks: renderRichText(part.body), text: plainText(part.body) },
    ...(isLast ? [...closingOf(announced), ...buttonsOf(announced)] : []),
    ...(isFirst ? label : []),
  ];
}

/** Some blocks with what they say. */
interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly text: string;
}

function richPiece(...text: readonly TextBlock[]): Piece {
  return { blocks: renderRichText(text), text: plainText(text) };
}

/** Slack notifies because of this element alone: what the text says of it is escaped. */
function mentionOf({ mention }: Announced, { isMentionInert = false }: Showing): Piece[] {
  if (mention === undefined || !mention.isLive) return [];
  const range = mention.whom === "here" ? "here" : "channel";
  if (isMentionInert) return [richPiece({ type: "paragraph", spans: [plain(`@${range}`)] })];
  const block: KnownBlock = {
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range }] }],
  };
  return [{ blocks: [block], text: `@${range}` }];
}

function titleOf(title: string): Piece {
  return richPiece({ type: "heading", level: 1, spans: [plain(cleanText(title).replaceAll(/\s+/g, " "))] });
}

function pictureOf(
  { url, alt }: NonNullable<Announced["image"]>,
  isShown: boolean,
  sentences: PostingSentences,
): Piece {
  const address = safeUrl(url);
  const words = cleanText(alt);
  const said = sentences.picture(words);
  if (!isShown || address === null) return richPiece({ type: "paragraph", spans: [link(url, said)] });
  return { blocks: [{ type: "image", image_url: address, alt_text: words }], text: said };
}

function closingOf({ link: url, footer }: Announced): Piece[] {
  return [
    ...(url === null ? [] : [richPiece({ type: "paragraph", spans: [link(url, url)] })]),
    ...(footer === "" ? [] : [smallPrint(cleanText(footer))]),
  ];
}

function buttonsOf({ buttons = [] }: Announced): Piece[] {
  if (buttons.length === 0) return [];
  const { block } = renderButtons(buttons, 0);
  return [{ blocks: [block], text: "" }];
}

function smallPrint(text: string): Piece {
  return { blocks: [{ type: "context", elements: [{ type: "plain_text", text, emoji: false }] }], text };
}

function labelOf({ index, of }: Part, firstPart: string | null, sentences: PostingSentences): Piece[] {
  if (of === 1) return [];
  const number = sentences.part(index + 1, of);
  if (index === 0 || firstPart === null) return [smallPrint(number)];
  const spans = [plain(`${number} · `), link(firstPart, sentences.firstPart)];
  return [richPiece({ type: "paragraph", spans })];
}

function plain(text: string): Span {
  return { type: "text", text, marks: [] };
}

function link(url: string, words: string): Span {
  return { type: "link", url, spans: [plain(words)] };
}
