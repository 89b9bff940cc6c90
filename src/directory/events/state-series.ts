import { Temporal } from "temporal-polyfill";
import { expandRecurrence, recurrenceLimits } from "../../calendar/recurrence/expand-recurrence.ts";
import { dayText, epochSeconds, wallSeconds, wallSecondsAt, wallTimeText } from "../../calendar/wall-text.ts";
import type { Zone } from "../../calendar/zones.ts";
import type { CalendarEvent, CalendarTime, ReplacedInstance } from "./calendar-event.ts";
import { type Clock, isDay, isWithinRecords, onClock, wallOf } from "./on-clock.ts";
import type { ChangedInstance, EntryProblem, EventSeries, EventSpan } from "./stated-event.ts";

const ukZone = "Europe/London";
const secondsInDay = 86_400;

/** An entry of a calendar: the event or series, and what became of single instances. */
export interface Entry {
  readonly main: CalendarEvent | null;
  readonly instances: readonly CalendarEvent[];
}

/**
 * The dates of a calendar's entry, on the clock it states them by. Instances without their series are dates of their
 * own. A private instance is left out.
 */
export function seriesOf(
  { main, instances, leftOut }: Entry & { readonly leftOut: readonly ReplacedInstance[] },
  shown: Zone,
): EventSeries | EntryProblem {
  const [first] = instances;
  const whole = main ?? first;
  if (whole === undefined) return { kind: "no-start" };
  const isByRule = whole.recurrenceRules.length > 0;
  const start = main === null ? (first?.replaces?.time ?? whole.start) : whole.start;
  const usual = clockOf(start, { shown, isByRule });
  const isAlone = !isByRule && instances.length === 0 && whole.addedDates.length === 0;
  const { clock, span } =
    main === null
      ? { clock: usual, span: { start: usual.start, end: null } }
      : timesOf(whole, usual, isAlone);
  const isShort = !isWithinRecords(span);
  if (isShort) return { kind: "not-a-time", field: "start", text: span.start };
  const changed = [
    ...instances.map((event) => changeOf(event, clock)),
    ...leftOut.map((one) => withoutDate(one, clock)),
  ];
  if (changed.some((one) => one.span !== null && !isWithinRecords(one.span)))
    return { kind: "not-a-time", field: "start", text: "" };
  const others =
    main === null ? changed.slice(1).map(({ original }) => ({ start: original, end: null })) : [];
  const series: EventSeries = {
    ...clock,
    ...span,
    rules: whole.recurrenceRules,
    exclusionRules: whole.exclusionRules,
    added: [...others, ...whole.addedDates.map((date) => addedSpan(date, clock))].filter(isWithinRecords),
    excluded: whole.excludedDates.map((date) => onClock(date, clock)),
    changed,
  };
  return problemOf(series) ?? series;
}

/** Why its dates cannot be worked out; null when they can. */
export function problemOf(series: EventSeries): EntryProblem | null {
  if (series.rules.length + series.exclusionRules.length > 20) return { kind: "too-many-dates" };
  if (series.added.length + series.excluded.length > recurrenceLimits.exceptions)
    return { kind: "too-many-dates" };
  const start = Temporal.PlainDateTime.from(series.start);
  const zone = { id: series.zone };
  for (const rule of [...series.rules, ...series.exclusionRules]) {
    const recurrence = { start, isAllDay: isDay(series.start), rule, extra: [], except: [], zone };
    const expanded = expandRecurrence(recurrence, { from: start, until: start.add({ seconds: 1 }) });
    if (expanded.kind === "refused")
      return { kind: "rule", problem: expanded.reason.problem, part: expanded.reason.part };
  }
  return null;
}

interface ClockWanted {
  readonly shown: Zone;
  readonly isByRule: boolean;
}

type SeriesClock = Clock & Pick<EventSeries, "shownZone" | "isFloating">;

/** A rule counted in UTC stays there: the meeting at 17:00 UTC is at 18:00 in a London summer. */
function clockOf(start: CalendarTime, { shown, isByRule }: ClockWanted): SeriesClock {
  const zone =
    start.kind === "zoned"
      ? start.zone
      : start.kind === "instant"
        ? isByRule
          ? "Etc/UTC"
          : shown.id
        : ukZone;
  return {
    start: wallOf(start, zone),
    zone,
    shownZone: start.kind === "instant" ? shown.id : zone,
    isFloating: start.kind === "floating" || start.kind === "custom",
  };
}

/**
 * In the night the clocks go back the wall shows an hour twice: an end in the second one looks too early, or comes
 * before the start. A date by itself is then kept in UTC; a series keeps its clock, and the length.
 */
function timesOf(
  event: Spanned,
  usual: SeriesClock,
  isAlone: boolean,
): { readonly clock: SeriesClock; readonly span: EventSpan } {
  const span = spanOf(event, usual);
  const exact = { ...usual, start: wallOf(event.start, "Etc/UTC"), zone: "Etc/UTC" };
  const { start, end } = spanOf(event, exact);
  const isKept = event.start.kind !== "instant" && event.start.kind !== "zoned";
  if (isKept || end === null) return { clock: usual, span };
  const length = wallSeconds(end) - wallSeconds(start);
  const zone = { id: usual.zone };
  const told =
    span.end === null
      ? 0
      : epochSeconds(wallSeconds(span.end), zone) - epochSeconds(wallSeconds(span.start), zone);
  if (length <= told) return { clock: usual, span };
  if (isAlone) return { clock: exact, span: { start, end } };
  return { clock: usual, span: { ...span, end: wallTimeText(wallSeconds(span.start) + length) } };
}

type Spanned = Pick<CalendarEvent, "start" | "end" | "duration">;

/** From when until when on the clock; the form is the event's own, whatever its series has. */
function spanOf({ start, end, duration }: Spanned, { zone }: Pick<Clock, "zone">): EventSpan {
  const from = wallOf(start, zone);
  if (isDay(from)) return { start: from, end: lastDayOf(from, { end, duration, zone }) };
  if (end !== null) return { start: from, end: endAfter(from, wallOf(end, zone)) };
  if (duration === null) return { start: from, end: null };
  const { days, seconds } = lengthOf(duration);
  const begun = epochSeconds(wallSeconds(from) + days * secondsInDay, { id: zone });
  return { start: from, end: wallTimeText(wallSecondsAt(begun + seconds, { id: zone })) };
}

/** An end before the start is none; `timesOf` sees to the night in which the wall only looks so. */
function endAfter(start: string, end: string): string | null {
  return end > start ? end : null;
}

interface DayEnd extends Pick<CalendarEvent, "end" | "duration"> {
  readonly zone: string;
}

/** Calendars say the day after the last one. */
function lastDayOf(first: string, { end, duration, zone }: DayEnd): string | null {
  const length = duration === null ? null : lengthOf(duration);
  const days =
    end !== null
      ? (wallSeconds(wallOf(end, zone).slice(0, 10)) - wallSeconds(first)) / secondsInDay
      : length === null
        ? 1
        : length.days + Math.ceil(length.seconds / secondsInDay);
  return days <= 1 ? null : dayText(wallSeconds(first) + (days - 1) * secondsInDay);
}

/** `P1W2DT3H` as whole days of the calendar and seconds. */
function lengthOf(duration: string): { readonly days: number; readonly seconds: number } {
  const [, weeks, days, hours, minutes, seconds] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  const number = (text: string | undefined): number => Number(text ?? 0);
  return {
    days: Math.min(number(weeks) * 7 + number(days), 3650),
    seconds: Math.min(number(hours) * 3600 + number(minutes) * 60 + number(seconds), 3650 * secondsInDay),
  };
}

function addedSpan(date: CalendarEvent["addedDates"][number], clock: Clock): EventSpan {
  const span = spanOf(date, clock);
  const start = onClock(date.start, clock);
  return { start, end: date.end === null && date.duration === null ? null : span.end };
}

function withoutDate({ time, isThisAndFuture }: ReplacedInstance, clock: Clock): ChangedInstance {
  const nothing = { isCancelled: false, isLeftOut: true, span: null, differs: null };
  return { original: onClock(time, clock), isThisAndFuture, ...nothing };
}

function changeOf(event: CalendarEvent, clock: Clock): ChangedInstance {
  const { replaces, status, classification } = event;
  const isHidden = classification !== "public";
  return {
    original: replaces === null ? clock.start : onClock(replaces.time, clock),
    isThisAndFuture: replaces?.isThisAndFuture ?? false,
    isCancelled: status === "cancelled",
    isLeftOut: isHidden,
    span: spanOf(event, clock),
    differs: null,
  };
}
