import type { Announced, Destination } from "./poster.port.ts";

/** One message of an announcement as people will read it on its platform; what it would notify of is words only. */
export interface MessagePreview {
  /** As plain text. */
  readonly text: string;
  /**
   * As that platform takes it, for a `message` block of a reply there (chat/reply.ts); null where it is too long to
   * stand within a reply.
   */
  readonly native: unknown;
}

/** An announcement's messages on each platform, by the very renderers that post them; nothing is connected for it. */
export type PreviewOn = Readonly<
  Record<Destination["platform"], (announced: Announced) => readonly MessagePreview[]>
>;
