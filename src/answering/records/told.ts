import type { Temporal } from "temporal-polyfill";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import type { FoundOrganisation, FoundTier } from "../../directory/membership/membership-search.port.ts";
import type { Place } from "../../directory/places/place.ts";
import type { DocumentSort, FoundVersion } from "../../directory/positions/position-search.port.ts";
import type { StanceKind } from "../../directory/positions/stance.ts";
import type { Owner } from "../answer.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import type { Contradiction } from "./contradict-line.ts";
import type { Aspect } from "./event-aspects.ts";

/**
 * - `answered`: as it was asked, which may be with a no, “cancelled” or “it has ended”.
 * - `partial`: something near it: the next date when there is none in the time asked, a record whose field is empty.
 * - `abstained`: nothing these readers may read answers it, or it is not for the bot to say.
 * - `asked-back`: it cannot be told what is meant.
 */
export type Outcome = "answered" | "partial" | "abstained" | "asked-back";

/** Days asked about; `until` is the last one. */
export interface DaysAsked {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** What a price is to be, in pounds. */
export interface PriceAsked {
  readonly bound: "under" | "up-to" | "over" | "from";
  readonly pounds: number;
}

export type PartOfDay = "morning" | "lunchtime" | "afternoon" | "evening";

/** Which of them come first; how large an event is stands in no record. */
export type EventOrder = "next" | "cheapest" | "dearest" | "last" | "largest";

/** What was looked for, to be said in the answer. */
export interface EventsWanted {
  readonly days: DaysAsked | null;
  readonly partOfDay: PartOfDay | null;
  readonly places: readonly Place[];
  readonly isOnline: boolean;
  readonly isFree: boolean;
  readonly price: PriceAsked | null;
}

/** What has to be said of a list that was put in order or picked by price. */
export interface EventsRanked {
  readonly order: EventOrder | null;
  /** Events that fit else, whose record names no price. */
  readonly unpriced: number;
  /** So many were looked through; null when that was all of them. */
  readonly lookedThrough: number | null;
}

export interface EventsTold {
  readonly kind: "events";
  readonly outcome: Exclude<Outcome, "asked-back">;
  /**
   * - `list`: what was asked for. `one`: the event that was named.
   * - `next`: nothing in the time asked, but this is to come. `only-past`: all that is known is over.
   * - `not-in-record`: the event is known, what was asked of it is not.
   */
  readonly lead: "list" | "one" | "next" | "only-past" | "not-in-record";
  readonly wanted: EventsWanted;
  readonly asked: readonly Aspect[];
  /** A screenful, by start. */
  readonly events: readonly FoundEvent[];
  readonly total: number;
  readonly ranked: EventsRanked | null;
  readonly now: Temporal.Instant;
  readonly owner: Owner | null;
}

export interface OrganisationsTold {
  readonly kind: "organisations";
  readonly outcome: "answered" | "partial" | "abstained";
  /** `members`: of a cluster or in a place. `named`: what an organisation is a member of. */
  readonly lead: "named" | "members" | "unknown";
  /** A cluster that was asked about. */
  readonly clusters: readonly ClusterEntry[];
  readonly places: readonly Place[];
  readonly organisations: readonly FoundOrganisation[];
  readonly total: number;
  readonly today: Temporal.PlainDate;
  readonly owner: Owner | null;
}

/** What of a membership is asked. */
export type TierAspect = "fee" | "who" | "benefits" | "how";

export interface TiersTold {
  readonly kind: "tiers";
  readonly outcome: "answered" | "partial" | "abstained";
  readonly asked: readonly TierAspect[];
  /** By cluster, in the order asked. */
  readonly tiers: readonly FoundTier[];
  /** Clusters asked about of which no tier is known. */
  readonly without: readonly ClusterEntry[];
  readonly day: Temporal.PlainDate;
  readonly owner: Owner | null;
}

export interface PlaceCovered {
  readonly place: Place;
  readonly region: Place | null;
  /** Those that name the place, or what it lies in below the region. */
  readonly local: readonly ClusterEntry[];
  readonly regional: readonly ClusterEntry[];
  readonly lookedTo: { readonly place: Place; readonly clusters: readonly ClusterEntry[] } | null;
}

export interface CoverageTold {
  readonly kind: "coverage";
  readonly outcome: "answered" | "partial";
  readonly covered: readonly PlaceCovered[];
  /** Whether the region is what was asked for. */
  readonly asksRegion: boolean;
  readonly owner: Owner | null;
}

export interface ClosedTold {
  readonly kind: "closed";
  readonly outcome: "answered";
  readonly cluster: ClusterEntry;
  readonly owner: Owner | null;
}

export interface ContactTold {
  readonly kind: "contact";
  readonly outcome: "answered";
  readonly clusters: readonly { readonly cluster: ClusterEntry; readonly owner: Owner }[];
}

export interface ClockTold {
  readonly kind: "clock";
  readonly outcome: "answered";
  readonly lead:
    | {
        readonly kind: "changes";
        readonly changes: readonly { readonly date: Temporal.PlainDate; readonly isForward: boolean }[];
      }
    | {
        readonly kind: "label";
        readonly from: Temporal.PlainDate;
        readonly until: Temporal.PlainDate;
        readonly labels: readonly string[];
      };
}

export interface AskedBackTold {
  readonly kind: "asked-back";
  readonly outcome: "asked-back";
  readonly about: "event" | "membership" | "anything";
  /** What may be meant: titles of events, names of clusters. */
  readonly choices: readonly string[];
}

/** Why something is not told whatever the records hold. */
export type NotTold = "payments" | "private" | "opinion" | "errand" | "elsewhere";

export interface RefusedTold {
  readonly kind: "refused";
  readonly outcome: "abstained";
  readonly reason: NotTold;
  readonly owner: Owner | null;
}

/**
 * What of a position is asked.
 * - `line`: its text on a day. `still`: whether it is the line today, and since when or until when.
 * - `changes`: between two texts. `history`: all of them. `difference`: between owners. `list`: what there are lines on.
 */
export type PositionAspect =
  | "line"
  | "still"
  | "changes"
  | "history"
  | "stances"
  | "review"
  | "difference"
  | "list";

/** One position, with what of it is told. */
export interface PositionLine {
  readonly standing: "own" | "federation" | "other";
  /** All versions these readers may know, oldest first. */
  readonly versions: readonly FoundVersion[];
  /** In force today; null when there was one only. */
  readonly current: FoundVersion | null;
  /** What is asked about, oldest first: in force in the days asked, today else; of changes the two that are compared. */
  readonly shown: readonly FoundVersion[];
}

/** A document that belongs to a position. */
export interface BackgroundDocument {
  readonly title: string;
  readonly url: string | null;
  readonly clusterName: string;
  readonly standing: PositionLine["standing"];
  /** What kind of document it is; null where that cannot be told. */
  readonly sort: DocumentSort | null;
  /** ISO, as exact as known. */
  readonly publishedOn: string | null;
  readonly isSample: boolean;
}

/** A document that says otherwise than the line. */
export interface Disagreement extends Contradiction {
  readonly document: BackgroundDocument;
  readonly lineTitle: string;
}

export interface PositionTold {
  readonly kind: "position";
  readonly outcome: "answered" | "partial" | "abstained";
  readonly asked: PositionAspect;
  readonly stance: StanceKind | null;
  /** Whose stance is asked for; null for everybody's. */
  readonly signer: ClusterEntry | null;
  readonly days: DaysAsked | null;
  /** Whoever has a line on it was asked for. */
  readonly asksWhoHas: boolean;
  /** Where the text is published was asked for. */
  readonly asksForLink: boolean;
  /** On which day clusters said what they did was asked for. */
  readonly asksForDay: boolean;
  /** What is to come was asked for: nothing is told of that, whether there is something or not. */
  readonly asksAhead: boolean;
  /** Own first, then the federation's; of a list as many as are shown. */
  readonly lines: readonly PositionLine[];
  /** Of a list, how many there are, and of which it was asked for: those to be reviewed, those whose day is past. */
  readonly listed: { readonly total: number; readonly of: "all" | "review" | "overdue" };
  /** Asked about by name, and without a line on this. */
  readonly without: readonly ClusterEntry[];
  /** Of other clusters there are lines as well: their names. */
  readonly alsoBy: readonly string[];
  /** Those that disagree first, then the newest; three at most. */
  readonly background: readonly BackgroundDocument[];
  readonly disagreements: readonly Disagreement[];
  /** One that is newer than the line and says nothing against it; null when none is. */
  readonly newer: BackgroundDocument | null;
  readonly today: Temporal.PlainDate;
  readonly owner: Owner | null;
}

/** What of a consultation is asked: which there are, when one closes, who responds, our line for it, or all of it. */
export type InquiryAspect = "list" | "closes" | "answers" | "line" | "about";

export interface InquiriesTold {
  readonly kind: "inquiries";
  readonly outcome: "answered" | "partial" | "abstained";
  readonly asked: InquiryAspect;
  /** In which they close. */
  readonly days: DaysAsked | null;
  /** One, unless a list is asked for. */
  readonly inquiries: readonly FoundInquiry[];
  /** The lines on what bears on it, where they are asked for; null when there is none. */
  readonly lines: PositionTold | null;
  readonly now: Date;
  readonly owner: Owner | null;
}

/** What the records say to a question; a card makes sentences of it. */
export type Told =
  | EventsTold
  | OrganisationsTold
  | TiersTold
  | CoverageTold
  | ClosedTold
  | ContactTold
  | ClockTold
  | PositionTold
  | InquiriesTold
  | AskedBackTold
  | RefusedTold;

/** What an answer from documents must hold to be one: documents speak of much that only sounds like an event. */
export interface Demand {
  /** Terms that one source of it must have, all of them. */
  readonly terms: readonly string[];
  /** Clusters that source must be of, or name; none asks nothing. */
  readonly clusters: readonly ClusterEntry[];
  /** What is asked for: a date or time, an amount, a way to join. */
  readonly shape: "date" | "fee" | "joining" | null;
}

/**
 * `documents`: the records do not answer it; `otherwise` is what to say when documents do not either, `near` looks for
 * what comes near it in the records, where documents answer none or a part of it.
 */
export type Consulted =
  | { readonly kind: "told"; readonly told: Told }
  | {
      readonly kind: "documents";
      readonly otherwise: Told | null;
      readonly demand: Demand | null;
      readonly near?: () => Promise<Told | null>;
    };
