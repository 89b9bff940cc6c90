import { describe, expect, it } from "vitest";
import { calendarFileMessages as messages } from "../../../src/messages/calendar-file-messages.ts";
import { aCalendar, onlyEvent, problemsOf, readWhole } from "./calendar-text.ts";

const { problems } = messages;

interface Half {
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  readonly at: string;
}

const summer: Half = { from: "+0000", to: "+0100", rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", at: "010000" };
const winter: Half = { from: "+0100", to: "+0000", rule: "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", at: "020000" };

function half(name: "STANDARD" | "DAYLIGHT", { from, to, rule, at }: Half): readonly string[] {
  return [
    `BEGIN:${name}`,
    `DTSTART:16010101T${at}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `RRULE:${rule}`,
    `END:${name}`,
  ];
}

/** A calendar whose event starts in a zone that the file itself defines, after its use. */
function withZone(lines: readonly string[], written = "Our zone"): string {
  const zone = ["BEGIN:VTIMEZONE", `TZID:${written}`, ...lines, "END:VTIMEZONE", "END:VCALENDAR"].join(
    "\r\n",
  );
  return aCalendar([], `DTSTART;TZID=${written}:20260703T183000`).replace("END:VCALENDAR", zone);
}

function zoneIn(text: string): string | null {
  const { start } = onlyEvent(text);
  return start.kind === "zoned" ? start.zone : null;
}

describe("the time zone of an event", () => {
  it.each([
    ["Europe/London", "Europe/London"],
    ["europe/london", "Europe/London"],
    ["US/Eastern", "America/New_York"],
    ["/mozilla.org/20070129_1/Europe/Dublin", "Europe/Dublin"],
    ["/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta", "America/Argentina/Salta"],
    ["GMT Standard Time", "Europe/London"],
    ["UTC", "Etc/UTC"],
    // Here it is the clock on the wall in London; JavaScript takes it for Bangladesh.
    ["BST", "Europe/London"],
  ])("%s is read as %s", (written, zone) => {
    const text = aCalendar([], `DTSTART;TZID="${written}":20260703T183000`);

    expect(onlyEvent(text).start).toEqual({
      kind: "zoned",
      wallTime: "2026-07-03T18:30:00",
      zone,
      writtenZone: written,
    });
    expect(problemsOf(text)).toEqual([]);
  });

  it.each(["IST", "CST", "+01:00", "Europe/Nowhere", "__proto__"])("%s is not guessed at", (written) => {
    const text = aCalendar(["EXDATE;TZID=X:20260703T183000"], `DTSTART;TZID="${written}":20260703T183000`);

    expect(onlyEvent(text).start).toEqual({
      kind: "custom",
      wallTime: "2026-07-03T18:30:00",
      writtenZone: written,
    });
    expect(problemsOf(text)[0]).toBe(`4: ${problems.customZone(written)}`);
  });

  it("is the one the file's own definition names", () => {
    expect(zoneIn(withZone(["X-LIC-LOCATION:Europe/Dublin"]))).toBe("Europe/Dublin");
  });

  it("is found by the definition's rules, and that is said once", () => {
    const text = withZone([...half("DAYLIGHT", summer), ...half("STANDARD", winter)]);

    expect(zoneIn(text)).toBe("Europe/London");
    expect(problemsOf(text)).toEqual([`4: ${problems.zoneByRules("Our zone", "Europe/London")}`]);
  });

  it.each([
    ["another week", { ...summer, rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" }],
    ["another hour", { ...summer, at: "020000" }],
    ["an end long ago", { ...summer, rule: `${summer.rule};UNTIL=20100101T000000Z` }],
    ["every second year", { ...summer, rule: `${summer.rule};INTERVAL=2` }],
  ])("is nobody's with a rule of %s", (_, changed) => {
    expect(zoneIn(withZone([...half("DAYLIGHT", changed), ...half("STANDARD", winter)]))).toBeNull();
  });

  it("without summer time is a fixed distance from Greenwich", () => {
    const fixed = ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0200"];

    expect(zoneIn(withZone([...fixed, "END:STANDARD"]))).toBe("Etc/GMT-2");
  });

  it("is that of its own calendar when several stand in one file", () => {
    const text = withZone(["X-LIC-LOCATION:Europe/Dublin"]) + withZone(["X-LIC-LOCATION:Europe/Paris"]);

    const zones = readWhole(text).events.map(({ start }) => (start.kind === "zoned" ? start.zone : null));

    expect(zones).toEqual(["Europe/Dublin", "Europe/Paris"]);
  });

  it("may hold colons and commas without quotes, as Microsoft writes it", () => {
    const text = aCalendar([], "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260703T183000");

    expect(onlyEvent(text).start).toMatchObject({ writtenZone: "(UTC+01:00) Amsterdam, Berlin" });
  });
});
