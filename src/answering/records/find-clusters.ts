import { placeNames } from "../../directory/places/place-names.ts";
import { isOneSlipApart } from "../../shared/edit-distance.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { plainWord, type QuestionWord, questionWords, type Span } from "./question-text.ts";

/** A cluster as the question names it. */
export interface ClusterMention extends Span {
  readonly cluster: ClusterEntry;
  /** The name is a place's (“leeds”, “scotland”): the place may be all that is meant. */
  readonly isPlaceName: boolean;
}

interface ClusterName {
  readonly cluster: ClusterEntry;
  readonly words: readonly string[];
}

/** Names of two letters that are words as well. */
const everydayShort = new Set(
  "it us no so is in on at as or an be by do go he if me my of to up we am md".split(" "),
);

/** The clusters a question names, the longest name first where names overlap; long words may have one slip. */
export function findClusters(text: string, clusters: readonly ClusterEntry[]): readonly ClusterMention[] {
  const words = questionWords(text);
  const names = clusters.flatMap(namesOf).toSorted((left, right) => right.words.length - left.words.length);
  const mentions: ClusterMention[] = [];
  const taken = new Set<number>();
  for (const name of names) {
    for (let at = 0; at + name.words.length <= words.length; at += 1) {
      const here = words.slice(at, at + name.words.length);
      if (!isNamed(name.words, here)) continue;
      const [first, last] = [here[0], here.at(-1)];
      if (first === undefined || last === undefined) continue;
      const isTaken = here.some((_, index) => taken.has(at + index));
      const sameSpan = mentions.some(({ from, until }) => from === first.from && until === last.until);
      if (isTaken && !sameSpan) continue;
      for (const index of here.keys()) taken.add(at + index);
      if (mentions.some(({ cluster, from }) => cluster.id === name.cluster.id && from === first.from))
        continue;
      const isPlaceName = placeNames.has(here.map(({ text: word }) => word).join(" "));
      mentions.push({ cluster: name.cluster, isPlaceName, from: first.from, until: last.until });
    }
  }
  return mentions.toSorted((left, right) => left.from - right.from);
}

function namesOf(cluster: ClusterEntry): readonly ClusterName[] {
  const bare = cluster.name.replaceAll(/\([^)]*\)/gu, " ");
  const inBrackets = [...cluster.name.matchAll(/\(([^)]*)\)/gu)]
    .map(([, inner = ""]) => inner)
    .filter((inner) => inner !== "SAMPLE");
  const all = [cluster.id.replaceAll("-", " "), bare, ...inBrackets, ...cluster.nicknames];
  const keys = new Set(
    all.map((name) =>
      questionWords(name)
        .map(({ text }) => text)
        .join(" "),
    ),
  );
  return [...keys].filter((key) => key !== "").map((key) => ({ cluster, words: key.split(" ") }));
}

function isNamed(name: readonly string[], here: readonly QuestionWord[]): boolean {
  return name.every((word, index) => isWord(word, here[index], name.length === 1));
}

function isWord(wanted: string, word: QuestionWord | undefined, isAlone: boolean): boolean {
  if (word === undefined) return false;
  if (wanted === word.text || canonical(word.text) === wanted) {
    return (
      wanted.length > 2 || !isAlone || !everydayShort.has(wanted) || word.typed === word.typed.toUpperCase()
    );
  }
  return wanted.length >= 7 && word.text.length >= 6 && isOneSlipApart(wanted, word.text);
}

/** `manc` is Manchester in a cluster's name too. */
function canonical(word: string): string {
  const named = placeNames.get(word);
  const [place] = named?.places ?? [];
  return place === undefined ? word : plainWord(place.name);
}
