import { Temporal } from "temporal-polyfill";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import { overlaps, type Span } from "./question-text.ts";
import type { EventOrder, PartOfDay, PriceAsked } from "./told.ts";

/** What a question asks of a list that the search has no condition for. */
export interface Ranking {
  readonly order: EventOrder | null;
  readonly price: PriceAsked | null;
  readonly partOfDay: PartOfDay | null;
  readonly spans: readonly Span[];
}

const orders: readonly (readonly [EventOrder, RegExp])[] = [
  ["cheapest", /\b(?:cheapest|least expensive|lowest[ -]priced?)\b/giu],
  ["dearest", /\b(?:dearest|priciest|most expensive|costliest)\b/giu],
  ["last", /\b(?:last|final) (?:event|meetup|thing|one|session|gathering)s?\b/giu],
  ["largest", /\b(?:biggest|largest|busiest|best attended|most popular)\b/giu],
];
/** Of membership that is another question. */
const ofMembership = /\b(?:join\w*|members?(?:hip)?|fees?|tiers?|clusters?)\b/iu;

const spelled: Readonly<Record<string, number>> = {
  "a fiver": 5,
  "a tenner": 10,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  "a hundred": 100,
};
const amount = `(?:£ ?(\\d+(?:\\.\\d\\d?)?)|(\\d+) ?(?:quid|pounds?)|(a fiver|a tenner)|(${Object.keys(spelled).join("|")}) (?:quid|pounds?))`;
const bounds: readonly (readonly [PriceAsked["bound"], RegExp])[] = [
  ["under", new RegExp(`\\b(?:under|below|less than|cheaper than) ${amount}`, "iu")],
  ["up-to", new RegExp(`\\b(?:up to|at most|no more than|max(?:imum)?(?: of)?|within) ${amount}`, "iu")],
  ["over", new RegExp(`\\b(?:over|above|more than|dearer than) ${amount}`, "iu")],
  ["from", new RegExp(`\\b(?:at least|from) ${amount}`, "iu")],
];

const partsOfDay: readonly (readonly [PartOfDay, RegExp])[] = [
  ["morning", /\bmornings?\b/giu],
  ["lunchtime", /\blunch ?times?\b/giu],
  ["afternoon", /\bafternoons?\b/giu],
  ["evening", /\b(?:evenings?|after work)\b/giu],
];
/** Hours of the clock, from and before. */
const hours: Readonly<Record<PartOfDay, readonly [number, number]>> = {
  morning: [5, 12],
  lunchtime: [11.5, 14],
  afternoon: [12, 17],
  evening: [17, 24],
};

/** `spent` is what names an event or a time already: “tomorrow evening” is a time. */
export function readRanking(text: string, spent: readonly Span[]): Ranking {
  const order = ofMembership.test(text) ? undefined : firstOf(orders, text, spent);
  const partOfDay = firstOf(partsOfDay, text, spent);
  const price = readPrice(text);
  const spans = [order, partOfDay, price].flatMap((found) => (found === undefined ? [] : [found.span]));
  return {
    order: order?.value ?? null,
    partOfDay: partOfDay?.value ?? null,
    price: price?.value ?? null,
    spans,
  };
}

function firstOf<Value>(
  patterns: readonly (readonly [Value, RegExp])[],
  text: string,
  spent: readonly Span[],
): { readonly value: Value; readonly span: Span } | undefined {
  return patterns
    .flatMap(([value, pattern]) =>
      [...text.matchAll(pattern)].map((match) => ({ value, span: spanOf(match) })),
    )
    .find(({ span }) => !spent.some((other) => overlaps(span, other)));
}

function readPrice(text: string): { readonly value: PriceAsked; readonly span: Span } | undefined {
  return bounds
    .flatMap(([bound, pattern]) => {
      const match = pattern.exec(text);
      if (match === null) return [];
      const [, sterling, quid, coin, word] = match;
      const pounds = Number(sterling ?? quid ?? spelled[(coin ?? word ?? "").toLowerCase()]);
      return [{ value: { bound, pounds }, span: spanOf(match) }];
    })
    .at(0);
}

function spanOf(match: RegExpExecArray | RegExpMatchArray): Span {
  const from = match.index ?? 0;
  return { from, until: from + match[0].length };
}

/** What somebody pays who is no member, in pounds; null where the record names no amount. */
export function poundsOf({ price, isFree }: Pick<FoundEvent, "price" | "isFree">): number | null {
  if (isFree === true) return 0;
  const amounts = [...(price ?? "").matchAll(/£ ?(\d[\d,]*(?:\.\d\d?)?)/gu)].map(([, digits = ""]) =>
    Number(digits.replaceAll(",", "")),
  );
  return amounts.length === 0 ? null : Math.max(...amounts);
}

export function isOfPrice(event: FoundEvent, asked: PriceAsked | null): boolean {
  if (asked === null) return true;
  const pounds = poundsOf(event);
  if (pounds === null) return false;
  switch (asked.bound) {
    case "under":
      return pounds < asked.pounds;
    case "up-to":
      return pounds <= asked.pounds;
    case "over":
      return pounds > asked.pounds;
    case "from":
      return pounds >= asked.pounds;
  }
}

/** By when it begins in the United Kingdom; what lasts all day belongs to no part of it. */
export function isInPartOfDay({ time }: FoundEvent, part: PartOfDay | null): boolean {
  if (part === null) return true;
  if (time.kind === "allDay") return false;
  const start = wallTimeAt(Temporal.Instant.from(time.startsAt), ukZone);
  const hour = start.hour + start.minute / 60;
  return hour >= hours[part][0] && hour < hours[part][1];
}

/** Those that come first in the order; all of them where nothing is known to order them by. In order of time. */
export function foremost(events: readonly FoundEvent[], order: EventOrder): readonly FoundEvent[] {
  if (order === "largest") return events;
  if (order === "last") return events.slice(-1);
  const priced = events.flatMap((event) => poundsOf(event) ?? []);
  if (priced.length === 0) return events;
  const wanted = order === "cheapest" ? Math.min(...priced) : Math.max(...priced);
  return events.filter((event) => poundsOf(event) === wanted);
}
