import type { MessagePreview } from "../../announcing/message-preview.port.ts";
import type { Announced } from "../../announcing/poster.port.ts";
import { onceForEach } from "../../chat/once-for-each.ts";
import { plainText } from "../../chat/plain-rich-text.ts";
import type { RichText } from "../../chat/rich-text.ts";
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
  return layOut(announced, part, { sentences, showing, writing: markdown });
}

/** Each message as it will be read, worked out once. */
export function createAnnouncementPreview(
  sentences: PostingSentences,
  partsOf: (announced: Announced) => readonly Part[] = (announced) => announcementParts(announced, sentences),
): (announced: Announced) => readonly MessagePreview[] {
  return onceForEach((announced: Announced) =>
    partsOf(announced).map((part) => previewPart(announced, part, sentences)),
  );
}

/** A part as it will be shown, to be looked at: it notifies nobody. */
function previewPart(announced: Announced, part: Part, sentences: PostingSentences): MessagePreview {
  const isMentionLive = announced.mention?.isLive === true;
  const showing: Showing = { firstPart: null, isPictureAttached: true, isMentionLive };
  const content = layOut(announced, part, { sentences, showing, writing: inertMarkdown });
  return {
    text: layOut(announced, part, { sentences, showing, writing: plain }),
    native: content.length <= limits.previewCharacters ? content : null,
  };
}

/** How the pieces of a message are written: as Discord takes them, or as plain text. */
interface Writing {
  readonly mention: (words: string) => string;
  /** On one line. */
  readonly words: (text: string) => string;
  readonly title: (line: string) => string;
  readonly body: (text: RichText) => string;
  /** Without words the address stands for itself. */
  readonly link: (words: string, url: string) => string;
  readonly smallPrint: (line: string) => string;
  /** A picture that is attached: Discord shows it below. */
  readonly attached: (words: string) => string;
  /** Between a title and what is below. */
  readonly underTitle: string;
}

const markdown: Writing = {
  mention: (words) => words,
  words: (text) => escapeLine(text),
  title: (line) => `# ${line}`,
  body: renderRichText,
  link: (words, url) => linkText(words, url, limits.linkCharacters),
  smallPrint: (line) => (line === "" ? "" : `-# ${line}`),
  attached: () => "",
  underTitle: "\n",
};

const inertMarkdown: Writing = { ...markdown, mention: escapeText };

const plain: Writing = {
  mention: (words) => words,
  words: (text) => shortenLine(text, limits.contentCharacters),
  title: (line) => line,
  body: plainText,
  link: (words, url) => (words === "" ? url : `${words} (${url})`),
  smallPrint: (line) => line,
  attached: (words) => words,
  underTitle: "\n\n",
};

interface Laying {
  readonly sentences: PostingSentences;
  readonly showing: Showing;
  readonly writing: Writing;
}

function layOut(announced: Announced, part: Part, laying: Laying): string {
  const { showing, writing, sentences } = laying;
  const isFirst = part.index === 0;
  const isLast = part.index === part.of - 1;
  const label = labelOf(part, laying);
  const title = isFirst ? writing.title(writing.words(announced.title)) : label;
  const head =
    isFirst && showing.isMentionLive ? joined([mentionOf(announced, writing), title], "\n") : title;
  const image = isFirst ? announced.image : null;
  const blocks = [
    image !== null && !showing.isPictureAttached ? pictureLink(image, laying) : "",
    writing.body(part.body),
    isLast && announced.link !== null ? writing.link("", announced.link) : "",
  ];
  const foot = [
    isLast && announced.footer !== "" ? writing.smallPrint(writing.words(announced.footer)) : "",
    isFirst ? label : "",
  ];
  const attached =
    image !== null && showing.isPictureAttached ? writing.attached(sentences.picture(image.alt)) : "";
  const body = joined([head, joined(blocks, "\n\n")], writing.underTitle);
  return joined([body, joined(foot, "\n"), attached], "\n\n");
}

/** Discord notifies because of these words, where the message allows it. */
function mentionOf({ mention }: Announced, writing: Writing): string {
  if (mention === undefined) return "";
  return writing.mention(mention.whom === "here" ? "@here" : "@everyone");
}

function joined(texts: readonly string[], gap: string): string {
  return texts.filter((text) => text !== "").join(gap);
}

function labelOf({ index, of }: Part, { sentences, showing: { firstPart }, writing }: Laying): string {
  if (of === 1) return "";
  const number = writing.words(sentences.part(index + 1, of));
  if (index === 0 || firstPart === null) return writing.smallPrint(number);
  return writing.smallPrint(`${number} · ${writing.link(sentences.firstPart, firstPart)}`);
}

function pictureLink({ url, alt }: NonNullable<Announced["image"]>, { sentences, writing }: Laying): string {
  return writing.link(shortenLine(sentences.picture(alt), limits.pictureCharacters), url);
}
