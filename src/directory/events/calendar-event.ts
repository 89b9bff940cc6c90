/**
 * A time as a calendar file states it; nothing is converted. `date` is `2026-12-03`, `wallTime` is
 * `2026-12-03T18:30:00`, `instant` is `2026-12-03T18:30:00Z`.
 */
export type CalendarTime =
  | { readonly kind: "day"; readonly date: string }
  | { readonly kind: "instant"; readonly instant: string }
  /** `zone` is a name of the IANA database, `writtenZone` what the file says. */
  | { readonly kind: "zoned"; readonly wallTime: string; readonly zone: string; readonly writtenZone: string }
  /** A zone that only the file knows, and whose rules are those of no zone we can name. */
  | { readonly kind: "custom"; readonly wallTime: string; readonly writtenZone: string }
  | { readonly kind: "floating"; readonly wallTime: string };

/** One date an event also takes place on; `end` and `duration` (`PT1H30M`) only where the file gives a period. */
export interface AddedDate {
  readonly start: CalendarTime;
  readonly end: CalendarTime | null;
  readonly duration: string | null;
}

/** Which instance of a series this event replaces, and whether it stands for the later ones too. */
export interface ReplacedInstance {
  readonly time: CalendarTime;
  readonly isThisAndFuture: boolean;
}

/** A VEVENT as it was read (RFC 5545, section 3.6.1). Texts are plain text; what is not stated is null or empty. */
export interface CalendarEvent {
  /** The line of its BEGIN, from 1. */
  readonly line: number;
  /** Null in files that break the standard; such an event can be found again by its title and start only. */
  readonly uid: string | null;
  readonly sequence: number;
  readonly replaces: ReplacedInstance | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly location: string | null;
  /** An http or https address. */
  readonly url: string | null;
  /** Where to join online: an http or https address. */
  readonly onlineLink: string | null;
  /** The organiser's name; an e-mail address is nobody's business here. */
  readonly organiserName: string | null;
  readonly status: "tentative" | "confirmed" | "cancelled" | null;
  /** What a file calls by a name of its own counts as private (section 3.8.1.3). */
  readonly classification: "public" | "private" | "confidential";
  readonly categories: readonly string[];
  readonly start: CalendarTime;
  readonly end: CalendarTime | null;
  /** `PT1H30M`, where the file says how long instead of until when. */
  readonly duration: string | null;
  /** RRULE and EXRULE as written, not checked. */
  readonly recurrenceRules: readonly string[];
  readonly exclusionRules: readonly string[];
  readonly addedDates: readonly AddedDate[];
  readonly excludedDates: readonly CalendarTime[];
  readonly stampedAt: CalendarTime | null;
  readonly lastModified: CalendarTime | null;
}

/** What is wrong at a line, as one sentence for people. */
export interface CalendarProblem {
  readonly line: number;
  readonly sentence: string;
}

/**
 * A VEVENT that is no event; its uid, so that nobody takes the event for withdrawn. In a file that cancels events it may
 * well be one: there a start need not be said.
 */
export interface UnreadableEvent extends CalendarProblem {
  readonly uid: string | null;
  readonly sequence: number;
  /** The instance it is about; null for the whole event, and where that cannot be read. */
  readonly replaces: ReplacedInstance | null;
  /** It is about an instance, and which one cannot be read. */
  readonly isReplacedUnread: boolean;
}

/** What a calendar file says. A file that cannot be read to its end is refused as a whole: nothing of it counts. */
export type CalendarReading =
  | {
      readonly kind: "read";
      readonly name: string | null;
      /** PUBLISH, REQUEST, CANCEL …: what the sender wants done. */
      readonly method: string | null;
      /** The zone the calendar is shown in (X-WR-TIMEZONE), as written. */
      readonly writtenZone: string | null;
      readonly events: readonly CalendarEvent[];
      readonly unreadable: readonly UnreadableEvent[];
      /** By line; what was left out of events that were read, and what was understood with goodwill. */
      readonly problems: readonly CalendarProblem[];
      /** Problems beyond the limit, which are counted only. */
      readonly furtherProblems: number;
    }
  | { readonly kind: "refused"; readonly line: number; readonly sentence: string };
