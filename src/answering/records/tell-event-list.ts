import type { EventFilter, EventSearch, FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Reader } from "../../people/readership.ts";
import { termsOf } from "../../shared/terms.ts";
import type { EventQuestion } from "./event-question.ts";
import { foremost, isInPartOfDay, isOfPrice, poundsOf } from "./event-ranking.ts";
import { boundsOf, type EventWindow, from } from "./event-windows.ts";
import { isTelling } from "./question-text.ts";
import type { EventOrder, EventsTold } from "./told.ts";

export interface ListNeeds {
  readonly events: EventSearch;
  readonly reader: Reader;
  readonly now: Date;
  readonly windows: readonly EventWindow[];
  /** Terms of all titles these readers may see. */
  readonly vocabulary: ReadonlySet<string>;
}

export type ListTold =
  | { readonly kind: "told"; readonly part: ListPart }
  | { readonly kind: "several"; readonly titles: readonly string[] }
  | { readonly kind: "none" };

type ListPart = Pick<EventsTold, "lead" | "outcome" | "events" | "total"> &
  Partial<Pick<EventsTold, "ranked">>;

const eventsTold = 8;
const lookedThrough = 120;
/** The cheapest may be the last of many. */
const rankedOf = 1_000;

/** Tells of the events that fit; when there are none in the time asked, of the next one known, else of the last. */
export async function tellEventList(question: EventQuestion, needs: ListNeeds): Promise<ListTold> {
  for (const subjects of subjectsToTry(question, needs.vocabulary)) {
    const told = await tellOf({ ...question, subjects }, needs);
    if (told.kind !== "none") return told;
  }
  return { kind: "none" };
}

/** All the words first; then without those that no title has and everybody uses: “any decent events”. */
function subjectsToTry(
  question: EventQuestion,
  vocabulary: ReadonlySet<string>,
): readonly (readonly (readonly string[])[])[] {
  const { subjects, isList, isNext } = question;
  const needed = subjects
    .map((terms) => terms.filter((term) => isTelling(term) || vocabulary.has(term)))
    .filter((terms) => terms.length > 0);
  const isLess = needed.flat().length < subjects.flat().length && (isList || isNext);
  const saysEnough = needed.length === subjects.length || isNarrowed(question);
  return isLess && saysEnough ? [subjects, needed] : [subjects];
}

function isNarrowed({ dates, places, clusters, isOnline, isFree }: EventQuestion): boolean {
  return dates.length + places.length + clusters.length > 0 || isOnline !== null || isFree !== null;
}

async function tellOf(question: EventQuestion, needs: ListNeeds): Promise<ListTold> {
  const filters = filtersOf(question);
  const windows = needs.windows.length === 0 ? [from(needs.now)] : needs.windows;
  const isPastAsked = question.ranking.order === "last" && needs.windows.length === 0;
  if (isPastAsked) return lastOf(question, filters, needs);
  const { events: found, isAll } = await findIn(filters, windows, needs);
  const fitting = found.filter((event) => fits(event, question));
  const on = fitting.filter(({ status }) => status !== "cancelled");
  if (on.length > 0) {
    if (question.isNext) return listed(on.slice(0, 1), 1, "next");
    if (isRanked(question)) return ranked(question, { found, on, isAll });
    const titles = [...new Map(on.map(({ eventId, title }) => [eventId, title])).values()];
    const asksOfOne = question.isDefinite && question.asked.size > 0;
    if (asksOfOne && titles.length > 1) return { kind: "several", titles: titles.slice(0, 4) };
    return listed(fitting, fitting.length);
  }
  return nearest(question, { filters, windows, cancelled: fitting }, needs);
}

function listed(events: readonly FoundEvent[], total: number, order: EventOrder | null = null): ListTold {
  const ranked = order === null ? null : { order, unpriced: 0, lookedThrough: null };
  return {
    kind: "told",
    part: { lead: "list", outcome: "answered", events: events.slice(0, eventsTold), total, ranked },
  };
}

function isRanked({ ranking }: EventQuestion): boolean {
  return ranking.order !== null || ranking.price !== null;
}

interface ToRank {
  /** All that was found, and what of it fits and takes place. */
  readonly found: readonly FoundEvent[];
  readonly on: readonly FoundEvent[];
  readonly isAll: boolean;
}

function ranked(question: EventQuestion, { found, on, isAll }: ToRank): ListTold {
  const { order, price } = question.ranking;
  const isByPrice = price !== null || order === "cheapest" || order === "dearest";
  const withoutPrice = { ...question, ranking: { ...question.ranking, price: null } };
  const unpriced = isByPrice
    ? found.filter(
        (event) => fits(event, withoutPrice) && event.status !== "cancelled" && poundsOf(event) === null,
      )
    : [];
  const events = order === null ? on : foremost(on, order);
  const isKnown = order !== "largest" && !(order !== null && isByPrice && unpriced.length === on.length);
  const outcome = isKnown && isAll ? "answered" : "partial";
  const shown = { order, unpriced: unpriced.length, lookedThrough: isAll ? null : rankedOf };
  const total = events.length;
  return {
    kind: "told",
    part: { lead: "list", outcome, events: events.slice(0, eventsTold), total, ranked: shown },
  };
}

/** “The last event in Leeds”, with no time named: the one that was. */
async function lastOf(
  question: EventQuestion,
  filters: readonly EventFilter[],
  needs: ListNeeds,
): Promise<ListTold> {
  const last = await lastBefore(question, filters, needs);
  return last === null ? { kind: "none" } : listed([last], 1, "last");
}

async function lastBefore(
  question: EventQuestion,
  filters: readonly EventFilter[],
  { events, now, reader }: ListNeeds,
): Promise<FoundEvent | null> {
  const pasts = await Promise.all(filters.map((filter) => events.last(filter, now, reader.readership)));
  const fitting = pasts.filter((event) => event !== null && fits(event, question)) as FoundEvent[];
  return byStart(fitting).at(-1) ?? null;
}

interface Nothing {
  readonly filters: readonly EventFilter[];
  readonly windows: readonly EventWindow[];
  readonly cancelled: readonly FoundEvent[];
}

/** After the time asked if there is one, else from now on: whoever asks for March is helped by April, then by May. */
async function nearest(
  question: EventQuestion,
  { filters, windows, cancelled }: Nothing,
  needs: ListNeeds,
): Promise<ListTold> {
  const latest = Math.max(...windows.map(({ until }) => until.getTime()));
  const { events: later } = await findIn(
    filters,
    [from(new Date(Math.max(latest, needs.now.getTime())))],
    needs,
  );
  const { events: sooner } = await findIn(filters, [from(needs.now)], needs);
  const isOn = (event: FoundEvent) => event.status !== "cancelled" && fits(event, question);
  const next = later.find(isOn) ?? sooner.find(isOn);
  if (next !== undefined) {
    const events = [...cancelled, next];
    return { kind: "told", part: { lead: "next", outcome: "partial", events, total: events.length } };
  }
  const last = await lastBefore(question, filters, needs);
  if (last === null && cancelled.length === 0) return { kind: "none" };
  const events = [...cancelled, ...(last === null ? [] : [last])];
  return { kind: "told", part: { lead: "only-past", outcome: "partial", events, total: events.length } };
}

async function findIn(
  filters: readonly EventFilter[],
  windows: readonly EventWindow[],
  { events, reader }: ListNeeds,
): Promise<{ readonly events: readonly FoundEvent[]; readonly isAll: boolean }> {
  const found: FoundEvent[] = [];
  let isAll = true;
  for (const window of windows) {
    for (const filter of filters) {
      const part = await events.find({ ...filter, window }, reader.readership);
      found.push(...part.events);
      isAll &&= part.total <= filter.limit;
    }
  }
  return { events: byStart([...new Map(found.map((event) => [event.occurrenceId, event])).values()]), isAll };
}

function byStart(events: readonly FoundEvent[]): readonly FoundEvent[] {
  return events.toSorted(
    (left, right) => boundsOf(left.time).from.getTime() - boundsOf(right.time).from.getTime(),
  );
}

function filtersOf(question: EventQuestion): readonly EventFilter[] {
  const groups = question.subjects.length === 0 ? [[]] : question.subjects;
  const places =
    question.places.length === 0
      ? null
      : question.places.flatMap((mention) => mention.places.map(({ id }) => id));
  const clusters = question.clusters.length === 0 ? null : question.clusters.map(({ id }) => id);
  // What is held nowhere is looked for under the place in its title: an online “Kent AI Clinic” is one of Kent's.
  const titled = placeTerms(question).map((named) => ({
    places: null,
    isOnline: question.isOnline === true ? true : null,
    named,
  }));
  const where =
    question.isOrOnline && places !== null
      ? [
          { places, isOnline: null },
          { places: null, isOnline: true },
        ]
      : [{ places, isOnline: question.isOnline === true ? true : null }, ...titled];
  return groups.flatMap((words) =>
    where.map((one) => ({
      window: null,
      clusters,
      ...one,
      words: [...words, ...("named" in one ? one.named : [])],
      match: "all" as const,
      isFree: question.isFree,
      limit: isRanked(question) ? rankedOf : lookedThrough,
    })),
  );
}

/** What the search has no condition for. */
function fits(event: FoundEvent, question: EventQuestion): boolean {
  if (!isCalledSo(event, question) || !isThere(event, question)) return false;
  const { price, partOfDay } = question.ranking;
  if (!isOfPrice(event, price) || !isInPartOfDay(event, partOfDay)) return false;
  if (question.audience !== null && event.audience !== question.audience) {
    const saysSo =
      question.audience === "members" && /members?[ -]only/iu.test(`${event.price} ${event.tags.join(" ")}`);
    if (!saysSo) return false;
  }
  if (question.isWithTickets && event.status === "sold out") return false;
  return question.isOnline !== false || event.venue !== null || event.address !== null;
}

function placeTerms({ places }: EventQuestion): readonly (readonly string[])[] {
  return places.flatMap((mention) => mention.places.map(({ name }) => termsOf(name)));
}

/** Held at the place asked about, or held nowhere and named after it. */
function isThere({ places, title }: FoundEvent, question: EventQuestion): boolean {
  if (question.places.length === 0 || question.isOrOnline) return true;
  const asked = new Set(question.places.flatMap((mention) => mention.places.map(({ id }) => id)));
  if (places.length > 0) return places.some((place) => asked.has(place));
  const own = new Set(termsOf(title));
  return placeTerms(question).some((terms) => terms.every((term) => own.has(term)));
}

/** Whoever asks when “the members' breakfast” is names it: what its tags and summary say does not make it that one. */
function isCalledSo({ title, venue, address }: FoundEvent, question: EventQuestion): boolean {
  if (question.isList || question.isNext || question.asked.size === 0 || question.subjects.length === 0)
    return true;
  const own = new Set(termsOf([title, venue, address].filter((text) => text !== null).join(" ")));
  return question.subjects.some((terms) => terms.every((term) => own.has(term)));
}
