import type { PartToPost } from "../../announcing/poster.port.ts";
import type { Picture } from "./discord-rest.ts";
import type { ConnectedNeeds } from "./poster-needs.ts";
import { renderPart } from "./render-announcement.ts";
import { type ButtonRow, buttonRows } from "./render-buttons.ts";

type PartOfDelivery = Pick<PartToPost, "announced" | "part" | "before" | "destination">;

interface ShownWay {
  readonly isReply: boolean;
  readonly isPictureAttached: boolean;
  readonly isMentionLive: boolean;
}

/** One message of an announcement in every way it may be shown. */
export interface ShownPart {
  /** As a reply to the first part, or with a link to it; the picture below it, or as a link; notifying whom it would. */
  content(way: ShownWay): string;
  /** Whether it is to notify whom it would. */
  readonly isMentionLive: boolean;
  /** Below it. */
  readonly buttons: readonly ButtonRow[];
  /** The first part, when this is another. */
  readonly replyTo: string | null;
  readonly hasPicture: boolean;
}

/** Null where the announcement has no such part. */
export function shownPart(
  { announced, part: index, before }: PartOfDelivery,
  { sentences, partsOf }: Pick<ConnectedNeeds, "sentences" | "partsOf">,
): ShownPart | null {
  const part = partsOf(announced)[index];
  if (part === undefined) return null;
  const first = before[0] ?? null;
  return {
    content: ({ isReply, ...way }) => {
      const firstPart = isReply ? null : (first?.link ?? null);
      return renderPart(announced, part, { sentences, showing: { firstPart, ...way } });
    },
    buttons: index === part.of - 1 ? buttonRows(announced.buttons ?? []) : [],
    isMentionLive: index === 0 && announced.mention?.isLive === true,
    // Empty where a person said that it is there.
    replyTo: first?.id || null,
    hasPicture: index === 0 && announced.image !== null,
  };
}

/** The picture of the first part; null where there is none, or none to be had now: its words and address stand there then. */
export async function pictureOf(
  { announced, part, destination }: PartOfDelivery,
  { fetchPicture, log }: Pick<ConnectedNeeds, "fetchPicture" | "log">,
): Promise<Picture | null> {
  const { image } = announced;
  if (image === null || part > 0) return null;
  const fetched = await fetchPicture(image.url);
  if (fetched.kind === "fetched") return { ...fetched, alt: image.alt };
  log.warn("discord-announcement-without-picture", { ...destination, reason: fetched.reason });
  return null;
}
