import type { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { daysAsked, type EventWindow, windowsOf } from "./event-windows.ts";
import { findClusters } from "./find-clusters.ts";
import { blankOut, questionWords, subjectTerms } from "./question-text.ts";
import type { DaysAsked, InquiryAspect } from "./told.ts";

/** A question about what is asked from outside; whether there is one of that name the register tells. */
export interface InquiryQuestion {
  readonly asked: Exclude<InquiryAspect, "list">;
  /** It says no “consultation” or the like: it has to be one's title or asker, and nothing else. */
  readonly isNameOnly: boolean;
  /** What it is about, as terms; none where all are asked for. */
  readonly subject: readonly string[];
  /** It asks for several: “which consultations …”. */
  readonly asksSeveral: boolean;
  /** In which they close; none where no time is named. */
  readonly windows: readonly EventWindow[];
  readonly days: DaysAsked | null;
}

const nouns =
  /\b(?:(?:government )?consultations?|calls? for (?:evidence|views|input|submissions)|(?:select committees?|committees?)?(?:'s)? ?(?:inquir(?:y|ies)|enquir(?:y|ies)))\b/giu;
/** What people ask of an office is no inquiry from outside. */
const ofOtherThings =
  /\b(?:press|media|membership|member|sales|general|customer|event|venue|billing) (?:inquir|enquir)/iu;

const respondWords =
  /\b(?:respond(?:s|ed|ing|ents?)?|responses?|answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|submi(?:t|ts|tted|tting)|submissions?|joined|joins?|joining|put(?:ting)? (?:something |anything |a response )?in(?: for)?|taken part)\b/giu;
const lineWords =
  /\b(?:lines?|positions?|stances?|polic(?:y|ies)|views?|(?:do|did|does|would|should) (?:we|they) (?:say|think|want)|(?:we|us) (?:say|saying|think))\b/giu;
const closeWords =
  /\b(?:when|deadlines?|clos(?:e|es|ed|ing)|due|how long|how many days|until|by when|last day|left|ends?|ending|finish(?:es)?|runs? (?:out|until)|still|open(?:s|ed)?)\b/giu;
const severalWords =
  /\b(?:what|which|any|list|show|all|every|how many|are there|current(?:ly)?|live|upcoming|coming up)\b/giu;
const plural = /\b(?:consultations|calls for|inquiries|enquiries)\b/iu;
const fillers =
  /\b(?:department(?:al)?|asks?|asked|asking|government|running|run by|launched|published|latest|details?|link|page|open|for|we|our|us|need|want(?:s|ed)?|time|date|deadline|month|week|year|days?|this|next|there|out|clusters?|who|has|have|had|not|yet|responded)\b/giu;

/** “Our line for the AI consultation”, not “on consultation fees”. */
const ofInquiry = new RegExp(
  `${nouns.source}(?=\\s*(?:$|[?.!,;:]|\\b(?:on|about|into|by|from|of|run|that|which|clos\\w+|for|at|in|open|this|next|please)\\b))`,
  "iu",
);
/** What is asked of a consultation that is only named: “the deadline for fibre for harbours”, “who has responded to …”. */
const askedOfNamed =
  /\b(?:deadlines?|clos(?:e|es|ed|ing)|respond(?:s|ed|ing)?|answered|replied|submitted|response due)\b/iu;

/** “Open right now” asks for no time at which something closes. */
const present = /^(?:right )?now$|^at (?:the|this) moment$|^today$/iu;

export interface ReadingOfInquiries {
  readonly wallTime: Temporal.PlainDateTime;
  readonly clusters: readonly ClusterEntry[];
}

/** Null for a question that is certainly about something else. `wallTime` is that of the United Kingdom. */
export function readInquiryQuestion(
  text: string,
  { wallTime: now, clusters }: ReadingOfInquiries,
): InquiryQuestion | null {
  if (ofOtherThings.test(text)) return null;
  const asked = aspectOf(text);
  const isNameOnly = text.search(nouns) < 0;
  if (isNameOnly && (asked === "line" || !askedOfNamed.test(text))) return null;
  if (asked === "line" && !ofInquiry.test(text)) return null;
  const read = readDates(text, { now, isDayFirst: true, bankHolidays: [] });
  const isOpenNow = /\bopen\b/iu.test(text);
  const dates = read.filter(({ from, until }) => !isOpenNow || !present.test(text.slice(from, until)));
  // Who has responded is asked by name; a place may be what it is about.
  const named = findClusters(text, clusters).filter(({ isPlaceName }) => !isPlaceName);
  const bare = blankOut(text, [...read, ...named]);
  const plain = [nouns, respondWords, lineWords, closeWords, severalWords, fillers].reduce(
    (left, pattern) => left.replaceAll(pattern, (word) => " ".repeat(word.length)),
    bare,
  );
  return {
    asked,
    isNameOnly,
    subject: subjectTerms(questionWords(plain), false),
    asksSeveral: plural.test(text),
    windows: windowsOf(dates, now),
    days: daysAsked(dates, now),
  };
}

function aspectOf(text: string): InquiryQuestion["asked"] {
  const has = (pattern: RegExp): boolean => text.search(pattern) >= 0;
  if (has(lineWords)) return "line";
  const asksWhen = /\b(?:when|deadline|how long|how many days|by when|until)\b/iu.test(text);
  if (asksWhen) return "closes";
  if (has(respondWords)) return "answers";
  return has(closeWords) ? "closes" : "about";
}
