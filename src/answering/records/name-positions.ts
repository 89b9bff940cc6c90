import type { PositionTopic } from "../../directory/positions/position-search.port.ts";
import { isOneSlipApart } from "../../shared/edit-distance.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { readableText } from "./question-text.ts";

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

/** Whether a question says of which position it speaks in so many words, or only comes near to one. */
export type Naming = "whole" | "near";

export interface NamingWords {
  /** Terms of what the question is about; a position that has few of them is another one. */
  readonly subject: readonly string[];
  /** Terms that may belong to a name and need not. */
  readonly aside: readonly string[];
  /** `near` takes a part of a name as well. */
  readonly naming: Naming;
}

/** Positions whose name a question says. */
export function namePositions(
  { subject, aside, naming }: NamingWords,
  topics: readonly PositionTopic[],
): readonly NamedPosition[] {
  if (subject.length === 0) return [];
  return topics.flatMap((position) => {
    const names = [position.topic, ...position.alsoCalled].map(termsOfName);
    const words = new Set([...names, ...position.titles.map(termsOfName)].flat());
    const covered = weightOf(subject.filter((term) => words.has(term))) / weightOf(subject);
    const terms = new Set([...subject, ...aside]);
    const best = names
      .map((name) => {
        const size = weightOf(name.filter((term) => terms.has(term)));
        return { size, share: size / weightOf(name) };
      })
      .toSorted((left, right) => right.share - left.share || right.size - left.size)[0];
    if (best === undefined || best.size === 0) return [];
    const isNamed =
      best.share > 0.99
        ? covered >= leastCovered
        : naming === "near" && (best.share >= 0.6 ? covered >= leastCovered : covered > 0.99);
    return isNamed ? [{ position, ...best }] : [];
  });
}

function termsOfName(name: string): readonly string[] {
  return [...new Set(termsOf(asOneWord(name)))];
}

/** The terms of a text with a blank between, for finding a name in it as it stands. */
export function termsInOrder(text: string): string {
  return termsOf(asOneWord(text)).join(" ");
}

/** `R&D` is one word, and a start-up is a startup. */
export function asOneWord(text: string): string {
  return readableText(
    text.replaceAll(/\bR ?(?:&|\+|n|and) ?D\b|\bresearch (?:&|and) development\b/giu, "rnd"),
  );
}

/** A question with slips of the fingers mended in words that stand in the name of a position, and in no dictionary. */
export function withoutSlips(question: string, topics: readonly PositionTopic[]): string {
  const names = topics.flatMap(({ topic, alsoCalled, titles }) => [topic, ...alsoCalled, ...titles]);
  const words = new Set(
    names
      .join(" ")
      .toLowerCase()
      .match(/\p{L}{5,}/gu) ?? [],
  );
  return question.replaceAll(/\p{L}{5,}/gu, (typed) => {
    const word = typed.toLowerCase();
    if (words.has(word) || termsOf(word).some((term) => tellingWeight(term) < 1)) return typed;
    return [...words].find((known) => isOneSlipApart(known, word)) ?? typed;
  });
}

function weightOf(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + Math.max(leastWeight, tellingWeight(term)), 0);
}
