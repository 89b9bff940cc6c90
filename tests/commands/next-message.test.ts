import { describe, expect, it } from "vitest";
import {
  type Asked,
  nextMessage,
  remindersToCome,
  type Standing,
  stageAt,
} from "../../src/commands/reminding/next-message.ts";
import type { EventTime } from "../../src/directory/events/event-search.port.ts";

/** Starts at this instant. */
const at = (startsAt: string): EventTime => ({
  kind: "timed",
  wallTime: startsAt.slice(0, 19),
  endWallTime: null,
  zone: "Europe/London",
  startsAt,
  endsAt: null,
  isFloating: false,
});
const thursday = at("2026-12-03T18:30:00Z");
const allDay: EventTime = { kind: "allDay", day: "2026-12-03", lastDay: "2026-12-04" };
const on = (time: EventTime): Standing => ({ kind: "on", time });
const off: Standing = { kind: "off" };
const asked = (changes: Partial<Asked> = {}): Asked => ({
  known: thursday,
  isOff: false,
  stage: "asked",
  ...changes,
});

/** `message …`, `later …`, `over`, `missed`. */
function told(from: Asked, standing: Standing, now: string): string {
  const next = nextMessage(from, standing, new Date(now));
  if (next.kind === "message") return `message ${next.message}`;
  if (next.kind === "later") return `later ${next.at.toISOString().slice(0, 16)}`;
  return next.isMissed ? "missed" : "over";
}

describe("what comes next for somebody who asked to be reminded of Thursday 3 December, 18:30", () => {
  it.each<[string, Asked, Standing, string, string]>([
    ["days before: the day before", asked(), on(thursday), "2026-12-01T09:00Z", "later 2026-12-02T18:30"],
    ["a day before", asked(), on(thursday), "2026-12-02T18:30Z", "message day"],
    ["late, the bot was off", asked(), on(thursday), "2026-12-03T17:29Z", "message day"],
    ["later still: both in one", asked(), on(thursday), "2026-12-03T17:30Z", "message hour"],
    [
      "after it: the hour before",
      asked({ stage: "day" }),
      on(thursday),
      "2026-12-02T18:31Z",
      "later 2026-12-03T17:30",
    ],
    ["an hour before", asked({ stage: "day" }), on(thursday), "2026-12-03T17:30Z", "message hour"],
    ["just before the start", asked({ stage: "day" }), on(thursday), "2026-12-03T18:29Z", "message hour"],
    ["not after the start", asked({ stage: "day" }), on(thursday), "2026-12-03T18:30Z", "missed"],
    [
      "after both: until the start",
      asked({ stage: "hour" }),
      on(thursday),
      "2026-12-03T17:31Z",
      "later 2026-12-03T18:30",
    ],
    ["begun, all was told", asked({ stage: "hour" }), on(thursday), "2026-12-03T18:30Z", "over"],

    [
      "moved before anything was told",
      asked(),
      on(at("2026-12-10T18:30:00Z")),
      "2026-12-01T09:00Z",
      "later 2026-12-09T18:30",
    ],
    ["moved near", asked(), on(at("2026-12-01T19:00:00Z")), "2026-12-01T09:00Z", "message day"],
    ["moved into the past", asked(), on(at("2026-12-01T08:00:00Z")), "2026-12-01T09:00Z", "missed"],
    [
      "moved after the day before",
      asked({ stage: "day" }),
      on(at("2026-12-10T18:30:00Z")),
      "2026-12-03T10:00Z",
      "message moved",
    ],
    [
      "moved after both",
      asked({ stage: "hour" }),
      on(at("2026-12-03T20:00:00Z")),
      "2026-12-03T18:00Z",
      "message moved",
    ],

    ["cancelled", asked(), off, "2026-12-01T09:00Z", "message off"],
    ["cancelled after both", asked({ stage: "hour" }), off, "2026-12-03T18:00Z", "message off"],
    ["cancelled and told", asked({ isOff: true }), off, "2026-12-01T09:00Z", "later 2026-12-03T18:30"],
    ["cancelled and over", asked({ isOff: true }), off, "2026-12-03T18:30Z", "over"],
    ["cancelled only afterwards", asked({ stage: "hour" }), off, "2026-12-03T19:00Z", "over"],
    ["on after all", asked({ isOff: true }), on(thursday), "2026-12-01T09:00Z", "message on"],

    [
      "all day: at nine the day before",
      asked({ known: allDay }),
      on(allDay),
      "2026-12-01T09:00Z",
      "later 2026-12-02T09:00",
    ],
    ["all day, then", asked({ known: allDay }), on(allDay), "2026-12-02T09:00Z", "message day"],
    [
      "all day: no hour before",
      asked({ known: allDay, stage: "day" }),
      on(allDay),
      "2026-12-02T09:01Z",
      "later 2026-12-03T00:00",
    ],
    ["all day, begun", asked({ known: allDay, stage: "day" }), on(allDay), "2026-12-03T00:00Z", "over"],
  ])("%s", (_, from, standing, now, expected) => {
    expect(told(from, standing, now)).toBe(expected);
  });

  it("is a day before by the clock on the wall, over a change of the clocks too", () => {
    const sunday = at("2026-10-25T18:30:00Z");

    expect(told(asked({ known: sunday }), on(sunday), "2026-10-20T09:00Z")).toBe("later 2026-10-24T17:30");
  });

  it.each([
    ["2026-12-01T09:00Z", ["day", "hour"], "asked"],
    ["2026-12-02T19:00Z", ["hour"], "day"],
    ["2026-12-03T17:45Z", [], "hour"],
  ] as const)("to whoever asks at %s there come %j", (now, toCome, stage) => {
    expect(remindersToCome(thursday, new Date(now))).toEqual(toCome);
    expect(stageAt(new Date(now), thursday)).toBe(stage);
  });
});
