import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDocumentSources } from "../../src/adapters/files/document-sources.ts";
import { createClusterRegister } from "../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { DocumentEvent, ImportSummary } from "../../src/knowledge/import-events.ts";
import { type ImportNeeds, type ImportOptions, importSources } from "../../src/knowledge/import-sources.ts";
import { withdrawSource } from "../../src/knowledge/import-withdraw.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { freshDatabase } from "../support/database.ts";

let database: Database;
let needs: ImportNeeds;
let folder = "";
const sources = createDocumentSources();

beforeAll(async () => {
  database = await freshDatabase();
  needs = {
    sources,
    store: createDocumentStore(database.pool, weighPassage),
    clusters: createClusterRegister(database.pool),
    split: splitPassages,
  };
});
afterAll(async () => {
  await sources.close();
  await database.close();
});

beforeEach(async () => {
  await database.pool.query("TRUNCATE document, cluster CASCADE");
  folder = await mkdtemp(join(tmpdir(), "clusterbot-import-"));
  await write(
    "clusters.yaml",
    "federation: uktcg\nclusters:\n  - { id: uktcg, name: UKTCG }\n  - { id: scotlandis, name: ScotlandIS }\n",
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

interface Imported {
  readonly summary: ImportSummary;
  /** `added a.md`, without the folder. */
  readonly lines: readonly string[];
}

async function importing(given: Partial<ImportOptions> = {}, source: string = folder): Promise<Imported> {
  const events: DocumentEvent[] = [];
  let summary: ImportSummary | null = null;
  for await (const event of importSources([source], { defaults: {}, ...given }, needs)) {
    if (event.kind === "document") events.push(event);
    if (event.kind === "finished") summary = event.summary;
  }
  if (summary === null) throw new Error("the import did not finish");
  return { summary, lines: events.filter((event) => event.fate !== "clusters").map(lineOf) };
}

function lineOf({ fate, label, reason }: DocumentEvent): string {
  return `${fate} ${label.replace(`${folder}/`, "")}${reason === null ? "" : `: ${reason}`}`;
}

const textsOf = async (name: string): Promise<readonly string[]> => {
  const where = { document: { sourceKey: join(folder, name) } };
  const passages = await database.prisma.passage.findMany({ where, orderBy: { ordinal: "asc" } });
  return passages.map((passage) => passage.text);
};

describe("importing a folder", () => {
  test("clusters come first, then every document with its passages", async () => {
    await write(
      "terms.md",
      "---\ncluster: scotlandis\naudience: public\n---\n# Terms\n\n## Leaving\n\nThirty days.",
    );

    const { summary } = await importing();

    expect(summary).toEqual({
      added: 1,
      replaced: 0,
      unchanged: 0,
      withdrawn: 0,
      clusters: 2,
      refused: [],
      dryRun: false,
    });
    const passage = await database.prisma.passage.findFirst({ include: { document: true } });
    const document = { title: "Terms", clusterId: "scotlandis", audience: "public" };
    expect(passage).toMatchObject({
      headingPath: ["Leaving"],
      anchor: "leaving",
      text: "Thirty days.",
      document,
    });
  });

  test("again, nothing is done", async () => {
    await write("a.md", "Text");
    await importing();
    const before = await database.prisma.document.findMany();

    const { summary } = await importing();

    expect(summary).toMatchObject({ added: 0, unchanged: 1 });
    expect(await database.prisma.document.findMany()).toEqual(before);
  });

  test("a changed file, sidecar or flag makes a new version", async () => {
    await write("a.md", "Text");
    await importing();

    await write("a.md", "Other text");
    expect((await importing()).lines).toEqual(["replaced a.md"]);
    expect(await textsOf("a.md")).toEqual(["Other text"]);

    await write("a.md.yaml", "audience: public");
    expect((await importing()).lines).toEqual(["replaced a.md"]);

    expect((await importing({ defaults: { kind: "news" } })).lines).toEqual(["replaced a.md"]);
    expect(await database.prisma.document.findFirst()).toMatchObject({
      audience: "public",
      kind: "news",
      currentVersion: 4,
    });
  });

  test("options that the file's own words override, or that say what counts anyway, make no new version", async () => {
    await write("a.md", "---\ncluster: scotlandis\nkind: news\n---\nText");
    await importing();

    for (const defaults of [
      { cluster: "uktcg" },
      { kind: "guide" as const },
      { audience: "members" as const },
    ])
      expect((await importing({ defaults })).lines).toEqual(["unchanged a.md"]);
    expect((await importing({ defaults: { audience: "board", cluster: "uktcg" } })).lines).toEqual([
      "replaced a.md",
    ]);
    expect(await database.prisma.document.findFirst()).toMatchObject({ currentVersion: 2 });
  });

  test("an option that names an unknown cluster ends the import at once, unless its clusters.yaml adds it", async () => {
    const path = await write("a.md", "---\ncluster: scotlandis\n---\nText");
    await importing();
    const kinds: string[] = [];
    for await (const event of importSources([path], { defaults: { cluster: "atlantis" } }, needs)) {
      kinds.push(event.kind);
      if (event.kind === "wrongUse")
        expect(event.reason).toBe('the cluster "atlantis" is not known; known are scotlandis, uktcg');
    }
    expect(kinds).toEqual(["expected", "wrongUse"]);

    await write("clusters.yaml", "federation: uktcg\nclusters: [{ id: atlantis, name: Atlantis }]\n");
    await write("b.md", "Other");
    const { lines } = await importing({ defaults: { cluster: "atlantis" } });
    expect(lines).toContain("added b.md");
  });

  test("a removed file is withdrawn, and comes back when it is there again", async () => {
    await write("a.md", "Text");
    await write("b.md", "Other");
    await importing();

    await rm(join(folder, "b.md"));
    expect((await importing()).lines).toEqual(["unchanged a.md", "withdrawn b.md"]);
    expect(await textsOf("b.md")).toEqual([]);

    await write("b.md", "Other");
    expect((await importing()).lines).toEqual(["unchanged a.md", "added b.md"]);
    expect(await textsOf("b.md")).toEqual(["Other"]);
  });

  test("a file that has become unreadable keeps its last good version", async () => {
    const path = await write("a.md", "Text");
    await write("b.md", "Other");
    await importing();

    await truncate(path, 200_000_000);
    const { summary, lines } = await importing();

    expect(lines).toContain("refused a.md: it is 200 MB large; the most that is read is 20 MB");
    expect(summary).toMatchObject({ withdrawn: 0, unchanged: 1 });
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("an empty folder where documents were withdraws nothing", async () => {
    await write("a.md", "Text");
    await importing();
    await rm(join(folder, "a.md"));

    const { summary } = await importing();

    expect(summary.withdrawn).toBe(0);
    expect(summary.refused[0]?.reason).toContain("nothing was withdrawn");
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("each bad file gets one line, the rest is imported, and nothing of the bad ones stays", async () => {
    await write("good.md", "Text");
    await write("wrong-audience.md", "---\naudience: all\n---\nText");
    await write("wrong-cluster.md", "---\ncluster: atlantis\n---\nText");
    await write("broken.pdf", "%PDF-1.7 nothing");
    await write("broken.docx", "PK nothing");
    await write("empty.txt", "");
    await write("no-text.md", "---\ntitle: Only this\n---\n");
    await write("self.md", "---\nsupersedes: self.md\n---\nText");

    const { summary, lines } = await importing();

    expect(lines.toSorted()).toEqual([
      "added good.md",
      "refused broken.docx: it is damaged: its parts cannot be unpacked",
      "refused broken.pdf: it is damaged: this is not a whole PDF",
      "refused empty.txt: it is empty",
      "refused no-text.md: there is no text in it",
      "refused self.md: it says that it supersedes itself",
      'refused wrong-audience.md: audience must be one of public, members, board, but is "all"',
      'refused wrong-cluster.md: the cluster "atlantis" is not known; known are scotlandis, uktcg',
    ]);
    expect(summary.refused).toHaveLength(7);
    expect(await needs.store.count()).toEqual({ documents: 1, passages: 1 });
  });

  test("a dry run says the same and changes nothing", async () => {
    await write("a.md", "Text");
    await write("b.md", "Text of b");
    await importing();
    await write("a.md", "Changed");
    await write("c.md", "New");
    await rm(join(folder, "b.md"));

    const { summary } = await importing({ dryRun: true });

    expect(summary).toMatchObject({ added: 1, replaced: 1, withdrawn: 1, dryRun: true });
    expect(await textsOf("a.md")).toEqual(["Text"]);
    expect(await needs.store.count()).toEqual({ documents: 2, passages: 2 });
  });

  test("one document the database will not take is refused alone", async () => {
    await write("a.md", "Text");
    await write("b.md", "Text of b");
    const store: ImportNeeds["store"] = {
      ...needs.store,
      store: async (documents) => {
        if (documents.some((document) => document.sourceKey.endsWith("b.md"))) throw new Error("constraint");
        return needs.store.store(documents);
      },
    };
    const refused: string[] = [];
    for await (const event of importSources([folder], { defaults: {} }, { ...needs, store })) {
      if (event.kind === "document" && event.fate === "refused") refused.push(event.label);
    }

    expect(refused).toEqual([join(folder, "b.md")]);
    expect(await textsOf("a.md")).toEqual(["Text"]);
  });

  test("stopped in the middle, what is stored stays and nothing is withdrawn", async () => {
    await write("old.md", "Text");
    await importing();
    await rm(join(folder, "old.md"));
    for (let number = 0; number < 40; number += 1) await write(`${number}.md`, `Text ${number}`);
    const stopping = new AbortController();
    let added = 0;
    for await (const event of importSources([folder], { defaults: {}, signal: stopping.signal }, needs)) {
      if (event.kind === "document" && event.fate === "added") {
        added += 1;
        stopping.abort();
      }
    }

    expect(added).toBeLessThan(40);
    expect((await needs.store.count()).documents).toBe(added + 1);
    expect(await textsOf("old.md")).toEqual(["Text"]);
  });
});

describe("importing a collection", () => {
  const rows = (...ids: readonly string[]): string =>
    ids.map((id) => JSON.stringify({ id, text: `Text of ${id}` })).join("\n");

  test("a row that is gone is withdrawn, also when the collection lies in a folder", async () => {
    await write("all.jsonl", rows("a", "b", "c"));
    await importing();
    await write("all.jsonl", rows("a", "c"));

    expect((await importing()).lines).toEqual([
      "unchanged all.jsonl#a",
      "unchanged all.jsonl#c",
      "withdrawn all.jsonl#b",
    ]);
  });

  test("while a line cannot be read nothing of the collection is withdrawn", async () => {
    await write("all.jsonl", rows("a", "b"));
    await importing();
    const path = await write("all.jsonl", `${rows("a")}\n{"id": "b", "te`);

    const { summary } = await importing({}, path);

    expect(summary).toMatchObject({ unchanged: 1, withdrawn: 0 });
    expect(summary.refused).toHaveLength(1);
  });
});

describe("importing what was imported before and is gone", () => {
  test("a file is withdrawn, one that never was imported is refused, nothing else is touched", async () => {
    const path = await write("a.md", "Text");
    await write("a.md.extra.md", "Beside it");
    await importing();
    await rm(path);

    expect((await importing({ dryRun: true }, path)).lines).toEqual(["withdrawn a.md"]);
    expect(await textsOf("a.md")).toEqual(["Text"]);
    expect((await importing({}, path)).lines).toEqual(["withdrawn a.md"]);
    expect(await textsOf("a.md")).toEqual([]);
    expect(await textsOf("a.md.extra.md")).toEqual(["Beside it"]);
    expect((await importing({}, path)).lines).toEqual(["refused a.md: it is not there (any more)"]);
  });

  test("a collection is withdrawn with all its rows, a folder that is missing is not", async () => {
    const rows = ["a", "b"].map((id) => JSON.stringify({ id, text: `Text of ${id}` })).join("\n");
    const path = await write("all.jsonl", rows);
    await write("sub/c.md", "Text");
    await importing();
    await rm(path);
    await rm(join(folder, "sub"), { recursive: true });

    expect((await importing({}, path)).lines).toEqual(["withdrawn all.jsonl#a", "withdrawn all.jsonl#b"]);
    expect((await importing({}, join(folder, "sub"))).summary).toMatchObject({ withdrawn: 0 });
    expect((await importing({}, join(folder, "sub/c.md"))).summary).toMatchObject({ withdrawn: 0 });
    expect(await textsOf("sub/c.md")).toEqual(["Text"]);
  });

  test.each([
    [404, 1],
    [410, 1],
    [500, 0],
    [403, 0],
  ])("of a page whose server answers %i, %i are withdrawn", async (status, withdrawn) => {
    let isThere = true;
    const server = createServer((_question, reply) => {
      reply.writeHead(isThere ? 200 : status, { "content-type": "text/html" }).end("<p>Thirty days.</p>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    const page = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}/terms`;
    await importing();
    const fetching = { allowPrivateAddresses: true };
    expect((await importing(fetching, page)).summary).toMatchObject({ added: 1 });

    isThere = false;
    const { summary } = await importing(fetching, page);
    server.closeAllConnections();
    server.close();

    expect(summary).toMatchObject({ withdrawn });
    expect(summary.refused).toHaveLength(1 - withdrawn);
    expect((await importing(fetching, page)).summary).toMatchObject({ withdrawn: 0 });
  });
});

describe("withdrawing by name", () => {
  test("a file, a collection or a whole folder can be taken out", async () => {
    await write("a.md", "Text");
    await write("sub/b.md", "Text of b");
    await write("sub.md", "Beside the folder");
    await importing();

    const withdrawn = await withdrawSource(join(folder, "sub"), needs, false);

    expect(withdrawn.map(lineOf)).toEqual(["withdrawn sub/b.md"]);
    expect(await withdrawSource(join(folder, "a.md"), needs, false)).toHaveLength(1);
    expect(await withdrawSource(join(folder, "a.md"), needs, false)).toEqual([]);
    expect((await needs.store.currentUnder("/")).map((stored) => stored.sourceKey)).toEqual([
      join(folder, "sub.md"),
    ]);
  });
});
