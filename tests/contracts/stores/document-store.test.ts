import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClusterRegister } from "../../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { ClusterRecord } from "../../../src/knowledge/cluster-register.port.ts";
import type { DocumentMetadata, Passage } from "../../../src/knowledge/document.ts";
import type { DocumentStore, DocumentToStore } from "../../../src/knowledge/document-store.port.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";

let database: Database;
let store: DocumentStore;

/** Every word once, as itself: what counts in a passage is the core's business, not the store's. */
const weigh = (_: object, passage: Passage) => {
  const words = passage.text.toLowerCase().split(" ");
  return { termCount: words.length, postings: new Map(words.map((word) => [word, 1])) };
};

beforeAll(async () => {
  database = await freshDatabase();
  store = createDocumentStore(database.pool, weigh);
});
afterAll(() => database.close());

beforeEach(async () => {
  await emptyTables(database.pool, "document, cluster, audit_entry");
  await createClusterRegister(database.pool).save([aCluster()], null);
});

function aCluster(given: Partial<ClusterRecord> = {}): ClusterRecord {
  const nothing = { region: null, nicknames: [], website: null, statusNote: null, contacts: [] };
  return { id: "uktcg", name: "UKTCG", isFederation: true, status: "active", ...nothing, ...given };
}

interface GivenDocument extends Partial<Omit<DocumentToStore, "metadata">> {
  readonly metadata?: Partial<DocumentMetadata>;
  /** One passage each. */
  readonly texts?: readonly string[];
}

function aDocument(given: GivenDocument = {}): DocumentToStore {
  const { metadata, texts = ["Hello world"], ...own } = given;
  return {
    sourceKey: "/docs/a.md",
    fingerprint: "1",
    mediaType: "text/markdown",
    passages: texts.map((text, ordinal) => ({
      ordinal,
      headingPath: ["Top", "Below"],
      anchor: "below",
      page: null,
      text,
    })),
    ...own,
    metadata: {
      title: "A document",
      clusterId: "uktcg",
      region: null,
      kind: "other",
      audience: "members",
      audienceClusters: ["uktcg"],
      topics: ["fees", "joining"],
      publishedOn: "2024-06",
      effectiveFrom: "2024-06-01",
      effectiveUntil: null,
      url: null,
      source: null,
      isSample: false,
      supersedes: null,
      positions: [],
      ...metadata,
    },
  };
}

async function stateOf(
  sourceKey: string,
): Promise<{ status: string; version: number; supersededBy: string | null; texts: string[] }> {
  const document = await database.prisma.document.findUniqueOrThrow({
    where: { sourceKey },
    include: { passages: { orderBy: { ordinal: "asc" } }, supersededBy: true },
  });
  return {
    status: document.status,
    version: document.currentVersion,
    supersededBy: document.supersededBy?.sourceKey ?? null,
    texts: document.passages.map((passage) => passage.text),
  };
}

const countRows = async (table: string): Promise<number> =>
  Number((await database.pool.query(`SELECT count(*) AS rows FROM ${table}`)).rows[0]?.rows);

describe("storing", () => {
  test("a new document is kept with everything known of it", async () => {
    const [outcome] = await store.store([aDocument()], onCommandLine);

    expect(outcome?.kind).toBe("added");
    expect(
      await database.prisma.document.findFirst({ include: { passages: { include: { postings: true } } } }),
    ).toMatchObject({
      sourceKey: "/docs/a.md",
      audience: "members",
      audienceClusters: ["uktcg"],
      topics: ["fees", "joining"],
      publishedOn: "2024-06",
      effectiveFrom: new Date("2024-06-01"),
      passages: [
        {
          headingPath: ["Top", "Below"],
          anchor: "below",
          termCount: 2,
          postings: expect.arrayContaining([expect.objectContaining({ term: "hello", frequency: 1 })]),
        },
      ],
    });
    expect(await store.count()).toEqual({ documents: 1, passages: 1 });
  });

  test("an unchanged one is left alone", async () => {
    await store.store([aDocument()], onCommandLine);
    const before = await database.prisma.document.findFirst();

    const [outcome] = await store.store([aDocument()], onCommandLine);

    expect(outcome).toEqual({ kind: "unchanged", documentId: before?.id });
    expect(await database.prisma.document.findFirst()).toEqual(before);
  });

  test("a changed one becomes a new version, and its old passages and postings are gone", async () => {
    await store.store([aDocument({ texts: ["One", "Two", "Three"] })], onCommandLine);

    const [outcome] = await store.store(
      [aDocument({ fingerprint: "2", texts: ["Four"], metadata: { audience: "board" } })],
      onCommandLine,
    );

    expect(outcome).toMatchObject({ kind: "replaced", version: 2 });
    expect(await stateOf("/docs/a.md")).toMatchObject({ version: 2, texts: ["Four"] });
    expect(await countRows("posting")).toBe(1);
    expect((await database.prisma.document.findFirst())?.audience).toBe("board");
    expect(await database.prisma.documentVersion.count()).toBe(2);
  });

  test("a batch that fails leaves nothing behind, and what was there stays", async () => {
    await store.store([aDocument()], onCommandLine);
    const batch = [
      aDocument({ fingerprint: "2", texts: ["Changed"] }),
      aDocument({ sourceKey: "/docs/b.md", metadata: { clusterId: "nobody" } }),
    ];

    await expect(store.store(batch, onCommandLine)).rejects.toThrow();

    expect(await stateOf("/docs/a.md")).toMatchObject({ version: 1, texts: ["Hello world"] });
    expect(await store.count()).toEqual({ documents: 1, passages: 1 });
  });

  test("two imports of the same folder at once end with one copy of each document", async () => {
    const batch = Array.from({ length: 10 }, (_, index) => aDocument({ sourceKey: `/docs/${index}.md` }));

    await Promise.all([store.store(batch, onCommandLine), store.store(batch.toReversed(), onCommandLine)]);

    expect(await store.count()).toEqual({ documents: 10, passages: 10 });
  });

  test("words of every kind are indexed: quotation marks, braces, commas, backslashes and NULL", async () => {
    const text = `"quoted" {braced} a,b back\\slash NULL it's`;
    await store.store(
      [aDocument({ texts: [text], metadata: { topics: ['a "b" {c}, d\\e'] } })],
      onCommandLine,
    );

    const terms = (await database.prisma.posting.findMany()).map((posting) => posting.term);
    expect(terms.toSorted()).toEqual(text.toLowerCase().split(" ").toSorted());
    expect((await database.prisma.document.findFirst())?.topics).toEqual(['a "b" {c}, d\\e']);
  });

  test("a document of thousands of passages is stored whole", async () => {
    const texts = Array.from({ length: 2_000 }, (_, index) => `passage number ${index} of many`);

    await store.store([aDocument({ texts })], onCommandLine);

    expect(await store.count()).toEqual({ documents: 1, passages: 2_000 });
    expect(await countRows("posting")).toBe(10_000);
  });
});

describe("withdrawing", () => {
  test("a withdrawn document has no passages, and its fingerprint is forgotten", async () => {
    await store.store([aDocument()], onCommandLine);

    expect(await store.withdraw(["/docs/a.md", "/docs/unknown.md"], onCommandLine)).toBe(1);

    expect(await stateOf("/docs/a.md")).toMatchObject({ status: "withdrawn", texts: [] });
    expect(await store.fingerprints(["/docs/a.md"])).toEqual(new Map());
    expect(await store.count()).toEqual({ documents: 0, passages: 0 });
    expect(await countRows("posting")).toBe(0);
  });

  test("one that comes back unchanged is there again", async () => {
    await store.store([aDocument()], onCommandLine);
    await store.withdraw(["/docs/a.md"], onCommandLine);

    const [outcome] = await store.store([aDocument()], onCommandLine);

    expect(outcome?.kind).toBe("added");
    expect(await stateOf("/docs/a.md")).toMatchObject({ status: "current", texts: ["Hello world"] });
  });

  test("what lies under a folder is listed by its prefix, letter for letter", async () => {
    const keys = ["/docs/a.md", "/docs/b_%.md", "/docs2/c.md", "/docs/d.jsonl#1"];
    await store.store(
      keys.map((sourceKey) => aDocument({ sourceKey })),
      onCommandLine,
    );
    await store.withdraw(["/docs/a.md"], onCommandLine);

    expect((await store.currentUnder("/docs/")).map((stored) => stored.sourceKey)).toEqual([
      "/docs/b_%.md",
      "/docs/d.jsonl#1",
    ]);
    expect(await store.currentUnder("/docs/b__")).toEqual([]);
  });
});

describe("superseding", () => {
  const older = aDocument({ sourceKey: "/docs/old.md" });
  const newer = aDocument({ sourceKey: "/docs/new.md", metadata: { supersedes: "/docs/old.md" } });

  test.each([
    ["the older first", [[older], [newer]]],
    ["the newer first", [[newer], [older]]],
    ["both at once", [[newer, older]]],
  ])("the older document knows the newer: %s", async (_, batches) => {
    for (const batch of batches) await store.store(batch, onCommandLine);

    expect((await stateOf("/docs/old.md")).supersededBy).toBe("/docs/new.md");
    expect((await stateOf("/docs/new.md")).supersededBy).toBeNull();
  });

  test("it stands again when the newer one is withdrawn, or no longer says so", async () => {
    await store.store([older, newer], onCommandLine);
    await store.withdraw(["/docs/new.md"], onCommandLine);
    expect((await stateOf("/docs/old.md")).supersededBy).toBeNull();

    await store.store([newer], onCommandLine);
    expect((await stateOf("/docs/old.md")).supersededBy).toBe("/docs/new.md");

    await store.store(
      [{ ...newer, fingerprint: "2", metadata: { ...newer.metadata, supersedes: null } }],
      onCommandLine,
    );
    expect((await stateOf("/docs/old.md")).supersededBy).toBeNull();
  });
});

test("clusters are added, changed and kept, each with its contacts replaced", async () => {
  const register = createClusterRegister(database.pool);
  const contact = { topic: "events", role: "the events team", address: null };
  await register.save(
    [aCluster({ id: "north", region: "North", isFederation: false, contacts: [contact] })],
    onCommandLine,
  );
  await register.save(
    [
      aCluster({
        id: "north",
        region: "North East",
        isFederation: false,
        contacts: [{ ...contact, topic: "policy" }],
      }),
    ],
    onCommandLine,
  );

  expect(await register.known()).toEqual([
    { id: "north", region: "North East", isFederation: false },
    { id: "uktcg", region: null, isFederation: true },
  ]);
  expect((await database.prisma.contact.findMany()).map(({ topic }) => topic)).toEqual(["policy"]);
});
