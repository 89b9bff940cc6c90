import { Temporal } from "temporal-polyfill";
import { toInstant, ukZone, wallTimeAt, type Zone, zoneLabel } from "../calendar/zones.ts";
import type { WhenSaid } from "./phrase.ts";
import type { HowOften } from "./repeat-phrases.ts";
import { runsOf, slotsFrom } from "./runs.ts";
import { type Repeat, type Schedule, wallMinute } from "./schedule.ts";
import { readPhrases } from "./when-phrases.ts";
import type { WhenProblem } from "./when-problem.ts";
import { noteRule, takeRule } from "./written-rule.ts";
import { readZones, type ZoneSaid } from "./zone-phrases.ts";

export type WhenRead =
  | { readonly kind: "understood"; readonly schedule: Schedule }
  | { readonly kind: "problem"; readonly problem: WhenProblem };

/** Of whoever typed it: the present instant, and the zone their “tomorrow” is in. */
export interface Typist {
  readonly now: Temporal.Instant;
  readonly zone: Zone;
}

const charactersAtMost = 200;
const yearsAhead = 2;
const utc: Zone = { id: "Etc/UTC" };

/**
 * When an announcement is to go out, as a cluster manager types it: `now`, `tomorrow 9am`, `1 Dec 9:00 London time`,
 * `every first Tuesday 09:00 until 31 March`, `FREQ=MONTHLY;BYDAY=1TU at 9am`. Without a zone each region's own counts. Every word has to mean something,
 * and what may mean two things is a problem: nothing is guessed. At most two years ahead.
 */
export function readWhen(text: string, typist: Typist): WhenRead {
  const typed = text.trim();
  if (typed === "" || typed.length > charactersAtMost)
    return failed({ problem: "not-understood", said: typed.slice(0, 80) });
  const written = takeRule(typed);
  const { zones, rest } = readZones(written.rest);
  const said = readPhrases(rest, wallTimeAt(typist.now, typist.zone));
  if (written.rule !== null) noteRule(written.rule, said, typist.zone);
  const problem = problemOf(said, zones);
  if (problem !== null) return failed(problem);
  if (said.isNow) return { kind: "understood", schedule: { kind: "now" } };
  const [often] = said.often;
  const asked = { said, typist, zone: zones[0] ?? null };
  return often === undefined ? once(asked) : repeat(asked, often);
}

function failed(problem: WhenProblem): WhenRead {
  return { kind: "problem", problem };
}

/** What is wrong, whatever the calendar says; first what was not understood, since it may say all that is missing. */
function problemOf(said: WhenSaid, zones: readonly ZoneSaid[]): WhenProblem | null {
  const noted = said.problems.find(({ problem }) => problem === "not-understood") ?? said.problems[0];
  if (noted !== undefined) return noted;
  const [ofRepeat] = said.ofRepeat;
  const isMore = said.days.length + said.times.length + said.often.length + said.ofRepeat.length > 0;
  const soon = said.points.length + (said.isNow ? 1 : 0);
  if (soon > 0) return isMore || soon > 1 || said.parts.length > 0 ? { problem: "contradictory" } : null;
  const [one, another] = [...new Set(said.times)];
  if (one !== undefined && another !== undefined) return { problem: "two-times", times: [one, another] };
  const days = [...new Set(said.days.map(String))];
  if (days[0] !== undefined && days[1] !== undefined)
    return { problem: "two-days", days: [days[0], days[1]] };
  if (new Set(zones.map((zone) => JSON.stringify(zone))).size > 1) return { problem: "two-zones" };
  if (said.often.length > 1) return { problem: "two-repeats" };
  if (said.until.length + said.counts.length > 1) return { problem: "two-ends" };
  const unclear = said.often.find(({ isUnclear }) => isUnclear);
  if (unclear !== undefined) return { problem: "repeat-unclear", said: unclear.said };
  if (said.often.length === 0 && ofRepeat !== undefined) return { problem: "no-repeat", said: ofRepeat };
  const hasDay = said.days.length + said.often.length > 0 || said.parts.length > 0;
  if (one === undefined) return hasDay ? { problem: "no-time" } : { problem: "not-understood", said: "" };
  return null;
}

interface Asked {
  readonly said: WhenSaid;
  readonly typist: Typist;
  readonly zone: ZoneSaid | null;
}

/** The zone as it is stored; GMT and BST mean the clock in the United Kingdom. */
function zoneOf(zone: ZoneSaid | null): Zone | null {
  if (zone === null || zone.kind === "own") return null;
  return zone.kind === "zone" ? zone.zone : ukZone;
}

function once({ said, typist, zone }: Asked): WhenRead {
  const [point] = said.points;
  if (point !== undefined) return after(point, typist);
  const [time] = said.times;
  if (time === undefined) return failed({ problem: "no-time" });
  const [day] = said.days;
  if (day !== undefined) return onceAt(atTime(day, time), { typist, zone });
  const clockZone = zoneOf(zone) ?? typist.zone;
  const today = atTime(wallTimeAt(typist.now, clockZone).toPlainDate(), time);
  const isOver = isPast(today, clockZone, typist);
  return onceAt(isOver ? today.add({ days: 1 }) : today, { typist, zone });
}

/**
 * “In 2 hours” is an instant, the same everywhere, and two hours are two hours in the night the clocks change. In the
 * hour that comes twice only UTC can say which is meant.
 */
function after(point: Temporal.PlainDateTime, typist: Typist): WhenRead {
  const { now, zone } = typist;
  const length = point.since(wallTimeAt(now, zone), { largestUnit: "hours" });
  const minute = now.add(length).round({ smallestUnit: "minute", roundingMode: "ceil" });
  const at = wallTimeAt(minute, zone);
  if (toInstant(at, zone).equals(minute)) return onceAt(at, { typist, zone: { kind: "zone", zone } });
  return onceAt(wallTimeAt(minute, utc), { typist, zone: { kind: "zone", zone: utc } });
}

function onceAt(at: Temporal.PlainDateTime, { typist, zone }: Omit<Asked, "said">): WhenRead {
  const clockZone = zoneOf(zone) ?? typist.zone;
  if (isPast(at, clockZone, typist)) return failed({ problem: "past", at: wallMinute(at) });
  if (isTooFar(at, typist)) return failed({ problem: "too-far", at: wallMinute(at) });
  if (zone?.kind === "label" && zoneLabel(at, ukZone) !== zone.label) {
    // GMT of the hour that comes twice is the second one, which only UTC can say.
    if (zone.label === "GMT" && wallTimeAt(toInstant(at, utc), ukZone).equals(at))
      return onceAt(at, { typist, zone: { kind: "zone", zone: utc } });
    return failed({ problem: "zone-differs", said: zone.label, at: wallMinute(at) });
  }
  const schedule: Schedule = { kind: "once", at: wallMinute(at), zone: zoneOf(zone)?.id ?? null };
  return { kind: "understood", schedule };
}

function atTime(day: Temporal.PlainDate, time: string): Temporal.PlainDateTime {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return day.toPlainDateTime().add({ hours, minutes });
}

function isPast(at: Temporal.PlainDateTime, zone: Zone, { now }: Typist): boolean {
  return Temporal.Instant.compare(toInstant(at, zone), now) <= 0;
}

function isTooFar(at: Temporal.PlainDateTime, { now, zone }: Typist): boolean {
  return Temporal.PlainDateTime.compare(at, wallTimeAt(now, zone).add({ years: yearsAhead })) > 0;
}

function repeat(asked: Asked, often: HowOften): WhenRead {
  const { said, typist, zone } = asked;
  const [time] = said.times;
  if (time === undefined) return failed({ problem: "no-time" });
  // The end of the first Tuesday is the beginning of a Wednesday: no rule says that.
  if (time === "24:00") return failed({ problem: "time-unclear", either: ["00:00", "23:59"] });
  const clockZone = zoneOf(zone) ?? typist.zone;
  const today = wallTimeAt(typist.now, clockZone).toPlainDate();
  const [day] = said.days;
  const from = said.from[0] ?? day ?? today;
  if (Temporal.PlainDate.compare(from, today) < 0)
    return failed({ problem: "past", at: wallMinute(atTime(from, time)) });
  const base = atTime(from, time);
  if (isTooFar(base, typist)) return failed({ problem: "too-far", at: wallMinute(base) });
  const parts = often.parts.length > 0 ? often.parts : partsByDay(often, day ?? said.from[0] ?? null);
  if (parts === null) return failed({ problem: "no-day" });
  if (often.parts.length > 0 && day !== undefined)
    return failed({ problem: "two-days", days: [day.toString(), day.toString()] });
  return repeatFrom(asked, { often: { ...often, parts }, base, clockZone });
}

/** “Monthly from 15 January” is on the 15th; null where nobody said a day. */
function partsByDay({ frequency }: HowOften, day: Temporal.PlainDate | null): readonly string[] | null {
  if (frequency === "DAILY") return [];
  if (day === null) return null;
  if (frequency === "WEEKLY")
    return [`BYDAY=${["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.dayOfWeek - 1]}`];
  return frequency === "MONTHLY"
    ? [`BYMONTHDAY=${day.day}`]
    : [`BYMONTH=${day.month}`, `BYMONTHDAY=${day.day}`];
}

interface Base {
  readonly often: HowOften;
  /** The first run is then or later. */
  readonly base: Temporal.PlainDateTime;
  readonly clockZone: Zone;
}

function repeatFrom({ said, typist, zone }: Asked, { often, base, clockZone }: Base): WhenRead {
  const [until] = said.until;
  if (until !== undefined && Temporal.PlainDate.compare(until, base.toPlainDate()) < 0)
    return failed({
      problem: "end-before-start",
      start: wallMinute(base).slice(0, 10),
      end: until.toString(),
    });
  const ends = [
    ...(until === undefined ? [] : [`UNTIL=${until.toString().replaceAll("-", "")}T235959`]),
    ...said.counts.map((count) => `COUNT=${count}`),
  ];
  const ruleOf = (interval: number, parts: readonly string[]) =>
    [
      `FREQ=${often.frequency}`,
      ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
      ...often.parts,
      ...parts,
    ].join(";");
  const plain: Repeat = {
    kind: "repeat",
    start: wallMinute(base),
    rule: ruleOf(
      1,
      ends.filter((part) => part.startsWith("UNTIL")),
    ),
    except: [],
    exceptBankHolidays: said.exceptBankHolidays,
    zone: zoneOf(zone)?.id ?? null,
  };
  const first = slotsFrom(plain, base).find(
    (slot) => !isPast(Temporal.PlainDateTime.from(slot), clockZone, typist),
  );
  if (first === undefined) return failed({ problem: "never-runs" });
  if (isTooFar(Temporal.PlainDateTime.from(first), typist)) return failed({ problem: "too-far", at: first });
  const schedule: Repeat = { ...plain, start: first, rule: ruleOf(often.interval, ends) };
  return withExceptions(schedule, said);
}

/** An exception on a day without a run is a slip, and nobody would notice. */
function withExceptions(schedule: Repeat, said: WhenSaid): WhenRead {
  const except = [
    ...new Set(said.except.map((day) => `${day.toString()}${schedule.start.slice(10)}`)),
  ].toSorted();
  const stray = except.find((slot) => !isRun(schedule, slot));
  if (stray !== undefined) return failed({ problem: "not-a-run", day: stray.slice(0, 10) });
  const slots = slotsFrom(schedule, Temporal.PlainDateTime.from(schedule.start));
  if (slots.every((slot) => except.includes(slot))) return failed({ problem: "never-runs" });
  return { kind: "understood", schedule: { ...schedule, except } };
}

function isRun(schedule: Repeat, slot: string): boolean {
  const runs = runsOf(schedule, { from: slot, until: `${slot}:59` });
  return runs.kind === "runs" && runs.slots.length > 0;
}
