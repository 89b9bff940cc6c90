import { Temporal } from "temporal-polyfill";
import { dayOfRun, momentOf, slotsFrom } from "../../announcing/runs.ts";
import { type Repeat, type Schedule, wallMinute } from "../../announcing/schedule.ts";
import type { WhenProblem } from "../../announcing/when-problem.ts";
import { divisions } from "../../calendar/bank-holidays.ts";
import { readRule } from "../../calendar/recurrence/read-rule.ts";
import type { NumberedWeekdays, RecurrenceRule } from "../../calendar/recurrence/recurrence-rule.ts";
import { ukZone, wallTimeAt, type Zone, zoneLabel } from "../../calendar/zones.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";

/**
 * A schedule in plain words, exactly: `Every first Tuesday at 09:00, in each region's own time; next: Tuesday 1 December
 * 2026, 09:00 GMT`. Where each region's own time counts, the next one is told on the clock of the United Kingdom.
 */
export function describeSchedule(schedule: Schedule, now: Temporal.Instant, messages: Messages): string {
  const words = messages.schedule;
  if (schedule.kind === "now") return words.now;
  if (schedule.kind === "once") {
    const when = Temporal.PlainDateTime.from(schedule.at);
    if (schedule.zone === null) return words.once(dateAndTime(when), words.zones.own);
    return slotText(schedule.at, { id: schedule.zone });
  }
  const sentence = describeRepeat(schedule, messages);
  const next = nextRun(schedule, now, messages);
  return next === null ? words.over(sentence) : words.next(sentence, next);
}

/** `Tuesday 1 December 2026, 09:00 GMT`: what the clock shows then, where it skips the time that was asked for. */
function slotText(slot: string, zone: Zone): string {
  const shown = Temporal.PlainDateTime.from(momentOf(slot, zone).shown);
  return `${dateAndTime(shown)} ${zoneLabel(shown, zone)}`;
}

/** `Tuesday 1 December 2026, 09:00`. */
export function dateAndTime(time: Temporal.PlainDateTime): string {
  return `${longDate(time.toPlainDate())}, ${wallMinute(time).slice(11)}`;
}

function dayText(day: string): string {
  return longDate(Temporal.PlainDate.from(day.slice(0, 10)));
}

type Words = Messages["schedule"];

/** How often, at what time, until when, and what is left out: nothing of the next one. */
export function describeRepeat(repeat: Repeat, { schedule: words }: Messages): string {
  const read = readRule(repeat.rule);
  if (read.kind === "refused") return words.often.byRule(repeat.rule);
  const { rule } = read;
  const ends = [
    zoneText(repeat.zone, words),
    ...(rule.until === null ? [] : [words.until(longDate(rule.until.time.toPlainDate()))]),
    ...(rule.count === null ? [] : [words.times(rule.count)]),
    ...(repeat.exceptBankHolidays ? [words.notOnBankHolidays] : []),
    ...(repeat.except.length === 0 ? [] : [words.notOn(repeat.except.map(dayText))]),
  ];
  return words.repeat(
    oftenText(rule, words) ?? words.often.byRule(repeat.rule),
    repeat.start.slice(11),
    ends,
  );
}

function zoneText(zone: string | null, { zones }: Words): string {
  if (zone === null) return zones.own;
  return zone === ukZone.id ? zones.uk : zones.other(zone);
}

/** Null for a rule that is said in no words here: those that `readWhen` makes all are. */
function oftenText(rule: RecurrenceRule, words: Words): string | null {
  const { often } = words;
  const { frequency, interval } = rule;
  if (rule.yearDays !== null || rule.weekNumbers !== null || rule.skip !== "OMIT") return null;
  if (frequency === "DAILY") return isBare(rule) ? often.days(interval) : null;
  if (frequency === "WEEKLY") return weeklyText(rule, words);
  if (frequency === "MONTHLY" && rule.months === null)
    return rule.weekdays === null ? monthDaysText(rule, words) : placesText(rule, words);
  const [month, ...otherMonths] = rule.months ?? [];
  const [day, ...otherDays] = rule.monthDays ?? [];
  const isOneDay = otherMonths.length + otherDays.length === 0 && rule.weekdays === null;
  if (frequency !== "YEARLY" || month === undefined || day === undefined || day < 0 || !isOneDay) return null;
  const date = longDate(Temporal.PlainDate.from({ year: 2028, month, day }));
  return often.yearly(date.split(" ").slice(1, 3).join(" "), interval, month === 2 && day === 29);
}

function isBare({ months, monthDays, weekdays, setPositions }: RecurrenceRule): boolean {
  return months === null && monthDays === null && weekdays === null && setPositions === null;
}

function weeklyText(
  { weekdays, months, setPositions, interval }: RecurrenceRule,
  words: Words,
): string | null {
  if (weekdays === null || months !== null || setPositions !== null) return null;
  if (isMondayToFriday(weekdays)) return words.often.workingDays(interval);
  const days = [...weekdays.keys()].toSorted((left, right) => left - right);
  return words.often.weekdays(
    days.map((day) => words.weekdays[day - 1] ?? ""),
    interval,
  );
}

function isMondayToFriday(weekdays: NumberedWeekdays): boolean {
  return weekdays.size === 5 && !weekdays.has(6) && !weekdays.has(7);
}

function monthDaysText({ monthDays, setPositions, interval }: RecurrenceRule, words: Words): string | null {
  if (monthDays === null || setPositions !== null) return null;
  const days = [...monthDays];
  if (days.some((day) => day < -1)) return null;
  const names = days.map((day) => (day === -1 ? words.often.lastDay : nth(day)));
  return words.often.monthDays(
    names,
    interval,
    days.some((day) => day > 28),
  );
}

/** Every first and third Tuesday; every last working day. */
function placesText(rule: RecurrenceRule, words: Words): string | null {
  const { weekdays, monthDays, setPositions, interval } = rule;
  if (weekdays === null || monthDays !== null) return null;
  const isWorkingDays = isMondayToFriday(weekdays);
  const [weekday, ...others] = weekdays.keys();
  const places = isWorkingDays ? setPositions : weekday === undefined ? null : weekdays.get(weekday);
  if (places === null || places === undefined || places === "each") return null;
  if (!isWorkingDays && (others.length > 0 || setPositions !== null)) return null;
  const names = [...places].map((place) => words.places[String(place)] ?? (place > 0 ? nth(place) : null));
  const known = names.filter((name) => name !== null);
  if (known.length < names.length || weekday === undefined) return null;
  const name = isWorkingDays ? words.often.workingDay : (words.weekdays[weekday - 1] ?? "");
  return words.often.places(known, name, interval);
}

/** `31st`. */
function nth(day: number): string {
  const isTeen = day > 10 && day < 20;
  return `${day}${isTeen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th")}`;
}

function nextRun(repeat: Repeat, now: Temporal.Instant, messages: Messages): string | null {
  const zone: Zone = repeat.zone === null ? ukZone : { id: repeat.zone };
  for (const slot of slotsFrom(repeat, wallTimeAt(now, zone).subtract({ days: 1 }))) {
    const { at } = momentOf(slot, zone);
    const off = divisions.filter((division) => dayOfRun(repeat, at, division).kind === "bank-holiday");
    if (Temporal.Instant.compare(at, now) <= 0 || off.length === divisions.length) continue;
    const text = slotText(slot, zone);
    const { divisions: names } = messages.calendar;
    return off.length === 0
      ? text
      : messages.schedule.nextExcept(text, off.map((division) => names[division]).join(", "));
  }
  return null;
}

/** What is wrong with what somebody typed, as a sentence. */
export function whenProblemText(found: WhenProblem, messages: Messages): string {
  const { problems, weekdays } = messages.schedule;
  switch (found.problem) {
    case "not-understood":
    case "repeat-unclear":
    case "no-such-day":
    case "no-repeat":
      return problems[found.problem](found.said);
    case "time-unclear":
      return problems["time-unclear"](...found.either);
    case "two-times":
      return problems["two-times"](...found.times);
    case "two-days":
      return problems["two-days"](dayText(found.days[0]), dayText(found.days[1]));
    case "zone-differs":
      return problems["zone-differs"](found.said, dateAndTime(Temporal.PlainDateTime.from(found.at)));
    case "weekday-differs":
      return problems["weekday-differs"](dayText(found.day), weekdays[found.said - 1] ?? "");
    case "weekday-left-out":
      return problems[found.problem](weekdays[found.said - 1] ?? "");
    case "past":
    case "too-far":
      return problems[found.problem](dateAndTime(Temporal.PlainDateTime.from(found.at)));
    case "end-before-start":
      return problems["end-before-start"](dayText(found.start), dayText(found.end));
    case "not-a-run":
      return problems["not-a-run"](dayText(found.day));
    default:
      return problems[found.problem];
  }
}
