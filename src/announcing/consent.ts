import { Temporal } from "temporal-polyfill";
import type { BankHoliday, Division } from "../calendar/bank-holidays.ts";
import { toInstant, wallTimeAt, type Zone } from "../calendar/zones.ts";
import type { AnnouncementConsent } from "../people/workspace.ts";
import { dayKindOf } from "./runs.ts";
import { wallMinute } from "./schedule.ts";

/** What was promised to a workspace: one run of an announcement, at its moment there. */
export interface Promised {
  readonly at: Temporal.Instant;
  readonly topic: string | null;
  /** The workspace is of the cluster whose announcement it is: it may post there as it likes. */
  readonly isOwn: boolean;
}

export interface ConsentFacts {
  /** Whose bank holidays count there; null outside the United Kingdom, and for what is of all of it. */
  readonly division: Division | null;
  /** How many announcements of others that workspace gets on a day there (`2026-12-01`), this one not among them. */
  readonly othersOn: (day: string) => number;
  /** When the next run of the same announcement is promised there; null where there is none. */
  readonly nextAt: Temporal.Instant | null;
  /** From when people there can see that it is to come. */
  readonly now: Temporal.Instant;
}

export type HoldReason = "own-approval" | "daily-cap" | "bank-holidays-unknown";
export type SkipReason = "topic-opted-out" | "bank-holiday" | "next-run-first";

/** What was done and why, in order. Times are minutes on the wall in the workspace's zone. */
export type ConsentNote =
  | { readonly note: "after-quiet-hours"; readonly from: string; readonly to: string }
  /** Somebody there can say no until it goes out; `from` is when it would have gone, null where it waits no longer for that. */
  | { readonly note: "may-veto"; readonly hours: number; readonly from: string | null }
  | {
      readonly note: "next-working-day";
      readonly from: string;
      readonly to: string;
      readonly holiday: string;
    }
  /** Its own announcement all the same goes out then. */
  | { readonly note: "in-quiet-hours"; readonly until: string }
  | { readonly note: "on-bank-holiday"; readonly holiday: string }
  | { readonly note: "bank-holidays-unknown"; readonly day: string };

export type Consented =
  | { readonly kind: "goes"; readonly due: Temporal.Instant; readonly notes: readonly ConsentNote[] }
  /** Somebody there has to release it; `due` is when it would have gone. */
  | {
      readonly kind: "held";
      readonly due: Temporal.Instant;
      readonly reasons: readonly HoldReason[];
      readonly notes: readonly ConsentNote[];
    }
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly notes: readonly ConsentNote[] };

/**
 * What a workspace agreed to, applied to what was promised to it. Its time for a veto comes first, then quiet hours, then the bank holiday of the
 * day it would be seen on, then both again until neither is in the way. A run that would thereby come as late as the
 * next one of the same announcement is left out: runs never change places, and no two come at once.
 */
export function applyConsent(
  promised: Promised,
  consent: AnnouncementConsent,
  facts: ConsentFacts,
): Consented {
  if (promised.isOwn)
    return { kind: "goes", due: promised.at, notes: notesForOwn(promised.at, consent, facts) };
  const { topic } = promised;
  if (topic !== null && consent.optedOutTopics.includes(topic.trim().toLowerCase()))
    return { kind: "skipped", reason: "topic-opted-out", notes: [] };
  const veto = afterVeto(promised.at, consent, facts);
  const moved = move(veto.at, consent, facts);
  const notes = [...veto.notes, ...moved.notes];
  if (moved.isSkipped) return { kind: "skipped", reason: "bank-holiday", notes };
  const { due } = moved;
  const isLater = Temporal.Instant.compare(due, promised.at) > 0;
  if (isLater && facts.nextAt !== null && Temporal.Instant.compare(facts.nextAt, due) <= 0)
    return { kind: "skipped", reason: "next-run-first", notes };
  const reasons = holdReasons(moved, consent, facts);
  return reasons.length === 0 ? { kind: "goes", due, notes } : { kind: "held", due, reasons, notes };
}

interface Moved {
  readonly due: Temporal.Instant;
  readonly isSkipped: boolean;
  readonly isUnknown: boolean;
  readonly notes: readonly ConsentNote[];
}

/** Not before people there had the hours they want for saying no. What is held waits for them anyway. */
function afterVeto(
  at: Temporal.Instant,
  { holds, vetoHours, zone }: AnnouncementConsent,
  { now }: ConsentFacts,
): { readonly at: Temporal.Instant; readonly notes: readonly ConsentNote[] } {
  if (holds || vetoHours === null) return { at, notes: [] };
  const earliest = now.add({ hours: vetoHours }).round({ smallestUnit: "minute", roundingMode: "ceil" });
  const isLater = Temporal.Instant.compare(earliest, at) > 0;
  const from = isLater ? wallMinute(wallTimeAt(at, { id: zone })) : null;
  return { at: isLater ? earliest : at, notes: [{ note: "may-veto", hours: vetoHours, from }] };
}

/** Each round moves it later, out of quiet hours or to a working day; there are never that many holidays in a row. */
const roundsAtMost = 20;

function move(at: Temporal.Instant, consent: AnnouncementConsent, { division }: ConsentFacts): Moved {
  const zone: Zone = { id: consent.zone };
  const notes: ConsentNote[] = [];
  let due = at;
  for (let round = 0; round < roundsAtMost; round += 1) {
    const from = wallMinute(wallTimeAt(due, zone));
    const quietEnd = endOfQuiet(due, consent);
    if (quietEnd !== null) {
      due = quietEnd;
      notes.push({ note: "after-quiet-hours", from, to: wallMinute(wallTimeAt(due, zone)) });
      continue;
    }
    const wall = wallTimeAt(due, zone);
    const day = dayKindOf(wall.toPlainDate(), division);
    if (day.kind === "ordinary" || consent.bankHolidays === "deliver")
      return { due, isSkipped: false, isUnknown: false, notes: [...notes, ...holidayNotes(day)] };
    if (day.kind === "unknown") {
      notes.push({ note: "bank-holidays-unknown", day: wall.toPlainDate().toString() });
      return { due, isSkipped: false, isUnknown: true, notes };
    }
    if (consent.bankHolidays === "skip")
      return { due, isSkipped: true, isUnknown: false, notes: [...notes, ...holidayNotes(day)] };
    due = toInstant(nextWorkingDay(wall.toPlainDate(), division).toPlainDateTime(wall.toPlainTime()), zone);
    const to = wallMinute(wallTimeAt(due, zone));
    notes.push({ note: "next-working-day", from, to, holiday: day.holiday.name });
  }
  return { due, isSkipped: false, isUnknown: true, notes };
}

function holidayNotes(
  day: { readonly kind: "bank-holiday"; readonly holiday: BankHoliday } | { readonly kind: string },
): readonly ConsentNote[] {
  return "holiday" in day ? [{ note: "on-bank-holiday", holiday: day.holiday.name }] : [];
}

/** The first day after it that is neither at a weekend nor known for a bank holiday. */
function nextWorkingDay(day: Temporal.PlainDate, division: Division | null): Temporal.PlainDate {
  let next = day.add({ days: 1 });
  while (next.dayOfWeek > 5 || dayKindOf(next, division).kind === "bank-holiday")
    next = next.add({ days: 1 });
  return next;
}

/**
 * When the quiet hours end that an instant falls into; null where it falls into none. They are hours on the wall and may
 * go over midnight; an end that the clocks skip is later by the gap, as everywhere.
 */
function endOfQuiet(at: Temporal.Instant, { quiet, zone: id }: AnnouncementConsent): Temporal.Instant | null {
  if (quiet === null) return null;
  const zone: Zone = { id };
  const wall = wallTimeAt(at, zone);
  const time = wall.toPlainTime().toString({ smallestUnit: "minute" });
  const isOverMidnight = quiet.from > quiet.until;
  const isBeforeMidnight = isOverMidnight && time >= quiet.from;
  const isQuiet = isBeforeMidnight || (time < quiet.until && (isOverMidnight || time >= quiet.from));
  if (!isQuiet) return null;
  const day = isBeforeMidnight ? wall.toPlainDate().add({ days: 1 }) : wall.toPlainDate();
  const end = day.toPlainDateTime(Temporal.PlainTime.from(quiet.until));
  const first = toInstant(end, zone);
  // In the second of two hours that look the same, the first is gone already.
  return Temporal.Instant.compare(first, at) > 0
    ? first
    : end.toZonedDateTime(zone.id, { disambiguation: "later" }).toInstant();
}

function holdReasons(
  { due, isUnknown }: Moved,
  { holds, dailyCap, zone }: AnnouncementConsent,
  { othersOn }: ConsentFacts,
): readonly HoldReason[] {
  const day = wallTimeAt(due, { id: zone }).toPlainDate().toString();
  return [
    ...(holds ? ["own-approval" as const] : []),
    ...(dailyCap !== null && othersOn(day) >= dailyCap ? ["daily-cap" as const] : []),
    ...(isUnknown ? ["bank-holidays-unknown" as const] : []),
  ];
}

function notesForOwn(
  at: Temporal.Instant,
  consent: AnnouncementConsent,
  { division }: ConsentFacts,
): readonly ConsentNote[] {
  const zone: Zone = { id: consent.zone };
  const quietEnd = endOfQuiet(at, consent);
  return [
    ...(quietEnd === null
      ? []
      : [{ note: "in-quiet-hours" as const, until: wallMinute(wallTimeAt(quietEnd, zone)) }]),
    ...holidayNotes(dayKindOf(wallTimeAt(at, zone).toPlainDate(), division)),
  ];
}
