import type { Audience } from "../../shared/audience.ts";
import type { ReplacedInstance } from "./calendar-event.ts";
import type { EventStatus } from "./event-search.port.ts";

/** What can be said of an event besides when it is. What is not said is null or empty. */
export interface EventFacts {
  readonly title: string | null;
  readonly summary: string | null;
  readonly organiser: string | null;
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly onlineUrl: string | null;
  readonly url: string | null;
  readonly price: string | null;
  readonly tags: readonly string[];
}

/**
 * From when until when on one clock: wall times (`2026-12-03T18:30:00`), or days for what lasts all day, of which `end`
 * is the last one, included. Null where no end is known.
 */
export interface EventSpan {
  readonly start: string;
  readonly end: string | null;
}

/** What became of one instance of a series. */
export interface ChangedInstance {
  /** When it was to be, on the clock of the series. */
  readonly original: string;
  /** It stands for all later ones too, which move by as much. */
  readonly isThisAndFuture: boolean;
  readonly isCancelled: boolean;
  /** It is private: as if the series did not have it. */
  readonly isLeftOut: boolean;
  /** When it is instead, on the clock of the series; null where only its cancellation is told. */
  readonly span: EventSpan | null;
  /** What is said of it and not of the series. */
  readonly differs: Partial<EventFacts> | null;
}

/** When an event takes place, once or again and again. */
export interface EventSeries extends EventSpan {
  /** IANA name of the zone whose clock counts; days of what lasts all day begin there too. */
  readonly zone: string;
  /** IANA name of the zone it is told in: a calendar may count in UTC what people read in London. */
  readonly shownZone: string;
  /** The source names no zone that is known, so Europe/London was assumed. */
  readonly isFloating: boolean;
  /** RRULE and EXRULE, as written. */
  readonly rules: readonly string[];
  readonly exclusionRules: readonly string[];
  readonly added: readonly EventSpan[];
  readonly excluded: readonly string[];
  readonly changed: readonly ChangedInstance[];
}

/** What one source says of one event. */
export interface StatedEvent {
  /** Finds it again in the source: its uid, or title and start where there is none. */
  readonly entryKey: string;
  readonly uid: string | null;
  readonly line: number;
  readonly sequence: number;
  /** When the source says it was changed last, in ISO 8601; null where it does not say. */
  readonly changedAt: string | null;
  readonly clusterId: string;
  readonly audience: Audience;
  readonly audienceClusters: readonly string[];
  readonly isSample: boolean;
  /** Null where the source says nothing of it. */
  readonly status: EventStatus | null;
  readonly facts: EventFacts;
  /** Null in a notice that an event is off, which need not say more. */
  readonly series: EventSeries | null;
  /** In such a notice: which instances it calls off; none means the whole event. */
  readonly cancelled: readonly ReplacedInstance[];
  /** Only single instances are told of, so that a source with the whole series counts before this one. */
  readonly isPart: boolean;
}

/** Why an entry of a file is not taken. */
export type EntryProblem =
  | { readonly kind: "said"; readonly sentence: string }
  | { readonly kind: "contradiction"; readonly otherLine: number }
  | { readonly kind: "no-title" }
  | { readonly kind: "no-start" }
  | { readonly kind: "not-a-time"; readonly field: string; readonly text: string }
  | { readonly kind: "end-before-start" }
  | { readonly kind: "unknown-zone"; readonly text: string }
  | {
      readonly kind: "unknown-word";
      readonly field: string;
      readonly text: string;
      readonly known: readonly string[];
    }
  | { readonly kind: "unknown-cluster"; readonly text: string }
  | { readonly kind: "no-cluster" }
  | { readonly kind: "not-an-address"; readonly field: string; readonly text: string }
  | { readonly kind: "rule"; readonly problem: string; readonly part: string }
  | { readonly kind: "too-many-dates" }
  | { readonly kind: "not-kept" }
  | { readonly kind: "other-cluster" };

export interface RefusedEntry {
  readonly line: number;
  readonly title: string | null;
  /** The entry as it is kept stays as it is. */
  readonly entryKey: string | null;
  readonly problem: EntryProblem;
}

/** What a file says of events, whatever its form. */
export interface StatedFile {
  readonly label: string;
  readonly events: readonly StatedEvent[];
  readonly refused: readonly RefusedEntry[];
  /** Something could not be read, and nobody knows which entry it was: nothing counts as gone. */
  readonly isIncomplete: boolean;
  /** It calls events off and is no list of all there are: nothing counts as gone. */
  readonly isNotice: boolean;
  /** Entries that are private: not taken, and no longer kept where they were. */
  readonly privateEntries: readonly string[];
  /** What was understood with goodwill, by line. */
  readonly remarks: readonly { readonly line: number; readonly sentence: string }[];
}
