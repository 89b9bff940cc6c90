import { readFileSync } from "node:fs";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { bankHolidaysOf } from "../../src/calendar/bank-holidays.ts";
import { readDates } from "../../src/calendar/dates/read-dates.ts";

interface Phrase {
  readonly id: string;
  readonly text: string;
  readonly ref: string;
  readonly kind: "day" | "time" | "interval" | "none";
  readonly expect: readonly (readonly (string | null)[])[];
}

const phrases: readonly Phrase[] = readFileSync(
  path.resolve(import.meta.dirname, "../evals/dates-en-gb.jsonl"),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line): Phrase => JSON.parse(line));

function read(text: string, now: string, division: "england-and-wales" | "scotland" = "england-and-wales") {
  const bankHolidays = bankHolidaysOf(division).map(({ date }) => date);
  return readDates(text, { now: Temporal.PlainDateTime.from(now), isDayFirst: true, bankHolidays });
}

/** `start/end`, without an end for a point of time. */
const spansOf = (text: string, now: string): readonly string[] =>
  read(text, now).map(({ stretch }) => `${stretch.start}/${stretch.end ?? ""}`);

function wantedSpans({ kind, expect: spans }: Phrase): readonly string[] {
  return spans.map(([start, end]) => {
    const from = Temporal.PlainDateTime.from(start ?? "");
    if (end !== undefined) return `${from}/${end === null ? "" : Temporal.PlainDateTime.from(end)}`;
    return kind === "time" ? `${from}/` : `${from}/${from.add({ days: 1 })}`;
  });
}

describe("dates as members of a cluster write them", () => {
  it.each(phrases)("$id: $text", (phrase) => {
    expect(spansOf(phrase.text, phrase.ref)).toEqual(wantedSpans(phrase));
  });
});

describe("reading dates", () => {
  const now = "2026-11-25T14:00:00";

  it("says where in the text each stands", () => {
    const text = "Anything on in Leeds next week, or on Sat 12 Dec?";

    expect(read(text, now).map(({ from, until }) => text.slice(from, until))).toEqual([
      "next week",
      "on Sat 12 Dec",
    ]);
  });

  it("keeps its places in a text whose lower case is longer", () => {
    const text = "İİİ tomorrow";

    expect(read(text, now).map(({ from, until }) => text.slice(from, until))).toEqual(["tomorrow"]);
  });

  it("takes the bank holiday of where whoever asks is", () => {
    const [english] = read("bank hol monday", now);
    const [scottish] = read("bank hol monday", now, "scotland");

    expect(english?.stretch.start.toString()).toBe("2026-12-28T00:00:00");
    expect(scottish?.stretch.start.toString()).toBe("2026-11-30T00:00:00");
  });

  it("reads no day that does not exist", () => {
    expect(spansOf("30 february", now).some((span) => span.includes("-02-30"))).toBe(false);
    expect(spansOf("31/11/2026", now)).toEqual([]);
    expect(spansOf("29 feb 2027", now).some((span) => span.startsWith("2027-02-29"))).toBe(false);
  });

  it.each([
    ["a long text", "next tuesday ".repeat(5_000)],
    ["only numbers", "12 13 14 15 16 ".repeat(200)],
    ["only dashes", "- 1 - 2 - 3 ".repeat(200)],
    ["nested bounds", "from after before by until since ".repeat(200)],
    ["lists of days", "1, 2, 3, 4, 5, ".repeat(200)],
    ["nothing", ""],
    ["no letters", "🎉🎉🎉 \u0000\u202e"],
  ])("comes to an end with %s", (_name, text) => {
    const started = performance.now();
    read(text, now);

    // Far above what it takes; what it guards against never ends.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
