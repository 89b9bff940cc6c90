import { isOneSlipApart } from "../../shared/edit-distance.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";

/** A stretch of the question; UTF-16 units, `until` is exclusive. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A word of the question as it is compared: lower case, without accents and apostrophes. */
export interface QuestionWord extends Span {
  readonly text: string;
  readonly typed: string;
}

/** Short forms that stand in the way of reading; they are written out before anything else is read. */
const writtenOut: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ`]/gu, "'"],
  [/(?<=[\p{L}\d]) n (?=\p{L})/gu, " and "],
  [/\s&\s/gu, " and "],
  [/(?<=^|\s)r(?=\s)/gu, "are"],
  [/(?<=^|\s)u(?=\s|\?|$)/gu, "you"],
  [/(?<=^|\s)ur(?=\s)/gu, "your"],
  [/\bw[ao]ts\b/giu, "whats"],
  [/\bw[ao]t\b/giu, "what"],
  [/\bhav\b/giu, "have"],
  [/\bhw\b/giu, "how"],
  [/\bb4\b/giu, "before"],
  [/\bab(?:ou)?t\b/giu, "about"],
  [/\bwen(s?)\b/giu, "when$1"],
  [/\b(go|com|happen|runn|look)in\b/giu, "$1ing"],
  [/\bnext 1\b/giu, "next one"],
  [/\bnite(s?)\b/giu, "night$1"],
  [/\bmtg(s?)\b/giu, "meeting$1"],
  [/\bdiff\b/giu, "difference"],
  [/\brn\b/giu, "right now"],
  [/\bthis side of\b/giu, "before"],
  [/\b(meet|scale|start|stand)[ -](ups?)\b/giu, "$1$2"],
  [/\b(?:brekk(?:ie|y)|b'?fast)s?\b/giu, "breakfast"],
  [/\b(?:conf)(s?)\b/giu, "conference$1"],
  [/\bdigi\b/giu, "digital"],
  [/\bfest(s?)\b/giu, "festival$1"],
  [/\bppl\b/giu, "people"],
  // What somebody puts up with narrows nothing: “nowt too salesy”, “dont mind paying”, “even tho it's Monday”.
  [/\b(?:nothing|nowt|not|no) too [\p{L}-]+/giu, " "],
  [/\b(?:i )?(?:don'?t|do not) (?:mind|care)(?: \p{L}+ing)?(?: or not)?\b/giu, " "],
  [/\beven (?:tho|though|if)\b.*$/giu, " "],
];

/** Long words that say what kind of question it is: one slip in them must not hide it. */
const askingWords =
  "anything something happening cancelled postponed tomorrow weekend breakfast position positions review reviewed signed dissented".split(
    " ",
  );

/** A question written so that it can be read: the same words, without what only chat has. */
export function readableText(text: string): string {
  return writtenOut
    .reduce((read, [short, long]) => read.replaceAll(short, long), text)
    .replaceAll(/\b\p{L}{6,}\b/gu, withoutSlip)
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function withoutSlip(word: string): string {
  const typed = word.toLowerCase();
  // An ending is no slip: “weekends”, “breakfasts”.
  if (askingWords.some((known) => typed.startsWith(known))) return word;
  return askingWords.find((known) => isOneSlipApart(known, typed)) ?? word;
}

const wordPattern = /[\p{L}\p{N}£]+(?:'\p{L}+)*/gu;

export function questionWords(text: string): readonly QuestionWord[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    text: plainWord(match[0]),
    typed: match[0],
    from: match.index,
    until: match.index + match[0].length,
  }));
}

/** `Founders'` and `founders`, `King's` and `kings` are the same. */
export function plainWord(word: string): string {
  return word.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/['’]/gu, "");
}

export function isWithin(span: Span, outer: Span): boolean {
  return span.from >= outer.from && span.until <= outer.until;
}

export function overlaps(left: Span, right: Span): boolean {
  return left.from < right.until && right.from < left.until;
}

/** A text with stretches blanked out; every other character keeps its place. */
export function blankOut(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { from, until }) => left.slice(0, from) + " ".repeat(until - from) + left.slice(until),
    text,
  );
}

/** Words that ask, join or chat: whatever they match, they say nothing of what is looked for. */
const chatter = new Set(
  `a about actually again all already also am an and any anybody anyone anything anywhere are around as at away be been being
  both bot but by can cant cheers clusterbot come coming could cud currently did do does doing dont else est even ever
  every everyone everything for from fyi get gets getting give gimme go goes going gonna good got great had happen
  happened happening happens has have havent having he hello help here hey hi his hiya hosting how howdy i id if ill im in
  include including into is isnt it its itself ive just kind know let lets like list ll locally lol look looking lot lots
  made make many mate maybe me might mine more most much my near need nice no not nothing now nowt of off on one ones
  only or our out over owt own people person please pls plz possible possibly put putting quick rather re really right
  round run running s see seen she should show so some somebody someone something somewhere soon sort still stuff such
  t take taking tell than thank thanks that thats the their them then there theres these they theyre thing things think
  this those though tho thx to too up upcoming us usually using very want wanna was way we well were weve what whatever
  whats when whens where wheres whether which while who whos whose why will wish with within wondering wonder would
  yall year years ye yes yet you your youre eh ta hiya anyway anyways decent interesting worth folk folks guys team`.split(
    /\s+/u,
  ),
);

/** Words for things that happen; asking for them asks for anything. */
const anyEvent = new Set(
  "event events meetup meetups gathering gatherings session sessions calendar diary listings whatson tech technology digital local date dates day days time times week weeks month months evening evenings morning mornings afternoon afternoons night nights weekend weekends".split(
    " ",
  ),
);

/** What words say of the subject; in a list of events “tech” and “meetup” say nothing of it, in a name they do. */
export function subjectTerms(words: readonly QuestionWord[], isList = true): readonly string[] {
  const told = words.filter(
    ({ text }) =>
      text.length > 1 &&
      !chatter.has(text) &&
      !(isList && anyEvent.has(text)) &&
      !/^\d+(?:st|nd|rd|th|am|pm)?$/u.test(text),
  );
  return [...new Set(told.flatMap(({ typed }) => termsOf(typed.replaceAll("'", "’"))))];
}

/** What an event is called by its kind: another kind is another event, however everyday the word. */
const kindsOfEvent = new Set(
  termsOf(
    "member board meeting call breakfast brunch lunch dinner drinks social party forum session talk workshop webinar training course conference summit showcase hackathon jam clinic coffee picnic fair festival roundtable reception awards ceremony walk tour gala ceilidh briefing surgery masterclass launch demo pitch panel",
  ),
);

/** Whether an answer must have a term to be one. */
export function isDemanded(term: string): boolean {
  return kindsOfEvent.has(term) || tellingWeight(term) >= 0.5;
}

/** Whether a term is rare enough that leaving it out would answer another question. */
export function isTelling(term: string): boolean {
  return kindsOfEvent.has(term) || tellingWeight(term) >= 0.62;
}

/** Of a subject the terms an answer must have; all where none is rare: “business rates” are not rates. */
export function demandedOf(subject: readonly string[]): readonly string[] {
  return subject.some(isTelling) ? subject.filter(isDemanded) : subject;
}
