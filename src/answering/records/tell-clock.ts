import { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";
import { ukZone, zoneLabel } from "../../calendar/zones.ts";
import { blankOut, questionWords, subjectTerms } from "./question-text.ts";
import type { ClockTold } from "./told.ts";

const changes =
  /\bclocks?\b.{0,30}\b(?:go|change|back|forwards?|spring|fall)|\b(?:change|put) the clocks\b|\bwhen does (?:bst|gmt|summer time) (?:start|end|begin)\b/iu;
const label = /\b(?:gmt|bst)\b/iu;
/** The time of a thing is asked, not of a day. */
const ofSomething = /\b(?:it|that|this|thing|starts?|what time|one)\b/iu;
const asksOnly =
  /\b(?:gmt|bst|clocks?|go|goes|change|changes|back|forwards?|spring|hour|summer time|starts?|ends?|begins?|early|late|mid|uk)\b/giu;

/** When the clocks change, or whether a day is on GMT or BST; null where the question asks of something else too. */
export function tellClock(text: string, now: Temporal.PlainDateTime): ClockTold | null {
  const asksChanges = changes.test(text);
  if (!asksChanges && (!label.test(text) || ofSomething.test(text))) return null;
  const dates = readDates(text, { now, isDayFirst: true, bankHolidays: [] });
  const rest = blankOut(text, dates).replaceAll(asksOnly, (word) => " ".repeat(word.length));
  if (subjectTerms(questionWords(rest)).length > 0) return null;
  const [date] = dates;
  if (asksChanges) return tellChanges(text, { now, year: date?.stretch.start?.year ?? null });
  const { start, end } = date?.stretch ?? { start: null, end: null };
  if (start === null) return null;
  const last = (end ?? start.add({ minutes: 1 })).subtract({ seconds: 1 });
  const labels = [...new Set([zoneLabel(start.with({ hour: 12 }), ukZone), zoneLabel(last, ukZone)])];
  return {
    kind: "clock",
    outcome: "answered",
    lead: { kind: "label", from: start.toPlainDate(), until: last.toPlainDate(), labels },
  };
}

function tellChanges(
  text: string,
  { now, year }: { now: Temporal.PlainDateTime; year: number | null },
): ClockTold {
  const isOfYear = year !== null && year !== now.year;
  const begin = isOfYear ? Temporal.PlainDateTime.from({ year, month: 1, day: 1 }) : now;
  const wanted = /\bback\b|\bend/iu.test(text)
    ? false
    : /\bforwards?\b|\bstart|\bbegin/iu.test(text)
      ? true
      : null;
  const found: { date: Temporal.PlainDate; isForward: boolean }[] = [];
  let at: Temporal.ZonedDateTime | null = begin.toZonedDateTime(ukZone.id);
  for (let count = 0; count < 2 && at !== null; count += 1) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition("next");
    if (next !== null)
      found.push({ date: next.toPlainDate(), isForward: next.offsetNanoseconds > at.offsetNanoseconds });
    at = next;
  }
  const asked = found.filter(({ isForward }) => wanted === null || isForward === wanted);
  return { kind: "clock", outcome: "answered", lead: { kind: "changes", changes: asked } };
}
