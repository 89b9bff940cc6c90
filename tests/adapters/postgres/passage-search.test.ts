import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createLexicalSearch } from "../../../src/adapters/postgres/passage-search.ts";
import { createVectorSearch } from "../../../src/adapters/postgres/vector-search.ts";
import type { DocumentToStore } from "../../../src/knowledge/document-store.port.ts";
import { createPassageSearch } from "../../../src/knowledge/search-passages.ts";
import { weighPassage } from "../../../src/knowledge/weigh-passage.ts";
import { publicReadership, type Readership } from "../../../src/shared/audience.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { seeded } from "../../audience/generated-federation.ts";
import { rankByReference } from "../../support/bm25.ts";
import { freshDatabase, testEngine } from "../../support/database.ts";
import { aDocument, withPassages } from "../../support/documents-to-store.ts";
import { silentLog } from "../../support/silent-log.ts";

let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
  await database.prisma.cluster.createMany({
    data: ["north", "south"].map((id) => ({ id, name: `Tech ${id}`, nicknames: [] })),
  });
});
afterAll(() => database.close());
beforeEach(() => database.prisma.document.deleteMany());

describe("searching by words", () => {
  test("finds other forms of a word, in text, title, headings and address", async () => {
    await store(
      aDocument("text", { text: "Each sponsor is thanked." }),
      aDocument("title", { title: "Sponsorship and sponsors" }),
      aDocument("heading", { headingPath: ["Our sponsors"] }),
      aDocument("address", { url: "https://example.org/sponsors" }),
      aDocument("other"),
    );

    const found = await search("Who is a sponsor?");

    expect(keysOf(found).toSorted()).toEqual(["address", "heading", "text", "title"]);
    expect(keysOf(found)[0]).toBe("title");
  });

  test("ranks and scores as the formula says, whatever the collection", async () => {
    const random = seeded(7);
    const pick = (): string => vocabulary[Math.floor(random() * vocabulary.length)] ?? "";
    const words = (most: number): string =>
      Array.from({ length: 1 + Math.floor(random() * most) }, pick).join(" ");
    const documents = Array.from({ length: 40 }, () => ({
      title: words(3),
      passages: Array.from({ length: 1 + Math.floor(random() * 3) }, () => words(40)),
    }));
    await store(...documents.map(({ title, passages }, place) => withPassages(`${place}`, title, passages)));

    for (let round = 0; round < 10; round += 1) {
      const question = words(6);
      const expected = rankByReference(question, documents).slice(0, 25);
      const found = await search(question, { limit: 25 });

      const scores = new Map(
        found.passages.map((one) => [`${one.sourceKey}#${one.text}`, one.score] as const),
      );
      for (const { key, score } of expected.slice(0, 20)) {
        const [place, ordinal] = key.split("#").map(Number);
        const text = documents[place ?? 0]?.passages[ordinal ?? 0];
        expect(scores.get(`${place}#${text}`)).toBeCloseTo(score, 3);
      }
      expect(found.passages.map((one) => one.score)).toEqual(
        found.passages.map((one) => one.score).toSorted((left, right) => right - left),
      );
    }
  });

  test("counts how many readable passages have each word, and says so for words nobody wrote", async () => {
    await store(
      withPassages("a", "Fees", ["Members pay fees.", "Charities pay less."]),
      aDocument("b", { text: "Members meet." }),
      aDocument("secret", { text: "Members only.", audience: "board" }),
    );

    const { terms, readablePassages } = await search("members zebra");

    expect(readablePassages).toBe(3);
    expect(Object.fromEntries(terms.map((one) => [one.term, one.documentFrequency]))).toEqual({
      member: 2,
      zebra: 0,
    });
    const rarity = new Map(terms.map((one) => [one.term, one.inverseDocumentFrequency]));
    expect(rarity.get("zebra")).toBeGreaterThan(rarity.get("member") ?? Number.POSITIVE_INFINITY);
  });

  test("shows at most three passages of one document", async () => {
    const pieces = Array.from({ length: 9 }, (_, place) => `Grants, part ${place}.`);
    await store(withPassages("long", "Grants", pieces), aDocument("short", { text: "A grant." }));

    const found = await search("grants", { limit: 20 });

    expect(keysOf(found).filter((key) => key === "long")).toHaveLength(3);
    expect(keysOf(found)).toContain("short");
  });

  test("says where a passage stands and what it is", async () => {
    await store(
      aDocument("fees", {
        title: "Membership fees",
        url: "https://example.org/fees",
        text: "Charities pay half.",
        headingPath: ["Reduced"],
        publishedOn: "2024-06",
        effectiveFrom: "2026-04-01",
        audience: "members",
      }),
    );

    const { passages } = await search("charities", { readership: { memberOf: ["north"], boardOf: [] } });

    expect(passages).toMatchObject([
      {
        sourceKey: "fees",
        title: "Membership fees",
        clusterId: "north",
        clusterName: "Tech north",
        audience: "members",
        audienceClusters: ["north"],
        url: "https://example.org/fees",
        anchor: "place",
        headingPath: ["Reduced"],
        text: "Charities pay half.",
        publishedOn: "2024-06",
        effectiveFrom: "2026-04-01",
        effectiveUntil: null,
        supersededById: null,
        isSample: false,
      },
    ]);
  });

  test.each(["", "   ", "🎉", "who are you", "'); DROP TABLE posting; --", "\u0000", "x".repeat(20_000)])(
    "a question such as %j finds nothing and breaks nothing",
    async (question) => {
      await store(aDocument("a", { text: "Members pay fees." }));

      expect((await search(question)).passages).toEqual([]);
      expect((await search("fees")).passages).toHaveLength(1);
    },
  );
});

describe("who may find what", () => {
  const north: Readership = { memberOf: ["north"], boardOf: [] };
  const northBoard: Readership = { memberOf: ["north"], boardOf: ["north"] };

  test.each([
    ["everybody finds public material only", publicReadership, ["public"]],
    ["members find their own cluster's material too", north, ["members-north", "public"]],
    ["the board finds its papers too", northBoard, ["board-north", "members-north", "public"]],
    [
      "another cluster's members find theirs",
      { memberOf: ["south"], boardOf: [] },
      ["members-south", "public"],
    ],
    [
      "being on a board makes nobody a member",
      { memberOf: [], boardOf: ["north"] },
      ["board-north", "public"],
    ],
  ])("%s", async (_rule, readership, keys) => {
    await store(
      aDocument("public", { text: "Budget." }),
      aDocument("members-north", { text: "Budget.", audience: "members" }),
      aDocument("members-south", { text: "Budget.", audience: "members", clusterId: "south" }),
      aDocument("board-north", { text: "Budget.", audience: "board" }),
    );

    expect(keysOf(await search("budget", { readership })).toSorted()).toEqual(keys);
  });

  test("what readers may not read does not show in order, scores, counts or what it replaced", async () => {
    await store(
      aDocument("a", { text: "The budget." }),
      aDocument("b", { text: "A budget of fees and fees." }),
    );
    const before = await search("budget fees");

    await store(
      ...Array.from({ length: 20 }, (_, place) =>
        aDocument(`secret-${place}`, {
          text: `Budget ${"long words ".repeat(place)}`,
          audience: "board",
          supersedes: place === 0 ? "a" : null,
        }),
      ),
    );
    const after = await search("budget fees");

    expect(withoutIds(after)).toEqual(withoutIds(before));
  });

  test("only the clusters asked for are searched", async () => {
    await store(
      aDocument("of-north", { text: "Budget." }),
      aDocument("of-south", { text: "Budget.", clusterId: "south" }),
    );

    expect(keysOf(await search("budget", { clusters: ["south"] }))).toEqual(["of-south"]);
    expect(keysOf(await search("budget", { clusters: [] }))).toEqual([]);
  });

  test("what was withdrawn or written anew is no longer found as it was", async () => {
    await store(aDocument("gone", { text: "Budget." }), aDocument("changed", { text: "Budget." }));

    await createDocumentStore(database.pool, weighPassage).withdraw(["gone"], onCommandLine);
    await store({ ...aDocument("changed", { text: "Fees." }), fingerprint: "2" });

    expect(keysOf(await search("budget"))).toEqual([]);
    expect((await search("fees")).readablePassages).toBe(1);
  });
});

describe.skipIf(testEngine === "server")("searching by meaning", () => {
  test("finds the nearest vectors of the same model among what may be read", async () => {
    await store(
      aDocument("near", { text: "One." }),
      aDocument("far", { text: "Two." }),
      aDocument("secret", { text: "Three.", audience: "board" }),
    );
    const vectors = createVectorSearch(database.pool);
    const waiting = await vectors.missing("small", 10);
    const directions: Record<string, readonly number[]> = {
      "One.": [1, 0.1],
      "Two.": [0.1, 1],
      "Three.": [1, 0],
    };
    await vectors.save(
      "small",
      new Map(waiting.map((passage) => [passage.passageId, directions[passage.text] ?? []])),
    );

    const asked = { vector: [1, 0], model: "small", readership: publicReadership, clusters: null, limit: 5 };
    const found = await vectors.nearest(asked);

    expect(found.map((one) => one.sourceKey)).toEqual(["near", "far"]);
    expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1);
    expect(await vectors.missing("small", 10)).toEqual([]);
    expect(await vectors.nearest({ ...asked, model: "other" })).toEqual([]);
    expect(await vectors.nearest({ ...asked, vector: [1, 0, 0] })).toEqual([]);
  });

  test("goes together with words", async () => {
    await store(
      aDocument("words", { text: "Membership fees." }),
      aDocument("meaning", { text: "What it costs." }),
    );
    const vectors = createVectorSearch(database.pool);
    const waiting = await vectors.missing("small", 10);
    await vectors.save("small", new Map(waiting.map((passage) => [passage.passageId, [1, 0]])));
    const embedder = { model: "small", embed: async () => [[1, 0]] };

    const both = createPassageSearch({
      lexical: createLexicalSearch(database.pool),
      meaning: { embedder, vectors },
      log: silentLog,
    });
    const found = await both.search({ text: "fees", readership: publicReadership, clusters: null, limit: 5 });

    expect(keysOf(found)).toEqual(["words", "meaning"]);
  });
});

const vocabulary = "fee grant member board event policy skill sponsor budget region founder export".split(
  " ",
);

async function store(...documents: readonly DocumentToStore[]): Promise<void> {
  await createDocumentStore(database.pool, weighPassage).store(documents, onCommandLine);
}

interface Asking {
  readonly readership?: Readership;
  readonly clusters?: readonly string[] | null;
  readonly limit?: number;
}

function search(text: string, { readership = publicReadership, clusters = null, limit = 10 }: Asking = {}) {
  const lexical = createLexicalSearch(database.pool);
  const query = { text, readership, clusters, limit };
  return createPassageSearch({ lexical, meaning: null, log: silentLog }).search(query);
}

type Found = Awaited<ReturnType<typeof search>>;

function keysOf(found: Found): string[] {
  return found.passages.map((passage) => passage.sourceKey);
}

function withoutIds(found: Found) {
  return { ...found, terms: found.terms.toSorted((left, right) => left.term.localeCompare(right.term)) };
}
