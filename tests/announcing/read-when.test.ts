import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readWhen } from "../../src/announcing/read-when.ts";
import { Schedule } from "../../src/announcing/schedule.ts";
import { ukZone } from "../../src/calendar/zones.ts";
import { describeSchedule, whenProblemText } from "../../src/commands/cards/schedule-text.ts";
import { english } from "../../src/messages/english.ts";

/** A Monday, noon in London. */
const noon = "2026-11-30T12:00:00Z";

function read(text: string, now = noon) {
  return readWhen(text, { now: Temporal.Instant.from(now), zone: ukZone });
}

/** What its author is shown. */
function shown(text: string, now = noon): string {
  const result = read(text, now);
  if (result.kind === "problem") return whenProblemText(result.problem, english);
  return describeSchedule(Schedule.parse(result.schedule), Temporal.Instant.from(now), english);
}

describe("when an announcement goes out, as a cluster manager types it", () => {
  it.each([
    ["now", "At once, when it is approved"],
    ["tomorrow 9am", "Tuesday 1 December 2026, 09:00, in each region's own time"],
    ["9am", "Tuesday 1 December 2026, 09:00, in each region's own time"],
    ["today 5pm", "Monday 30 November 2026, 17:00, in each region's own time"],
    ["Thu 10 December 18:00", "Thursday 10 December 2026, 18:00, in each region's own time"],
    ["3/12 at half nine", "Thursday 3 December 2026, 09:30, in each region's own time"],
    ["2026-12-01T09:00", "Tuesday 1 December 2026, 09:00, in each region's own time"],
    ["1 Dec 9:00 London time", "Tuesday 1 December 2026, 09:00 GMT"],
    ["1 July 9:00 BST", "Thursday 1 July 2027, 09:00 BST"],
    ["tomorrow 9am New York time", "Tuesday 1 December 2026, 09:00 GMT-5"],
    ["1 Dec 9:00 Europe/Paris", "Tuesday 1 December 2026, 09:00 CET"],
    ["9 in the evening tomorrow", "Tuesday 1 December 2026, 21:00, in each region's own time"],
    ["at 9 tomorrow evening", "Tuesday 1 December 2026, 21:00, in each region's own time"],
    ["11:30 tomorrow night", "Tuesday 1 December 2026, 23:30, in each region's own time"],
    ["half past two on Thursday afternoon", "Thursday 3 December 2026, 14:30, in each region's own time"],
    ["31 October 2027 01:30 GMT", "Sunday 31 October 2027, 01:30 UTC"],
    ["10 at night tomorrow", "Tuesday 1 December 2026, 22:00, in each region's own time"],
    ["7 tomorrow evening", "Tuesday 1 December 2026, 19:00, in each region's own time"],
    ["8 on Friday evening", "Friday 4 December 2026, 20:00, in each region's own time"],
    ["tonight at 7", "Monday 30 November 2026, 19:00, in each region's own time"],
    ["tonight 7", "Monday 30 November 2026, 19:00, in each region's own time"],
    ["8 tonight", "Monday 30 November 2026, 20:00, in each region's own time"],
    ["at 6 this evening", "Monday 30 November 2026, 18:00, in each region's own time"],
    ["this afternoon at half three", "Monday 30 November 2026, 15:30, in each region's own time"],
    ["tomorrow 07:00", "Tuesday 1 December 2026, 07:00, in each region's own time"],
    ["tomorrow 24:00", "Wednesday 2 December 2026, 00:00, in each region's own time"],
    ["29 Feb 9am", "Tuesday 29 February 2028, 09:00, in each region's own time"],
    ["in 2 hours", "Monday 30 November 2026, 14:00 GMT"],
    ["28 March 2027 01:30 UK time", "Sunday 28 March 2027, 02:30 BST"],
  ])("once: %s", (text, sentence) => {
    expect(shown(text)).toBe(sentence);
  });

  it.each([
    [
      "every first Tuesday 09:00",
      "Every first Tuesday of the month at 09:00",
      "Tuesday 1 December 2026, 09:00 GMT",
    ],
    [
      "last Friday of the month 16:00",
      "Every last Friday of the month at 16:00",
      "Friday 25 December 2026, 16:00 GMT",
    ],
    [
      "every first and third Tue 9am",
      "Every first and third Tuesday of the month at 09:00",
      "Tuesday 1 December 2026, 09:00 GMT",
    ],
    [
      "last working day of the month 9am",
      "Every last working day of the month at 09:00",
      "Thursday 31 December 2026, 09:00 GMT",
    ],
    [
      "every 2 weeks on Wed 10am from 6 Jan",
      "Every other Wednesday at 10:00",
      "Wednesday 6 January 2027, 10:00 GMT",
    ],
    [
      "Mondays and Thursdays 17:00",
      "Every Monday and Thursday at 17:00",
      "Monday 30 November 2026, 17:00 GMT",
    ],
    [
      "every Monday to Friday 9am",
      "Every weekday (Monday to Friday) at 09:00",
      "Tuesday 1 December 2026, 09:00 GMT",
    ],
    [
      "monthly on the 31st 9am",
      "On the 31st of every month (where it has one) at 09:00",
      "Thursday 31 December 2026, 09:00 GMT",
    ],
    [
      "the 1st and 15th of every month 9am",
      "On the 1st and 15th of every month at 09:00",
      "Tuesday 1 December 2026, 09:00 GMT",
    ],
    ["monthly from 15 Jan 9am", "On the 15th of every month at 09:00", "Friday 15 January 2027, 09:00 GMT"],
    [
      "quarterly on the first Monday 9am",
      "Every 3 months on the first Monday at 09:00",
      "Monday 7 December 2026, 09:00 GMT",
    ],
    [
      "every 29 February 9am",
      "Every year on 29 February (in leap years) at 09:00",
      "Tuesday 29 February 2028, 09:00 GMT",
    ],
    ["weekly at 10am on Wed", "Every Wednesday at 10:00", "Wednesday 2 December 2026, 10:00 GMT"],
    ["once a week on Monday 9am", "Every Monday at 09:00", "Monday 7 December 2026, 09:00 GMT"],
    [
      "once a month on the 15th 9am",
      "On the 15th of every month at 09:00",
      "Tuesday 15 December 2026, 09:00 GMT",
    ],
    ["every 3 days 9am", "Every 3 days at 09:00", "Tuesday 1 December 2026, 09:00 GMT"],
    [
      "RRULE:FREQ=MONTHLY;BYDAY=1TU at 9am",
      "Every first Tuesday of the month at 09:00",
      "Tuesday 1 December 2026, 09:00 GMT",
    ],
    [
      "9am freq=weekly;interval=2;byday=mo",
      "Every other Monday at 09:00",
      "Monday 7 December 2026, 09:00 GMT",
    ],
  ])("again and again: %s", (text, often, next) => {
    expect(shown(text)).toBe(`${often}, in each region's own time; next: ${next}`);
  });

  it.each([
    [
      "every Monday at 9 until 31 March",
      ", until Wednesday 31 March 2027; next: Monday 7 December 2026, 09:00 GMT",
    ],
    [
      "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331T230000Z 9am except 28 December",
      ", until Thursday 1 April 2027, not on Monday 28 December 2026; next: Monday 7 December 2026, 09:00 GMT",
    ],
    ["FREQ=DAILY;COUNT=3 at 9am", ", 3 times; next: Tuesday 1 December 2026, 09:00 GMT"],
    ["every day 9am 10 times", ", 10 times; next: Tuesday 1 December 2026, 09:00 GMT"],
    [
      "every day 9am until the end of March",
      ", until Wednesday 31 March 2027; next: Tuesday 1 December 2026, 09:00 GMT",
    ],
    [
      "weekdays except bank holidays 13:30",
      ", not on bank holidays; next: Monday 30 November 2026, 13:30 GMT (not in Scotland: bank holiday)",
    ],
    [
      "every Friday 9am except 25 Dec and 1 Jan",
      ", not on Friday 25 December 2026 and Friday 1 January 2027; next: Friday 4 December 2026, 09:00 GMT",
    ],
  ])("with an end and exceptions: %s", (text, end) => {
    expect(shown(text)).toContain(`, in each region's own time${end}`);
  });

  it("once it has ended, that is said", () => {
    const schedule = read("every day 9am 2 times");
    if (schedule.kind !== "understood") throw new Error("not understood");

    expect(describeSchedule(schedule.schedule, Temporal.Instant.from("2026-12-02T09:00Z"), english)).toBe(
      "Every day at 09:00, in each region's own time, 2 times; it has ended",
    );
  });
});

describe("what is no time for an announcement is asked about, never guessed", () => {
  it.each([
    ["", { problem: "not-understood", said: "" }],
    ["banana", { problem: "not-understood", said: "banana" }],
    ["tomorrow 9am unless it rains", { problem: "not-understood", said: "unless it rains" }],
    ["every hour", { problem: "not-understood", said: "every hour" }],
    ["FREQ=HOURLY at 9am", { problem: "not-understood", said: "FREQ=HOURLY" }],
    ["FREQ=DAILY;BYHOUR=9,17 at 9am", { problem: "not-understood", said: "FREQ=DAILY;BYHOUR=9,17" }],
    ["FREQ=WEEKLY;BYDAY=XX 9am", { problem: "not-understood", said: "FREQ=WEEKLY;BYDAY=XX" }],
    ["FREQ=WEEKLY;BYDAY=MO", { problem: "no-time" }],
    ["FREQ=WEEKLY at 9am", { problem: "no-day" }],
    ["every Monday 9am FREQ=DAILY", { problem: "two-repeats" }],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 9am", { problem: "never-runs" }],
    [
      "FREQ=WEEKLY;BYDAY=MO;UNTIL=20250101T000000Z 9am",
      { problem: "end-before-start", start: "2026-11-30", end: "2025-01-01" },
    ],
    ["tonight", { problem: "no-time" }],
    ["tonight at midnight", { problem: "time-unclear", either: ["00:00", "23:59"] }],
    ["wed 10", { problem: "not-understood", said: "10" }],
    ["tomorrow at 25:00", { problem: "not-understood", said: "25:00" }],
    ["tomorrow", { problem: "no-time" }],
    ["tomorrow morning", { problem: "no-time" }],
    ["every Monday", { problem: "no-time" }],
    ["weekly 9am", { problem: "no-day" }],
    ["tomorrow 7:00", { problem: "time-unclear", either: ["07:00", "19:00"] }],
    ["1:30 at night on 31 October 2027", { problem: "time-unclear", either: ["01:30", "13:30"] }],
    ["12:30 in the evening tomorrow", { problem: "time-unclear", either: ["00:30", "12:30"] }],
    ["15:00 tomorrow morning", { problem: "time-unclear", either: ["15:00", "03:00"] }],
    ["midnight tomorrow", { problem: "time-unclear", either: ["00:00", "23:59"] }],
    ["every first Tuesday 24:00", { problem: "time-unclear", either: ["00:00", "23:59"] }],
    ["every second Tuesday 9am", { problem: "repeat-unclear", said: "every second Tuesday" }],
    ["tomorrow 9am or 10am", { problem: "two-times", times: ["09:00", "10:00"] }],
    ["1 or 2 Dec 9am", { problem: "two-days", days: ["2026-12-01", "2026-12-02"] }],
    ["every Monday and every month on the 1st 9am", { problem: "two-repeats" }],
    ["every Monday 9am 10 times until 31 March", { problem: "two-ends" }],
    ["1 Dec 9am UK time New York time", { problem: "two-zones" }],
    ["now and every Monday 9am", { problem: "contradictory" }],
    ["every Monday in 2 hours", { problem: "contradictory" }],
    ["1 July 9:00 GMT", { problem: "zone-differs", said: "GMT", at: "2027-07-01T09:00" }],
    ["Fri 10 December 18:00", { problem: "weekday-differs", day: "2026-12-10", said: 5 }],
    ["30 Feb 9am", { problem: "no-such-day", said: "30 Feb" }],
    ["29 Feb 2027 9am", { problem: "no-such-day", said: "29 Feb 2027" }],
    ["every Monday 9am until 31 Nov", { problem: "no-such-day", said: "31 Nov" }],
    ["every Monday 9am except 30 Feb", { problem: "no-such-day", said: "30 Feb" }],
    ["today 9am", { problem: "past", at: "2026-11-30T09:00" }],
    ["every Monday 9am from 2 Nov 2026", { problem: "past", at: "2026-11-02T09:00" }],
    ["1 Dec 2028 9am", { problem: "too-far", at: "2028-12-01T09:00" }],
    ["every day 9am from 1 Jan 2029", { problem: "too-far", at: "2029-01-01T09:00" }],
    ["tomorrow 9am until Friday", { problem: "no-repeat", said: "until Friday" }],
    [
      "every Monday 9am from 6 Jan until 5 Jan",
      { problem: "end-before-start", start: "2027-01-06", end: "2027-01-05" },
    ],
    ["every 30 February 9am", { problem: "never-runs" }],
    ["every Monday 9am until tomorrow", { problem: "never-runs" }],
    ["every Friday 9am until 26 Dec except 4 Dec, 11 Dec, 18 Dec and 25 Dec", { problem: "never-runs" }],
    ["every day 9am except Mondays", { problem: "weekday-left-out", said: 1 }],
    ["weekdays 9am but not on Friday", { problem: "weekday-left-out", said: 5 }],
    ["every Monday 9am except 25 Dec", { problem: "not-a-run", day: "2026-12-25" }],
  ])("%s", (text, problem) => {
    expect(read(text)).toEqual({ kind: "problem", problem });
    expect(shown(text)).toMatch(/^\S.*[.?]$/);
  });

  it("a time that is just now is past", () => {
    expect(read("today 12:00")).toEqual({
      kind: "problem",
      problem: { problem: "past", at: "2026-11-30T12:00" },
    });
    expect(read("today 12:01").kind).toBe("understood");
  });
});

describe("two hours are two hours in the nights the clocks change", () => {
  it.each([
    ["2027-03-28T00:30:00Z", "in 2 hours", "Sunday 28 March 2027, 03:30 BST"],
    ["2026-10-24T23:30:00Z", "in 2 hours", "Sunday 25 October 2026, 01:30 UTC"],
    ["2026-10-24T23:30:00Z", "in 3 hours", "Sunday 25 October 2026, 02:30 GMT"],
  ])("at %s: %s", (now, text, sentence) => {
    expect(shown(text, now)).toBe(sentence);
  });
});

describe("a stored schedule", () => {
  const start = "2026-12-01T09:00";
  const repeat = {
    kind: "repeat",
    start,
    rule: "FREQ=DAILY",
    except: [],
    exceptBankHolidays: false,
    zone: null,
  };

  it.each([
    ["a day that is none", { kind: "once", at: "2027-02-30T09:00", zone: null }],
    ["seconds", { kind: "once", at: "2026-12-01T09:00:30", zone: null }],
    ["no zone of that name", { kind: "once", at: start, zone: "Nowhere/Middle" }],
    ["a rule that runs every minute", { ...repeat, rule: "FREQ=MINUTELY" }],
    ["a rule that runs twice a day", { ...repeat, rule: "FREQ=DAILY;BYHOUR=9,10" }],
    ["a rule that is none", { ...repeat, rule: "FREQ=SOMETIMES" }],
    ["a field we do not know", { ...repeat, until: start }],
  ])("is refused with %s", (_, schedule) => {
    expect(Schedule.safeParse(repeat).success).toBe(true);
    expect(Schedule.safeParse(schedule).success).toBe(false);
  });
});
