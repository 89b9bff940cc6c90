import { Temporal } from "temporal-polyfill";
import type { CalendarTime } from "../../directory/events/calendar-event.ts";
import type { ResolvedZone } from "./resolve-zone.ts";

/** What a time needs beside its own text: the parameters of its line, and who knows the zones of this calendar. */
export interface TimeNeeds {
  readonly parameters: ReadonlyMap<string, string>;
  readonly zoneOf: (written: string) => ResolvedZone;
}

const written = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?$/i;

/**
 * A date or date and time (RFC 5545, sections 3.3.4 and 3.3.5), or null for what is none. Hyphens and colons are
 * overlooked, so is a VALUE that says otherwise than the text, except for midnight called a DATE.
 */
export function readTime(text: string, { parameters, zoneOf }: TimeNeeds): CalendarTime | null {
  const { zoneName, value } = apart(parameters.get("TZID") ?? "", text.trim());
  const match = written.exec(value);
  if (match === null) return null;
  const [, year = "", month = "", day = "", hour, minute = "", second = "00", isUtc] = match;
  const date = `${year}-${month}-${day}`;
  const clock = [Number(hour ?? 0), Number(minute), Number(second)] as const;
  if (!isWallTime([Number(year), Number(month), Number(day)], clock)) return null;
  // A leap second is the second before it: clocks in calendars have none.
  const wallTime = `${date}T${hour ?? "00"}:${minute || "00"}:${second === "60" ? "59" : second}`;
  const isMidnight = wallTime.endsWith("T00:00:00");
  const saysDay = parameters.get("VALUE")?.toUpperCase() === "DATE";
  if (hour === undefined || (saysDay && isMidnight)) return { kind: "day", date };
  if (isUtc !== undefined) return { kind: "instant", instant: `${wallTime}Z` };
  if (zoneName === "") return { kind: "floating", wallTime };
  const zone = zoneOf(zoneName);
  return zone.kind === "iana"
    ? { kind: "zoned", wallTime, zone: zone.name, writtenZone: zoneName }
    : { kind: "custom", wallTime, writtenZone: zoneName };
}

/** Reckoned here, since a feed may hold millions of dates. */
function isWallTime([year, month, day]: Numbers, [hour, minute, second]: Numbers): boolean {
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
  return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 60;
}

type Numbers = readonly [number, number, number];

/** A zone written without quotes may hold colons, and then its end stands before the time: `(UTC+01:00) Paris:2026…`. */
function apart(zoneName: string, text: string): { readonly zoneName: string; readonly value: string } {
  const colon = text.lastIndexOf(":");
  const isTimeAfter = colon !== -1 && /^\d{8}(?:T\d{6}Z?)?$/i.test(text.slice(colon + 1));
  if (zoneName === "" || !isTimeAfter) return { zoneName, value: text };
  return { zoneName: `${zoneName}:${text.slice(0, colon)}`, value: text.slice(colon + 1) };
}

const digits = String.raw`\d{1,6}`;
const durationPattern = new RegExp(
  `^\\+?P(?=\\d|T\\d)(?:${digits}W)?(?:${digits}D)?(?:T(?=\\d)(?:${digits}H)?(?:${digits}M)?(?:${digits}S)?)?$`,
);

/** `PT1H30M` as ISO 8601 has it; null for none and for what goes backwards. */
export function readDuration(text: string): string | null {
  const duration = text.trim().toUpperCase();
  return durationPattern.test(duration) ? duration.replace("+", "") : null;
}

/** Which is later, as `sort` has it; null where a day stands beside a time, or in zones that do not compare. */
export function compareTimes(left: CalendarTime, right: CalendarTime): number | null {
  if (left.kind === "day" && right.kind === "day") return order(left.date, right.date);
  if (left.kind === "floating" && right.kind === "floating") return order(left.wallTime, right.wallTime);
  if (left.kind === "custom" && right.kind === "custom" && left.writtenZone === right.writtenZone)
    return order(left.wallTime, right.wallTime);
  if (left.kind === "zoned" && right.kind === "zoned" && left.zone === right.zone)
    return order(left.wallTime, right.wallTime);
  const [first, second] = [instantOf(left), instantOf(right)];
  return first === null || second === null ? null : Temporal.Instant.compare(first, second);
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function instantOf(time: CalendarTime): Temporal.Instant | null {
  if (time.kind === "instant") return Temporal.Instant.from(time.instant);
  if (time.kind !== "zoned") return null;
  return Temporal.PlainDateTime.from(time.wallTime).toZonedDateTime(time.zone).toInstant();
}
