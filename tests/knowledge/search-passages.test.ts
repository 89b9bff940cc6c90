import { describe, expect, test } from "vitest";
import type { Embedder } from "../../src/knowledge/embedder.port.ts";
import type { LexicalQuery, LexicalSearch } from "../../src/knowledge/lexical-search.port.ts";
import type { FoundPassage, PassageQuery } from "../../src/knowledge/passage-search.port.ts";
import { createPassageSearch, type SearchNeeds } from "../../src/knowledge/search-passages.ts";
import type { VectorSearch } from "../../src/knowledge/vector-search.port.ts";
import { publicReadership } from "../../src/shared/audience.ts";
import { BotError } from "../../src/shared/errors.ts";
import type { Log } from "../../src/shared/log.port.ts";
import { silentLog } from "../support/silent-log.ts";

const aQuestion: PassageQuery = {
  text: "What are the fees?",
  readership: publicReadership,
  clusters: ["north"],
  limit: 3,
};

describe("search", () => {
  test("without an embedder goes by words alone", async () => {
    const asked: LexicalQuery[] = [];
    const search = createPassageSearch(someNeeds({ lexical: finding([1, 2], asked), meaning: null }));

    const found = await search.search(aQuestion);

    expect(idsOf(found.passages)).toEqual([1, 2]);
    expect(asked[0]?.terms.map((one) => one.term)).toEqual(["fee"]);
  });

  test("with an embedder puts first what both words and meaning find", async () => {
    const search = createPassageSearch(
      someNeeds({ lexical: finding([1, 2, 3]), meaning: { embedder: anEmbedder, vectors: near([4, 2]) } }),
    );

    const found = await search.search(aQuestion);

    expect(idsOf(found.passages)).toEqual([2, 1, 3]);
  });

  test("asks both legs for the same readers and clusters", async () => {
    const words: LexicalQuery[] = [];
    const meanings: object[] = [];
    const readership = { memberOf: ["north"], boardOf: [] };
    const search = createPassageSearch(
      someNeeds({
        lexical: finding([1], words),
        meaning: { embedder: anEmbedder, vectors: near([1], meanings) },
      }),
    );

    await search.search({ ...aQuestion, readership });

    expect(words[0]).toMatchObject({ readership, clusters: ["north"] });
    expect(meanings[0]).toMatchObject({ readership, clusters: ["north"], model: "small", vector: [1, 0] });
  });

  test("goes on by words when the embedder fails, and the log says so", async () => {
    const warnings: unknown[] = [];
    const log: Log = { ...silentLog, warn: (event, fields) => warnings.push([event, fields]) };
    const failing: Embedder = {
      model: "small",
      embed: async () => {
        throw new BotError("EMBEDDER_FAILED");
      },
    };
    const search = createPassageSearch({
      lexical: finding([1, 2, 3, 4]),
      meaning: { embedder: failing, vectors: near([9]) },
      log,
    });

    const found = await search.search(aQuestion);

    expect(idsOf(found.passages)).toEqual([1, 2, 3]);
    expect(warnings).toEqual([["search-by-meaning-failed", { code: "EMBEDDER_FAILED" }]]);
  });

  test("that cannot reach its records says so rather than finding nothing", async () => {
    const lexical: LexicalSearch = {
      find: async () => {
        throw new BotError("DATABASE_UNAVAILABLE");
      },
    };

    const search = createPassageSearch(someNeeds({ lexical }));

    await expect(search.search(aQuestion)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  });
});

function someNeeds(needs: Partial<SearchNeeds>): SearchNeeds {
  return { lexical: finding([]), meaning: null, log: silentLog, ...needs };
}

const anEmbedder: Embedder = { model: "small", embed: async (texts) => texts.map(() => [1, 0]) };

function finding(ids: readonly number[], asked: LexicalQuery[] = []): LexicalSearch {
  return {
    find: async (query) => {
      asked.push(query);
      return { passages: ids.map(aPassage), terms: [], readablePassages: ids.length };
    },
  };
}

function near(ids: readonly number[], asked: object[] = []): VectorSearch {
  return {
    nearest: async (query) => {
      asked.push(query);
      return ids.map(aPassage);
    },
    missing: async () => [],
    save: async () => {},
  };
}

function idsOf(passages: readonly FoundPassage[]): number[] {
  return passages.map((passage) => passage.passageId);
}

function aPassage(passageId: number): FoundPassage {
  return {
    passageId,
    documentId: `document ${passageId}`,
    sourceKey: `${passageId}.md`,
    title: "Fees",
    clusterId: "north",
    clusterName: "Tech North",
    region: null,
    kind: "membership",
    audience: "public",
    audienceClusters: [],
    url: null,
    anchor: null,
    page: null,
    headingPath: [],
    text: "Members pay once a year.",
    publishedOn: null,
    effectiveFrom: null,
    effectiveUntil: null,
    supersededById: null,
    isSample: false,
    score: 1,
  };
}
