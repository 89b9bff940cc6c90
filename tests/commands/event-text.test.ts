import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { toInstant } from "../../src/calendar/zones.ts";
import { whenOf } from "../../src/commands/cards/event-text.ts";
import type { EventTime } from "../../src/directory/events/event-search.port.ts";
import { english } from "../../src/messages/english.ts";

function timed(wallTime: string, endWallTime: string | null, zone = "Europe/London"): EventTime {
  const instant = (time: string) => toInstant(Temporal.PlainDateTime.from(time), { id: zone }).toString();
  const endsAt = endWallTime === null ? null : instant(endWallTime);
  return {
    kind: "timed",
    wallTime,
    endWallTime,
    zone,
    startsAt: instant(wallTime),
    endsAt,
    isFloating: false,
  };
}

const words = english.directory.events;

describe("when an event is", () => {
  test.each<[EventTime, string]>([
    [timed("2026-12-03T18:30:00", "2026-12-03T20:00:00"), "Thursday 3 December 2026, 18:30–20:00 GMT"],
    [timed("2027-06-03T18:30:00", null), "Thursday 3 June 2027, 18:30 BST"],
    [
      timed("2026-10-24T18:00:00", "2026-10-25T12:00:00"),
      "Saturday 24 October 2026, 18:00 BST – Sunday 25 October 2026, 12:00 GMT",
    ],
    [timed("2027-03-28T01:30:00", "2027-03-28T02:30:00"), "Sunday 28 March 2027, 02:30 BST"],
    [
      timed("2027-03-16T12:00:00", "2027-03-16T12:45:00", "America/New_York"),
      "Tuesday 16 March 2027, 16:00–16:45 GMT (12:00 in New York)",
    ],
    [{ kind: "allDay", day: "2027-02-27", lastDay: "2027-02-28" }, "Saturday 27 – Sunday 28 February 2027"],
    [
      { kind: "allDay", day: "2026-12-31", lastDay: "2027-01-01" },
      "Thursday 31 December 2026 – Friday 1 January 2027",
    ],
    [{ kind: "allDay", day: "2027-02-27", lastDay: "2027-02-27" }, "Saturday 27 February 2027, all day"],
  ])("%o", (time, expected) => {
    expect(whenOf(time, words)).toBe(expected);
  });
});
