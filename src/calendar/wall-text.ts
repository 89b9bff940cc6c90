import { Temporal } from "temporal-polyfill";
import { calendarDay, dayNumber, secondsInDay } from "./recurrence/wall-days.ts";
import { toInstant, type Zone } from "./zones.ts";

/**
 * Wall times as records hold them, `2026-12-03T18:30:00` or `2026-12-03`, as seconds since the midnight 1970 began with
 * on that clock, and the other way round. An import turns tens of thousands of them into instants: Temporal is asked
 * only about days on which a clock changes.
 */
export function wallSeconds(text: string): number {
  const day = dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  if (text.length === 10) return day * secondsInDay;
  const [hour, minute] = [Number(text.slice(11, 13)), Number(text.slice(14, 16))];
  return day * secondsInDay + hour * 3600 + minute * 60 + Number(text.slice(17, 19) || 0);
}

/** `2026-12-03T18:30:00`. */
export function wallTimeText(seconds: number): string {
  const rest = seconds - Math.floor(seconds / secondsInDay) * secondsInDay;
  const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
  return `${dayText(seconds)}T${clock.map((part) => String(part).padStart(2, "0")).join(":")}`;
}

/** `2026-12-03`. */
export function dayText(seconds: number): string {
  const { year, month, monthDay } = calendarDay(Math.floor(seconds / secondsInDay));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(monthDay).padStart(2, "0")}`;
}

/** Seconds since 1970 in UTC of a wall time in a zone; `toInstant` says which where the clocks change. */
export function epochSeconds(wall: number, zone: Zone): number {
  const offset = steadyOffset(wall, zone);
  if (offset !== null) return wall - offset;
  const instant = toInstant(Temporal.PlainDateTime.from(wallTimeText(wall)), zone);
  return Math.floor(instant.epochMilliseconds / 1000);
}

/** What the clock in a zone shows at an instant; both in seconds. */
export function wallSecondsAt(epoch: number, zone: Zone): number {
  return epoch + (steadyOffset(epoch, zone) ?? offsetAt(epoch, zone));
}

/** `2026-12-03T18:30:00Z`. */
export function instantText(epoch: number): string {
  return `${wallTimeText(epoch)}Z`;
}

/** The clock's distance from UTC where it stays the same from the day before until the day after. */
function steadyOffset(seconds: number, zone: Zone): number | null {
  const day = Math.floor(seconds / secondsInDay);
  const before = offsetOfDay(day - 1, zone);
  return before === offsetOfDay(day + 2, zone) ? before : null;
}

const offsets = new Map<string, Map<number, number>>();
const daysKeptAtMost = 20_000;
const zonesKeptAtMost = 100;

function offsetOfDay(day: number, zone: Zone): number {
  let days = offsets.get(zone.id);
  if (days === undefined) {
    if (offsets.size >= zonesKeptAtMost) offsets.clear();
    days = new Map();
    offsets.set(zone.id, days);
  }
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= daysKeptAtMost) days.clear();
  const offset = offsetAt(day * secondsInDay, zone);
  days.set(day, offset);
  return offset;
}

function offsetAt(epoch: number, zone: Zone): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epoch * 1000).toZonedDateTimeISO(zone.id);
  return Math.round(zoned.offsetNanoseconds / 1_000_000_000);
}
