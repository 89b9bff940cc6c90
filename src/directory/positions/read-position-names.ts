import { isOneSlipApart } from "../../shared/edit-distance.ts";
import { termsOf } from "../../shared/terms.ts";
import type { PositionTopic } from "./position-search.port.ts";

/** The names of a position in the form in which what people type is compared with them. */
export interface PositionNames {
  readonly position: PositionTopic;
  /** Of its topic and each other name, as terms. */
  readonly names: readonly (readonly string[])[];
  /** Terms of its names and titles: what is typed of it has no others. */
  readonly words: ReadonlySet<string>;
}

/** `read` makes of a name what is made of a text it is looked for in. */
export function readPositionNames(
  topics: readonly PositionTopic[],
  read: (text: string) => string,
): readonly PositionNames[] {
  const termsIn = (name: string): readonly string[] => [...new Set(termsOf(read(name)))];
  return topics.map((position) => {
    const names = [position.topic, ...position.alsoCalled].map(termsIn);
    return { position, names, words: new Set([...names, ...position.titles.map(termsIn)].flat()) };
  });
}

/** “R & D”, “R and D” and “research and development” are one word, as people mean one thing by them. */
export function withOneWord(text: string): string {
  return text.replaceAll(/\bR ?(?:&|\+|n|and) ?D\b|\bresearch (?:&|and) development\b/giu, "rnd");
}

/** A text with slips of the fingers mended in words of five letters or more; `isKnown` words are none. */
export function withoutSlips(
  text: string,
  topics: readonly PositionTopic[],
  isKnown: (term: string) => boolean,
): string {
  const names = topics.flatMap(({ topic, alsoCalled, titles }) => [topic, ...alsoCalled, ...titles]);
  const words = new Set(
    names
      .join(" ")
      .toLowerCase()
      .match(/\p{L}{5,}/gu) ?? [],
  );
  return text.replaceAll(/\p{L}{5,}/gu, (typed) => {
    const word = typed.toLowerCase();
    if (words.has(word) || termsOf(word).some(isKnown)) return typed;
    return [...words].find((known) => isOneSlipApart(known, word)) ?? typed;
  });
}
