import { firstDay, isPartialDate, lastDay } from "./partial-date.ts";

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * A date as people in Britain write it, as ISO 8601 of the same exactness: `2027`, `2027-01`, `2027-01-31`,
 * `31/1/2027`, `31 January 2027`, `Jan 2027`. Null for anything else.
 */
export function readWrittenDate(written: string): string | null {
  const text = written.trim().toLowerCase().replaceAll(",", "");
  const iso = numericDate(text) ?? namedDate(text) ?? text;
  return isPartialDate(iso) ? iso : null;
}

function numericDate(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  return day === undefined || month === undefined ? null : `${year}-${two(month)}-${two(day)}`;
}

function namedDate(text: string): string | null {
  const [, day, name, year] = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.? (\d{4})$/.exec(text) ?? [];
  if (name === undefined) return null;
  const month = months.findIndex((known) => known.startsWith(name));
  if (month === -1) return null;
  const start = `${year}-${two(String(month + 1))}`;
  return day === undefined ? start : `${start}-${two(day)}`;
}

function two(digits: string): string {
  return digits.padStart(2, "0");
}

/** Days from and until which something is in force, both included; null where nobody says. */
export interface Period {
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * `2027-01-01 to 2027-12-31`, `from June 2027`, `until 31/12/2027`, `2027`. Null when it cannot be understood, or ends
 * before it begins.
 */
export function readPeriod(written: string): Period | null {
  const text = written.trim();
  const [, onlyUntil] = /^(?:until|till|to|up to)\s+(.+)$/i.exec(text) ?? [];
  if (onlyUntil !== undefined) return periodOf(null, onlyUntil);
  const [, onlyFrom] = /^(?:from|since|as of)\s+((?:(?!\s(?:to|until|till)\s).)+)$/i.exec(text) ?? [];
  if (onlyFrom !== undefined) return periodOf(onlyFrom, null);
  const [, from, until] = /^(?:from\s+)?(.+?)(?:\s+(?:to|until|till|-)\s+|\s*[–—]\s*)(.+)$/i.exec(text) ?? [];
  if (from !== undefined && until !== undefined) return periodOf(from, until);
  const only = readWrittenDate(text);
  if (only === null) return null;
  return only.length === 10 ? { from: only, until: null } : { from: firstDay(only), until: lastDay(only) };
}

function periodOf(from: string | null, until: string | null): Period | null {
  const begins = from === null ? null : readWrittenDate(from);
  const ends = until === null ? null : readWrittenDate(until);
  if ((from !== null && begins === null) || (until !== null && ends === null)) return null;
  const period = {
    from: begins === null ? null : firstDay(begins),
    until: ends === null ? null : lastDay(ends),
  };
  return period.from !== null && period.until !== null && period.from > period.until ? null : period;
}
