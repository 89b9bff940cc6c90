import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { termsOf } from "../../shared/terms.ts";
import { readPositionName } from "./position.ts";
import type { PositionTopic } from "./position-search.port.ts";
import { type PositionNames, readPositionNames, withOneWord, withoutSlips } from "./read-position-names.ts";

/** `one`: what is meant. `several`: it may be any of these. `none`: it is none, and these come closest, if any do. */
export type PositionsFound =
  | { readonly kind: "one"; readonly topic: PositionTopic }
  | { readonly kind: "several" | "none"; readonly topics: readonly PositionTopic[] };

/** Words that say that a position is asked for, and nothing of which. */
const fillers = new Set(termsOf("position positions policy line stance view UK"));
const closestAtMost = 5;

/**
 * Positions somebody means by a topic, another name for it, words of a title, or P7; beside it a cluster may be named,
 * whose it is then. The order of words does not matter, nor one slip in a word of five letters or more.
 */
export function findPositions(
  text: string,
  topics: readonly PositionTopic[],
  clusters: readonly NamedCluster[],
): PositionsFound {
  const number = readPositionName(text);
  const numbered = topics.find((topic) => topic.number === number);
  if (numbered !== undefined) return { kind: "one", topic: numbered };
  const nameOfCluster = clusters.flatMap(({ id, name, nicknames }) =>
    termsOf([id, name, ...nicknames].join(" ")),
  );
  const mended = withoutSlips(text.slice(0, 300), topics, (term) => nameOfCluster.includes(term));
  const said = withoutFillers(termsOf(withOneWord(mended)));
  const rated = readPositionNames(topics, withOneWord)
    .map((names) => ({ topic: names.position, fit: fitOf(said, names, clusters) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((left, right) => right.fit - left.fit);
  const [best] = rated;
  if (best === undefined) return { kind: "none", topics: [] };
  const alike = rated.filter(({ fit }) => fit === best.fit).map(({ topic }) => topic);
  if (best.fit === exactly && alike.length === 1) return { kind: "one", topic: best.topic };
  const likely = rated.filter(({ fit }) => fit >= wholly).map(({ topic }) => topic);
  const [only, ...others] = best.fit === exactly ? alike : likely;
  if (only !== undefined && others.length === 0) return { kind: "one", topic: only };
  if (only !== undefined) return { kind: "several", topics: [only, ...others] };
  return { kind: "none", topics: rated.slice(0, closestAtMost).map(({ topic }) => topic) };
}

/** All the words are one name's, and all of the name's are there. */
const exactly = 3;
/** All the words are its names' or titles'. */
const wholly = 2;

/** 0 where nothing fits; below `wholly` the share of the words that do. */
function fitOf(
  said: readonly string[],
  { position, names, words }: PositionNames,
  clusters: readonly NamedCluster[],
): number {
  const owner = clusters.find(({ id }) => id === position.owner);
  const ownerTerms = owner === undefined ? [] : [owner.id, owner.name, ...owner.nicknames].flatMap(termsOf);
  const isOwners = (term: string): boolean => ownerTerms.includes(term);
  const [about, ofOwner] = [said.filter((term) => !isOwners(term)), said.filter(isOwners)];
  const isName = (typed: readonly string[]): boolean =>
    names.some((name) => isSame(withoutFillers(name), typed));
  if (isName(said) || (ofOwner.length > 0 && isName(about))) return exactly;
  if (about.length === 0) return ofOwner.length > 0 ? wholly : 0;
  const fitting = about.filter((term) => words.has(term));
  return fitting.length === about.length ? wholly : fitting.length / about.length;
}

function isSame(name: readonly string[], said: readonly string[]): boolean {
  return (
    name.length > 0 && name.every((term) => said.includes(term)) && said.every((term) => name.includes(term))
  );
}

/** What is nothing but such words stays. */
function withoutFillers(terms: readonly string[]): readonly string[] {
  const left = terms.filter((term) => !fillers.has(term));
  return left.length === 0 ? terms : left;
}
