import type { Announced } from "../../announcing/poster.port.ts";
import { plainText } from "../../chat/plain-rich-text.ts";
import { type Part, splitIntoParts } from "../../chat/rich-text-parts.ts";
import type { Messages } from "../../messages/english.ts";
import { escapeLine, escapeText, shortenLine } from "./escape-text.ts";
import { limits } from "./limits.ts";
import { linkText } from "./link-text.ts";
import { renderRichText } from "./render-rich-text.ts";

export type PostingSentences = Messages["posting"];

/**
 * How a part is shown: with the address of the first part, the picture as a link where it is not attached, and whom it
 * notifies.
 */
export interface Showing {
  readonly firstPart: string | null;
  readonly isPictureAttached: boolean;
  readonly isMentionLive: boolean;
}

/** What an announcement says, in as many messages as Discord's limit asks for. */
export function announcementParts(announced: Announced, sentences: PostingSentences): Part[] {
  return splitIntoParts(announced.body, (part) => {
    const content = renderPart(announced, part, { sentences, showing: longest });
    return content.length <= limits.contentCharacters;
  });
}

/** Whichever way a part is shown then, it is not longer than this way. */
const longest: Showing = {
  firstPart: `https://discord.com/channels/${"1".repeat(20)}/${"1".repeat(20)}/${"1".repeat(20)}`,
  isPictureAttached: false,
  isMentionLive: true,
};

/** The content of one message. */
export function renderPart(
  announced: Announced,
  part: Part,
  { sentences, showing }: { readonly sentences: PostingSentences; readonly showing: Showing },
): string {
  const isFirst = part.index === 0;
  const isLast = part.index === part.of - 1;
  const label = labelOf(part, showing.firstPart, sentences);
  const title = isFirst ? `# ${escapeLine(announced.title)}` : label;
  const head = isFirst && showing.isMentionLive ? joined([mentionOf(announced), title], "\n") : title;
  const blocks = [
    isFirst && announced.image !== null && !showing.isPictureAttached
      ? pictureLink(announced.image, sentences)
      : "",
    renderRichText(part.body),
    isLast && announced.link !== null ? linkText("", announced.link, limits.linkCharacters) : "",
  ];
  const foot = [
    isLast && announced.footer !== "" ? smallPrint(escapeLine(announced.footer)) : "",
    isFirst ? label : "",
  ];
  return joined([joined([head, joined(blocks, "\n\n")], "\n"), joined(foot, "\n")], "\n\n");
}

/** Discord notifies because of these words, where the message allows it. */
function mentionOf({ mention }: Announced): string {
  if (mention === undefined) return "";
  return mention.whom === "here" ? "@here" : "@everyone";
}

/** How a part reads. */
export function plainPart(announced: Announced, part: Part, sentences: PostingSentences): string {
  const isFirst = part.index === 0;
  const isLast = part.index === part.of - 1;
  return joined(
    [
      isFirst ? announced.title : "",
      isFirst && announced.image !== null ? sentences.picture(announced.image.alt) : "",
      plainText(part.body),
      isLast ? (announced.link ?? "") : "",
      isLast ? announced.footer : "",
      part.of > 1 ? sentences.part(part.index + 1, part.of) : "",
    ],
    "\n\n",
  );
}

function joined(texts: readonly string[], gap: string): string {
  return texts.filter((text) => text !== "").join(gap);
}

function smallPrint(text: string): string {
  return text === "" ? "" : `-# ${text}`;
}

function labelOf({ index, of }: Part, firstPart: string | null, sentences: PostingSentences): string {
  if (of === 1) return "";
  const number = escapeText(sentences.part(index + 1, of));
  if (index === 0 || firstPart === null) return smallPrint(number);
  return smallPrint(`${number} · ${linkText(sentences.firstPart, firstPart, limits.linkCharacters)}`);
}

function pictureLink({ url, alt }: NonNullable<Announced["image"]>, sentences: PostingSentences): string {
  return linkText(shortenLine(sentences.picture(alt), limits.pictureCharacters), url, limits.linkCharacters);
}
