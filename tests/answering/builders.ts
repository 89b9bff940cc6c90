import type { AnsweringNeeds } from "../../src/answering/answer-question.ts";
import type { ClusterEntry } from "../../src/answering/cluster-directory.port.ts";
import type {
  FoundPassage,
  PassageSearch,
  PassageSearchResult,
} from "../../src/knowledge/passage-search.port.ts";
import type { Reader } from "../../src/people/readership.ts";
import { mayRead, publicReadership } from "../../src/shared/audience.ts";
import { termsOf } from "../../src/shared/terms.ts";
import { silentLog } from "../support/silent-log.ts";

let passageNumber = 0;

/** A public passage of the federation; `about` is the document it belongs to. */
export function aPassage(text: string, changes: Partial<FoundPassage> = {}): FoundPassage {
  passageNumber += 1;
  const title = changes.title ?? "A page";
  return {
    passageId: passageNumber,
    documentId: title,
    sourceKey: `/library/${title}`,
    title,
    clusterId: "federation",
    clusterName: "The Federation",
    region: null,
    kind: "other",
    audience: "public",
    audienceClusters: [],
    url: "https://example.org/page",
    anchor: null,
    page: null,
    headingPath: [],
    text,
    publishedOn: "2026-03-01",
    effectiveFrom: null,
    effectiveUntil: null,
    supersededById: null,
    isSample: false,
    score: 1,
    ...changes,
  };
}

function aCluster(changes: Partial<ClusterEntry> & { readonly id: string }): ClusterEntry {
  const name = changes.name ?? changes.id;
  const contact = (topic: string) => ({
    cluster: changes.id,
    clusterName: name,
    role: `the ${topic} team at ${name}`,
    address: null,
  });
  return {
    name,
    region: null,
    nicknames: [],
    isFederation: false,
    status: "active",
    statusNote: null,
    contacts: new Map(["events", "membership", "policy", "general"].map((topic) => [topic, contact(topic)])),
    ...changes,
  };
}

export const clusters = [
  aCluster({ id: "federation", name: "The Federation", isFederation: true }),
  aCluster({ id: "harbour", name: "Harbour Digital", nicknames: ["harbour", "port city"] }),
  aCluster({ id: "moorland", name: "Moorland Tech", nicknames: ["moorland"] }),
];

export const anyone: Reader = { cluster: null, readership: publicReadership };
export const harbourMember: Reader = {
  cluster: "harbour",
  readership: { memberOf: ["harbour", "federation"], boardOf: [] },
};

/** Search over a few passages: those that share a word, most shared words first; audience is a condition of it. */
function searchOver(passages: readonly FoundPassage[]): PassageSearch {
  return {
    search: async ({ text, readership, clusters: wanted, limit }): Promise<PassageSearchResult> => {
      const readable = passages.filter((passage) => mayRead(readership, passage));
      const indexed = readable.map((passage) => ({ passage, terms: termsIn(passage) }));
      const asked = [...new Set(termsOf(text))];
      const found = indexed
        .filter(({ passage }) => wanted === null || wanted.includes(passage.clusterId))
        .map(({ passage, terms }) => ({ ...passage, score: asked.filter((term) => terms.has(term)).length }))
        .filter(({ score }) => score > 0)
        .toSorted((left, right) => right.score - left.score);
      return {
        passages: found.slice(0, limit),
        terms: asked.map((term) => ({
          term,
          documentFrequency: indexed.filter(({ terms }) => terms.has(term)).length,
          inverseDocumentFrequency: 1,
        })),
        readablePassages: readable.length,
      };
    },
  };
}

function termsIn(passage: FoundPassage): ReadonlySet<string> {
  return new Set(termsOf([passage.title, ...passage.headingPath, passage.text].join(" ")));
}

/** Everything but search is quiet: no model, a fixed day, three clusters. */
export function answeringNeeds(
  passages: readonly FoundPassage[],
  changes: Partial<AnsweringNeeds> = {},
): AnsweringNeeds {
  return {
    search: searchOver([...passages, ...otherMatters]),
    directory: { all: async () => clusters },
    model: null,
    clock: { now: () => new Date("2026-11-23T12:00:00Z") },
    log: silentLog,
    ...changes,
  };
}

/** A collection is never about one thing only; without these, no word would be rare. */
const otherMatters: readonly FoundPassage[] = [
  "The steering group talked about broadband in villages and about the cost of copper lines.",
  "Robots from the university helped to pack parcels at the warehouse in spring.",
  "A workshop on pricing brought together founders and two accountants.",
  "The bus from the station runs every ten minutes until midnight.",
  "Our newsletter goes out on the first Monday of each month.",
  "Volunteers painted the maker space in green and moved the laser cutter.",
  "The skills survey asked three hundred firms which roles they cannot fill.",
  "Two schools visited the games studio and drew characters for a story.",
  "Investors met founders for short talks in the old customs house.",
  "The committee thanked the treasurer and closed the books for the year.",
].map((text, index) => aPassage(text, { title: `Notes, number ${index + 1}` }));
