import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDocumentSources } from "../../src/adapters/files/document-sources.ts";
import { fetchLimits } from "../../src/adapters/files/limits.ts";
import { createPageLists } from "../../src/adapters/files/list-pages.ts";
import { createClusterRegister } from "../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createWatchedStore } from "../../src/adapters/postgres/watched-store.ts";
import { type DueNeeds, readDueSources } from "../../src/knowledge/read-watched.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";
import type { NewWatchedSource, WatchedStore } from "../../src/knowledge/watched-store.port.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { describeResult } from "../../src/messages/watch-result.ts";
import { freshDatabase } from "../support/database.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { silentLog } from "../support/silent-log.ts";
import { openWebSite, type WebSite } from "../support/web-site.ts";

const fetching = { limits: { ...fetchLimits, bytes: 200_000, milliseconds: 2_000 } };
const sources = createDocumentSources({ fetching });
const acting = { actor: "command line", place: "command line" };
let database: Database;
let site: WebSite;
let store: WatchedStore;
let needs: DueNeeds;

beforeAll(async () => {
  database = await freshDatabase();
  site = await openWebSite();
  store = createWatchedStore(database.pool);
  needs = {
    importing: {
      sources,
      store: createDocumentStore(database.pool, weighPassage),
      clusters: createClusterRegister(database.pool),
      split: splitPassages,
    },
    lists: createPageLists({ fetching }),
    allowPrivateAddresses: true,
    store,
    describe: describeResult,
    clock: { now: () => new Date() },
    log: silentLog,
  };
});
afterAll(async () => {
  site.close();
  await sources.close();
  await database.close();
});
beforeEach(async () => {
  const nothing = { region: null, nicknames: [], website: null, statusNote: null, contacts: [] };
  const common = { ...nothing, isFederation: false, status: "active" };
  await needs.importing.clusters.save([
    { ...common, id: "north", name: "Tech North" },
    { ...common, id: "south", name: "Tech South" },
  ]);
});
afterEach(async () => {
  site.pages.clear();
  site.asked.length = 0;
  await database.pool.query("TRUNCATE document, cluster, watched_source, audit_entry CASCADE");
});

async function watch(path: string, given: Partial<NewWatchedSource> = {}): Promise<string> {
  const address = given.kind === "folder" ? path : site.origin + path;
  const common = {
    clusterId: "north",
    kind: "sitemap",
    audience: "public",
    documentKind: "news",
    everyHours: 24,
  } as const;
  const { source } = await store.add({ ...common, address, ...given }, acting);
  return source.id;
}

/** Reads everything, due or not; the sentences. */
async function readAgain(signal = new AbortController().signal): Promise<readonly string[]> {
  await store.makeDue((await store.all(null)).map(({ id }) => id));
  return (await readDueSources(needs, signal)).map(({ sentence }) => sentence);
}

function put(path: string, text: string, etag?: string): void {
  site.pages.set(path, {
    body: `<title>Page ${path}</title><p>${text}</p>`,
    ...(etag === undefined ? {} : { etag }),
  });
}

function putSitemap(...paths: readonly string[]): void {
  const body = `<urlset>${paths.map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join("")}</urlset>`;
  site.pages.set("/sitemap.xml", { type: "application/xml", body });
}

async function documents(): Promise<readonly string[]> {
  const rows = await database.prisma.document.findMany({ orderBy: { sourceKey: "asc" } });
  return rows.map(
    ({ sourceKey, clusterId, audience, status }) =>
      `${sourceKey.replace(site.origin, "")} ${clusterId} ${audience} ${status}`,
  );
}

describe("a source that is read again", () => {
  it("brings in what is new, passes over what is unchanged, and withdraws what is gone", async () => {
    putSitemap("/a", "/b", "/c");
    for (const path of ["/a", "/b", "/c"]) put(path, `Text of ${path}.`, '"1"');
    await watch("/sitemap.xml");

    const first = await readAgain();
    put("/b", "Another text.", '"2"');
    site.pages.delete("/c");
    put("/d", "Text of /d.");
    putSitemap("/a", "/b", "/c", "/d");
    site.asked.length = 0;
    const second = await readAgain();

    expect(first).toEqual(["3 pages: 3 new."]);
    expect(second).toEqual(["3 pages: 1 new, 1 changed, 1 unchanged, 1 gone and withdrawn."]);
    expect(site.asked).toContain("304 /a");
    expect(site.asked.indexOf("/d")).toBeLessThan(site.asked.indexOf("304 /a"));
    expect(await documents()).toEqual([
      "/a north public current",
      "/b north public current",
      "/c north public withdrawn",
      "/d north public current",
    ]);
  });

  it("keeps what was read when it fails, says so, and is tried again sooner, then later and later", async () => {
    putSitemap("/a");
    put("/a", "Text of /a.");
    const id = await watch("/sitemap.xml", { everyHours: 168 });
    await readAgain();
    site.pages.set("/sitemap.xml", (_, answer) => answer.writeHead(500).end());

    const [sentence] = await readAgain();
    const once = await store.find(id);
    await database.pool.query("UPDATE watched_source SET last_read_at = now() - interval '172 hours'");
    await readAgain();
    const twice = await store.find(id);

    expect(sentence).toBe(
      "It could not be read: the server answered 500 instead of the page. What was read before stays.",
    );
    expect(await documents()).toEqual(["/a north public current"]);
    expect([once?.lastFailed, hoursUntil(once?.nextReadAt)]).toEqual([true, 1]);
    expect(hoursUntil(twice?.nextReadAt)).toBe(4);
    expect(twice?.lastResult).toBe(sentence);
  });

  it("recovers by itself", async () => {
    const id = await watch("/page", { kind: "page" });
    await readAgain();
    put("/page", "Here it is.");

    expect(await readAgain()).toEqual(["1 page: 1 new."]);
    expect(await store.find(id)).toMatchObject({ lastFailed: false, lastResult: "1 page: 1 new." });
  });

  it("tells of single pages that are too large, endless, of a wrong kind or lead inside the network, and goes on", async () => {
    putSitemap("/a", "/large", "/endless", "/picture", "/inside");
    put("/a", "Text of /a.");
    put("/large", "x".repeat(300_000));
    site.pages.set("/endless", (_, answer) => {
      answer.writeHead(200, { "content-type": "text/html" });
      const more = (): void => {
        while (!answer.destroyed && answer.write("x".repeat(10_000))) {}
      };
      answer.on("drain", more);
      more();
    });
    site.pages.set("/picture", { type: "image/png", body: new Uint8Array(100) });
    site.pages.set("/inside", (_, answer) => answer.writeHead(302, { location: "file:///etc/passwd" }).end());
    await watch("/sitemap.xml");

    expect(await readAgain()).toEqual([
      "5 pages: 1 new, 4 could not be read (the first: it is larger than 0.2 MB, the most that is read).",
    ]);
    expect(await documents()).toEqual(["/a north public current"]);
  });

  it("is not read inside the network unless that is allowed, and the address behind a name is not told", async () => {
    put("/page", "Intranet.");
    await watch("/page", { kind: "page" });
    await store.makeDue((await store.all(null)).map(({ id }) => id));

    const [read] = await readDueSources(
      { ...needs, allowPrivateAddresses: false },
      new AbortController().signal,
    );

    expect(read).toMatchObject({
      failed: true,
      sentence: "1 page: 1 could not be read (the first: it leads to a private address).",
    });
    expect(site.asked).toEqual([]);
  });

  it("may be a folder, in which what is gone is withdrawn, but never what was handed in", async () => {
    const folder = await mkdtemp(join(tmpdir(), "clusterbot-watch-"));
    await writeFile(join(folder, "one.md"), "The first.");
    await writeFile(join(folder, "two.md"), "The second.");
    await needs.importing.store.store([aDocument("upload:1", { title: "Handed in" })]);
    await watch(folder, { kind: "folder", audience: "board" });

    const first = await readAgain();
    await rm(join(folder, "two.md"));
    const second = await readAgain();
    await rm(folder, { recursive: true });
    const third = await readAgain();

    expect([first, second]).toEqual([
      ["2 documents: 2 new."],
      ["1 document: 1 unchanged, 1 gone and withdrawn."],
    ]);
    expect(third[0]).toContain("could not be read");
    expect((await documents()).filter((line) => line.endsWith("current"))).toEqual([
      `${join(folder, "one.md")} north board current`,
      "upload:1 north public current",
    ]);
  });
});

describe("a source of one cluster", () => {
  it("cannot speak for another, take over, replace or withdraw what is another's, nor change what was handed in", async () => {
    const key = (path: string): string => `${site.origin}${path}`;
    await needs.importing.store.store([
      aDocument(key("/theirs"), { title: "Theirs", clusterId: "south", audience: "board" }),
      aDocument(key("/their-gone"), { title: "Theirs too", clusterId: "south" }),
      { ...aDocument(key("/by-hand"), { title: "By hand", audience: "board" }), fingerprint: "handed-in-1" },
    ]);
    putSitemap("/claims", "/audience", "/supersedes", "/theirs", "/their-gone", "/by-hand");
    site.pages.set("/claims", '<meta name="clusterbot:cluster" content="south"><p>We are the south.</p>');
    site.pages.set(
      "/audience",
      '<meta name="clusterbot:audience-clusters" content="south"><p>Dear south.</p>',
    );
    site.pages.set(
      "/supersedes",
      `<meta name="clusterbot:supersedes" content="${key("/theirs")}"><p>Newer.</p>`,
    );
    put("/theirs", "Taken over.");
    put("/by-hand", "Public now.");
    await watch("/sitemap.xml", { audience: "members" });

    const [sentence] = await readAgain();

    expect(sentence).toContain("6 pages: 1 new, 1 unchanged, 4 could not be read");
    expect(await documents()).toEqual([
      "/by-hand north board current",
      "/supersedes north members current",
      "/their-gone south public current",
      "/theirs south board current",
    ]);
    expect(await database.prisma.document.count({ where: { supersededById: { not: null } } })).toBe(0);
  });
});

describe("several processes", () => {
  it("never read the same source at once: whoever claims it has it until its lease ends", async () => {
    const id = await watch("/page", { kind: "page" });
    const other = createWatchedStore(database.pool);

    const claims = await Promise.all([store.claimDue(20), other.claimDue(20), store.claimDue(20)]);

    expect(claims.filter((claim) => claim !== null).map((claim) => claim.id)).toEqual([id]);
    await database.pool.query("UPDATE watched_source SET next_read_at = now() - interval '1 second'");
    expect((await other.claimDue(20))?.id).toBe(id);
  });

  it("that stop in the middle leave it to be read at once by the next", async () => {
    putSitemap("/a", "/b");
    put("/b", "Text.");
    const stopping = new AbortController();
    site.pages.set("/a", (_, answer) => {
      stopping.abort();
      answer.end("<p>Text.</p>");
    });
    const id = await watch("/sitemap.xml");

    expect(await readAgain(stopping.signal)).toEqual([]);
    expect((await store.find(id))?.lastResult).toBeNull();
    expect(await readAgain()).toEqual([expect.stringContaining("2 pages")]);
  });

  it("find one address watched once, and a change of it in the audit trail without what may be a key", async () => {
    const id = await watch("/feed?token=secret", { kind: "feed" });
    const again = await store.add(
      {
        clusterId: "south",
        kind: "feed",
        address: `${site.origin}/feed?token=secret`,
        audience: "public",
        documentKind: "news",
        everyHours: 1,
      },
      acting,
    );

    expect(again).toMatchObject({ kind: "taken", source: { id } });
    expect([await store.remove(id, acting), await store.remove(id, acting)]).toEqual([true, false]);
    const { rows } = await database.pool.query("SELECT action, after, before FROM audit_entry ORDER BY id");
    expect(rows.map(({ action }) => action)).toEqual(["source-watched", "source-unwatched"]);
    expect(JSON.stringify(rows)).not.toContain("secret");
  });
});

function hoursUntil(date: Date | undefined): number {
  return Math.round(((date?.getTime() ?? 0) - Date.now()) / 3_600_000);
}
