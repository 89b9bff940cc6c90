import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { readRule } from "../calendar/recurrence/read-rule.ts";
import { findZone } from "../calendar/zones.ts";

/** A minute on the clock on the wall, `2026-12-01T09:00`, in no zone by itself. */
const WallMinute = z.string().refine(isWallMinute, "no such day or time");

/** An IANA zone, or null for the own zone of each region. */
const ScheduleZone = z
  .string()
  .refine((name) => findZone(name).kind === "found", "no such zone")
  .nullable();

/** A rule of RFC 5545 that gives one run a day at most, at the time of the start. */
const RepeatRule = z.string().max(500).refine(isCalm, "no rule by which an announcement can be repeated");

/**
 * When an announcement goes out, as it is stored: at once when it is approved; once; or again and again. `start` is the
 * first run, `except` are runs left out, `exceptBankHolidays` leaves out those that fall on a bank holiday where the
 * destination is. A repeat ends by the UNTIL or COUNT of its rule, or not at all.
 */
export const Schedule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("now") }),
  z.strictObject({ kind: z.literal("once"), at: WallMinute, zone: ScheduleZone }),
  z.strictObject({
    kind: z.literal("repeat"),
    start: WallMinute,
    rule: RepeatRule,
    except: z.array(WallMinute).max(500),
    exceptBankHolidays: z.boolean(),
    zone: ScheduleZone,
  }),
]);
export type Schedule = z.infer<typeof Schedule>;
export type Repeat = Extract<Schedule, { readonly kind: "repeat" }>;

/** `2026-12-01T09:00`. */
export function wallMinute(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: "minute" });
}

function isWallMinute(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}$/.test(text)) return false;
  try {
    return wallMinute(Temporal.PlainDateTime.from(text)) === text;
  } catch {
    return false;
  }
}

/** Nobody wants the same announcement twice a day; and two times a day could meet where the clocks change. */
function isCalm(text: string): boolean {
  const read = readRule(text);
  if (read.kind === "refused") return false;
  const { frequency, hours, minutes, seconds } = read.rule;
  const isByClock = frequency === "HOURLY" || frequency === "MINUTELY" || frequency === "SECONDLY";
  return !isByClock && hours === null && minutes === null && seconds === null;
}
