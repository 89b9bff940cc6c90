import type { MessagePreview } from "../../announcing/message-preview.port.ts";
import type { Announced, PartToPost } from "../../announcing/poster.port.ts";
import { onceForEach } from "../../chat/once-for-each.ts";
import { announcementParts, type PostingSentences, previewPart, renderPart } from "./render-announcement.ts";
import type { SlackMessage } from "./render-blocks.ts";

/** An announcement's messages; what is the same for every channel is worked out once. */
export interface AnnouncementMessages {
  preview(announced: Announced): readonly MessagePreview[];
  /**
   * A part, then what is shown instead when Slack does not take it: the picture as a link (Slack refuses one it cannot
   * fetch), and the text alone. Null where there is no such part.
   */
  variants(part: Pick<PartToPost, "announced" | "part" | "before">): readonly SlackMessage[] | null;
}

export function createAnnouncementMessages(sentences: PostingSentences): AnnouncementMessages {
  const partsOf = onceForEach((announced: Announced) => announcementParts(announced, sentences));
  const variantsOf = (announced: Announced, index: number, firstPart: string | null): SlackMessage[] => {
    const part = partsOf(announced)[index];
    if (part === undefined) return [];
    const shown = (isPictureShown: boolean): SlackMessage =>
      renderPart(announced, part, { sentences, showing: { firstPart, isPictureShown } });
    const linked = shown(false);
    const hasPicture = index === 0 && announced.image !== null;
    return [...(hasPicture ? [shown(true)] : []), linked, { ...linked, blocks: [] }];
  };
  const firstOf = onceForEach((announced: Announced) => variantsOf(announced, 0, null));
  return {
    preview: onceForEach((announced: Announced) =>
      partsOf(announced).map((part) => previewPart(announced, part, sentences)),
    ),
    variants: ({ announced, part, before }) => {
      const variants = part === 0 ? firstOf(announced) : variantsOf(announced, part, before[0]?.link ?? null);
      return variants.length === 0 ? null : variants;
    },
  };
}
