import { stemmer } from "stemmer";

/**
 * Words that say nothing of what a text is about. `us` is not among them: it is also a country, and rare
 * enough as a pronoun.
 */
const stopWords = new Set(
  `a about above after again against all also am an and any are aren't as at be because been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for
from further had hadn't has hasn't have haven't having he her here hers herself him himself his how i if in into is
isn't it its itself just let me more most mustn't my myself no nor not now of off on once only or other ought our ours
ourselves out over own same shan't she should shouldn't so some such than that the their theirs them themselves then
there these they this those through to too under until up very was wasn't we were weren't what when where which
while who whom whose why will with won't would wouldn't you your yours yourself yourselves`.split(/\s+/),
);

const wordPattern = /[\p{L}\p{N}]+(?:'\p{L}+)*/gu;
const accents = /\p{M}/gu;
const apostrophes = /[‘’ʼ`]/g;
/** `1,000` is one number. */
const thousandsComma = /(\d),(?=\d{3})/g;
/** `U.S.`, `e.g.`: letters with dots between, joined so that `US` finds them. */
const dottedLetters = /\b(?:\p{L}\.){2,}(?!\p{L})/gu;
const shortEnding = /'(?:s|d|ll|re|ve|m)$/;
/** No word is longer; whatever is would not fit into the database's index. */
const longestWord = 60;

const stems = new Map<string, string>();
const stemsKeptAtMost = 50_000;

/** The terms of a text in reading order, repeated as they are: lower case, without accents and stop words, Porter-stemmed. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const word of foldText(text).match(wordPattern) ?? []) {
    const plain = word.replace(shortEnding, "");
    if (stopWords.has(plain)) continue;
    terms.push(stemOf(plain.replaceAll("'", "").slice(0, longestWord)));
  }
  return terms;
}

/** Every two neighbours among the terms, as one term each: they find names and set phrases. */
export function phrasesOf(terms: readonly string[]): string[] {
  const phrases: string[] = [];
  for (const [index, right] of terms.entries()) {
    const left = index === 0 ? undefined : terms[index - 1];
    if (left !== undefined) phrases.push(`${left} ${right}`);
  }
  return phrases;
}

function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(accents, "")
    .replace(apostrophes, "'")
    .replace(thousandsComma, "$1")
    .replace(dottedLetters, (letters) => `${letters.replaceAll(".", "")} `);
}

/** Stems are kept, for texts use the same words over and over. */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= stemsKeptAtMost) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}
