import { z } from "zod";
import { Button } from "./reply.ts";

/**
 * Text that somebody wrote with formatting, as a tree: each platform renders it within its own limits. All text is
 * plain; renderers escape it, so nothing in it can ping or format by itself.
 */
export type Span =
  | {
      readonly type: "text";
      readonly text: string;
      readonly marks: readonly Mark[];
    }
  /** Only http and https addresses; anything else was made text when it was read. */
  | { readonly type: "link"; readonly url: string; readonly spans: readonly Span[] }
  /** A line break within a paragraph. */
  | { readonly type: "break" };

export const marks = ["strong", "emphasis", "strike", "code"] as const;
export type Mark = (typeof marks)[number];

export type TextBlock =
  /** `level` 1 to 3. */
  | { readonly type: "heading"; readonly level: 1 | 2 | 3; readonly spans: readonly Span[] }
  | { readonly type: "paragraph"; readonly spans: readonly Span[] }
  /** `start` is the number of the first item of an ordered list. An item may hold paragraphs, lists, code. */
  | {
      readonly type: "list";
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly (readonly TextBlock[])[];
    }
  | { readonly type: "quote"; readonly blocks: readonly TextBlock[] }
  /** `language` as it was written, or empty. */
  | { readonly type: "code"; readonly language: string; readonly text: string }
  /** All rows have as many cells as `header`. */
  | {
      readonly type: "table";
      readonly header: readonly (readonly Span[])[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly type: "divider" };

export type RichText = readonly TextBlock[];

export const mentionables = ["here", "everybody"] as const;

/** What an announcement says, as its author wrote it; the same for every destination. */
export const AnnouncementContent = z.object({
  /** One line. */
  title: z.string().min(1).max(150),
  /** Markdown (CommonMark with GitHub's tables, strike-through and bare addresses). */
  body: z.string().min(1).max(12_000),
  /** A topic that a workspace may have opted out of; lower case. */
  topic: z.string().max(40).nullable(),
  /** Where to read on or book; http or https. */
  link: z.string().max(500).nullable(),
  /** A picture at a public address, with what it shows in words. */
  image: z.object({ url: z.string().max(500), alt: z.string().min(1).max(1000) }).nullable(),
  /**
   * Whom it notifies beyond those who look: who is online, or everybody in the channel, in workspaces of the clusters
   * `in`, for which whoever wrote it had the right. Absent: nobody.
   */
  mention: z.object({ whom: z.enum(mentionables), in: z.array(z.string()) }).optional(),
  /** Below the last of its messages; pressing one says its command. */
  buttons: z.array(Button).max(5).optional(),
});
export type AnnouncementContent = z.infer<typeof AnnouncementContent>;
