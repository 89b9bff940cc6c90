import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventTime } from "../../../src/directory/events/event-search.port.ts";
import { type CalendarEntry, calendarPieces } from "../../../src/directory/events/write-calendar.ts";
import { readWhole } from "../../adapters/feeds/calendar-text.ts";

const evening: EventTime = {
  kind: "timed",
  wallTime: "2026-12-03T18:30:00",
  endWallTime: "2026-12-03T20:30:00",
  zone: "Europe/London",
  startsAt: "2026-12-03T18:30:00Z",
  endsAt: "2026-12-03T20:30:00Z",
  isFloating: false,
};

const entry: CalendarEntry = {
  uid: "7-20261203T183000@clusterbot",
  sequence: 3,
  changedAt: new Date("2026-11-20T09:15:30.250Z"),
  time: evening,
  isCancelled: false,
  title: "Rust, slowly; with C:\\",
  description: "First line\nSecond line",
  location: "Platform, Leeds",
  url: "https://talks.example/rust?a=1,2;b",
  tags: ["Rust", "Talks, short"],
};

const write = (...entries: readonly CalendarEntry[]): string =>
  [...calendarPieces({ name: "What's on, in Leeds", entries })].join("");
const linesOf = (content: string): readonly string[] => content.split("\r\n");

describe("a published calendar", () => {
  it("is read back as it was meant", () => {
    const calendar = readWhole(write(entry));

    expect(calendar).toMatchObject({ name: "What's on, in Leeds", method: "PUBLISH", problems: [] });
    const zone = { kind: "zoned", zone: "Europe/London", writtenZone: "Europe/London" };
    expect(calendar.events).toMatchObject([
      {
        uid: entry.uid,
        sequence: 3,
        summary: entry.title,
        description: entry.description,
        location: entry.location,
        url: entry.url,
        categories: entry.tags,
        status: "confirmed",
        start: { ...zone, wallTime: "2026-12-03T18:30:00" },
        end: { ...zone, wallTime: "2026-12-03T20:30:00" },
        stampedAt: { kind: "instant", instant: "2026-11-20T09:15:30Z" },
      },
    ]);
  });

  it("defines each zone it uses once, without the time the definition was made at", () => {
    const newYork: EventTime = { ...evening, zone: "America/New_York", wallTime: "2026-12-03T13:30:00" };

    const lines = linesOf(write(entry, { ...entry, uid: "8" }, { ...entry, uid: "9", time: newYork }));

    expect(lines.filter((line) => line.startsWith("TZID:"))).toEqual([
      "TZID:America/New_York",
      "TZID:Europe/London",
    ]);
    expect(lines).toContain("DTSTART;TZID=America/New_York:20261203T133000");
    expect(lines.filter((line) => line.startsWith("LAST-MODIFIED:"))).toHaveLength(3);
  });

  it("ends what lasts all day on the day after, as calendars expect", () => {
    const time: EventTime = { kind: "allDay", day: "2026-12-30", lastDay: "2026-12-31" };

    const content = write({ ...entry, time });

    expect(linesOf(content)).toContain("DTEND;VALUE=DATE:20270101");
    expect(content).not.toContain("BEGIN:VTIMEZONE");
  });

  it("gives the second of two hours that look the same as an instant, and one that is skipped as it will be", () => {
    const second = {
      ...evening,
      wallTime: "2026-10-25T01:30:00",
      startsAt: "2026-10-25T01:30:00Z",
      endsAt: null,
    };
    const first = { ...second, startsAt: "2026-10-25T00:30:00Z" };
    const skipped = { ...second, wallTime: "2027-03-28T01:30:00", startsAt: "2027-03-28T01:30:00Z" };

    const lines = linesOf(write(...[second, first, skipped].map((time) => ({ ...entry, time }))));

    expect(lines.filter((line) => /^DTSTART.*2026|^DTSTART.*2027/.test(line))).toEqual([
      "DTSTART:20261025T013000Z",
      "DTSTART;TZID=Europe/London:20261025T013000",
      "DTSTART;TZID=Europe/London:20270328T023000",
    ]);
  });

  it("gives instants where nobody can define the zone", () => {
    const lines = linesOf(
      write({ ...entry, time: { ...evening, zone: "+05:30", wallTime: "2026-12-04T00:00:00" } }),
    );

    expect(lines).toContain("DTSTART:20261203T183000Z");
    expect(lines.filter((line) => line.startsWith("TZID:"))).toEqual([]);
  });

  it("tells what is cancelled", () => {
    expect(linesOf(write({ ...entry, isCancelled: true }))).toContain("STATUS:CANCELLED");
  });

  it("holds to 75 bytes a line and lets no text begin a line of its own, whatever it is", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."aé🎉\r\n\t;,:\\\0\u0085\u2028", "\ud800"),
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, text, text, (title, description, tag) => {
        const content = write({
          ...entry,
          title: `${title}\r\nEND:VEVENT\rATTACH:x`,
          description,
          url: `https://a.example/${title}\r\nEND:VCALENDAR`,
          tags: [tag],
        });

        expect(content.endsWith("END:VCALENDAR\r\n")).toBe(true);
        const lines = linesOf(content);
        expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
        expect(lines.filter((line) => line === "END:VEVENT" || line === "END:VCALENDAR")).toHaveLength(2);
        expect(lines.some((line) => line.startsWith("ATTACH"))).toBe(false);
        expect(content.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 50, seed: 11 },
    );
  });

  it("is the same text for the same events", () => {
    expect(write(entry)).toBe(write(entry));
  });
});
