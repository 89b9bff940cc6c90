import type { Audience } from "../shared/audience.ts";
import type { DocumentKind } from "./document.ts";
import type { AddressKind } from "./page-list.port.ts";

export type WatchedKind = AddressKind | "folder";

/** A page, list of pages, feed or folder that is read again by itself. */
export interface WatchedSource {
  readonly id: string;
  readonly clusterId: string;
  readonly kind: WatchedKind;
  /** An http(s) address, or an absolute path. */
  readonly address: string;
  readonly audience: Audience;
  readonly documentKind: DocumentKind;
  readonly everyHours: number;
  /** Given on the command line: where the settings allow it, it may lie inside one's own network. */
  readonly allowsPrivate: boolean;
  /** Sentence for people; null before the first reading. */
  readonly lastResult: string | null;
  readonly lastFailed: boolean;
  readonly lastReadAt: Date | null;
  readonly nextReadAt: Date;
  readonly addedAt: Date;
  /** What the server said of a calendar when it was last taken over; null for other sources and before that. */
  readonly version: SourceVersion | null;
}

/** The validators of HTTP, as the server wrote them. */
export interface SourceVersion {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What came of reading a source; what was stored before stays where it failed. */
export type WatchedResult =
  | {
      readonly kind: "read";
      /** Documents that turned up, those refused among them. */
      readonly documents: number;
      readonly added: number;
      readonly replaced: number;
      readonly unchanged: number;
      readonly withdrawn: number;
      readonly refused: number;
      /** Why the first of them was refused, as one clause; null when none was. */
      readonly firstReason: string | null;
      /** It names more than are read. */
      readonly isCut: boolean;
      /** Pages it names on other servers, which are passed over. */
      readonly elsewhere: number;
      /** The time was over before the last of them; the next reading goes on. */
      readonly isUnfinished: boolean;
    }
  | CalendarRead
  | { readonly kind: "failed"; readonly reason: string };

/** What came of a calendar of events: all of it was taken over, or nothing. */
export interface CalendarRead {
  readonly kind: "calendar";
  /** The server says that it is what was read last. */
  readonly isUnchanged: boolean;
  readonly added: number;
  /** Moved and cancelled ones among them. */
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly refused: number;
  /** Why the first of them was refused, as a sentence with its line; null when none was. */
  readonly firstReason: string | null;
  readonly version: SourceVersion;
}

/** How often a source is read where nobody says it: events change at short notice. */
export function usualHours(kind: WatchedKind): number {
  return kind === "calendar" ? 1 : 24;
}

/** Nothing of a source could be read. */
export function hasFailed(result: WatchedResult): boolean {
  if (result.kind === "failed") return true;
  if (result.kind === "calendar") return false;
  return result.documents > 0 && result.refused === result.documents;
}

/** Once a source fails it is tried again after an hour, then after about twice as long each time. Minutes. */
const firstRetry = 60;
const longestRetry = 24 * 60;

/** In how many minutes a source is to be read again. */
export function minutesUntilNext(source: WatchedSource, failed: boolean, now: Date): number {
  const usual = source.everyHours * 60;
  if (!failed) return usual;
  if (!source.lastFailed) return Math.min(usual, firstRetry);
  const lastGood = source.lastReadAt ?? source.addedAt;
  const overdue = (now.getTime() - lastGood.getTime()) / 60_000 - (source.lastReadAt === null ? 0 : usual);
  return Math.round(Math.min(Math.max(firstRetry, overdue), Math.max(longestRetry, usual)));
}
