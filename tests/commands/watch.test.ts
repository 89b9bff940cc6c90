import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import { examineWatched } from "../../src/cli/examine-watched.ts";
import { english } from "../../src/messages/english.ts";
import { readSources } from "../../src/wiring/open-documents.ts";
import { silentLog } from "../support/silent-log.ts";
import { openWebSite, type WebSite } from "../support/web-site.ts";
import { buttonOf, textOf, useDocumentHouse } from "./document-house.ts";
import { handingIn } from "./handing-in.ts";

const house = useDocumentHouse();
const { formFor } = handingIn(house);
let site: WebSite;

beforeAll(async () => {
  site = await openWebSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
  const pages = ["/a", "/b"].map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join("");
  site.pages.set("/sitemap.xml", { type: "application/xml", body: `<urlset>${pages}</urlset>` });
  for (const path of ["/a", "/b"])
    site.pages.set(path, `<title>Page ${path}</title><p>The potoroo rule ${path}.</p>`);
});

/** As the background job does. */
const readDue = () =>
  readSources(
    { database: house.database, importing: house.importing, events: createEventStore(house.database.pool) },
    { config: { allowPrivateAddresses: true }, log: silentLog },
    new AbortController().signal,
  );

describe("a source that somebody has watched", () => {
  it("is looked at first, read by the background job, and shown with what came of it", async () => {
    const form = await formFor("north", "watch add", { text: `${site.origin}/sitemap.xml` });

    const added = await house.sendIn("north", form, {
      audience: "public",
      documentKind: "news",
      every: "168",
    });
    const before = await house.say("north", "watch list");
    await readDue();
    const after = await house.say("north", "watch list");

    expect(form.fields.map(({ name }) => name)).toEqual([
      "address",
      "kind",
      "audience",
      "documentKind",
      "every",
    ]);
    expect(added.summary).toContain(
      "I found 2 pages in it. I read them within ten minutes, and then again every week.",
    );
    expect(textOf(before)).toContain("A sitemap · Everybody (public) · News · every week · not read yet");
    expect(textOf(after)).toContain("2 pages: 2 new.");
    expect(await house.found("potoroo rule")).toHaveLength(2);
    expect(await readDue()).toEqual([]);
    expect(await examineWatched({ database: house.database })).toMatchObject({ state: "good" });
    const lines = (await house.auditLines()).map((line) => line.replace(/source:[\w-]{36}/, "the source"));
    expect(lines.toSorted()).toEqual([
      "document-published the source north",
      "document-published the source north",
      "source-watched slack:T1/U1 north",
    ]);
  });

  it("that fails is named by the doctor and in the list", async () => {
    await house.sendIn("north", await formFor("north", "watch add", { text: `${site.origin}/sitemap.xml` }));
    site.pages.clear();

    await readDue();

    const list = textOf(await house.say("north", "watch list"));
    const finding = await examineWatched({ database: house.database });
    expect(list).toContain("did not work: It could not be read: there is no such page any more (404).");
    expect(finding).toMatchObject({ part: "Watched", state: "attention" });
    expect(finding.detail).toContain(`${site.origin}/sitemap.xml: It could not be read`);
  });

  it("is stopped by its button; what was read stays", async () => {
    await house.sendIn("north", await formFor("north", "watch add", { text: `${site.origin}/sitemap.xml` }));
    await readDue();

    const list = await house.say("north", "watch list");
    const removed = await house.press("north", buttonOf(list, english.watch.list.stop(1)));
    const again = await house.press("north", buttonOf(list, english.watch.list.stop(1)));

    expect(removed.summary).toContain("is no longer read again. What was read from it stays");
    expect(again.summary).toBe(english.watch.unknown);
    expect(await house.found("potoroo rule")).toHaveLength(2);
    expect((await house.say("north", "watch list")).summary).toBe(english.watch.list.none);
    expect(await examineWatched({ database: house.database })).toMatchObject({ state: "off" });
  });

  it("is refused when it cannot be read, is no address, or is watched already", async () => {
    const add = async (address: string, who: "north" | "south" = "north") =>
      (await house.say(who, "watch add", { text: address })).summary;

    expect(await add(`${site.origin}/missing.xml`)).toContain(
      "I couldn't read it: there is no such page any more",
    );
    expect(await add("/etc")).toBe(english.watch.notAnAddress);
    expect(await add("file:///etc/passwd")).toBe(english.watch.notAnAddress);
    await add(`${site.origin}/sitemap.xml`);
    expect(await add(`${site.origin}/sitemap.xml`)).toBe(english.watch.taken);
    expect(await add(`${site.origin}/sitemap.xml`, "south")).toBe(english.watch.takenElsewhere);
    expect((await house.say("south", "watch list")).summary).toBe(english.watch.list.none);
  });

  it("belongs to the cluster that is chosen, by whoever looks after several", async () => {
    const form = await formFor("both", "watch add", { text: `${site.origin}/sitemap.xml` });

    await house.sendIn("both", form, { cluster: "south" });
    const unsaid = await house.say("both", "watch add", { text: `${site.origin}/a` });

    expect(form.fields.map(({ name }) => name)).toEqual([
      "cluster",
      "address",
      "kind",
      "audience",
      "documentKind",
      "every",
    ]);
    expect(textOf(await house.say("both", "watch list"))).toContain("Tech South · A sitemap");
    expect(unsaid.summary).toContain("Tech North, Tech South");
  });
});
