import type { EventSearch, FoundEvent } from "../../directory/events/event-search.port.ts";
import type { Reader } from "../../people/readership.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import type { Aspect } from "./event-aspects.ts";
import type { EventQuestion } from "./event-question.ts";
import { type EventWindow, isIn, isOver } from "./event-windows.ts";
import type { NamedEvent } from "./name-events.ts";
import { blankOut } from "./question-text.ts";
import { readTitle } from "./title-units.ts";
import type { EventsTold } from "./told.ts";

export interface NamedNeeds {
  readonly events: EventSearch;
  readonly reader: Reader;
  readonly now: Date;
  readonly windows: readonly EventWindow[];
}

/** What is told of the events that were named; `several` where it cannot be said which is meant. */
export type NamedTold =
  | { readonly kind: "told"; readonly part: Pick<EventsTold, "lead" | "outcome" | "events" | "total"> }
  | { readonly kind: "several"; readonly titles: readonly string[] }
  | { readonly kind: "none" };

const occurrencesAtMost = 400;

/** Tells of the event a question names: the date asked about, else the next one, else the last one known. */
export async function tellNamedEvent(question: EventQuestion, needs: NamedNeeds): Promise<NamedTold> {
  const found = await occurrencesOf(question, needs);
  if (found.length === 0) return { kind: "none" };
  // One date of a series may have a title of its own: that makes no other event of it.
  const families = new Set(found.map(({ title }) => readTitle(title).family));
  const events = new Set(found.map(({ eventId }) => eventId));
  if (families.size > 1 && events.size > 1) return several(found, needs.now);
  const picked = pick(question, found, needs);
  const [first] = picked.events;
  if (first === undefined) return { kind: "none" };
  if (asksSomethingElse(question, picked.events)) {
    return { kind: "told", part: { ...picked, lead: "not-in-record", outcome: "abstained" } };
  }
  const isWhole = picked.outcome === "answered" && holdsAll(question.asked, picked.events);
  return { kind: "told", part: { ...picked, outcome: isWhole ? "answered" : "partial" } };
}

async function occurrencesOf(question: EventQuestion, needs: NamedNeeds): Promise<readonly FoundEvent[]> {
  const ids = new Set(question.named.map(({ title }) => title.eventId));
  const byFamily = Map.groupBy(question.named, ({ family }) => family);
  const found: FoundEvent[] = [];
  for (const editions of byFamily.values()) {
    const filter = {
      window: null,
      clusters: null,
      places: null,
      words: commonTerms(editions),
      match: "all",
      isOnline: null,
      isFree: null,
      limit: occurrencesAtMost,
    } as const;
    const { events } = await needs.events.find(filter, needs.reader.readership);
    found.push(...events.filter(({ eventId }) => ids.has(eventId)));
  }
  if (question.places.length === 0) return found;
  const places = new Set(question.places.flatMap((mention) => mention.places.map(({ id }) => id)));
  const there = found.filter((event) => event.places.some((place) => places.has(place)));
  const isNamedWhole = question.named.every(({ share }) => share > 0.9);
  return there.length === 0 && (isNamedWhole || found.every(({ places: own }) => own.length === 0))
    ? found
    : there;
}

function commonTerms(editions: readonly NamedEvent[]): readonly string[] {
  const [first = [], ...others] = editions.map(({ title }) => termsOf(title.title));
  return [...new Set(first)].filter((term) => others.every((terms) => terms.includes(term)));
}

function several(found: readonly FoundEvent[], now: Date): NamedTold {
  const coming = found.filter((event) => !isOver(event, now));
  const titles = [...new Set((coming.length === 0 ? found : coming).map(({ title }) => title))];
  return { kind: "several", titles: titles.slice(0, 4) };
}

type Picked = Pick<EventsTold, "lead" | "outcome" | "events" | "total">;

function pick(question: EventQuestion, found: readonly FoundEvent[], { now, windows }: NamedNeeds): Picked {
  const coming = found.filter((event) => !isOver(event, now));
  const last = found.filter((event) => isOver(event, now)).at(-1);
  if (windows.length > 0) {
    const then = found.filter(({ time }) => isIn(time, windows));
    if (then.length > 0) {
      const events = question.isNext
        ? then.slice(0, 1)
        : asksLast(question)
          ? then.slice(-1)
          : then.slice(0, 4);
      return { lead: "one", outcome: "answered", events, total: then.length };
    }
    const moved = found.filter(({ movedFrom }) => movedFrom !== null && isIn(movedFrom, windows));
    const asksState = question.asked.has("status") || question.asked.has("tickets");
    const changed =
      moved.length > 0
        ? moved
        : asksState
          ? coming.slice(0, 1).filter(({ status }) => status === "moved")
          : [];
    if (changed.length > 0)
      return { lead: "one", outcome: "answered", events: changed, total: changed.length };
    const latest = Math.max(...windows.map(({ until }) => until.getTime()));
    const isOn = (event: FoundEvent) => event.status !== "cancelled";
    const after = coming
      .filter(isOn)
      .find(({ time }) => isIn(time, [{ from: new Date(latest), until: new Date(8.64e15) }]));
    const next = after ?? coming.find(isOn);
    if (next !== undefined) return { lead: "next", outcome: "partial", events: [next], total: 1 };
  } else {
    const comingOn = coming.findIndex(({ status }) => status !== "cancelled");
    const shown =
      comingOn === -1 ? coming.slice(0, 1) : coming.slice(Math.max(0, comingOn - 1), comingOn + 1);
    if (shown.length > 0 && !asksOfThePast(question.unnamed)) {
      return { lead: "one", outcome: "answered", events: shown, total: coming.length };
    }
    const latest = last ?? shown[0];
    if (latest !== undefined && asksOfThePast(question.unnamed)) {
      return { lead: "one", outcome: "answered", events: [latest], total: 1 };
    }
  }
  return { lead: "only-past", outcome: "partial", events: last === undefined ? [] : [last], total: 1 };
}

/** “The last code and coffee before Easter”; “last week” is a time. */
function asksLast({ unnamed, dates }: EventQuestion): boolean {
  return /\b(?:last|final)\b/iu.test(blankOut(unnamed, dates));
}

const past = /\b(?:was|were|did|happened|took place|ran|last (?:one|time)|previous|missed)\b/iu;

function asksOfThePast(text: string): boolean {
  return past.test(text) && !/\bnext\b|\bis (?:it|the)\b/iu.test(text);
}

const asksOther =
  /\bhow many\b|\b(?:money|percent|%) off\b|\bdiscounts?\b|\bwhy\b|\bhow (?:do|did|does|can|to|would|should)\b(?! (?:i|we) (?:book|sign|register|join|get))|\bwho\b(?!'?s? (?:is |was )?(?:it |this )?for)/iu;

/** A word below this is heard so often that it says nothing of what is asked. */
const leastTelling = 0.41;

/** Whether the question has words that neither ask what records hold nor stand in this one. */
function asksSomethingElse(question: EventQuestion, events: readonly FoundEvent[]): boolean {
  const text = question.unnamed;
  if (asksOther.test(text) && !question.asked.has("organiser") && !question.asked.has("audience"))
    return true;
  const held = new Set(events.flatMap(textOf).flatMap(termsOf));
  return question.left.some((term) => tellingWeight(term) >= leastTelling && !held.has(term));
}

function textOf(event: FoundEvent): readonly string[] {
  const { title, summary, organiser, clusterName, venue, address, price, tags } = event;
  return [title, summary, organiser, clusterName, venue, address, price, ...tags].filter(
    (text) => text !== null,
  );
}

/** Whether the records hold what was asked of them. */
function holdsAll(asked: ReadonlySet<Aspect>, events: readonly FoundEvent[]): boolean {
  return events.some((event) => [...asked].every((aspect) => holds(aspect, event)));
}

const saysForWhom = /\b(?:members?|everyone|everybody|anyone|open to)\b/iu;
const saysOfBooking = /\b(?:book|booking|regist\w+|rsvp|sign up|tickets?|drop[ -]?in|turn up|walk[ -]in)\b/iu;

function saidOf({ price, tags, summary }: FoundEvent): string {
  return [price, ...tags, summary].filter((text) => text !== null).join(" ");
}

function holds(aspect: Aspect, event: FoundEvent): boolean {
  switch (aspect) {
    case "price":
      return event.price !== null || event.isFree !== null;
    case "where":
      return event.venue !== null || event.address !== null || event.onlineUrl !== null;
    case "online":
      return event.onlineUrl !== null || event.venue !== null || event.address !== null;
    case "audience":
      return event.audience !== "public" || saysForWhom.test(saidOf(event));
    case "booking":
      return saysOfBooking.test(saidOf(event));
    case "link":
      return event.url !== null || event.onlineUrl !== null;
    case "about":
    case "organiser":
    case "when":
    case "status":
    case "tickets":
      return true;
  }
}
