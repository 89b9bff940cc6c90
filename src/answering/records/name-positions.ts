import type { PositionTopic } from "../../directory/positions/position-search.port.ts";
import {
  type PositionNames,
  readPositionNames,
  withOneWord,
} from "../../directory/positions/read-position-names.ts";
import { tellingWeight } from "../commonness.ts";
import { isTelling, readableText } from "./question-text.ts";

/** A position that a question may mean. */
export interface NamedPosition {
  readonly position: PositionTopic;
  /** How much of its name is said, from 0 to 1. */
  readonly share: number;
  /** Weight of what is said of its name: “rural broadband” is more than “broadband”. */
  readonly size: number;
}

/** Everyday words count for a little, so that “data” alone is not yet “figures on tech data”. */
const leastWeight = 0.3;
/** Of what is asked about, a position has to have at least this much among its names. */
const leastCovered = 0.6;

/** The same where nothing asks for a position. */
const leastAlone = 0.7;

/** Whether a question says of which position it speaks in so many words, or only comes near to one. */
export type Naming = "whole" | "near";

/** A word of a question that may belong to a name. */
export interface TopicWord {
  readonly term: string;
  /** No word that says something stands right before it: “procurement” is not apart in “AI procurement”. */
  readonly isApart: boolean;
}

export interface NamingWords {
  /** Terms of what the question is about; a position that has few of them is another one. */
  readonly subject: readonly string[];
  /** All words, in order. */
  readonly words: readonly TopicWord[];
  /** `near` takes a part of a name as well. */
  readonly naming: Naming;
}

/** Positions whose name stands in a question as it is, else those it comes near to. */
export function namePositions(
  question: NamingWords,
  topics: readonly PositionTopic[],
): readonly NamedPosition[] {
  const read = readPositionNames(topics, asOneWord);
  const inWords = read.flatMap((topic) => best(topic, (name) => runOf(name, question.words, topic.words)));
  if (inWords.length > 0) return inWords;
  return read.flatMap((topic) => nearTo(question, topic));
}

interface AloneWords extends NamingWords {
  /** Terms of each of its clauses. */
  readonly clauses: readonly (readonly string[])[];
  /** It says whose. */
  readonly isOwned: boolean;
}

/**
 * Positions whose whole name stands in a clause that has little else in it, and nothing that tells. A single word is a
 * name only beside its owner: a tender may be any tender.
 */
export function nameAlone(question: AloneWords, topics: readonly PositionTopic[]): readonly NamedPosition[] {
  const read = readPositionNames(topics, asOneWord);
  const whole = namePositions(question, topics).filter(({ share }) => share > 0.99);
  return whole.filter(({ position }) => {
    const { words = new Set() } = read.find((one) => one.position === position) ?? {};
    return question.clauses.some((clause) => {
      const left = clause.filter((term) => !words.has(term));
      const named = clause.length - left.length;
      const isName = named > (question.isOwned ? 0 : 1);
      return isName && !left.some(isTelling) && weightOf(left) <= weightOf(clause) * (1 - leastAlone);
    });
  });
}

/** The name of a position of which most is said; null takes a name out. */
function best(
  { position, names }: PositionNames,
  saidOf: (name: readonly string[]) => readonly string[] | null,
): readonly NamedPosition[] {
  const said = names.flatMap((name) => {
    const size = weightOf(saidOf(name) ?? []);
    return size === 0 ? [] : [{ size, share: size / weightOf(name) }];
  });
  const [first] = said.toSorted((left, right) => right.share - left.share || right.size - left.size);
  return first === undefined ? [] : [{ position, ...first }];
}

/** The words of a name that stand together in a question: all, or two at least that are most of it. */
function runOf(
  name: readonly string[],
  words: readonly TopicWord[],
  vocabulary: ReadonlySet<string>,
): readonly string[] | null {
  for (const [at, { term, isApart }] of words.entries()) {
    const before = words[at - 1];
    const isLed = isApart || before === undefined || vocabulary.has(before.term);
    if (!isLed || !name.includes(term)) continue;
    const end = words.findIndex((word, index) => index > at && !name.includes(word.term));
    const run = [...new Set(words.slice(at, end < 0 ? undefined : end).map((word) => word.term))];
    const share = weightOf(run) / weightOf(name);
    // “Start-up visas” are not start-ups.
    const after = run.length === 1 && end >= 0 ? words[end] : undefined;
    const goesOn = after?.isApart === false && !vocabulary.has(after.term) && isTelling(after.term);
    if (goesOn) continue;
    if (share > 0.99 || (run.length > 1 && share >= 0.6)) return run;
  }
  return null;
}

function nearTo({ subject, naming }: NamingWords, topic: PositionNames): readonly NamedPosition[] {
  if (subject.length === 0) return [];
  const covered = weightOf(subject.filter((term) => topic.words.has(term))) / weightOf(subject);
  return best(topic, (name) => name.filter((term) => subject.includes(term))).filter(({ share }) =>
    share > 0.99
      ? covered >= leastCovered
      : naming === "near" && (share >= 0.6 ? covered >= leastCovered : covered > 0.99),
  );
}

/** `R&D` is one word, a start-up is a startup, and a T-level is no level. */
export function asOneWord(text: string): string {
  return readableText(withOneWord(text)).replaceAll(/\b(\p{L})-(?=\p{L})/gu, "$1");
}

/** A word that questions use for other things. */
export function isEveryday(term: string): boolean {
  return tellingWeight(term) < 1;
}

function weightOf(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + Math.max(leastWeight, tellingWeight(term)), 0);
}
