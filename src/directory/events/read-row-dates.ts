import { dayText, wallSeconds, wallSecondsAt, wallTimeText } from "../../calendar/wall-text.ts";
import { ukZone, type Zone, type ZoneFound } from "../../calendar/zones.ts";
import type { EventField } from "./event-columns.ts";
import { isDay, isWithinRecords } from "./on-clock.ts";
import { readClock, readWhen, type When } from "./read-when.ts";
import { problemOf } from "./state-series.ts";
import type { EntryProblem, EventSeries } from "./stated-event.ts";

interface RowNeeds {
  readonly findZone: (name: string) => ZoneFound;
}

type Cells = (field: EventField) => string;

/** When the event of a row takes place. A row without a zone is read on the clock in London, as people here mean it. */
export function readRowDates(cells: Cells, { findZone }: RowNeeds): EventSeries | EntryProblem {
  const zone = zoneOf(cells("zone"), findZone);
  if ("kind" in zone) return zone;
  if (cells("start") === "") return { kind: "no-start" };
  const start = momentOf({ date: cells("start"), time: cells("startTime"), zone });
  if (start === null) return notATime("start", cells("start"), cells("startTime"));
  const isAllDay = isDay(start) || isYes(cells("allDay"));
  const first = isAllDay ? start.slice(0, 10) : start;
  const end = endOf(first, { cells, zone });
  if (typeof end === "object" && end !== null) return end;
  const excluded = listOf(cells("excluded")).map((text) => momentOf({ date: text, time: "", zone }));
  if (excluded.includes(null)) return notATime("excluded", cells("excluded"), "");
  const rule = cells("rule").replace(/^RRULE:/i, "");
  const series: EventSeries = {
    start: first,
    end,
    zone: zone.id,
    shownZone: zone.id,
    isFloating: false,
    rules: rule === "" ? [] : [rule],
    exclusionRules: [],
    added: [],
    excluded: excluded.flatMap((text) => (text === null ? [] : [inFormOf(first, text)])),
    changed: [],
  };
  if (!isWithinRecords(series)) return notATime("start", cells("start"), "");
  return problemOf(series) ?? series;
}

function notATime(field: string, date: string, time: string): EntryProblem {
  return { kind: "not-a-time", field, text: `${date} ${time}`.trim().slice(0, 60) };
}

function zoneOf(text: string, findZone: RowNeeds["findZone"]): Zone | EntryProblem {
  if (text === "") return ukZone;
  const found = findZone(text);
  return found.kind === "found" ? found.zone : { kind: "unknown-zone", text: found.name };
}

interface Moment {
  readonly date: string;
  readonly time: string;
  readonly zone: Zone;
}

/** A wall time, or a day where no time is said; null for what is neither. */
function momentOf({ date, time, zone }: Moment): string | null {
  const when = readWhen(date);
  if (when === null) return null;
  if (time === "") return onWall(when, zone);
  const clock = readClock(time);
  return clock === null ? null : onWall({ ...when, time: clock }, zone);
}

function onWall({ day, time, isUtc }: When, zone: Zone): string {
  if (time === null) return day;
  return isUtc ? wallTimeText(wallSecondsAt(wallSeconds(`${day}T${time}`), zone)) : `${day}T${time}`;
}

/** The last day of what lasts all day; else a wall time. A time alone is one of the first day, or of the night after it. */
function endOf(start: string, { cells, zone }: { cells: Cells; zone: Zone }): string | null | EntryProblem {
  const [date, time] = [cells("end"), cells("endTime")];
  if (date === "" && time === "") return null;
  const clock = readClock(date === "" ? time : date);
  const end = clock === null ? momentOf({ date, time, zone }) : `${start.slice(0, 10)}T${clock}`;
  if (end === null) return notATime("end", date, time);
  if (isDay(start)) return lastDay(start, end.slice(0, 10));
  if (isDay(end)) return end < start.slice(0, 10) ? { kind: "end-before-start" } : laterDay(start, end);
  if (end > start) return end;
  if (clock === null) return end === start ? null : { kind: "end-before-start" };
  return wallTimeText(wallSeconds(end) + 86_400);
}

function lastDay(start: string, end: string): string | null | EntryProblem {
  if (end < start) return { kind: "end-before-start" };
  return end === start ? null : dayText(wallSeconds(end));
}

/** Until some day: until the end of it. */
function laterDay(start: string, day: string): string | null {
  return day === start.slice(0, 10) ? null : `${day}T23:59:00`;
}

function listOf(text: string): readonly string[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function inFormOf(like: string, text: string): string {
  if (isDay(like)) return text.slice(0, 10);
  return isDay(text) ? text + like.slice(10) : text;
}

function isYes(text: string): boolean {
  return /^(?:yes|y|true|1|x)$/i.test(text);
}
