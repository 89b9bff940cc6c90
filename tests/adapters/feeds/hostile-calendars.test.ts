import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFileMessages } from "../../../src/messages/calendar-file-messages.ts";
import { aCalendar, read, readWhole } from "./calendar-text.ts";

const { refused } = calendarFileMessages;
const good = Buffer.from(
  aCalendar([
    "SUMMARY:Café, and a lon",
    " ger line",
    'ORGANIZER;CN="Somebody":mailto:a@b.example',
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "EXDATE;TZID=Europe/London:20261203T183000",
    'DESCRIPTION:<p>One</p>\\nTwo <a href="https://a.example">three</a>',
  ]),
);

describe("a limit", () => {
  const talk = "BEGIN:VEVENT\nUID:1\nDTSTART:20261203\nEND:VEVENT\n";

  it.each([
    [{ bytes: 20 }, aCalendar(), 1, refused.tooManyBytes(0.00002)],
    [{ lines: 3 }, aCalendar(), 4, refused.tooManyLines(3)],
    [
      { lineBytes: 40 },
      aCalendar([`SUMMARY:${"x".repeat(20)}`, ` ${"x".repeat(20)}`]),
      5,
      refused.longLine(40),
    ],
    [{ events: 1 }, `BEGIN:VCALENDAR\n${talk}${talk}END:VCALENDAR`, 6, refused.tooManyEvents(1)],
    [{ propertiesPerEvent: 2 }, aCalendar(["SUMMARY:x"]), 2, refused.tooManyProperties(2)],
    [{ listCharacters: 5 }, aCalendar(["CATEGORIES:a,b,c,d"]), 5, refused.longLists(5)],
    [
      { zones: 1 },
      aCalendar(["EXDATE;TZID=A:20261203T183000", "EXDATE;TZID=B:20261203T183000"]),
      6,
      refused.tooManyZones(1),
    ],
    [{ depth: 2 }, aCalendar(["BEGIN:VALARM", "END:VALARM"]), 5, refused.tooDeep(2)],
  ])("%j refuses what passes it, at the line where it does", (limits, content, line, sentence) => {
    expect(read(content, limits)).toEqual({ kind: "refused", line, sentence });
  });

  it("on problems told one by one leaves the number of the others", () => {
    const reading = read(aCalendar(["one", "two", "three"]), { problems: 2 });

    expect(reading).toMatchObject({ problems: [{ line: 5 }, { line: 6 }], furtherProblems: 1 });
  });
});

describe("whatever a file holds", () => {
  it("random bytes are read or refused, and nothing is thrown", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(["read", "refused"]).toContain(read(bytes).kind);
      }),
      { seed: 20261203, numRuns: 500 },
    );
  });

  it("random lines of a calendar's own words are read or refused", () => {
    const word = fc.constantFrom(
      ...'BEGIN END : ; = , " \\ VCALENDAR VEVENT VTIMEZONE STANDARD DTSTART DTEND EXDATE TZID Europe/London 20261203 T183000Z RRULE \n'.split(
        " ",
      ),
      "\r\n ",
      "\0",
      "é",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        expect(["read", "refused"]).toContain(read(`BEGIN:VCALENDAR\n${words.join("")}`).kind);
      }),
      { seed: 20261203, numRuns: 1_000 },
    );
  });

  it("a good file with any bytes changed says for every event it has lost that it lost it", () => {
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const { at, byte } of changes) bytes[at] = byte;

        const reading = read(bytes);

        if (reading.kind === "refused") expect(reading.line).toBeGreaterThan(0);
        else if (reading.events.length === 0)
          expect(reading.unreadable.length + reading.problems.length).toBeGreaterThan(0);
      }),
      { seed: 20261203, numRuns: 2_000 },
    );
  });

  it("a good file that was cut anywhere inside is refused", () => {
    const whole = good.length - "END:VCALENDAR\r\n".length;
    for (let length = 1; length < whole; length += 1)
      expect(read(good.subarray(0, length)).kind, `${length} bytes`).toBe("refused");
  });

  /** Would take minutes if time grew with the square; generous, since other work may share the machine. */
  it.each([
    ["links without end", `DESCRIPTION:<a ${'href="x" '.repeat(100_000)}`],
    ["brackets", `DESCRIPTION:<br>${"<a ".repeat(300_000)}`],
    ["blanks", `DESCRIPTION:<br>${" ".repeat(900_000)}x`],
    ["backslashes", `SUMMARY:${"\\".repeat(900_000)}`],
    ["quotes", `X-A${';a="'.repeat(200_000)}:x`],
    ["marks on one letter", `SUMMARY:a${"\u0301\u0323".repeat(200_000)}`],
    ["folds", `SUMMARY:${"\n x".repeat(200_000)}`],
  ])("a line of nothing but %s does not hold it up", (_, line) => {
    const start = performance.now();

    expect(readWhole(aCalendar([line])).events).toHaveLength(1);

    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
