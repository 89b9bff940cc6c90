import type { Audience } from "../shared/audience.ts";

/** What a document is about; a source that says none of these is `other`. */
export const documentKinds = ["event", "membership", "policy", "minutes", "guide", "news", "other"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/**
 * What is known of a document besides its text. Dates are ISO; `publishedOn` may be `2024` or `2024-06` where
 * no more is known. `audienceClusters` says whose members or board may read it; empty for public material.
 */
export interface DocumentMetadata {
  readonly title: string;
  readonly clusterId: string;
  readonly region: string | null;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly audienceClusters: readonly string[];
  readonly topics: readonly string[];
  readonly publishedOn: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  readonly url: string | null;
  readonly source: string | null;
  readonly isSample: boolean;
  /** Source key of the document this one replaces. */
  readonly supersedes: string | null;
  /** Topics of the policy positions it says it belongs to. */
  readonly positions: readonly string[];
}

/** A stretch of text under one heading (and, in a PDF, on one page), as a reader found it. */
export interface Section {
  /** Headings above the text, outermost first; empty before the first heading. */
  readonly headingPath: readonly string[];
  /** Fragment of the heading in the published page, without `#`. */
  readonly anchor: string | null;
  /** Page number from 1, PDF only. */
  readonly page: number | null;
  /** Paragraphs, list items and table rows as plain text, in reading order. */
  readonly paragraphs: readonly string[];
}

/** A file as a reader understood it. `title` and `metadata` are what the file itself says. */
export interface ReadFile {
  readonly mediaType: string;
  readonly title: string | null;
  /** Where it was fetched from in the end, after redirects; absent for a file. */
  readonly address?: string;
  /** How many pages it has, with and without text; absent where there are none. */
  readonly pages?: number;
  /** Front matter or <meta> values, unchecked. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly sections: readonly Section[];
}

/** A piece of a document that can be cited on its own. */
export interface Passage {
  readonly ordinal: number;
  readonly headingPath: readonly string[];
  readonly anchor: string | null;
  readonly page: number | null;
  readonly text: string;
}
