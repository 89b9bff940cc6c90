import { Temporal } from "temporal-polyfill";
import {
  frequencies,
  type NumberedWeekdays,
  type RecurrenceRule,
  type RuleProblem,
  type Until,
} from "./recurrence-rule.ts";

export type RuleRead =
  | { readonly kind: "read"; readonly rule: RecurrenceRule }
  | { readonly kind: "refused"; readonly reason: RuleProblem };

/** A rule that lists every value of every part has fewer characters than that. */
const longestRule = 10_000;

const weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const skips = ["OMIT", "BACKWARD", "FORWARD"] as const;

const knownParts = new Set([
  "FREQ",
  "INTERVAL",
  "COUNT",
  "UNTIL",
  "WKST",
  "RSCALE",
  "SKIP",
  "BYMONTH",
  "BYWEEKNO",
  "BYYEARDAY",
  "BYMONTHDAY",
  "BYDAY",
  "BYHOUR",
  "BYMINUTE",
  "BYSECOND",
  "BYSETPOS",
]);

/**
 * Reads the value of an RRULE, with or without `RRULE:` before it, in any case. Where RFC 5545 forbids what still has
 * one meaning (COUNT beside UNTIL, BYSETPOS alone, BYDAY=1MO in a weekly rule) it is read with that meaning, as other
 * calendars do; what has none is refused. Parts that begin with X- are passed over.
 */
export function readRule(text: string): RuleRead {
  if (text.length > longestRule) return refused("too-long", text);
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")
    .map((written) => written.trim())) {
    if (part === "" || part.startsWith("X-")) continue;
    const [, name = "", value = ""] = /^([A-Z-]+)=(.+)$/.exec(part) ?? [];
    if (name === "") return refused("not-a-part", part);
    if (!knownParts.has(name)) return refused("unknown-part", part);
    if (parts.has(name)) return refused("said-twice", part);
    parts.set(name, value);
  }
  return ruleOf(parts);
}

function refused(problem: RuleProblem["problem"], part: string): RuleRead {
  return { kind: "refused", reason: { problem, part: part.slice(0, 80) } };
}

function ruleOf(parts: ReadonlyMap<string, string>): RuleRead {
  const written = parts.get("FREQ");
  if (written === undefined) return refused("no-frequency", "FREQ");
  const frequency = frequencies.find((name) => name === written);
  if (frequency === undefined) return refused("unknown-frequency", `FREQ=${written}`);
  const calendar = parts.get("RSCALE") ?? "GREGORIAN";
  if (calendar !== "GREGORIAN") return refused("unknown-calendar", `RSCALE=${calendar}`);
  const wrong: string[] = [];
  /** null for what is not said; notes the part when its value is none. */
  const value = <Value>(name: string, read: (value: string) => Value | null): Value | null => {
    const said = parts.get(name);
    if (said === undefined) return null;
    const result = read(said);
    if (result === null) wrong.push(`${name}=${said}`);
    return result;
  };
  const rule: RecurrenceRule = {
    frequency,
    interval: value("INTERVAL", readCount) ?? 1,
    count: value("COUNT", readCount),
    until: value("UNTIL", readUntil),
    weekStart: value("WKST", readWeekday) ?? 1,
    skip: value("SKIP", (said) => skips.find((name) => name === said) ?? null) ?? "OMIT",
    months: value("BYMONTH", listOf(1, 12)),
    weekNumbers: value("BYWEEKNO", signedListOf(53)),
    yearDays: value("BYYEARDAY", signedListOf(366)),
    monthDays: value("BYMONTHDAY", signedListOf(31)),
    weekdays: value("BYDAY", readWeekdays),
    hours: value("BYHOUR", listOf(0, 23)),
    minutes: value("BYMINUTE", listOf(0, 59)),
    seconds: value("BYSECOND", readSeconds),
    setPositions: value("BYSETPOS", signedListOf(366)),
  };
  return wrong[0] === undefined ? { kind: "read", rule } : refused("not-a-value", wrong[0]);
}

/** 1 or more. */
function readCount(text: string): number | null {
  return /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

function listOf(least: number, most: number): (text: string) => ReadonlySet<number> | null {
  return (text) => {
    const values = text
      .split(",")
      .map((value) => (/^\s*[+-]?\d{1,3}\s*$/.test(value) ? Number(value) : Number.NaN));
    return values.every((value) => value >= least && value <= most) ? new Set(values) : null;
  };
}

/** From -most to most, without 0, for counting from the back. */
function signedListOf(most: number): (text: string) => ReadonlySet<number> | null {
  const read = listOf(-most, most);
  return (text) => {
    const values = read(text);
    return values?.has(0) ? null : values;
  };
}

/** 60 is a leap second, which no wall time here has: it counts as 59, as Temporal reads it. */
function readSeconds(text: string): ReadonlySet<number> | null {
  const values = listOf(0, 60)(text);
  return values === null ? null : new Set([...values].map((second) => Math.min(second, 59)));
}

function readWeekday(text: string): number | null {
  const index = weekdayNames.indexOf(text);
  return index < 0 ? null : index + 1;
}

function readWeekdays(text: string): NumberedWeekdays | null {
  const weekdays = new Map<number, Set<number> | "each">();
  for (const written of text.split(",")) {
    const [, number = "", name = ""] = /^\s*([+-]?\d{1,2})?([A-Z]{2})\s*$/.exec(written) ?? [];
    const weekday = readWeekday(name);
    const ordinal = number === "" ? null : Number(number);
    if (weekday === null || ordinal === 0 || Math.abs(ordinal ?? 1) > 53) return null;
    const ordinals = weekdays.get(weekday) ?? new Set();
    if (ordinals !== "each") weekdays.set(weekday, ordinal === null ? "each" : ordinals.add(ordinal));
  }
  return weekdays;
}

/** A day counts to its end, whatever the series begins with: people who write “until the 1st” mean to come on the 1st. */
function readUntil(text: string): Until | null {
  const [, year, month, day, time, hour, minute, second, zulu] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const clock = time === undefined ? "23:59:59" : `${hour}:${minute}:${second}`;
  try {
    return {
      time: Temporal.PlainDateTime.from(`${year}-${month}-${day}T${clock}`),
      isUtc: zulu !== undefined,
    };
  } catch {
    return null;
  }
}
