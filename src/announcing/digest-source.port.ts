import type { Digest } from "./digest.ts";
import type { Destination } from "./poster.port.ts";

/** What a digest says: Markdown, and how many things it lists. */
export interface DigestFilled {
  readonly markdown: string;
  readonly items: number;
}

/** Fills digests from the records. Throws BotError DATABASE_UNAVAILABLE. */
export interface DigestSource {
  /**
   * What a digest says in a destination now: what is on in the region of the workspace's cluster and everybody who sees
   * the channel may read. Null when nothing is on.
   */
  fill(digest: Digest, destination: Destination): Promise<DigestFilled | null>;
}
