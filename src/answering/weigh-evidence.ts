import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Reader } from "../people/readership.ts";
import { termsOf } from "../shared/terms.ts";
import { shapeOf } from "./answer-shape.ts";
import type { ClusterEntry } from "./cluster-directory.port.ts";
import { tellingWeight } from "./commonness.ts";
import type { Evidence } from "./gather-evidence.ts";
import { clustersNamedIn, type QuestionRead } from "./read-question.ts";
import { splitSentences } from "./split-sentences.ts";
import { standingOf } from "./standing.ts";
import { type Supported, supportOf } from "./support.ts";

/** What the evidence comes to. `evidence` is in the order in which it should be used, best first. */
export interface Weighed {
  /** Enough to answer from; otherwise the bot abstains. */
  readonly isEnough: boolean;
  /** Passages that support an answer, or nearly do. */
  readonly evidence: readonly Supported[];
  /** What comes close, one passage for each document, for when no answer is given. */
  readonly closest: readonly FoundPassage[];
}

export interface WeighingNeeds {
  readonly reader: Reader;
  readonly clusters: readonly ClusterEntry[];
  readonly today: string;
}

/**
 * Log-odds from which evidence is enough. Set on public question sets so that nine strangers in ten are refused
 * while most questions that the documents answer are answered; docs/decisions/005-when-to-abstain.md has the figures.
 */
const enoughSupport = -0.75;
/** Passages this much weaker may add to an answer; a model may find one in them. Each sentence is checked. */
const nearlyEnough = 1;
/** "Is it free?" fits too many passages: such a question needs more. */
const leaningBack = 1;
/** Below this share of the question a source is not close to it. */
const closestCoverage = 0.4;
/** A word of a title that is this rare in everyday English makes its source close as well. */
const rareName = 0.7;
const closestAtMost = 3;
const evidenceAtMost = 8;

/**
 * Search's order knows what support does not (word frequency, rare phrases): log-odds for each factor e by which a
 * passage's score falls short of the best one's.
 */
const searchOrder = 3;
const leastScore = 0.5;

/** A question that names a cluster wants that one; otherwise the asker's own comes first, then the federation. */
const preference = { named: 2, own: 2.5, federation: 0.7 } as const;
/** "What is X?", of so many words at most, wants the passage that says "X is a …". */
const definedAtMost = 4;
const definitionFound = 2;
const replacedByFound = 2;
const outOfForce = 0.7;
/** Of two equal sources the newer one: log-odds taken off for each year, up to ten years. */
const ageEachYear = 0.05;

/** Decides whether what was found is enough, and in which order it counts. */
export function weighEvidence(question: QuestionRead, found: Evidence, needs: WeighingNeeds): Weighed {
  const supported = supportOf(question.text, found).filter(({ passage }) => !isAboutItself(passage));
  const bound = enoughSupport + (question.leansBack ? leaningBack : 0);
  const fitting = supported.filter(({ passage }) => isOfNamed(passage, question));
  const useful = fitting.filter(({ support }) => support >= enoughSupport - nearlyEnough);
  const documents = new Set(useful.map(({ passage }) => passage.documentId));
  const bestScore = Math.max(...supported.map(({ passage }) => passage.score));
  const isDefinition = shapeOf(question.text).kind === "definition" && question.terms.length <= definedAtMost;
  const rankOf = ({ passage, support }: Supported) =>
    support +
    searchOrder * Math.log(Math.max(leastScore, passage.score / bestScore)) +
    preferenceFor(passage, question, needs) +
    (isDefinition && defines(passage, question) ? definitionFound : 0) -
    doubtAbout(passage, documents, needs.today);
  const inOrder = (candidates: readonly Supported[]) =>
    candidates
      .map((candidate) => ({ candidate, rank: rankOf(candidate) }))
      .toSorted((left, right) => right.rank - left.rank)
      .map(({ candidate }) => candidate);
  return {
    isEnough: fitting.some(({ support }) => support >= bound),
    evidence: inOrder(useful).slice(0, evidenceAtMost),
    closest: closestOf(
      inOrder(supported.filter((one) => one.coverage >= closestCoverage || isNamed(one.passage, question))),
    ),
  };
}

/** The part at the end of a page that tells how it was made or is to be used answers nobody's question. */
function isAboutItself(passage: FoundPassage): boolean {
  return /^(?:sources?|references|bibliography|footnotes|(?:how to use|about) this (?:line|page|document|summary))$/iu.test(
    passage.headingPath.at(-1)?.trim() ?? "",
  );
}

/** What holds for one cluster says nothing of another: a source must be of the cluster that was asked about, or name it. */
function isOfNamed(passage: FoundPassage, { named }: QuestionRead): boolean {
  if (named.length === 0 || named.some(({ id }) => id === passage.clusterId)) return true;
  const text = [passage.title, ...passage.headingPath, passage.text].join(" \n");
  return clustersNamedIn(text, named).length > 0;
}

/** Whether the question has a rare word of the title: the name of an event or a programme. */
function isNamed(passage: FoundPassage, { terms }: QuestionRead): boolean {
  const title = new Set(termsOf(passage.title));
  return terms.some((term) => title.has(term) && tellingWeight(term) >= rareName);
}

function preferenceFor(passage: FoundPassage, question: QuestionRead, needs: WeighingNeeds): number {
  if (question.named.length > 0) {
    return question.named.some((cluster) => cluster.id === passage.clusterId) ? preference.named : 0;
  }
  const standing = standingOf(passage, needs.reader, needs.clusters);
  return needs.reader.cluster === null || standing === "other" ? 0 : preference[standing];
}

const subjectDefined = /^(.{2,90}?)\b(?:is|are|was|were) (?:an?|the|one of)\b/u;

function defines(passage: FoundPassage, question: QuestionRead): boolean {
  return splitSentences(passage.text).some(({ text }) => {
    const subject = new Set(termsOf(subjectDefined.exec(text)?.[1] ?? ""));
    return question.terms.every((term) => subject.has(term));
  });
}

function doubtAbout(passage: FoundPassage, documents: ReadonlySet<string>, today: string): number {
  const isReplaced = passage.supersededById !== null && documents.has(passage.supersededById);
  const hasEnded = passage.effectiveUntil !== null && passage.effectiveUntil < today;
  const years =
    passage.publishedOn === null ? 0 : Number(today.slice(0, 4)) - Number(passage.publishedOn.slice(0, 4));
  return (
    (isReplaced ? replacedByFound : 0) +
    (hasEnded ? outOfForce : 0) +
    ageEachYear * Math.min(10, Math.max(0, years || 0))
  );
}

function closestOf(ranked: readonly Supported[]): FoundPassage[] {
  const byDocument = new Map<string, FoundPassage>();
  for (const { passage } of ranked) {
    if (!byDocument.has(passage.documentId)) byDocument.set(passage.documentId, passage);
  }
  return [...byDocument.values()].slice(0, closestAtMost);
}
