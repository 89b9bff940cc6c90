import { Temporal } from "temporal-polyfill";
import { bankHolidaysOf } from "../../calendar/bank-holidays.ts";
import { type DateRead, readDates } from "../../calendar/dates/read-dates.ts";
import type { EventTitle } from "../../directory/events/event-search.port.ts";
import { findPlaces, type PlaceMention } from "../../directory/places/find-places.ts";
import { termsOf } from "../../shared/terms.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { type Aspect, readAspects } from "./event-aspects.ts";
import { type Ranking, readRanking } from "./event-ranking.ts";
import { type ClusterMention, findClusters } from "./find-clusters.ts";
import { type NamedEvent, nameEvents } from "./name-events.ts";
import {
  blankOut,
  isWithin,
  overlaps,
  type QuestionWord,
  questionWords,
  type Span,
  subjectTerms,
} from "./question-text.ts";

/** What is asked of events, as far as the words say. */
export interface EventQuestion {
  readonly text: string;
  /** The text without the names of events in it. */
  readonly unnamed: string;
  readonly named: readonly NamedEvent[];
  readonly asked: ReadonlySet<Aspect>;
  readonly dates: readonly DateRead[];
  readonly places: readonly PlaceMention[];
  /** Clusters named by a name that is not a place's. */
  readonly clusters: readonly ClusterEntry[];
  readonly isOwnCluster: boolean;
  /** Anything of a kind, not one event: “any events”, “what's on”. */
  readonly isList: boolean;
  readonly isNext: boolean;
  /** “the breakfast”: one that is taken for known. */
  readonly isDefinite: boolean;
  readonly isOnline: boolean | null;
  /** Either at the place or online. */
  readonly isOrOnline: boolean;
  readonly isFree: boolean | null;
  readonly isWithTickets: boolean;
  readonly audience: "members" | "board" | null;
  readonly ranking: Ranking;
  /** Of what the events should be; any of the groups, all terms of it. */
  readonly subjects: readonly (readonly string[])[];
  /** Terms of the question nothing above accounts for. */
  readonly left: readonly string[];
}

export interface ReadingNeeds {
  /** Wall time in the United Kingdom. */
  readonly now: Temporal.PlainDateTime;
  readonly clusters: readonly ClusterEntry[];
  readonly titles: readonly EventTitle[];
  /** Id of the asker's own cluster. */
  readonly ownCluster: string | null;
}

const list =
  /\b(?:any(?:thing|one)?(?! (?:places?|tickets?|spaces?|seats?|good|news|updates?|word|ideas?|chance|reason|luck|idea))|what (?:is|are) .{1,40}\b(?:running|hosting|putting on|organi[sz]ing|got on)|owt|what (?:have we got|do we have|is there|else)|what(?:'?s| is)? ?(?:on\b|happening|going on|coming up)|what (?:else )?(?:events?|meetups?|is there)|(?<!\b(?:the|this|that) )events?|stuff|things|everything (?:on|in|for|happening|going on|that)|meetups|happening|going on|things to do|(?:is|are) there .{1,60}\b(?:coming up|planned)|list of|show me|whats? on)\b/iu;
const next =
  /\b(?:earliest|soonest)\b|\bfirst (?:event|meetup|thing|one)\b|\b(?:the )?next\b(?! (?:(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve) )?(?:week|month|year|yr|wk|quarter|fortnight|few|couple|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|days?))/iu;
const online = /\b(?:online|virtual(?:ly)?|webinars?|remote(?:ly)?|over zoom|on zoom|from home)\b/iu;
const inPerson = /\b(?:in[ -]person|face[ -]to[ -]face|offline)\b/iu;
const orOnline = /\bor (?:else )?online\b|\bonline or\b|\bonline\/|\/online\b/iu;
const free =
  /(?<!\bstep[ -])(?<!\bare you )\bfree\b(?![ -]?lanc)|\bno (?:cost|charge)\b|\bcosts? nothing\b|\bfor nothing\b/iu;
const withTickets =
  /\b(?:(?:isn'?t|is not|not|aren'?t) sold[ -]out|(?:still )?(?:has|have|with|got) (?:tickets|places|spaces|seats)(?: left)?)\b/iu;
const forMembers = /\bmembers?'?[ -]only\b|\bonly for members\b|\bfor members only\b/iu;
const forBoard = /\bboard[ -]only\b|\bonly for the board\b/iu;
const definite =
  /\b(?:the|that|this)\s+(?!next\b|uk\b|north|south|east|west|new year|week|month)(?:\p{L}+\s+){0,3}?\p{L}+/iu;

/** Reads a question about events; `text` is as `readableText` makes it. */
export function readEventQuestion(text: string, needs: ReadingNeeds): EventQuestion {
  const words = questionWords(text);
  const clusterMentions = findClusters(text, needs.clusters);
  const allPlaces = findPlaces(text).filter(({ kind }) => kind !== "postcode-area");
  const isOwnCluster = /\b(?:our|we|us)\b/iu.test(text) && needs.ownCluster !== null;
  const own = needs.clusters.find(({ id }) => id === needs.ownCluster);
  const naming = {
    words,
    places: allPlaces,
    ownTerms: isOwnCluster && own !== undefined ? termsOf(own.name) : [],
  };
  const mayBeNamed = nameEvents(naming, needs.titles);
  const whole = mayBeNamed.filter(({ share }) => share > wholeTitle);
  const isList = list.test(blankOut(text, spansOf(whole))) || ranks(blankOut(text, spansOf(whole)));
  // Whoever asks for any events of a kind names none by having half of its title in the question.
  const named = isList ? whole : mayBeNamed;
  const nameSpans = spansOf(named);
  const unnamed = blankOut(text, nameSpans);

  const clusters = clusterMentions.filter((mention) => !mention.isPlaceName && isUnspent(mention, nameSpans));
  const inClusters = allPlaces.filter((place) => !clusters.some((cluster) => isWithin(place, cluster)));
  const places = inClusters.filter((place) => isUnspent(place, nameSpans));
  const dates = readDatesOf(unnamed, needs.now);
  const ranking = readRanking(unnamed, dates);
  const aspects = readAspects(unnamed);
  const spent = [...nameSpans, ...clusters, ...places, ...dates, ...ranking.spans, ...filterSpans(unnamed)];
  const wordsLeft = words.filter((word) => !spent.some((span) => overlaps(word, span)));
  return {
    text,
    unnamed,
    named,
    asked: aspects.asked,
    dates,
    places,
    clusters: uniqueClusters(clusters),
    isOwnCluster,
    isList,
    isNext: next.test(unnamed),
    isDefinite: !isList && definite.test(unnamed) && !next.test(unnamed),
    isOnline: online.test(unnamed) ? true : inPerson.test(unnamed) ? false : null,
    isOrOnline: orOnline.test(unnamed),
    isFree: free.test(unnamed) && !(definite.test(unnamed) && !isList) ? true : null,
    isWithTickets: withTickets.test(unnamed),
    audience: forBoard.test(unnamed) ? "board" : forMembers.test(unnamed) ? "members" : null,
    ranking,
    subjects: subjectsOf(unnamed, wordsLeft, {
      aspectSpans: aspects.spans,
      isList: isList || aspects.asked.size === 0,
    }),
    left: subjectTerms(wordsLeft.filter((word) => !aspects.spans.some((span) => overlaps(word, span)))),
  };
}

/** How much of a title must be there for the question to be about that event, whatever else it asks. */
const wholeTitle = 0.93;

/** “The cheapest in Leeds”: one of several, whatever it is called. */
function ranks(text: string): boolean {
  const { order, price } = readRanking(text, []);
  return order !== null || price !== null;
}

function spansOf(named: readonly NamedEvent[]): readonly Span[] {
  return named.flatMap(({ spans }) => spans);
}

const year = /\b20\d{2}\b/gu;
/** “for 2 people” is no time. */
const count = /\b\d+(?= ?(?:people|persons?|of us|staff|tickets?|places)\b)/giu;

/** The bank holidays of England and Wales name most long weekends. A year alone is a time too: “TechNExt 2023”. */
function readDatesOf(text: string, now: Temporal.PlainDateTime): readonly DateRead[] {
  const bankHolidays = bankHolidaysOf("england-and-wales").map(({ date }) => date);
  const dates = readDates(
    text.replaceAll(count, (digits) => " ".repeat(digits.length)),
    { now, isDayFirst: true, bankHolidays },
  );
  if (dates.length > 0) return daysOfMonth(text, dates);
  const years = [...text.matchAll(year)].map(({ 0: written, index }) => yearRead(written, index));
  return years.length > 0 ? years : monthsAlone(text, now);
}

const month = /\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b/giu;

/** A short month beside a name: “belfast ai clinic jan”. */
function monthsAlone(text: string, now: Temporal.PlainDateTime): readonly DateRead[] {
  return [...text.matchAll(month)].flatMap(({ 0: written, index }) =>
    readDates(`in ${written}`, { now, isDayFirst: true, bankHolidays: [] }).map(({ stretch }) => ({
      stretch,
      from: index,
      until: index + written.length,
    })),
  );
}

const bareDay =
  /\b(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|weekend)s?$/iu;
const saysWhich = /\d|\b(?:next|this|last|first|second|third|fourth|coming|week)\b/iu;

/** “Thursdays in January”, “weekend events in March”: a day of the week beside a month is each such day of it. */
function daysOfMonth(text: string, dates: readonly DateRead[]): readonly DateRead[] {
  const last = dates.at(-1);
  const days = dates.slice(0, -1);
  if (last === undefined || last.stretch.grain !== "month" || days.length === 0) return dates;
  const isBare = ({ from, until }: DateRead) => {
    const written = text.slice(from, until);
    return bareDay.test(written) && !saysWhich.test(written);
  };
  const between = text.slice(days.at(-1)?.until, last.from);
  if (!days.every(isBare) || /\b(?:or|and)\b/iu.test(between)) return dates;
  return days.flatMap((day) => repeatedIn(last, day));
}

function repeatedIn(month: DateRead, day: DateRead): readonly DateRead[] {
  const { start, end } = day.stretch;
  const { start: first, end: after } = month.stretch;
  if (start === null || end === null || first === null || after === null) return [day, month];
  const found: DateRead[] = [];
  let at = first.add({ days: (start.dayOfWeek - first.dayOfWeek + 7) % 7 });
  // A weekend that begins on the last day of the month before is left out.
  while (Temporal.PlainDateTime.compare(at, after) < 0) {
    const span = found.length === 0 ? day : month;
    const stretch = { ...day.stretch, start: at, end: at.add(start.until(end)) };
    found.push({ stretch, from: span.from, until: span.until });
    at = at.add({ days: 7 });
  }
  return found;
}

function yearRead(written: string, index: number): DateRead {
  const start = Temporal.PlainDateTime.from(`${written}-01-01T00:00`);
  const stretch = { start, end: start.add({ years: 1 }), grain: "year", isOpen: false } as const;
  return { stretch, from: index, until: index + written.length };
}

function isUnspent(span: Span, spent: readonly Span[]): boolean {
  return !spent.some((other) => overlaps(span, other));
}

function filterSpans(text: string): readonly Span[] {
  return [online, inPerson, orOnline, free, withTickets, forMembers, forBoard, next].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map((match) => ({
      from: match.index,
      until: match.index + match[0].length,
    })),
  );
}

function uniqueClusters(mentions: readonly ClusterMention[]): readonly ClusterEntry[] {
  return [...new Map(mentions.map(({ cluster }) => [cluster.id, cluster])).values()];
}

/** “hardware or makers”: any of them; what stands together is meant together. */
function subjectsOf(
  text: string,
  words: readonly QuestionWord[],
  { aspectSpans, isList }: { readonly aspectSpans: readonly Span[]; readonly isList: boolean },
): readonly (readonly string[])[] {
  const told = words.filter((word) => !aspectSpans.some((span) => overlaps(word, span)));
  const ors = [...text.matchAll(/\bor\b|\//giu)].map(({ index }) => index);
  const groups = Map.groupBy(told, (word) => ors.filter((at) => at < word.from).length);
  return [...groups.values()].map((group) => subjectTerms(group, isList)).filter((terms) => terms.length > 0);
}
