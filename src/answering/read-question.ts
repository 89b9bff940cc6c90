import { termsOf } from "../shared/terms.ts";
import type { Answer } from "./answer.ts";
import type { ClusterEntry } from "./cluster-directory.port.ts";
import { tellingWeight } from "./commonness.ts";
import { writeOut } from "./everyday-words.ts";

export type Topic = "events" | "membership" | "policy" | "general";

/** A question as the bot understands it. `named` are the clusters, regions or towns it speaks of. */
export interface QuestionRead {
  readonly kind: "question";
  /** The question without markup, mentions and control characters, on one line. */
  readonly text: string;
  /** What its words come down to, in order, each once. */
  readonly terms: readonly string[];
  readonly topic: Topic;
  readonly named: readonly ClusterEntry[];
  /** Its subject is a pronoun: it goes on from something said before, which is not known here. */
  readonly leansBack: boolean;
}

/** Nothing to look up: `reason` says what the person is told. */
export interface NoQuestion {
  readonly kind: "no-question";
  readonly reason: Extract<Answer["reason"], string>;
  readonly topic: Topic;
  readonly named: readonly ClusterEntry[];
}

/** Longer than anybody's question; what is longer is a paste, and is refused with a sentence. */
const charactersAtMost = 2_000;

/** Reads a question by rules: takes the markup off, and finds topic and clusters. */
export function readQuestion(asked: string, clusters: readonly ClusterEntry[]): QuestionRead | NoQuestion {
  // Markup is taken off a stretch that any allowed question fits into, so that a huge paste costs nothing.
  const text = writeOut(plainQuestion(asked.slice(0, charactersAtMost * 4)));
  const named = clustersNamedIn(text, clusters);
  const base = { topic: topicOf(text), named };
  if (asked.length > charactersAtMost * 4 || text.length > charactersAtMost) {
    return { kind: "no-question", reason: "too-long", ...base };
  }
  if (!/[\p{L}\p{N}]/u.test(text) || isGreeting(text)) {
    return { kind: "no-question", reason: "no-question", ...base };
  }
  if (isErrand(text)) return { kind: "no-question", reason: "not-ours", ...base };
  return { kind: "question", text, terms: [...new Set(termsOf(text))], leansBack: leansBack(text), ...base };
}

const pronoun = /^(?:it|its|they|them|theirs?|he|she|his|hers?|him|this|that|these|those)$/iu;
const subjectWeight = 0.5;

/** A pronoun before the first word that says what the question is about: "Is it free?", not "Is the walk free?". */
function leansBack(text: string): boolean {
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (pronoun.test(word)) return true;
    if (termsOf(word).some((term) => tellingWeight(term) >= subjectWeight)) return false;
  }
  return false;
}

/** Slack's and Discord's mentions, links, code marks and control characters taken off. */
export function plainQuestion(asked: string): string {
  return asked
    .normalize("NFKC")
    .replaceAll(/<(?:https?:|mailto:)[^<>|]*\|([^<>]*)>/gu, "$1")
    .replaceAll(/<[@#!/:a-z][^<>]{0,200}>/giu, " ")
    .replaceAll(/@(?:everyone|here|channel)\b/giu, " ")
    .replaceAll(/https?:\/\/\S+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, " ")
    .replaceAll(/[*~`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replaceAll(/[>|]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

const greeting =
  /^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks|thank you|cheers|bye|ok|okay|test|ping|help|there|all|everyone|bot|clusterbot|very much|so much)[\s,.!?]*)+$/iu;

function isGreeting(text: string): boolean {
  return greeting.test(text);
}

/** Things people try a bot with that no document can answer. */
const errand =
  /^(?:please |can you |could you |would you )*(?:(?:write|compose|draft) (?:me |us )?(?:an? )?(?:\w+ ){0,2}(?:poem|haiku|song|story|joke|essay|limerick|code|program|script|function)|tell (?:me|us) (?:an? )?(?:\w+ )?(?:joke|story)|translate |sing |play )/iu;

function isErrand(text: string): boolean {
  return errand.test(text);
}

const topicWords: readonly (readonly [Topic, RegExp])[] = [
  [
    "events",
    /\b(?:events?|meet-?ups?|conferences?|festivals?|breakfasts?|webinars?|hackathons?|calendar|tech week|agenda|speakers?|tickets?|venue|awards?|summits?|receptions?|roundtables?)\b/iu,
  ],
  [
    "membership",
    /\b(?:members?|memberships?|join(?:ing)?|fees?|tiers?|dues|subscri\w+|renew\w*|leav(?:e|ing)|resign\w*|cancel\w*|refunds?|vot(?:e|es|ing)|benefits?|invoices?|codes? of conduct)\b/iu,
  ],
  [
    "policy",
    /\b(?:polic(?:y|ies)|positions?|consultations?|manifestos?|lobby\w*|government|minister\w*|stance|statements?|visas?|r&d|tax credits?|levy|regulat\w+|skills|ai|procurement)\b/iu,
  ],
];

function topicOf(text: string): Topic {
  return topicWords.find(([, pattern]) => pattern.test(text))?.[0] ?? "general";
}

/** A name counts as a whole word; one of two letters only in capitals, or "it" and "us" would be clusters. */
export function clustersNamedIn(text: string, clusters: readonly ClusterEntry[]): ClusterEntry[] {
  const asTyped = spaced(text);
  const lowerCase = asTyped.toLowerCase();
  const isNamed = (name: string) =>
    name.length < 3
      ? name.length === 2 && asTyped.includes(spaced(name.toUpperCase()))
      : lowerCase.includes(spaced(name.toLowerCase()));
  return clusters.filter((cluster) =>
    [cluster.id, cluster.name, ...cluster.nicknames].some((name) => isNamed(name.trim())),
  );
}

function spaced(text: string): string {
  return ` ${text.replaceAll(/[^\p{L}\p{N}&]+/gu, " ").trim()} `;
}
