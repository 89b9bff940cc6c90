import { Temporal } from "temporal-polyfill";

/** STANDARD or DAYLIGHT of a VTIMEZONE, as written. */
export interface Observance {
  readonly start: string;
  readonly offsetFrom: string;
  readonly offsetTo: string;
  /** Null for one that changes once, or on listed dates. */
  readonly rule: string | null;
}

export interface ZoneRules {
  readonly observances: readonly Observance[];
}

/**
 * The zones whose rules custom definitions in practice have. Others with the same rules exist (Lisbon's are London's);
 * the wall time is right either way, and the reading says what it was taken for.
 */
const candidates = [
  "Europe/London",
  "Europe/Berlin",
  "Europe/Athens",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Anchorage",
  "America/Halifax",
  "America/St_Johns",
  "Australia/Sydney",
  "Australia/Adelaide",
  "Pacific/Auckland",
] as const;

/** Years the rules are compared in: all candidates have had their rules of today since 2008. */
const years = [2019, 2024, 2025, 2026];

/**
 * The zone that has these rules now, or null. Understood are one offset without changes, and one rule each for summer
 * and winter ("the last Sunday of March"); anything else is not guessed at.
 */
export function matchZoneRules({ observances }: ZoneRules): string | null {
  const only = observances.length === 1 ? observances[0] : undefined;
  if (only !== undefined && only.rule === null) return fixedZone(only.offsetTo);
  const changes = observances.filter(isInForce).map(readChange);
  const [first, second] = changes;
  if (first === null || first === undefined || second === null || second === undefined) return null;
  if (changes.length !== 2) return null;
  // Outlook writes a zone without summer time as two changes that change nothing.
  if (first.to === second.to) return first.from === first.to ? fixedZone(first.writtenTo) : null;
  return candidates.find((zone) => years.every((year) => agrees(zone, [first, second], year))) ?? null;
}

/** Older rules end with an UNTIL; one that changed once and for all long ago has no rule. */
function isInForce({ rule }: Observance): boolean {
  return rule !== null && !/UNTIL=/i.test(rule);
}

interface Change {
  readonly month: number;
  /** -1 is the last, 1 the first. */
  readonly week: number;
  /** Monday is 1. */
  readonly weekday: number;
  readonly clock: string;
  /** Seconds east of Greenwich. */
  readonly from: number;
  readonly to: number;
  readonly writtenTo: string;
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function readChange({ start, offsetFrom, offsetTo, rule }: Observance): Change | null {
  const parts = new Map((rule ?? "").toUpperCase().split(";").map(keyAndValue));
  const day = /^([+-]?[1-5])([A-Z]{2})$/.exec(parts.get("BYDAY") ?? "");
  const clock = /^\d{8}T([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(start);
  const [from, to] = [secondsOf(offsetFrom), secondsOf(offsetTo)];
  const month = Number(parts.get("BYMONTH"));
  const isYearly = parts.get("FREQ") === "YEARLY" && (parts.get("INTERVAL") ?? "1") === "1";
  const isPlain = [...parts.keys()].every((key) =>
    ["FREQ", "INTERVAL", "BYMONTH", "BYDAY", "WKST"].includes(key),
  );
  if (day === null || clock === null || from === null || to === null) return null;
  if (!isYearly || !isPlain || !(month >= 1 && month <= 12)) return null;
  const weekday = weekdays.indexOf(day[2] ?? "") + 1;
  if (weekday === 0) return null;
  const [, hour = "", minute = "", second = ""] = clock;
  return {
    month,
    week: Number(day[1]),
    weekday,
    clock: `${hour}:${minute}:${second}`,
    from,
    to,
    writtenTo: offsetTo,
  };
}

function keyAndValue(part: string): [string, string] {
  const equals = part.indexOf("=");
  return [part.slice(0, Math.max(equals, 0)).trim(), part.slice(equals + 1).trim()];
}

/** Whether the zone's clocks change at exactly these two moments of the year, by as much. */
function agrees(zone: string, changes: readonly Change[], year: number): boolean {
  return changes.every(({ month, week, weekday, clock, from, to }) => {
    const day = weekdayOf({ year, month, week, weekday });
    if (day === null) return false;
    const instant = Temporal.Instant.from(`${day.toString()}T${clock}Z`).subtract({ seconds: from });
    const before = instant.subtract({ seconds: 1 }).toZonedDateTimeISO(zone);
    const after = instant.toZonedDateTimeISO(zone);
    return before.offsetNanoseconds === from * 1e9 && after.offsetNanoseconds === to * 1e9;
  });
}

interface NthWeekday {
  readonly year: number;
  readonly month: number;
  readonly week: number;
  readonly weekday: number;
}

function weekdayOf({ year, month, week, weekday }: NthWeekday): Temporal.PlainDate | null {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const firstOfThem = 1 + ((weekday - first.dayOfWeek + 7) % 7);
  const weeks = Math.floor((first.daysInMonth - firstOfThem) / 7) + 1;
  const index = week > 0 ? week - 1 : weeks + week;
  return index >= 0 && index < weeks ? first.with({ day: firstOfThem + 7 * index }) : null;
}

/** `-0500` → seconds; null for what is no offset. */
function secondsOf(offset: string): number | null {
  const match = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(offset.trim());
  if (match === null) return null;
  const [, sign, hours, minutes, seconds = "0"] = match;
  const amount = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" ? -amount : amount;
}

/** Whole hours have a zone of their own; in the database's names west is plus. */
function fixedZone(offset: string): string | null {
  const seconds = secondsOf(offset);
  if (seconds === null || seconds % 3600 !== 0) return null;
  const hours = seconds / 3600;
  if (hours === 0) return "Etc/UTC";
  if (hours < -12 || hours > 14) return null;
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}
