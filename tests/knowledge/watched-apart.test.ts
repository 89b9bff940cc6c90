import { describe, expect, it } from "vitest";
import { createWatchedStore } from "../../src/adapters/postgres/watched-store.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { acting, useWatching } from "./use-watching.ts";

const reading = useWatching();

describe("a source of one cluster", () => {
  it("cannot speak for another, take over, replace or withdraw what is another's, nor change what was handed in", async () => {
    const key = (path: string): string => `${reading.site.origin}${path}`;
    await reading.needs.importing.store.store(
      [
        aDocument(key("/theirs"), { title: "Theirs", clusterId: "south", audience: "board" }),
        aDocument(key("/their-gone"), { title: "Theirs too", clusterId: "south" }),
        {
          ...aDocument(key("/by-hand"), { title: "By hand", audience: "board" }),
          fingerprint: "handed-in-1",
        },
      ],
      onCommandLine,
    );
    reading.putSitemap("/claims", "/audience", "/supersedes", "/theirs", "/their-gone", "/by-hand");
    reading.site.pages.set(
      "/claims",
      '<meta name="clusterbot:audience" content="public"><meta name="clusterbot:cluster" content="south"><p>We are the south.</p>',
    );
    reading.site.pages.set(
      "/audience",
      '<meta name="clusterbot:audience-clusters" content="south"><p>Dear south.</p>',
    );
    reading.site.pages.set(
      "/supersedes",
      `<meta name="clusterbot:supersedes" content="${key("/theirs")}"><p>Newer.</p>`,
    );
    reading.put("/theirs", "Taken over.");
    reading.put("/by-hand", "Public now.");
    await reading.watch("/sitemap.xml", { audience: "members" });

    const [sentence] = await reading.readAgain();

    expect(sentence).toContain("6 pages: 1 new, 1 unchanged, 4 could not be read");
    expect(await reading.documents()).toEqual([
      "/by-hand north board current",
      "/supersedes north members current",
      "/their-gone south public current",
      "/theirs south board current",
    ]);
    expect(await reading.database.prisma.document.count({ where: { supersededById: { not: null } } })).toBe(
      0,
    );
  });
});

describe("several processes", () => {
  it("never read the same source at once: whoever claims it has it until its lease ends", async () => {
    const id = await reading.watch("/page", { kind: "page" });
    const other = createWatchedStore(reading.database.pool, { allowPrivateAddresses: true });

    const claims = await Promise.all([
      reading.needs.store.claimDue(20),
      other.claimDue(20),
      reading.needs.store.claimDue(20),
    ]);

    expect(claims.filter((claim) => claim !== null).map((claim) => claim.id)).toEqual([id]);
    await reading.database.pool.query("UPDATE watched_source SET next_read_at = now() - interval '1 second'");
    expect((await other.claimDue(20))?.id).toBe(id);
  });

  it("that stop in the middle leave it to be read at once by the next", async () => {
    reading.putSitemap("/a", "/b");
    reading.put("/b", "Text.");
    const stopping = new AbortController();
    reading.site.pages.set("/a", (_, answer) => {
      stopping.abort();
      answer.end("<p>Text.</p>");
    });
    const id = await reading.watch("/sitemap.xml");

    expect(await reading.readAgain(stopping.signal)).toEqual([]);
    expect((await reading.needs.store.find(id))?.lastResult).toBeNull();
    expect(await reading.readAgain()).toEqual([expect.stringContaining("2 pages")]);
  });

  it("find one address watched once, and a change of it in the audit trail without what may be a key", async () => {
    const keyed = "/private-secret/feed?token=secret";
    const id = await reading.watch(keyed, { kind: "feed" });
    const again = await reading.needs.store.add(
      {
        clusterId: "south",
        kind: "feed",
        address: `${reading.site.origin}${keyed}`,
        audience: "public",
        documentKind: "news",
        everyHours: 1,
      },
      acting,
    );

    expect(again).toMatchObject({ kind: "taken", source: { id } });
    expect([
      await reading.needs.store.remove(id, acting),
      await reading.needs.store.remove(id, acting),
    ]).toEqual([true, false]);
    const { rows } = await reading.database.pool.query(
      "SELECT action, after, before FROM audit_entry ORDER BY id",
    );
    expect(rows.map(({ action }) => action)).toEqual(["source-watched", "source-unwatched"]);
    expect(JSON.stringify(rows)).not.toContain("secret");
    const [watched, unwatched] = rows.map(({ before, after }) => (before ?? after).address);
    expect(watched).toMatch(new RegExp(`^${reading.site.origin}/… sha256:[0-9a-f]{64}$`));
    expect(unwatched).toBe(watched);
  });
});
