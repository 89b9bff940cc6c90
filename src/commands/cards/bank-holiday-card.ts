import type { Temporal } from "temporal-polyfill";
import type { Citation } from "../../answering/answer.ts";
import { type BankHolidaysTold, isCovered } from "../../calendar/bank-holiday-question.ts";
import { type BankHoliday, bankHolidaysCover, divisions } from "../../calendar/bank-holidays.ts";
import type { Block, Inline, Reply } from "../../chat/reply.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { note, paragraph } from "./pieces.ts";

interface Told {
  /** Each is a sentence the list of bank holidays bears out. */
  readonly sentences: readonly string[];
  readonly items: readonly string[];
  readonly notes: readonly string[];
}

/** What the calendar says of bank holidays, in the form of an answer: programs read it as any other. */
export function bankHolidayCard(told: BankHolidaysTold, messages: Messages): Reply {
  const { sentences, items, notes } = tell(told, messages.calendar);
  if (items.length === 0 && !isKnown(told)) return unknown(sentences, messages);
  const { source, publisher } = messages.calendar;
  const content: Inline[] = [
    { type: "text", text: sentences.join(" ") },
    { type: "citation", number: 1 },
  ];
  const list = items.map((text): Inline[] => [{ type: "text", text }]);
  const listBlock: Block[] = list.length === 0 ? [] : [{ type: "list", ordered: false, items: list }];
  const citedAs = { number: 1, title: source, url: bankHolidaysCover.source };
  return {
    summary: [...sentences, ...items].join(" "),
    blocks: [
      { type: "paragraph", content },
      ...listBlock,
      ...notes.map(note),
      { type: "sources", title: messages.answer.sources, items: [{ ...citedAs, note: publisher }] },
    ],
    data: {
      ...dataOf("answered", [...sentences, ...items]),
      citations: [{ ...citation(publisher), ...citedAs, quote: [...sentences, ...items].join(" ") }],
    },
  };
}

/** Whether the list can bear the answer out, even when that is “none”. */
function isKnown(told: BankHolidaysTold): boolean {
  if (told.kind === "day") return told.holidays !== null;
  return told.kind === "list" && isCovered(told.from, told.until);
}

function unknown(sentences: readonly string[], messages: Messages): Reply {
  const [text = messages.calendar.noneKnown] = sentences;
  return { summary: text, blocks: [paragraph(text)], data: dataOf("abstained", []) };
}

function dataOf(kind: "answered" | "abstained", sentences: readonly string[]) {
  return {
    kind,
    reason: kind === "answered" ? null : "nothing-found",
    sentences: sentences.map((text) => ({ text, citations: [1] })),
    citations: [],
    closest: [],
    owner: null,
    caveats: [],
    writtenBy: "extract",
    timing: {},
  };
}

/** The list is no document of a cluster. */
function citation(publisher: string): Omit<Citation, "number" | "title" | "url" | "quote" | "sourceKey"> {
  return {
    audience: "public",
    asOf: null,
    cluster: "",
    clusterName: publisher,
    documentId: "bank-holidays",
    standing: "other",
    isSample: false,
  };
}

function tell(told: BankHolidaysTold, words: Messages["calendar"]): Told {
  const { from, until } = bankHolidaysCover;
  switch (told.kind) {
    case "day":
      return told.holidays === null
        ? { sentences: [words.unknownYear(from, until)], items: [], notes: [] }
        : tellDay(told.date, told.holidays, words);
    case "next":
      return tellNext(told, words);
    case "list": {
      const span = [longDate(told.from), longDate(told.until.subtract({ days: 1 }))] as const;
      if (told.holidays.length === 0)
        return {
          sentences: [
            isCovered(told.from, told.until) ? words.none(...span) : words.unknownYear(from, until),
          ],
          items: [],
          notes: [],
        };
      const items = byDay(told.holidays).map(
        ([date, holidays]) => `${longDate(date)}: ${named(holidays, words, ", ")}`,
      );
      const gap = isCovered(told.from, told.until) ? [] : [words.incomplete(from, until)];
      return { sentences: [words.list(...span)], items, notes: [...gap, ...notesOn(told.holidays, words)] };
    }
  }
}

function tellDay(
  date: Temporal.PlainDate,
  holidays: readonly BankHoliday[],
  words: Messages["calendar"],
): Told {
  if (holidays.length === 0) return { sentences: [words.nowhere(longDate(date))], items: [], notes: [] };
  const off = new Set(holidays.map(({ division }) => division));
  const ordinary = divisions.filter((division) => !off.has(division));
  const sentences = [
    words.isHoliday(longDate(date), named(holidays, words, " and in ")),
    ...(ordinary.length === 0
      ? []
      : [words.isOrdinary(ordinary.map((each) => words.divisions[each]).join(" and in "))]),
  ];
  return { sentences, items: [], notes: notesOn(holidays, words) };
}

function tellNext(
  { holidays, asked }: Extract<BankHolidaysTold, { readonly kind: "next" }>,
  words: Messages["calendar"],
): Told {
  if (holidays.length === 0) return { sentences: [words.noneKnown], items: [], notes: [] };
  const [only] = asked;
  const intro = asked.length === 1 && only !== undefined ? words.nextIn(words.divisions[only]) : words.next;
  const items = holidays.map(
    ({ division, date, name }) =>
      `${asked.length === 1 ? "" : `${words.divisions[division]}: `}${longDate(date)} (${name})`,
  );
  return { sentences: [intro], items, notes: notesOn(holidays, words) };
}

function notesOn(holidays: readonly BankHoliday[], words: Messages["calendar"]): readonly string[] {
  const isUnproclaimed = holidays.some(({ date }) => date.year > bankHolidaysCover.from);
  return [words.caution, ...(isUnproclaimed ? [words.unproclaimed] : [])];
}

function byDay(
  holidays: readonly BankHoliday[],
): readonly (readonly [Temporal.PlainDate, readonly BankHoliday[]])[] {
  const days = Map.groupBy(holidays, ({ date }) => date.toString());
  return [...days]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .flatMap(([, ofDay]) => (ofDay[0] === undefined ? [] : [[ofDay[0].date, ofDay] as const]));
}

/** `Scotland (St Andrew's Day)`; one name for all of the country is said once. */
function named(
  holidays: readonly BankHoliday[],
  words: Messages["calendar"],
  joint: ", " | " and in ",
): string {
  const byName = [...Map.groupBy(holidays, ({ name }) => name)];
  return byName
    .map(([name, of]) => {
      const isEverywhere = of.length === divisions.length;
      const where = of.map(({ division }) => words.divisions[division]).join(joint);
      return `${isEverywhere ? words.everywhere : where} (${name})`;
    })
    .join(joint);
}
