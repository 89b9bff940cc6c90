import type { Temporal } from "temporal-polyfill";
import type { StanceKind } from "../../directory/positions/stance.ts";
import { termsOf } from "../../shared/terms.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { type PositionDays, readPositionDays } from "./days-of-positions.ts";
import { type ClusterMention, findClusters } from "./find-clusters.ts";
import { asOneWord, type Naming, type TopicWord } from "./name-positions.ts";
import {
  aheadWords,
  asksForAll,
  asksForDay,
  asksForEnd,
  asksForFirst,
  asksForLink,
  asksForOverdue,
  asksForPrevious,
  asksOnlyAhead,
  asksToCompare,
  asksWhoHas,
  differenceWords,
  fillers,
  lineWords,
  ofOtherThings,
  positionAspects,
  sayWords,
  surelyPosition,
  weakWords,
} from "./position-words.ts";
import { blankOut, questionWords, subjectTerms } from "./question-text.ts";
import type { PositionAspect } from "./told.ts";

/** A question that may be about positions; whether there is one with such a name the register tells. */
export interface PositionQuestion extends Wanted {
  /** Nothing in it asks for a position: it has to be one's name and nothing else, as “Saltmere tendering”. */
  readonly isNameOnly: boolean;
  readonly asked: PositionAspect;
  /** Of stances: which kind; null for all. */
  readonly stance: StanceKind | null;
  /** Of stances: whose. */
  readonly signer: ClusterEntry | null;
  /** Whose position, as far as names are said. */
  readonly owners: readonly ClusterEntry[];
  /** “our line” */
  readonly isOurs: boolean;
  /** “ours or the federation's” */
  readonly isOursToo: boolean;
  /** What it is about, as terms. */
  readonly subject: readonly string[];
  /** What each of its clauses is about, as terms. */
  readonly clauses: readonly (readonly string[])[];
  /** All of its words, in order: some that seem to ask belong to a name. */
  readonly words: readonly TopicWord[];
  readonly naming: Naming;
  /** It asks for a line in so many words, whether or not there is one. */
  readonly isCertain: boolean;
  readonly days: readonly PositionDays[];
  /** Numbers of versions that are said. */
  readonly versions: readonly number[];
  /** What there are lines on is asked for, where it names none. */
  readonly asksForAll: boolean;
}

/** What of it is wanted, whichever position it is. */
interface Wanted {
  /** When something ended is asked for: the text that did is meant, not the one in its place. */
  readonly asksEnd: boolean;
  /** What is to come is asked for; of that nothing is told, whatever there is. */
  readonly asksAhead: boolean;
  /** The same, and of nothing else. */
  readonly asksOnlyAhead: boolean;
  /** Whoever has a line on it. */
  readonly asksWhoHas: boolean;
  /** Those whose review is overdue. */
  readonly asksForOverdue: boolean;
  /** Where the text is published. */
  readonly asksForLink: boolean;
  /** On which day it was signed. */
  readonly asksForDay: boolean;
  /** The first text there was. */
  readonly asksForFirst: boolean;
  /** The one before the line. */
  readonly asksForPrevious: boolean;
}

export interface ReadingOfPositions {
  readonly clusters: readonly ClusterEntry[];
  readonly today: Temporal.PlainDate;
}

/** Null for a question that asks for something else, or that is too long to be only a name. */
export function readPositionQuestion(question: string, around: ReadingOfPositions): PositionQuestion | null {
  const cues = readCues(question, around);
  const isOfSomebody = cues !== null && (cues.owners.length > 0 || cues.isOurs);
  const isShort = question.split(" ").length <= nameWordsAtMost;
  if (cues === null || (cues.isNameOnly && !isOfSomebody && !isShort)) return null;
  return questionOf(cues, around);
}

/** The same of a question that asks for no position at all; null for one that is about events, membership and the like. */
export function readAsPosition(question: string, around: ReadingOfPositions): PositionQuestion | null {
  const cues = readCues(question, around);
  return cues === null ? null : questionOf(cues, around);
}

/** A question of more words asks something, and is not only a name. */
const nameWordsAtMost = 6;

/** What tells whether a question asks for a position, and whose. */
interface Cues {
  readonly text: string;
  readonly aspect: PositionAspect | null;
  readonly mentions: readonly ClusterMention[];
  readonly signer: ClusterEntry | null;
  readonly owners: readonly ClusterEntry[];
  readonly isOurs: boolean;
  /** It says “line”, “position” or the like; or what somebody says on something. */
  readonly hasLine: boolean;
  readonly isNameOnly: boolean;
}

function readCues(question: string, { clusters }: ReadingOfPositions): Cues | null {
  const text = asOneWord(withoutGenitive(question, clusters));
  if (ofOtherThings.test(text) && !surelyPosition.test(text)) return null;
  const aspect = positionAspects.find(([, pattern]) => has(pattern, text))?.[0] ?? null;
  const mentions = findClusters(text, clusters);
  const signerAt = aspect === "stances" ? signerOf(text, mentions) : null;
  const owners = unique(mentions.filter((mention) => mention !== signerAt).map(({ cluster }) => cluster));
  const isOurs = /\b(?:we|our|ours|us|we've|weve)\b/iu.test(text);
  const asksOfLine = has(lineWords, text);
  // “Like the minister said” asks for nobody's line.
  const isOfSomebody = owners.length > 0 || isOurs || /\bclusters\b/iu.test(text);
  const isHeading =
    /\bus (?:on|about)\b/iu.test(text) ||
    mentions.some(({ until }) => /^:? (?:on|about|re)\b/iu.test(text.slice(until)));
  const asksOfSomebody = isHeading || (isOfSomebody && (has(differenceWords, text) || has(weakWords, text)));
  return {
    text,
    aspect,
    mentions,
    signer: signerAt?.cluster ?? null,
    owners,
    isOurs,
    hasLine: asksOfLine || (isOfSomebody && has(sayWords, text)),
    isNameOnly: !asksOfLine && aspect === null && !asksOfSomebody,
  };
}

function questionOf(cues: Cues, { today }: ReadingOfPositions): PositionQuestion {
  const { text, aspect, mentions, signer, owners, isOurs, hasLine, isNameOnly } = cues;
  const days = readPositionDays(text, today);
  const versions = [...text.matchAll(/\b(?:versions?|v)\.? ?(\d{1,2})(?: (?:and|to|or|vs?) (\d{1,2}))?\b/giu)]
    .flatMap(([, first, second]) => [first, second])
    .flatMap((number) => (number === undefined ? [] : [Number(number)]));
  const isDifference = has(differenceWords, text) && versions.length < 2;
  const bare = blankOut(text, [...mentions, ...days.map(({ span }) => span)]);
  const plain = withoutAsking(bare);
  const subject = isNameOnly ? subjectTerms(questionWords(plain), false) : subjectOf(plain, bare);
  const comparesOwners = isDifference && owners.length + (isOurs ? 1 : 0) > 1;
  const asked = comparesOwners ? "difference" : (aspect ?? (versions.length > 1 ? "changes" : "line"));
  return {
    asked,
    stance: stanceOf(text),
    signer,
    owners,
    isOurs,
    isOursToo: /\bours\b/iu.test(text),
    subject,
    clauses: plain.split(/[,;:.?!]|\s[-–—]\s/u).map((clause) => subjectTerms(questionWords(clause), false)),
    words: topicWordsOf(bare, plain),
    naming: hasLine || comparesOwners ? "near" : "whole",
    isCertain: hasLine || (comparesOwners && asksToCompare.test(text)),
    days,
    versions,
    asksForAll: asksForAll.test(text) && !(hasTopic(bare) && subject.length > 0),
    isNameOnly,
    ...wantedOf(text, asked),
  };
}

function wantedOf(text: string, asked: PositionAspect): Wanted {
  return {
    asksEnd: asksForEnd.test(text),
    asksAhead: asked !== "changes" && has(aheadWords, text),
    asksOnlyAhead: asksOnlyAhead.test(text),
    asksWhoHas: asksWhoHas.test(text),
    asksForOverdue: asksForOverdue.test(text),
    asksForLink: asksForLink.test(text),
    asksForDay: asksForDay.test(text),
    asksForFirst: asked !== "changes" && asksForFirst.test(text),
    asksForPrevious: asksForPrevious.test(text),
  };
}

/** “On skills”, not “on, please”: something is said of what it is about. */
function hasTopic(bare: string): boolean {
  const [, about = ""] = /\b(?:on|about|regarding|over|concerning)\b([^,.;:!?]*)/iu.exec(bare) ?? [];
  return (
    subjectTerms(questionWords(about.replaceAll(fillers, blank).replaceAll(lineWords, blank)), false).length >
    0
  );
}

function has(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

/** “uktcgs line”, “manc's view”: a cluster's name with the ending that makes it the owner. */
function withoutGenitive(text: string, clusters: readonly ClusterEntry[]): string {
  const names = new Set(
    clusters.flatMap(({ nicknames }) => nicknames.flatMap((name) => name.toLowerCase().split(" "))),
  );
  return text.replaceAll(/\b(\p{L}{2,})['’]?s\b/gu, (word, name: string) =>
    names.has(name.toLowerCase()) && !names.has(word.toLowerCase()) ? name : word,
  );
}

/** Who is asked about as one that signs stands before the verb: “did Thornbeck sign Saltmere's paper”. */
function signerOf<Mention extends { readonly from: number }>(
  text: string,
  mentions: readonly Mention[],
): Mention | null {
  const verb = text.search(/\b(?:sign|dissent|abstain|against|object|oppos|disagree)/iu);
  if (/\bwho\b/iu.test(text.slice(0, Math.max(0, verb)))) return null;
  return mentions.findLast(({ from }) => from < verb) ?? null;
}

function stanceOf(text: string): StanceKind | null {
  if (/\babst/iu.test(text)) return "abstain";
  if (/\b(?:dissent|against|object|oppos|disagree|refus|declin)/iu.test(text)) return "dissent";
  return null;
}

/** A text with what asks blanked out; every other character keeps its place. */
function withoutAsking(bare: string): string {
  return [
    lineWords,
    sayWords,
    differenceWords,
    weakWords,
    aheadWords,
    ...positionAspects.map(([, pattern]) => pattern),
    fillers,
  ].reduce((left, pattern) => left.replaceAll(pattern, blank), bare);
}

/** What stands after “on” or “about”, or right before “position”, is what it is about; else all that is left. */
function subjectOf(plain: string, bare: string): readonly string[] {
  const about = /\b(?:on|about|regarding|over|concerning)\b/iu.exec(bare);
  const noun = /\b(?:positions?|line|stance|policy|view)\b/iu.exec(bare);
  const before = /(?:[\p{L}&-]+ ){1,4}$/u.exec(plain.slice(0, noun?.index ?? 0));
  const candidates = [
    about === null ? "" : plain.slice(about.index + about[0].length),
    before?.[0] ?? "",
    plain,
  ];
  for (const text of candidates) {
    const terms = subjectTerms(questionWords(text), false);
    if (terms.length > 0) return terms;
  }
  return [];
}

function topicWordsOf(bare: string, plain: string): readonly TopicWord[] {
  let isLed = true;
  let end = 0;
  return questionWords(bare).flatMap(({ typed, from, until }) => {
    const isApart = isLed || /[^\s-]|\s{2,}/u.test(bare.slice(end, from));
    end = until;
    const [term] = termsOf(typed);
    isLed = term === undefined || plain.slice(from, until).trim() === "";
    return term === undefined ? [] : [{ term, isApart }];
  });
}

const blank = (word: string): string => " ".repeat(word.length);

function unique(clusters: readonly ClusterEntry[]): readonly ClusterEntry[] {
  return [...new Map(clusters.map((cluster) => [cluster.id, cluster])).values()];
}
