import { readFile } from "node:fs/promises";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { bankHolidaysOf } from "../../src/calendar/bank-holidays.ts";
import { type DateRead, readDates } from "../../src/calendar/dates/read-dates.ts";

export interface DatesOptions {
  readonly vectors: readonly string[];
  /** Print what was wrong, too. */
  readonly failures?: boolean;
}

/** What one of the spans of a row may be: `start` and `end` of wall time; `end` undefined where only the start counts. */
interface Reading {
  readonly start: string | null;
  readonly end?: string | null;
}

interface Row {
  readonly text: string;
  readonly locale: string;
  readonly kind: string;
  readonly now: string;
  /** Every span that has to be found, each with the readings that count. */
  readonly spans: readonly (readonly Reading[])[];
}

const Ours = z.object({
  kind: z.enum(["day", "time", "interval", "none"]),
  text: z.string(),
  locale: z.string(),
  ref: z.string(),
  expect: z.array(z.array(z.string().nullable()).min(1).max(2)),
});

const Duckling = z.object({
  kind: z.enum(["datetime", "datetimeInterval", "datetimeOpenInterval"]),
  text: z.string(),
  locale: z.string(),
  ref: z.string(),
  grain: z.string(),
  holiday: z.boolean(),
  expect: z.array(z.string()),
});

const Recognizers = z.object({
  text: z.string(),
  locale: z.string(),
  ref: z.string().nullable(),
  expect: z.array(
    z.object({
      type: z.string(),
      values: z.array(
        z.object({
          value: z.string().optional(),
          start: z.string().optional(),
          end: z.string().optional(),
        }),
      ),
    }),
  ),
});

/** Reads every row of the files with our own reader: a line for each locale and kind, then the sum. */
export async function runDates({ vectors, failures = false }: DatesOptions): Promise<string> {
  const rows = (await Promise.all(vectors.map(readRows))).flat();
  const counts = new Map<string, Count>();
  const total: Count = { right: 0, wrong: 0, none: 0 };
  const lines: string[] = [];
  for (const row of rows) {
    const found = read(row);
    const outcome = outcomeOf(row, found);
    const key = `${row.locale} ${row.kind}`;
    const count = counts.get(key) ?? { right: 0, wrong: 0, none: 0 };
    counts.set(key, count);
    count[outcome] += 1;
    total[outcome] += 1;
    if (failures && outcome !== "right")
      lines.push(`${outcome}: ${row.text} -> ${found.map(show).join(", ")}`);
  }
  for (const [key, count] of [...counts].toSorted(([left], [right]) => left.localeCompare(right)))
    lines.push(`${key}: ${describe(count)}`);
  return [...lines, `dates ${describe(total)}`].join("\n");
}

interface Count {
  right: number;
  wrong: number;
  none: number;
}

function describe({ right, wrong, none }: Count): string {
  return `right=${right} wrong=${wrong} none=${none} of=${right + wrong + none}`;
}

function show({ stretch }: DateRead): string {
  return `${stretch.start.toString()}/${stretch.end?.toString() ?? ""}`;
}

function read(row: Row): readonly DateRead[] {
  return readDates(row.text, {
    now: Temporal.PlainDateTime.from(row.now),
    isDayFirst: row.locale === "en-GB",
    bankHolidays: bankHolidaysOf("england-and-wales").map(({ date }) => date),
  });
}

/** `none`: something is there and nothing was found. A row without a date is right when none is found. */
function outcomeOf(row: Row, found: readonly DateRead[]): keyof Count {
  if (row.spans.length === 0) return found.length === 0 ? "right" : "wrong";
  if (found.length === 0) return "none";
  const isFound = (readings: readonly Reading[]) =>
    found.some((one) => readings.some((reading) => isSame(reading, one)));
  return row.spans.every(isFound) ? "right" : "wrong";
}

function isSame({ start, end }: Reading, { stretch }: DateRead): boolean {
  const sameStart = start === null || isSameTime(start, stretch.start);
  if (end === undefined) return sameStart;
  return (
    sameStart && (end === null ? stretch.end === null : stretch.end !== null && isSameTime(end, stretch.end))
  );
}

function isSameTime(text: string, time: Temporal.PlainDateTime): boolean {
  return Temporal.PlainDateTime.from(text).equals(time);
}

async function readRows(path: string): Promise<readonly Row[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line, index) => {
    const row = rowOf(JSON.parse(line));
    if (row === undefined) throw new Error(`${path}, line ${index + 1}: not a row of dates`);
    return row === null ? [] : [row];
  });
}

/** null for a row of another matter (times of day, durations, sets); undefined for what is no row at all. */
function rowOf(json: unknown): Row | null | undefined {
  const ours = Ours.safeParse(json);
  if (ours.success) return fromOurs(ours.data);
  const duckling = Duckling.safeParse(json);
  if (duckling.success) return fromDuckling(duckling.data);
  const recognizers = Recognizers.safeParse(json);
  return recognizers.success ? fromRecognizers(recognizers.data) : undefined;
}

function fromOurs({ text, locale, kind, ref, expect }: z.infer<typeof Ours>): Row {
  const spans = expect.map(([start = null, end]): readonly Reading[] => [
    end === undefined ? (kind === "time" ? { start, end: null } : dayOf(start)) : { start, end },
  ]);
  return { text, locale, kind, now: ref, spans };
}

function dayOf(start: string | null): Reading {
  return {
    start,
    end: Temporal.PlainDateTime.from(start ?? "")
      .add({ days: 1 })
      .toString(),
  };
}

const fine = new Set(["Day", "Hour", "Minute", "Second"]);

/** Duckling ends a span of clock times one grain after the last that is named: six o'clock ends at 18:01 or 19:00. */
function fromDuckling({ text, locale, kind, grain, holiday, ref, expect }: z.infer<typeof Duckling>): Row {
  const [start = null, end] = expect;
  const name = { datetime: "datetime", datetimeInterval: "interval", datetimeOpenInterval: "open interval" }[
    kind
  ];
  const isFine = fine.has(grain) ? "day or finer" : "coarser";
  const step = grain === "Minute" ? { minutes: 1 } : grain === "Hour" ? { hours: 1 } : null;
  const readings: Reading[] = [kind === "datetimeInterval" ? { start, end: end ?? null } : { start }];
  if (kind === "datetimeInterval" && end !== undefined && step !== null)
    readings.push({ start, end: Temporal.PlainDateTime.from(end).subtract(step).toString() });
  return {
    text,
    locale,
    kind: `${name}, ${isFine}${holiday ? ", holidays of the world" : ""}`,
    now: ref,
    spans: start === null ? [] : [readings],
  };
}

const dateTypes = ["date", "daterange", "datetime", "datetimerange"];

function fromRecognizers({ text, locale, ref, expect }: z.infer<typeof Recognizers>): Row | null {
  if (ref === null) return null;
  const dates = expect.filter(
    ({ type, values }) => dateTypes.includes(type) && values.some((value) => value.value !== "not resolved"),
  );
  if (dates.length === 0 && expect.length > 0) return null;
  const spans = dates.map(({ values }) => futureOf(values.flatMap(readingsOf), ref));
  return { text, locale, kind: dates[0]?.type ?? "no date", now: ref, spans };
}

type Value = z.infer<typeof Recognizers>["expect"][number]["values"][number];

/** Recognizers ends "from the 10th to the 12th" at the beginning of the 12th, we at its end: both count. */
function readingsOf({ value, start, end }: Value): readonly Reading[] {
  if (value !== undefined) return value === "not resolved" ? [] : [{ start: wallTime(value) }];
  const from = start === undefined ? null : wallTime(start);
  if (end === undefined) return [{ start: from }];
  const until = wallTime(end);
  const dayAfter = Temporal.PlainDateTime.from(until).add({ days: 1 }).toString();
  return [
    { start: from, end: until },
    { start: from, end: dayAfter },
  ];
}

function wallTime(text: string): string {
  return text.length === 10 ? `${text}T00:00:00` : text.replace(" ", "T");
}

/** Of readings on both sides of now those to come. */
function futureOf(readings: readonly Reading[], now: string): readonly Reading[] {
  const coming = readings.filter(({ start, end }) => (start ?? end ?? "") >= now.slice(0, 10));
  return coming.length === 0 ? readings : coming;
}
