import { Temporal } from "temporal-polyfill";
import type { Day } from "./membership-records.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day as tables write it, the day before the month as in Britain: `2026-04-01`, `1/4/26`, `1 April 2026`. Null for no day. */
export function readDay(text: string): Day | null {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?$/.exec(text) ?? [];
  if (isoYear !== undefined) return dayOf(isoYear, Number(isoMonth), isoDay);
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$/.exec(text) ?? [];
  if (year !== undefined) return dayOf(year, Number(month), day);
  const [, named, name = "", ofYear] =
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)[ -](\d{4}|\d\d)$/i.exec(text) ?? [];
  if (ofYear === undefined || name.length < 3) return null;
  return dayOf(ofYear, months.indexOf(name.slice(0, 3).toLowerCase()) + 1, named);
}

function dayOf(year: string, month: number, day = ""): Day | null {
  const whole = year.length === 2 ? 2000 + Number(year) : Number(year);
  try {
    return Temporal.PlainDate.from(
      { year: whole, month, day: Number(day) },
      { overflow: "reject" },
    ).toString();
  } catch {
    return null;
  }
}
