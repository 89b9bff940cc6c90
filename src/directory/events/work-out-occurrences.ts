import { Temporal } from "temporal-polyfill";
import { expandRecurrence } from "../../calendar/recurrence/expand-recurrence.ts";
import {
  dayText,
  epochSeconds,
  instantText,
  wallSeconds,
  wallSecondsAt,
  wallTimeText,
} from "../../calendar/wall-text.ts";
import type { EventStatus, EventTime } from "./event-search.port.ts";
import { isRepeated, type MergedEvent } from "./merge-sources.ts";
import { isDay } from "./on-clock.ts";
import type { ChangedInstance, EventFacts, EventSeries, EventSpan } from "./stated-event.ts";

/** One date of an event. */
export interface Occurrence {
  /** When the series has it, whenever it takes place: finds the same one again. */
  readonly original: string;
  readonly time: EventTime;
  /** Instants in ISO 8601; as the start where no end is known. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly movedFrom: EventTime | null;
  readonly status: EventStatus;
  readonly differs: Partial<EventFacts> | null;
}

export interface WorkedOut {
  readonly occurrences: readonly Occurrence[];
  /** Until when they are there, as an instant; null when there will never be more. */
  readonly until: Date | null;
}

/** From when until when dates of a series are worked out; those of a single event always are. */
export interface Horizon {
  readonly from: Date;
  readonly until: Date;
}

const secondsInDay = 86_400;
const daysBack = 730;
const daysAhead = 548;

/** Two years back to a year and a half ahead. */
export function horizonAt(now: Date): Horizon {
  const day = 1000 * secondsInDay;
  return { from: new Date(now.getTime() - daysBack * day), until: new Date(now.getTime() + daysAhead * day) };
}

type Dated = Pick<MergedEvent, "series" | "status" | "movedFrom">;

/**
 * The dates of an event within the horizon: of the rules, those added, without those left out, and each changed
 * instance as it is instead. `now` divides what is cut first where a rule has more than is kept: what is over.
 */
export function workOutOccurrences(
  event: Dated,
  { horizon, now }: { horizon: Horizon; now: Date },
): WorkedOut {
  const { series } = event;
  if (!isRepeated(series)) return { occurrences: singleOf(event), until: null };
  const ahead = originalsWithin(series, { from: now, until: horizon.until });
  const back =
    horizon.from < now ? originalsWithin(series, { from: horizon.from, until: now }).originals : [];
  const originals = new Set([...back, ...ahead.originals]);
  const excluded = new Set(series.excluded);
  const isEnded = ahead.originals.length === 0 && back.length === 0;
  for (const { original, isThisAndFuture } of series.changed)
    if (!isThisAndFuture && !excluded.has(original) && !isEnded) originals.add(original);
  const changes = openChanges(series);
  const occurrences = [...originals].toSorted().flatMap((original) => occurrenceOf(original, event, changes));
  const last = ahead.originals.at(-1);
  const cutAt = last === undefined ? null : new Date(epochOf(last, series) * 1000);
  return { occurrences, until: ahead.isCut ? (cutAt ?? horizon.until) : horizon.until };
}

function singleOf(event: Dated): readonly Occurrence[] {
  const { series } = event;
  return series.excluded.includes(series.start) ? [] : occurrenceOf(series.start, event, openChanges(series));
}

interface Originals {
  readonly originals: readonly string[];
  readonly isCut: boolean;
}

function originalsWithin(series: EventSeries, { from, until }: Horizon): Originals {
  const zone = { id: series.zone };
  const plain = (date: Date): Temporal.PlainDateTime =>
    plainOf(wallSecondsAt(Math.floor(date.getTime() / 1000), zone));
  const window = { from: plain(from), until: plain(until) };
  const start = Temporal.PlainDateTime.from(series.start);
  const isAllDay = isDay(series.start);
  const except = series.excluded.map((text) => Temporal.PlainDateTime.from(text));
  const extra = series.added.map((span) => Temporal.PlainDateTime.from(span.start));
  const expand = (rule: string | null, added: readonly Temporal.PlainDateTime[]): Originals => {
    const expansion = expandRecurrence({ start, isAllDay, rule, extra: added, except, zone }, window);
    // A rule that cannot be used was refused when the event was read.
    if (expansion.kind === "refused") return { originals: [], isCut: false };
    return { originals: expansion.occurrences.map((time) => textOf(time, isAllDay)), isCut: expansion.isCut };
  };
  const [first = null, ...rules] = series.rules;
  const parts = [expand(first, extra), ...rules.map((rule) => expand(rule, []))];
  const without = new Set(series.exclusionRules.flatMap((rule) => expand(rule, []).originals));
  const all = new Set(
    parts.flatMap(({ originals }) => originals).filter((original) => !without.has(original)),
  );
  return { originals: [...all].toSorted(), isCut: parts.some(({ isCut }) => isCut) };
}

function plainOf(seconds: number): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(wallTimeText(seconds));
}

function textOf(time: Temporal.PlainDateTime, isAllDay: boolean): string {
  return isAllDay ? time.toPlainDate().toString() : time.toString({ smallestUnit: "second" });
}

interface Changes {
  readonly exact: ReadonlyMap<string, ChangedInstance>;
  /** Those that stand for all later ones too, the latest first. */
  readonly lasting: readonly ChangedInstance[];
  readonly added: ReadonlyMap<string, EventSpan>;
}

function openChanges({ changed, added }: EventSeries): Changes {
  return {
    exact: new Map(changed.filter((one) => !one.isThisAndFuture).map((one) => [one.original, one])),
    lasting: changed
      .filter(({ isThisAndFuture }) => isThisAndFuture)
      .toSorted((left, right) => (left.original < right.original ? 1 : -1)),
    added: new Map(added.map((span) => [span.start, span])),
  };
}

function occurrenceOf(original: string, event: Dated, changes: Changes): readonly Occurrence[] {
  const { series } = event;
  const change =
    changes.exact.get(original) ?? changes.lasting.find((one) => one.original <= original) ?? null;
  if (change?.isLeftOut === true) return [];
  const usual = usualSpan(original, series, changes);
  const span = change === null || change.span === null ? usual : changedSpan(original, change, change.span);
  const { time, startsAt, endsAt } = timeOf(span, series);
  const isMoved = span.start !== usual.start;
  const isSingle = original === series.start && !isRepeated(series);
  const before = isMoved ? usual : isSingle ? event.movedFrom : null;
  return [
    {
      original,
      time,
      startsAt: instantText(startsAt),
      endsAt: instantText(endsAt),
      movedFrom: before === null ? null : timeOf(before, series).time,
      status:
        change?.isCancelled === true
          ? "cancelled"
          : isMoved && event.status === "scheduled"
            ? "moved"
            : event.status,
      differs: change?.differs ?? null,
    },
  ];
}

/** As the series has it: as long as its first one, on the clock on the wall. */
function usualSpan(original: string, series: EventSeries, { added }: Changes): EventSpan {
  const own = added.get(original);
  if (own !== undefined && own.end !== null) return own;
  if (series.end === null) return { start: original, end: null };
  return shifted(series, wallSeconds(original) - wallSeconds(series.start));
}

function changedSpan(original: string, change: ChangedInstance, span: EventSpan): EventSpan {
  const later = wallSeconds(original) - wallSeconds(change.original);
  return change.isThisAndFuture ? shifted(span, later) : span;
}

function shifted({ start, end }: EventSpan, seconds: number): EventSpan {
  const move = (text: string): string =>
    isDay(text) ? dayText(wallSeconds(text) + seconds) : wallTimeText(wallSeconds(text) + seconds);
  return { start: move(start), end: end === null ? null : move(end) };
}

interface Timed {
  readonly time: EventTime;
  /** Seconds since 1970 in UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
}

function timeOf({ start, end }: EventSpan, series: EventSeries): Timed {
  const zone = { id: series.zone };
  if (isDay(start)) {
    const lastDay = end === null ? start : end.slice(0, 10);
    return {
      time: { kind: "allDay", day: start, lastDay },
      startsAt: epochSeconds(wallSeconds(start), zone),
      endsAt: epochSeconds(wallSeconds(lastDay) + secondsInDay, zone),
    };
  }
  const startsAt = epochSeconds(wallSeconds(start), zone);
  const endsAt = end === null ? null : endOf({ start, end }, { startsAt, zone });
  const shown = { id: series.shownZone };
  return {
    time: {
      kind: "timed",
      wallTime: wallTimeText(wallSecondsAt(startsAt, shown)),
      endWallTime: endsAt === null ? null : wallTimeText(wallSecondsAt(endsAt, shown)),
      zone: series.shownZone,
      startsAt: instantText(startsAt),
      endsAt: endsAt === null ? null : instantText(endsAt),
      isFloating: series.isFloating,
    },
    startsAt,
    endsAt: endsAt ?? startsAt,
  };
}

/** What begins in the hour the clocks skip is later by what they skip, and so is its end. */
function endOf(
  { start, end }: { start: string; end: string },
  { startsAt, zone }: { startsAt: number; zone: { readonly id: string } },
): number {
  const length = wallSeconds(end) - wallSeconds(start);
  if (wallSecondsAt(startsAt, zone) !== wallSeconds(start)) return startsAt + length;
  return Math.max(epochSeconds(wallSeconds(end), zone), startsAt);
}

function epochOf(original: string, { zone }: EventSeries): number {
  return epochSeconds(wallSeconds(original), { id: zone });
}
