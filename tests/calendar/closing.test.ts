import { describe, expect, it } from "vitest";
import { closingAt, isByDay, stageBefore } from "../../src/calendar/closing.ts";

const closing = closingAt("2027-03-30T17:00", "Europe/London");

describe("what closes by the clock on the wall", () => {
  it.each([
    ["in summer time", "2027-03-30T17:00", "Europe/London", "2027-03-30T16:00:00.000Z"],
    ["at a time the clocks skip", "2027-03-28T01:30", "Europe/London", "2027-03-28T01:30:00.000Z"],
    [
      "at a time that comes twice, the first",
      "2027-10-31T01:30",
      "Europe/London",
      "2027-10-31T00:30:00.000Z",
    ],
    ["in Brussels", "2027-03-30T17:00", "Europe/Brussels", "2027-03-30T15:00:00.000Z"],
  ])("closes %s", (_, at, zone, instant) => {
    expect(closingAt(at, zone).instant.toISOString()).toBe(instant);
  });

  it.each([
    // The clocks go on on 28 March: a week before 17:00 in summer time is 17:00 in winter time.
    ["2027-03-23T16:59:59Z", null],
    ["2027-03-23T17:00:00Z", "week"],
    ["2027-03-29T15:59:59Z", "week"],
    ["2027-03-29T16:00:00Z", "day"],
    ["2027-03-30T15:59:59Z", "day"],
    ["2027-03-30T16:00:00Z", null],
  ])("at %s: %s", (now, stage) => {
    expect(stageBefore(closing, new Date(now))).toBe(stage);
  });

  it.each([
    ["2027-03-29T06:59:00Z", false],
    ["2027-03-29T07:00:00Z", true],
    ["2027-03-29T18:59:00Z", true],
    ["2027-03-29T19:00:00Z", false],
  ])("writes to nobody by night: %s", (now, isDay) => {
    expect(isByDay(new Date(now), "Europe/London")).toBe(isDay);
  });
});
