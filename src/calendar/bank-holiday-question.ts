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
  [/\b2(?:nd)?(?: of)? jan(?:uary)?\b/giu, /^2nd January/u],
  [/\bst\.? andrew'?s(?: day)?\b/giu, /^St Andrew/u],
  [/\bst\.? patrick'?s(?: day)?\b/giu, /^St Patrick/u],
  [/\b(?:battle of the )?boyne\b/giu, /^Battle/u],
];

/** All a question about bank holidays is made of. Any other word, and it asks something else: a policy, an office. */
const fillers =
  /\b(?:is|are|was|will|be|there|it's|its|it|the|a|an|any|for|in|on|of|to|we|us|you|have|has|had|get|do|does|anyone|anybody|everyone|everybody|everywhere|somewhere|anywhere|when's|whens|when|which|what's|whats|what|how many|list|show|me|tell|all|next|this|coming|upcoming|please|pls|dates?|days?|off|uk|united kingdom|britain|british|and|or|also|still|know|hi|hello|hey|clusterbot|left|year|month|week|today|tomorrow)\b/giu;

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
  const dates = readDates(words, { now, isDayFirst: true, bankHolidays: [] });
  const [first] = dates;
  if (!isOnlyThis(without(words, dates))) return null;
  const today = now.toPlainDate();
  if (/\bnext\b(?! (?:week|month|year|mon|tue|wed|thu|fri|sat|sun))/iu.test(words) && first === undefined)
    return { kind: "next", asked, holidays: nextOf(asked, today, holiday?.[1] ?? null) };
  if (
    holiday !== null &&
    (first === undefined ||
      /\bwhen/iu.test(words) ||
      (first.stretch.grain === "day" && isSame(words, first, holiday[0])))
  ) {
    const year = dates.find(({ stretch }) => stretch.grain === "year")?.stretch.start?.toPlainDate();
    const holidays = nextOf(asked, year ?? today, holiday[1]);
    // One that is not kept there is told by its day: where it is a holiday, and where it is not.
    if (holidays.length > 0 || first === undefined) return { kind: "next", asked, holidays };
  }
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

function without(words: string, dates: readonly { readonly from: number; readonly until: number }[]): string {
  return dates
    .toReversed()
    .reduce((left, { from, until }) => `${left.slice(0, from)} ${left.slice(until)}`, words);
}

/** Whether the day that was read is the holiday's own name, so that a substitute day is meant as well. */
function isSame(
  words: string,
  date: { readonly from: number; readonly until: number },
  holiday: RegExp,
): boolean {
  return words.slice(date.from, date.until).search(holiday) >= 0;
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
