import { Temporal } from "temporal-polyfill";
import { type BankHoliday, bankHolidaysOn, type Division } from "../calendar/bank-holidays.ts";
import { expandRecurrence } from "../calendar/recurrence/expand-recurrence.ts";
import { toInstant, ukZone, wallTimeAt, type Zone } from "../calendar/zones.ts";
import { type Schedule, wallMinute } from "./schedule.ts";

/** From the first to before the second, minutes on the wall such as `2026-12-01T09:00`. */
export interface RunWindow {
  readonly from: string;
  readonly until: string;
}

/**
 * The runs of a schedule, each by its minute on the wall: in order, none twice. `isCut`: a limit ended the list, there
 * may be more in the window. `refused` only for a rule that `Schedule` would not let through.
 */
export type Runs =
  | { readonly kind: "runs"; readonly slots: readonly string[]; readonly isCut: boolean }
  | { readonly kind: "refused" };

/** Of `now` there are none: its one run is made when it is approved, and has no minute on the wall. */
export function runsOf(schedule: Schedule, window: RunWindow): Runs {
  if (schedule.kind === "now") return { kind: "runs", slots: [], isCut: false };
  if (schedule.kind === "once") {
    const isWithin = schedule.at >= window.from && schedule.at < window.until;
    return { kind: "runs", slots: isWithin ? [schedule.at] : [], isCut: false };
  }
  const expansion = expandRecurrence(
    {
      start: Temporal.PlainDateTime.from(schedule.start),
      isAllDay: false,
      rule: schedule.rule,
      extra: [],
      except: schedule.except.map((slot) => Temporal.PlainDateTime.from(slot)),
      zone: schedule.zone === null ? null : { id: schedule.zone },
    },
    { from: Temporal.PlainDateTime.from(window.from), until: Temporal.PlainDateTime.from(window.until) },
  );
  if (expansion.kind === "refused") return { kind: "refused" };
  return { kind: "runs", slots: expansion.occurrences.map(wallMinute), isCut: expansion.isCut };
}

/**
 * The first runs of a schedule from a minute on the wall on: those of a year, or where these are few those of nine,
 * since leap days are up to eight years apart. Empty when none is to come.
 */
export function slotsFrom(schedule: Schedule, from: Temporal.PlainDateTime): readonly string[] {
  const within = (years: number) => {
    const runs = runsOf(schedule, { from: wallMinute(from), until: wallMinute(from.add({ years })) });
    return runs.kind === "runs" ? runs.slots : [];
  };
  const ofYear = within(1);
  return ofYear.length > 2 ? ofYear : within(9);
}

/**
 * When a minute on the wall is. `skipped`: the clocks skip it, and it is later by the gap; `twice`: it comes twice, and
 * the first counts. `shown` is what the clock shows then: another minute than the one asked for only when skipped.
 */
export interface Moment {
  readonly at: Temporal.Instant;
  readonly kind: "plain" | "skipped" | "twice";
  readonly slot: string;
  readonly shown: string;
}

export function momentOf(slot: string, zone: Zone): Moment {
  const wall = Temporal.PlainDateTime.from(slot);
  const at = toInstant(wall, zone);
  const shown = wallMinute(wallTimeAt(at, zone));
  if (shown !== slot) return { at, kind: "skipped", slot, shown };
  const later = wall.toZonedDateTime(zone.id, { disambiguation: "later" }).toInstant();
  return { at, kind: later.equals(at) ? "plain" : "twice", slot, shown };
}

/**
 * Whether a day is a bank holiday where a destination is. `unknown` for a year the list does not cover: nobody may
 * guess then. Weekends are ordinary in every year: a holiday that falls on one has its substitute day. Without a
 * division, outside the United Kingdom or in all of it, no bank holiday counts.
 */
export type DayKind =
  | { readonly kind: "ordinary" }
  | { readonly kind: "bank-holiday"; readonly holiday: BankHoliday }
  | { readonly kind: "unknown" };

export function dayKindOf(day: Temporal.PlainDate, division: Division | null): DayKind {
  if (division === null || day.dayOfWeek > 5) return { kind: "ordinary" };
  const holidays = bankHolidaysOn(day);
  if (holidays === null) return { kind: "unknown" };
  const holiday = holidays.find((one) => one.division === division);
  return holiday === undefined ? { kind: "ordinary" } : { kind: "bank-holiday", holiday };
}

/** What a repeat that leaves out bank holidays makes of one run at a destination; `unknown` has to be held and asked. */
export function dayOfRun(schedule: Schedule, at: Temporal.Instant, division: Division | null): DayKind {
  if (schedule.kind !== "repeat" || !schedule.exceptBankHolidays) return { kind: "ordinary" };
  return dayKindOf(wallTimeAt(at, ukZone).toPlainDate(), division);
}
