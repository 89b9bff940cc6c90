import { Temporal } from "temporal-polyfill";
import {
  type BankHoliday,
  bankHolidaysCover,
  bankHolidaysOf,
  bankHolidaysOn,
  type Division,
  divisions,
} from "./bank-holidays.ts";
import { readDates } from "./dates/read-dates.ts";

/** What the calendar says of bank holidays; `asked` are the parts of the country the question is about. */
export type BankHolidaysTold = { readonly asked: readonly Division[] } & (
  | {
      readonly kind: "day";
      readonly date: Temporal.PlainDate;
      /** Everywhere, not only where it was asked about; null in a year that is not known. */
      readonly holidays: readonly BankHoliday[] | null;
    }
  /** The next one of each part of the country, in the order of `asked`. */
  | { readonly kind: "next"; readonly holidays: readonly BankHoliday[] }
  | {
      readonly kind: "list";
      readonly from: Temporal.PlainDate;
      /** Exclusive. */
      readonly until: Temporal.PlainDate;
      readonly holidays: readonly BankHoliday[];
    }
);

const bankHoliday = /\b(?:bank|public)[ -]hol(?:iday|idays|s)?\b/iu;

const placeNames: readonly (readonly [RegExp, Division])[] = [
  [/\b(?:scotland|scottish|scots|alba)\b/giu, "scotland"],
  [/\b(?:northern ireland|n\.? ?ireland|ni|ulster|northern irish)\b/giu, "northern-ireland"],
  [/\b(?:england|english|wales|welsh|cymru)\b/giu, "england-and-wales"],
];

/** Names a holiday is asked for by, and how the list writes it. */
const namedHolidays: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:august|aug|summer)\b/giu, /^Summer/u],
  [/\b(?:spring|late may|whit(?:sun)?)\b/giu, /^Spring/u],
  [/\b(?:early may|may day|may)\b/giu, /^Early May/u],
  [/\beaster(?: monday)?\b/giu, /^Easter/u],
  [/\bgood friday\b/giu, /^Good Friday/u],
  [/\bboxing day\b/giu, /^Boxing/u],
  [/\b(?:christmas|xmas)(?: day)?\b/giu, /^Christmas/u],
  [/\bnew year'?s?(?: day)?\b/giu, /^New Year/u],
  [/\bst\.? andrew'?s(?: day)?\b/giu, /^St Andrew/u],
  [/\bst\.? patrick'?s(?: day)?\b/giu, /^St Patrick/u],
  [/\b(?:battle of the )?boyne\b/giu, /^Battle/u],
];

/** All a question about bank holidays is made of. Any other word, and it asks something else: a policy, an office. */
const fillers =
  /\b(?:is|are|was|will|be|there|it's|its|it|the|a|an|any|for|in|on|of|to|we|us|you|have|has|had|get|do|does|anyone|anybody|everyone|everybody|somewhere|anywhere|when's|whens|when|which|what's|whats|what|how many|list|show|me|tell|all|next|this|coming|upcoming|please|pls|dates?|days?|off|uk|united kingdom|britain|british|and|or|also|still|know|hi|hello|hey|clusterbot|left|year|month|week|today|tomorrow)\b/giu;

/** Reads a question about bank holidays, and nothing but them; null when it is another one. `now` is wall time in the UK. */
export function readBankHolidayQuestion(
  question: string,
  now: Temporal.PlainDateTime,
): BankHolidaysTold | null {
  if (question.length > 200 || !bankHoliday.test(question)) return null;
  const named = placeNames.filter(([name]) => question.search(name) >= 0).map(([, division]) => division);
  const asked = named.length === 0 ? divisions : divisions.filter((division) => named.includes(division));
  const words = question.replace(bankHoliday, " ");
  const holiday = namedHolidays.find(([name]) => words.search(name) >= 0) ?? null;
  const [first] = readDates(words, { now, isDayFirst: true, bankHolidays: [] });
  if (!isOnlyThis(first === undefined ? words : words.slice(0, first.from) + words.slice(first.until)))
    return null;
  const today = now.toPlainDate();
  if (/\bnext\b(?! (?:week|month|year|mon|tue|wed|thu|fri|sat|sun))/iu.test(words) && first === undefined)
    return { kind: "next", asked, holidays: nextOf(asked, today, holiday?.[1] ?? null) };
  if (holiday !== null && (first === undefined || /\bwhen/iu.test(words)))
    return { kind: "next", asked, holidays: nextOf(asked, today, holiday[1]) };
  if (first !== undefined) {
    const { start, end, grain } = first.stretch;
    if (grain === "day" || grain === "part-of-day" || end === null) {
      const date = start.toPlainDate();
      return { kind: "day", asked, date, holidays: bankHolidaysOn(date) };
    }
    return listed(asked, { from: start.toPlainDate(), until: end.toPlainDate() });
  }
  if (/\bwhen\b|\bwhen'?s\b/iu.test(words) && !/holidays|hols/iu.test(question))
    return { kind: "next", asked, holidays: nextOf(asked, today, null) };
  return listed(asked, { from: today, until: today.add({ years: 1 }) });
}

function isOnlyThis(words: string): boolean {
  let left = words.replaceAll(fillers, " ");
  for (const [name] of [...placeNames, ...namedHolidays]) left = left.replaceAll(name, " ");
  return !/[\p{L}\p{N}]/u.test(left);
}

function nextOf(
  asked: readonly Division[],
  today: Temporal.PlainDate,
  name: RegExp | null,
): readonly BankHoliday[] {
  return asked.flatMap((division) => {
    const next = bankHolidaysOf(division).find(
      (holiday) => Temporal.PlainDate.compare(holiday.date, today) >= 0 && (name?.test(holiday.name) ?? true),
    );
    return next === undefined ? [] : [next];
  });
}

function listed(
  asked: readonly Division[],
  { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): BankHolidaysTold {
  const { compare } = Temporal.PlainDate;
  const holidays = asked.flatMap((division) =>
    bankHolidaysOf(division).filter(({ date }) => compare(date, from) >= 0 && compare(date, until) < 0),
  );
  return { kind: "list", asked, from, until, holidays };
}

/** Whether all of it lies in the years the list covers. */
export function isCovered(from: Temporal.PlainDate, until: Temporal.PlainDate): boolean {
  return from.year >= bankHolidaysCover.from && until.subtract({ days: 1 }).year <= bankHolidaysCover.until;
}
