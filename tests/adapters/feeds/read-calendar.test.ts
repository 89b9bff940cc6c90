import { describe, expect, it } from "vitest";
import { calendarFileMessages as messages } from "../../../src/messages/calendar-file-messages.ts";
import { aCalendar, onlyEvent, problemsOf, read, readWhole } from "./calendar-text.ts";

const { problems, refused, unreadable } = messages;

const fullEvent = aCalendar(
  [
    "SEQUENCE:3",
    "DTEND;TZID=Europe/London:20261203T203000",
    "SUMMARY:Rust\\, slowly",
    "DESCRIPTION:Bring a laptop.\\nAsk for C:\\\\temp\\; really",
    "LOCATION:Platform\\, Leeds",
    "URL:https://talks.example/rust",
    'ORGANIZER;CN="Leeds; Talks":mailto:someone@talks.example',
    "STATUS:CONFIRMED",
    "CLASS:CONFIDENTIAL",
    "CATEGORIES:Rust,Talks\\, short",
    "CATEGORIES:Leeds",
    "RRULE:FREQ=MONTHLY;BYDAY=1TH",
    "RDATE;VALUE=PERIOD:20261210T183000Z/PT2H,20261211T183000Z/20261211T193000Z",
    "EXDATE;TZID=Europe/London:20270107T183000,20270204T183000",
    "DTSTAMP:20261101T090000Z",
    "LAST-MODIFIED:20261102T090000Z",
  ],
  "DTSTART;TZID=Europe/London:20261203T183000",
);

describe("an event of a calendar file", () => {
  it("is read with all that it says", () => {
    const event = onlyEvent(fullEvent);

    const zone = { zone: "Europe/London", writtenZone: "Europe/London" };
    expect(event).toEqual({
      line: 2,
      uid: "talk@calendar.example",
      sequence: 3,
      replaces: null,
      summary: "Rust, slowly",
      description: "Bring a laptop.\nAsk for C:\\temp; really",
      location: "Platform, Leeds",
      url: "https://talks.example/rust",
      onlineLink: null,
      organiserName: "Leeds; Talks",
      status: "confirmed",
      classification: "confidential",
      categories: ["Rust", "Talks, short", "Leeds"],
      start: { kind: "zoned", wallTime: "2026-12-03T18:30:00", ...zone },
      end: { kind: "zoned", wallTime: "2026-12-03T20:30:00", ...zone },
      duration: null,
      recurrenceRules: ["FREQ=MONTHLY;BYDAY=1TH"],
      exclusionRules: [],
      addedDates: [
        { start: { kind: "instant", instant: "2026-12-10T18:30:00Z" }, end: null, duration: "PT2H" },
        {
          start: { kind: "instant", instant: "2026-12-11T18:30:00Z" },
          end: { kind: "instant", instant: "2026-12-11T19:30:00Z" },
          duration: null,
        },
      ],
      excludedDates: [
        { kind: "zoned", wallTime: "2027-01-07T18:30:00", ...zone },
        { kind: "zoned", wallTime: "2027-02-04T18:30:00", ...zone },
      ],
      stampedAt: { kind: "instant", instant: "2026-11-01T09:00:00Z" },
      lastModified: { kind: "instant", instant: "2026-11-02T09:00:00Z" },
    });
    expect(problemsOf(fullEvent)).toEqual([]);
  });

  it.each([
    ["DTSTART;VALUE=DATE:20261203", { kind: "day", date: "2026-12-03" }],
    ["DTSTART:20261203", { kind: "day", date: "2026-12-03" }],
    ["DTSTART;VALUE=DATE:20261203T000000", { kind: "day", date: "2026-12-03" }],
    ["DTSTART:20261203T183000", { kind: "floating", wallTime: "2026-12-03T18:30:00" }],
    ["DTSTART;TZID=Europe/London:20261203T183000Z", { kind: "instant", instant: "2026-12-03T18:30:00Z" }],
    ["dtstart:2026-12-03T18:30:60", { kind: "floating", wallTime: "2026-12-03T18:30:59" }],
  ])("starts as %s says", (start, expected) => {
    expect(onlyEvent(aCalendar([], start)).start).toEqual(expected);
  });

  it("is a whole day where Outlook writes midnight to midnight and says so", () => {
    const text = aCalendar(
      ["DTEND;TZID=GMT Standard Time:20261204T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
      "DTSTART;TZID=GMT Standard Time:20261203T000000",
    );

    const { start, end } = onlyEvent(text);

    expect([start, end]).toEqual([
      { kind: "day", date: "2026-12-03" },
      { kind: "day", date: "2026-12-04" },
    ]);
  });

  it("may stand for one date of a series, and for all after it", () => {
    const event = onlyEvent(aCalendar(["RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T183000Z"]));

    expect(event.replaces).toEqual({
      time: { kind: "instant", instant: "2026-12-03T18:30:00Z" },
      isThisAndFuture: true,
    });
  });

  it("has no name of an organiser when only an address is given", () => {
    expect(onlyEvent(aCalendar(["ORGANIZER:mailto:a@b.example"])).organiserName).toBeNull();
    expect(onlyEvent(aCalendar(["ORGANIZER;CN=a@b.example:mailto:a@b.example"])).organiserName).toBeNull();
  });

  it.each([
    ["X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"],
    ["CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example/1", "https://video.example/1"],
    ["LOCATION:Online: https://leeds.zoom.us/j/123.", "https://leeds.zoom.us/j/123"],
    ["X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/1", "https://teams.microsoft.com/l/1"],
    ["LOCATION:https://zoom.us.evil.example/j/123", null],
    ["CONFERENCE:tel:+441132000000", null],
  ])("is joined online where %s says", (line, link) => {
    expect(onlyEvent(aCalendar([line])).onlineLink).toBe(link);
  });

  it("has a description in plain text, links with their addresses", () => {
    const html =
      'DESCRIPTION:Come<br>along &amp\\; <a href="https://a.example/">read this</a><ul><li>one</li></ul>';

    expect(onlyEvent(aCalendar([html])).description).toBe(
      "Come\nalong & read this (https://a.example/)- one",
    );
    expect(onlyEvent(aCalendar(["DESCRIPTION:a < b &amp\\; c > d"])).description).toBe("a < b &amp; c > d");
  });

  it("is left alone by its alarms and by other components", () => {
    const text = aCalendar([
      "BEGIN:VALARM",
      "DESCRIPTION:Wake up",
      "DTSTART:nonsense",
      "END:VALARM",
      "SUMMARY:A talk",
    ]).replace("BEGIN:VEVENT", "BEGIN:VTODO\r\nSUMMARY:Buy biscuits\r\nEND:VTODO\r\nBEGIN:VEVENT");

    const { summary, description } = onlyEvent(text);

    expect([summary, description]).toEqual(["A talk", null]);
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("bytes that are not as they should be", () => {
  const calendar = aCalendar(["SUMMARY:Café – tea"]);

  it.each([
    ["with LF only", calendar.replaceAll("\r\n", "\n")],
    ["with CR only", calendar.replaceAll("\r\n", "\r")],
    ["without an end of its last line", calendar.trimEnd()],
    ["with a byte-order mark", `\uFEFF${calendar}`],
    ["with blank lines between", calendar.replaceAll("\r\n", "\r\n\r\n")],
    ["as UTF-16", Buffer.from(`\uFEFF${calendar}`, "utf16le")],
    ["with a blank before it", `  ${calendar}`],
  ])("are read %s", (_, content) => {
    expect(onlyEvent(content).summary).toBe("Café – tea");
    expect(problemsOf(content)).toEqual([]);
  });

  it("are joined where a line is folded inside of a character", () => {
    const bytes = Buffer.from(calendar);
    const inside = bytes.indexOf(0xc3) + 1;
    const folded = Buffer.concat([bytes.subarray(0, inside), Buffer.from("\r\n "), bytes.subarray(inside)]);

    expect(onlyEvent(folded).summary).toBe("Café – tea");
  });

  it("are taken for Windows-1252 where they are not UTF-8, and that is said once", () => {
    const bytes = Buffer.from(aCalendar(["SUMMARY:Café", "LOCATION:Café"]), "latin1");

    expect(onlyEvent(bytes).location).toBe("Café");
    expect(problemsOf(bytes)).toEqual([`5: ${problems.western}`]);
  });

  it("lose NUL and other characters nobody sees, and that is said", () => {
    const text = aCalendar(["SUMMARY:A\0 talk\u0007"]);

    expect(onlyEvent(text).summary).toBe("A talk");
    expect(problemsOf(text)).toEqual([`5: ${problems.hiddenCharacters}`]);
  });

  it.each([
    ["nothing", "", refused.empty],
    ["blanks", " \r\n\n", refused.empty],
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", refused.webPage],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), refused.noCalendar],
    ["an address book", "BEGIN:VCARD\nFN:Somebody\nEND:VCARD\n", refused.noCalendarInside],
    ["broken UTF-16", Buffer.from([0xff, 0xfe, 0x42, 0x00, 0x41]), refused.brokenUnicode],
  ])("are refused when they are %s", (_, content, sentence) => {
    expect(read(content)).toEqual({ kind: "refused", line: 1, sentence });
  });
});

describe("a calendar with mistakes", () => {
  it.each([
    [["SUMMARY:one", "this is no line"], `6: ${problems.notALine("this is no line")}`],
    [["SUMMARY:one\\x"], `5: ${problems.unknownEscape("\\x")}`],
    [["SUMMARY:one", "SUMMARY:two"], `6: ${problems.repeated("SUMMARY")}`],
    [["DTEND:20261203T173000Z"], `5: ${problems.endBeforeStart}`],
    [["DTEND:20261204"], `5: ${problems.endUnlikeStart}`],
    [["DTEND:tomorrow"], `5: ${problems.badEnd("tomorrow")}`],
    [["DURATION:two hours"], `5: ${problems.badDuration("two hours")}`],
    [["DTEND:20261203T193000Z", "DURATION:PT1H"], `6: ${problems.endAndDuration}`],
    [["SEQUENCE:-1"], `5: ${problems.badSequence("-1")}`],
    [["STATUS:MAYBE"], `5: ${problems.badStatus("MAYBE")}`],
    [["CLASS:BOARD"], `5: ${problems.badClass("BOARD")}`],
    [["URL:javascript:alert(1)"], `5: ${problems.badAddress("URL", "javascript:alert(1)")}`],
    [["EXDATE:20261203T183000Z,20261332"], `5: ${problems.badTime("EXDATE", "20261332")}`],
    [["DTSTAMP:yesterday"], `5: ${problems.badTime("DTSTAMP", "yesterday")}`],
    [["END:VALARM"], `5: ${problems.nothingToEnd("VALARM")}`],
    [["BEGIN:VALARM"], `6: ${problems.notEnded("VALARM", 5)}`],
  ])("keeps the event and says of %j: %s", (lines, sentence) => {
    const { events, problems: told } = readWhole(aCalendar(lines));

    expect(events).toHaveLength(1);
    expect(told.map((one) => `${one.line}: ${one.sentence}`)).toEqual([sentence]);
  });

  it("counts what is not known to be public as private", () => {
    expect(onlyEvent(aCalendar(["CLASS:X-BOARD"])).classification).toBe("private");
    expect(onlyEvent(aCalendar()).classification).toBe("public");
  });

  it("says which event has no start, with its uid, and reads the others", () => {
    const [first, second] = [aCalendar([], "SUMMARY:When?"), aCalendar()];

    const { events, unreadable: left } = readWhole(first + second);

    expect(events.map(({ line }) => line)).toEqual([8]);
    expect(left).toMatchObject([{ line: 2, uid: "talk@calendar.example", sentence: unreadable.noStart }]);
  });

  it("takes no change of a series whose date cannot be read for the series itself", () => {
    const { events, unreadable: left } = readWhole(aCalendar(["RECURRENCE-ID:someday"]));

    expect(events).toEqual([]);
    expect(left[0]?.sentence).toBe(unreadable.badReplaced("someday"));
  });

  it("keeps an event without a uid, and says so", () => {
    const text = aCalendar().replace("UID:talk@calendar.example", "SUMMARY:A talk");

    expect(onlyEvent(text).uid).toBeNull();
    expect(problemsOf(text)).toEqual([`2: ${problems.noUid}`]);
  });

  it("is refused when it was cut off", () => {
    const text = aCalendar(["SUMMARY:A talk"]);

    expect(read(text.slice(0, text.indexOf("END:VEVENT")))).toEqual({
      kind: "refused",
      line: 2,
      sentence: refused.notClosed("VEVENT", 2),
    });
    expect(read(text.replace("END:VCALENDAR", ""))).toMatchObject({ kind: "refused", line: 1 });
  });

  it("is refused when an event never ends", () => {
    const text = aCalendar();

    expect(read(text.replace("END:VEVENT", "BEGIN:VEVENT"))).toMatchObject({ line: 5, kind: "refused" });
    expect(read(text.replace("END:VEVENT\r\n", ""))).toMatchObject({
      sentence: refused.eventNotEnded("VCALENDAR", 2),
    });
  });
});
