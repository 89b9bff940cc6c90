import type { MessagesLooked, Place } from "../../announcing/look-at-messages.ts";
import type { MessagePreview } from "../../announcing/message-preview.port.ts";
import type { Block } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { textPages } from "../announcing/fitting-text.ts";
import type { Previewed } from "../announcing/preview-announcement.ts";
import { note, paragraph } from "./pieces.ts";

const namedAtMost = 8;

/** A message, or a piece of one that is longer than a card: what one page of a preview shows. */
export interface PreviewPage {
  /** From 0. */
  readonly message: number;
  /** From 0, of `of`. */
  readonly piece: number;
  readonly of: number;
  readonly text: string;
  readonly native: unknown;
}

/** What is shown as it is there is one page; of plain text a page holds so many characters. */
export function previewPages(
  messages: readonly MessagePreview[],
  { isNative, characters }: { readonly isNative: boolean; readonly characters: number },
): readonly PreviewPage[] {
  return messages.flatMap(({ text, native }, message): PreviewPage[] => {
    if (isNative && native !== null) return [{ message, piece: 0, of: 1, text, native }];
    const pieces = textPages(text, characters);
    return pieces.map((piece, index) => ({
      message,
      piece: index,
      of: pieces.length,
      text: piece,
      native: null,
    }));
  });
}

/** One page, with what cannot be seen in it. */
export function pageBlocks(
  page: PreviewPage,
  { looked, platform, content }: Previewed,
  { announcementPreview: words }: Messages,
): readonly Block[] {
  const { messages } = looked;
  const { image } = content;
  const isFirst = page.message === 0 && page.piece === 0;
  const leadsBack = page.message > 0 ? [words.leadsBack] : [];
  const picture = isFirst && image !== null ? [words.picture[platform](image.url)] : [];
  return [
    paragraph([words.message(page.message + 1, messages.length), ...leadsBack, ...picture].join(" ")),
    { type: "message", platform, text: page.text, native: page.native },
    ...(page.of > 1 ? [note(words.page(page.piece + 1, page.of))] : []),
  ];
}

/** Where it reads like this, and where its first line differs. */
export function placesText(
  { looked, platform, correction, digest }: Previewed,
  { announcementPreview: words, announcements }: Messages,
): string {
  const { places, mention } = looked;
  const nameOf = ({ workspaceName, channelName }: Place): string =>
    announcements.destination(workspaceName, channelName);
  const isSplit = mention !== null && mention.live.length > 0 && mention.live.length < places.length;
  return [
    isSplit ? words.channelsBut(places.length) : words.channels(places.length),
    ...(mention === null ? [] : [mentionText(mention, { ...looked, platform, nameOf }, words)]),
    ...(mention !== null && correction === "everywhere" ? [words.mention.corrected] : []),
    ...(digest === null
      ? []
      : [digest.kind === "today" ? words.digest.today(nameOf(digest.in)) : words.digest[digest.kind]]),
  ].join(" ");
}

interface Naming extends Pick<MessagesLooked, "places">, Pick<Previewed, "platform"> {
  readonly nameOf: (place: Place) => string;
}

function mentionText(
  { whom, live }: NonNullable<MessagesLooked["mention"]>,
  { places, platform, nameOf }: Naming,
  words: Messages["announcementPreview"],
): string {
  const called = words.whom[platform][whom];
  if (live.length === 0) return words.mention.nowhere;
  if (live.length === places.length) return words.mention.everywhere(called);
  const more = live.length - namedAtMost;
  const named = live.slice(0, namedAtMost).map(nameOf);
  const where = [...named, ...(more > 0 ? [`+${more}`] : [])].join("; ");
  return words.mention.somewhere(called, where, places.length - live.length);
}
