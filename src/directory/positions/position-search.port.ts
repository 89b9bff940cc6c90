import type { Readership } from "../../shared/audience.ts";
import type { Quorum } from "./quorum.ts";
import type { StanceKind } from "./stance.ts";

/** A position these readers may know of: at least one of its versions was adopted and is no secret to them. */
export interface PositionTopic {
  readonly positionId: string;
  /** What people call it: 7 for P7. */
  readonly number: number;
  readonly owner: string;
  readonly topic: string;
  readonly alsoCalled: readonly string[];
  /** Of its versions, newest first. */
  readonly titles: readonly string[];
}

export interface FoundStance {
  readonly cluster: string;
  readonly clusterName: string;
  readonly kind: StanceKind;
  readonly reason: string | null;
  readonly role: string;
  readonly at: Date;
}

/**
 * A version as these readers may know it. One that was replaced by what they may not know of is the line to them, still:
 * `until` and `status` say what they would without it.
 */
export interface FoundVersion {
  readonly versionId: string;
  readonly positionId: string;
  readonly number: number;
  readonly owner: string;
  readonly ownerName: string;
  readonly topic: string;
  /** Its number, but for gaps, which would tell of a version these readers do not know. */
  readonly version: number;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly fingerprint: string;
  readonly status: "adopted" | "superseded" | "withdrawn";
  /** ISO day from which it was the line. */
  readonly from: string;
  /** ISO day from which it was the line no more; null while it is. */
  readonly until: string | null;
  /** ISO day. */
  readonly reviewOn: string | null;
  readonly link: string | null;
  readonly isSample: boolean;
  readonly quorum: Quorum;
  /** Names of clusters that were asked, and had not left. */
  readonly asked: readonly string[];
  readonly stances: readonly FoundStance[];
}

/** What kind of document it is, where that can be told. */
export type DocumentSort = "minutes" | "response" | "press" | "paper";

/** A document that belongs to a position. */
export interface LinkedDocument {
  readonly documentId: string;
  readonly positionId: string;
  readonly title: string;
  readonly url: string | null;
  readonly cluster: string;
  readonly clusterName: string;
  /** ISO, as exact as known. */
  readonly publishedOn: string | null;
  readonly sort: DocumentSort | null;
  readonly isSample: boolean;
  /** Of its passages those that say most of what was looked for. */
  readonly texts: readonly string[];
}

export interface LinkedQuery {
  readonly positions: readonly string[];
  readonly readership: Readership;
  readonly at: Date;
  /** What their passages are to say, as terms; without any, no text of them is read. */
  readonly about: readonly string[];
}

/**
 * What was adopted, as everybody else sees it: no draft, no consultation, nothing under embargo at `at`, nothing these
 * readers may not read, and nothing from which one could tell that such a thing is there. Throws BotError
 * DATABASE_UNAVAILABLE.
 */
export interface PositionSearch {
  topics(readership: Readership, at: Date): Promise<readonly PositionTopic[]>;
  /** All of these positions, oldest first. */
  versions(positions: readonly string[], readership: Readership, at: Date): Promise<readonly FoundVersion[]>;
  /** Documents in force that belong to these positions and that these readers may read, newest first; a dozen at most. */
  documents(query: LinkedQuery): Promise<readonly LinkedDocument[]>;
}
