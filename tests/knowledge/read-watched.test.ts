import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWatchedStore } from "../../src/adapters/postgres/watched-store.ts";
import { readDueSources } from "../../src/knowledge/read-watched.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { useWatching } from "./use-watching.ts";

const reading = useWatching();

describe("a source that is read again", () => {
  it("brings in what is new, passes over what is unchanged, and withdraws what is gone", async () => {
    reading.putSitemap("/a", "/b", "/c");
    for (const path of ["/a", "/b", "/c"]) reading.put(path, `Text of ${path}.`, '"1"');
    await reading.watch("/sitemap.xml");

    const first = await reading.readAgain();
    reading.put("/b", "Another text.", '"2"');
    reading.site.pages.delete("/c");
    reading.put("/d", "Text of /d.");
    reading.putSitemap("/a", "/b", "/c", "/d");
    reading.site.asked.length = 0;
    const second = await reading.readAgain();

    expect(first).toEqual(["3 pages: 3 new."]);
    expect(second).toEqual(["3 pages: 1 new, 1 changed, 1 unchanged, 1 gone and withdrawn."]);
    expect(reading.site.asked).toContain("304 /a");
    expect(reading.site.asked.indexOf("/d")).toBeLessThan(reading.site.asked.indexOf("304 /a"));
    expect(await reading.documents()).toEqual([
      "/a north public current",
      "/b north public current",
      "/c north public withdrawn",
      "/d north public current",
    ]);
  });

  it("keeps what was read when it fails, says so, and is tried again sooner, then later and later", async () => {
    reading.putSitemap("/a");
    reading.put("/a", "Text of /a.");
    const id = await reading.watch("/sitemap.xml", { everyHours: 168 });
    await reading.readAgain();
    reading.site.pages.set("/sitemap.xml", (_, answer) => answer.writeHead(500).end());

    const [sentence] = await reading.readAgain();
    const once = await reading.needs.store.find(id);
    await reading.database.pool.query(
      "UPDATE watched_source SET last_read_at = now() - interval '172 hours'",
    );
    await reading.readAgain();
    const twice = await reading.needs.store.find(id);

    expect(sentence).toBe(
      "It could not be read: the server answered 500 instead of the page. What was read before stays.",
    );
    expect(await reading.documents()).toEqual(["/a north public current"]);
    expect([once?.lastFailed, hoursUntil(once?.nextReadAt)]).toEqual([true, 1]);
    expect(hoursUntil(twice?.nextReadAt)).toBe(4);
    expect(twice?.lastResult).toBe(sentence);
  });

  it("recovers by itself", async () => {
    const id = await reading.watch("/page", { kind: "page" });
    await reading.readAgain();
    reading.put("/page", "Here it is.");

    expect(await reading.readAgain()).toEqual(["1 page: 1 new."]);
    expect(await reading.needs.store.find(id)).toMatchObject({
      lastFailed: false,
      lastResult: "1 page: 1 new.",
    });
  });

  it("tells of single pages that are too large, endless, of a wrong kind or lead inside the network, and goes on", async () => {
    reading.putSitemap("/a", "/large", "/endless", "/picture", "/inside");
    reading.put("/a", "Text of /a.");
    reading.put("/large", "x".repeat(300_000));
    reading.site.pages.set("/endless", (_, answer) => {
      answer.writeHead(200, { "content-type": "text/html" });
      const more = (): void => {
        while (!answer.destroyed && answer.write("x".repeat(10_000))) {}
      };
      answer.on("drain", more);
      more();
    });
    reading.site.pages.set("/picture", { type: "image/png", body: new Uint8Array(100) });
    reading.site.pages.set("/inside", (_, answer) =>
      answer.writeHead(302, { location: "file:///etc/passwd" }).end(),
    );
    await reading.watch("/sitemap.xml");

    expect(await reading.readAgain()).toEqual([
      "5 pages: 1 new, 4 could not be read (the first: it is larger than 0.2 MB, the most that is read).",
    ]);
    expect(await reading.documents()).toEqual(["/a north public current"]);
  });

  it("is not read inside the network unless that is allowed, and the address behind a name is not told", async () => {
    reading.put("/page", "Intranet.");
    await reading.watch("/page", { kind: "page" });
    await reading.needs.store.makeDue((await reading.needs.store.all(null)).map(({ id }) => id));

    const [read] = await readDueSources(
      { ...reading.needs, allowPrivateAddresses: false },
      new AbortController().signal,
    );

    expect(read).toMatchObject({
      failed: true,
      sentence: "1 page: 1 could not be read (the first: it leads to a private address).",
    });
    expect(reading.site.asked).toEqual([]);
  });

  it("is not read inside the network when it was given in a chat, even where that is allowed", async () => {
    reading.put("/page", "Intranet.");
    const given = createWatchedStore(reading.database.pool, { allowPrivateAddresses: false });
    await given.add(
      {
        clusterId: "north",
        kind: "page",
        address: `${reading.site.origin}/page`,
        audience: "members",
        documentKind: "other",
        everyHours: 24,
      },
      { actor: "slack:T1/U1", place: "slack:T1" },
    );

    expect(await reading.readAgain()).toEqual([
      "1 page: 1 could not be read (the first: it leads to a private address).",
    ]);
    expect(reading.site.asked).toEqual([]);
  });

  it("may be a folder, in which what is gone is withdrawn, but never what was handed in", async () => {
    const folder = await mkdtemp(join(tmpdir(), "clusterbot-watch-"));
    await writeFile(join(folder, "one.md"), "The first.");
    await writeFile(join(folder, "two.md"), "The second.");
    await reading.needs.importing.store.store([aDocument("upload:1", { title: "Handed in" })], null);
    await reading.watch(folder, { kind: "folder", audience: "board" });

    const first = await reading.readAgain();
    await rm(join(folder, "two.md"));
    const second = await reading.readAgain();
    await rm(folder, { recursive: true });
    const third = await reading.readAgain();

    expect([first, second]).toEqual([
      ["2 documents: 2 new."],
      ["1 document: 1 unchanged, 1 gone and withdrawn."],
    ]);
    const lines = await reading.audit();
    expect(lines.map(({ action }) => action)).toEqual([
      "source-watched",
      "document-published",
      "document-published",
      "document-withdrawn",
    ]);
    for (const line of lines.slice(1)) expect(line.actor).toBe(lines[0]?.subject);
    expect(third[0]).toContain("could not be read");
    expect((await reading.documents()).filter((line) => line.endsWith("current"))).toEqual([
      `${join(folder, "one.md")} north board current`,
      "upload:1 north public current",
    ]);
  });
});

function hoursUntil(date: Date | undefined): number {
  return Math.round(((date?.getTime() ?? 0) - Date.now()) / 3_600_000);
}
