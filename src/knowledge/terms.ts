import { stemmer } from "stemmer";

/** Words that say nothing of what a text is about. */
const stopWords = new Set(
  `a about above after again against all also am an and any are aren't as at be because been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for
from further had hadn't has hasn't have haven't having he her here hers herself him himself his how i if in into is
isn't it its itself just let me more most mustn't my myself no nor not of off on once only or other ought our ours
ourselves out over own same shan't she should shouldn't so some such than that the their theirs them themselves then
there these they this those through to too under until up us very was wasn't we were weren't what when where which
while who whom whose why will with won't would wouldn't you your yours yourself yourselves`.split(/\s+/),
);

const wordPattern = /[\p{L}\p{N}]+(?:'\p{L}+)*/gu;
const stems = new Map<string, string>();
const stemsKeptAtMost = 50_000;

/** The terms of a text in reading order, repeated as they are: lower case, without stop words, Porter-stemmed. */
export function termsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().replaceAll("’", "'").match(wordPattern) ?? [];
  return words
    .filter((word) => !stopWords.has(word))
    .map((word) => stemOf(word.replace(/'s$/, "").replaceAll("'", "")));
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
