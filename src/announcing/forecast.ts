import { Temporal } from "temporal-polyfill";
import { bankHolidaysCover, type Division } from "../calendar/bank-holidays.ts";
import { wallTimeAt, type Zone, zoneLabel } from "../calendar/zones.ts";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Audience } from "../shared/audience.ts";
import { type ChosenDestination, isNarrowEnough } from "./choose-destinations.ts";
import { applyConsent, type ConsentNote, type HoldReason, type SkipReason } from "./consent.ts";
import type { Examined, RefusalReason } from "./poster.port.ts";
import { dayOfRun, type Moment, momentOf, runsOf } from "./runs.ts";
import { type Schedule, wallMinute } from "./schedule.ts";

/** What is looked at before anybody approves. */
export interface Planned {
  readonly now: Temporal.Instant;
  readonly schedule: Schedule;
  /** How late it may be, in minutes. */
  readonly lateBy: number;
  /** Whose announcement it is. */
  readonly cluster: string;
  readonly audience: Audience;
  readonly content: Pick<AnnouncementContent, "topic" | "image">;
}

export interface PlannedDestination {
  readonly chosen: ChosenDestination;
  readonly examined: Examined;
  /** Whose bank holidays count there; null for none. */
  readonly division: Division | null;
  /** How many messages it takes there. */
  readonly parts: number;
  /** How many announcements of others that workspace gets on a day there (`2026-12-01`). */
  readonly othersOn: (day: string) => number;
}

/** A longer announcement would bury the channel. */
export const partsAtMost = 10;

/**
 * - `late`: its time there is over by more than it may be late; the author would be asked.
 * - `skipped` with `excepted`: a repeat that leaves out bank holidays; `same-channel`: another destination of the list
 *   is the same shared channel; `no-run`: no run is to come.
 * - `will-fail` with `audience`, `shared-with-others`: people would see it who are not to.
 */
export type Outcome =
  | { readonly kind: "goes" }
  | { readonly kind: "held"; readonly reasons: readonly HoldReason[] }
  | { readonly kind: "skipped"; readonly reason: SkipReason | "excepted" | "same-channel" | "no-run" }
  | { readonly kind: "late" }
  | {
      readonly kind: "will-fail";
      readonly reason: RefusalReason | "too-many-parts" | "audience" | "shared-with-others";
    };

export type ForecastNote =
  | ConsentNote
  /** The clocks skip that minute: it goes out at `shown`. Minutes on the wall in `zone`, also below. */
  | { readonly note: "clock-skips"; readonly slot: string; readonly shown: string; readonly zone: Zone }
  /** That minute comes twice: it goes out the first time. */
  | { readonly note: "clock-twice"; readonly slot: string; readonly zone: Zone }
  /** Its time there is over, but not by long. */
  | { readonly note: "goes-at-once"; readonly slot: string }
  | { readonly note: "excepted-holiday"; readonly holiday: string }
  | { readonly note: "holidays-known-until"; readonly year: number }
  | { readonly note: "several-parts"; readonly parts: number }
  /** Nothing could be found out about the channel. */
  | { readonly note: "not-examined"; readonly detail: string }
  /** A lost answer cannot be looked up there: it may end up as unconfirmed. */
  | { readonly note: "cannot-look-up" }
  | { readonly note: "same-channel-as"; readonly workspace: string };

/** What one destination will see, and when, of the coming run. */
export interface Forecast {
  readonly chosen: ChosenDestination;
  readonly channelName: string | null;
  readonly outcome: Outcome;
  /** When by the clock there, with its label (GMT, BST); null where it does not go out. */
  readonly when: LocalTime | null;
  readonly notes: readonly ForecastNote[];
}

export interface LocalTime {
  readonly at: Temporal.Instant;
  /** `2026-12-01T09:00`. */
  readonly wall: string;
  readonly zone: Zone;
  readonly label: string;
}

/** Pure: what `examined` and `othersOn` say is taken for true. */
export function forecast(planned: Planned, destination: PlannedDestination): Forecast {
  const { chosen, examined } = destination;
  const channelName = examined.kind === "ready" ? examined.channelName : null;
  const timed = timeOf(planned, destination);
  const failure = failureOf(planned, destination);
  const notes = [...notesOn(destination), ...timed.notes];
  if (failure === null) return { chosen, channelName, outcome: timed.outcome, when: timed.when, notes };
  return { chosen, channelName, outcome: { kind: "will-fail", reason: failure }, when: null, notes };
}

type Failure = Extract<Outcome, { readonly kind: "will-fail" }>["reason"];

function failureOf(
  { audience, content }: Planned,
  { chosen, examined, parts }: PlannedDestination,
): Failure | null {
  if (!isNarrowEnough(chosen.channel.audience, audience)) return "audience";
  if (examined.kind === "refused") return examined.reason;
  if (parts > partsAtMost) return "too-many-parts";
  if (examined.kind === "unknown") return null;
  if (audience !== "public" && examined.isShared) return "shared-with-others";
  return content.image !== null && !examined.mayAttach ? "may-not-attach" : null;
}

function notesOn({ examined, parts }: PlannedDestination): readonly ForecastNote[] {
  return [
    ...(parts > 1 ? [{ note: "several-parts" as const, parts }] : []),
    ...(examined.kind === "unknown" ? [{ note: "not-examined" as const, detail: examined.detail }] : []),
    ...(examined.kind === "ready" && !examined.canReadBack ? [{ note: "cannot-look-up" as const }] : []),
  ];
}

type Timed = Pick<Forecast, "outcome" | "when" | "notes">;

function timeOf(planned: Planned, destination: PlannedDestination): Timed {
  const { now, schedule } = planned;
  const { zone: id } = destination.chosen.workspace.consent;
  if (schedule.kind === "now") return agreed(planned, destination, { at: now, nextAt: null });
  const zone: Zone = { id: schedule.zone ?? id };
  const { coming, next, odd } = comingRuns(planned, destination, zone);
  const about = [...odd.map((moment) => clockNote(moment, zone)), ...knownUntil(schedule, destination)];
  if (coming === null) return { outcome: { kind: "skipped", reason: "no-run" }, when: null, notes: about };
  const day = dayOfRun(schedule, coming.at, destination.division);
  if (day.kind === "bank-holiday") {
    const note = { note: "excepted-holiday" as const, holiday: day.holiday.name };
    return { outcome: { kind: "skipped", reason: "excepted" }, when: null, notes: [note, ...about] };
  }
  const late = now.epochMilliseconds - coming.at.epochMilliseconds;
  if (late > planned.lateBy * 60_000) return { outcome: { kind: "late" }, when: null, notes: about };
  const isOver = late > 0;
  const timed = agreed(planned, destination, { at: isOver ? now : coming.at, nextAt: next?.at ?? null });
  const overdue = isOver ? [{ note: "goes-at-once" as const, slot: coming.slot }] : [];
  const notes = [...overdue, ...timed.notes, ...about];
  return day.kind === "unknown"
    ? holdUnknown(timed, notes, wallTimeAt(coming.at, zone))
    : { ...timed, notes };
}

function agreed(
  { cluster, content }: Planned,
  { chosen, division, othersOn }: PlannedDestination,
  { at, nextAt }: { readonly at: Temporal.Instant; readonly nextAt: Temporal.Instant | null },
): Timed {
  const { consent, cluster: whose } = chosen.workspace;
  const consented = applyConsent({ at, topic: content.topic, isOwn: whose === cluster }, consent, {
    division,
    othersOn,
    nextAt,
  });
  const { notes } = consented;
  if (consented.kind === "skipped")
    return { outcome: { kind: "skipped", reason: consented.reason }, when: null, notes };
  const when = localTime(consented.due, { id: consent.zone });
  return consented.kind === "goes"
    ? { outcome: { kind: "goes" }, when, notes }
    : { outcome: { kind: "held", reasons: consented.reasons }, when, notes };
}

function localTime(at: Temporal.Instant, zone: Zone): LocalTime {
  const zoned = wallTimeAt(at, zone);
  return { at, wall: wallMinute(zoned), zone, label: zoneLabel(zoned, zone) };
}

/** Whether that day is a bank holiday is not known yet, so that somebody has to say. */
function holdUnknown(timed: Timed, notes: readonly ForecastNote[], wall: Temporal.PlainDateTime): Timed {
  const before = timed.outcome.kind === "held" ? timed.outcome.reasons : [];
  if (timed.outcome.kind !== "goes" && timed.outcome.kind !== "held") return { ...timed, notes };
  return {
    outcome: { kind: "held", reasons: [...new Set([...before, "bank-holidays-unknown" as const])] },
    when: timed.when,
    notes: [{ note: "bank-holidays-unknown", day: wall.toPlainDate().toString() }, ...notes],
  };
}

interface ComingRuns {
  readonly coming: Moment | null;
  /** The one after it that is not left out there. */
  readonly next: Moment | null;
  /** Those of the year to come that a change of the clocks touches, the first three. */
  readonly odd: readonly Moment[];
}

const oddShown = 3;
/** Enough to find one that is not left out: there are never that many bank holidays in a row. */
const momentsLookedAt = 15;

function comingRuns({ now, schedule }: Planned, { division }: PlannedDestination, zone: Zone): ComingRuns {
  const slots = schedule.kind === "once" ? [schedule.at] : slotsAhead(schedule, wallTimeAt(now, zone));
  const moments = slots
    .slice(0, momentsLookedAt)
    .map((slot) => momentOf(slot, zone))
    .filter(({ at }) => schedule.kind === "once" || Temporal.Instant.compare(at, now) > 0);
  const [coming = null, ...later] = moments;
  const changes = daysOfChange(now, zone);
  return {
    coming,
    next: later.find(({ at }) => dayOfRun(schedule, at, division).kind !== "bank-holiday") ?? null,
    odd: slots
      .filter((slot) => changes.includes(slot.slice(0, 10)))
      .map((slot) => momentOf(slot, zone))
      .filter(({ kind, at }) => kind !== "plain" && Temporal.Instant.compare(at, now) > 0)
      .slice(0, oddShown),
  };
}

/** From the day before, since where the clocks change a run of the past on the wall may be to come. */
function slotsAhead(schedule: Schedule, today: Temporal.PlainDateTime): readonly string[] {
  const from = wallMinute(today.subtract({ days: 1 }));
  const within = (years: number) => {
    const runs = runsOf(schedule, { from, until: wallMinute(today.add({ years })) });
    return runs.kind === "runs" ? runs.slots : [];
  };
  const ofYear = within(1);
  // Leap days are up to eight years apart.
  return ofYear.length > 2 ? ofYear : within(9);
}

/** The days of the year to come on which the clock in a zone changes, as it begins to show another offset. */
function daysOfChange(now: Temporal.Instant, zone: Zone): readonly string[] {
  const days: string[] = [];
  let at = now.toZonedDateTimeISO(zone.id);
  const end = at.add({ years: 1 });
  for (;;) {
    const change = at.getTimeZoneTransition("next");
    if (change === null || Temporal.ZonedDateTime.compare(change, end) > 0) return days;
    days.push(change.toPlainDate().toString());
    at = change;
  }
}

function clockNote({ kind, slot, shown }: Moment, zone: Zone): ForecastNote {
  return kind === "skipped"
    ? { note: "clock-skips", slot, shown, zone }
    : { note: "clock-twice", slot, zone };
}

/** Of a repeat without bank holidays that goes on for longer than these are known. */
function knownUntil(schedule: Schedule, { division }: PlannedDestination): readonly ForecastNote[] {
  if (schedule.kind !== "repeat" || !schedule.exceptBankHolidays || division === null) return [];
  const year = bankHolidaysCover.until;
  const after = runsOf(schedule, { from: `${year + 1}-01-01T00:00`, until: `${year + 2}-01-01T00:00` });
  const goesOn = after.kind === "runs" && after.slots.length > 0;
  return goesOn ? [{ note: "holidays-known-until", year }] : [];
}
