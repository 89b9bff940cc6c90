import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { openWebSite, type WebSite } from "../support/web-site.ts";
import { buttonOf, textOf, useDocumentHouse } from "./document-house.ts";
import { handingIn } from "./handing-in.ts";

const house = useDocumentHouse();
const { formFor } = handingIn(house);
const { button } = english.documents;
let site: WebSite;

beforeAll(async () => {
  site = await openWebSite();
});
afterAll(() => site.close());
afterEach(() => site.pages.clear());

async function keysOf(): Promise<readonly string[]> {
  const rows = await house.database.prisma.document.findMany({ orderBy: { clusterId: "asc" } });
  return rows.map(
    ({ clusterId, sourceKey }) => `${clusterId} ${sourceKey.replace(site.origin, "").replace(/:.*/, ":…")}`,
  );
}

describe("a link that is handed in", () => {
  it("is read, shown, and published under its address; handed in again it takes its own place", async () => {
    site.pages.set(
      "/terms",
      "<title>Terms online</title><p>The bandicoot clause holds for every member.</p>",
    );
    const form = await formFor("north", "documents add", { text: `please take <${site.origin}/terms#top>` });

    const shown = await house.sendIn("north", form, { audience: "public" });
    await house.press("north", buttonOf(shown, button.publish));
    site.pages.set(
      "/terms",
      "<title>Terms online</title><p>The bandicoot clause holds for nobody any more.</p>",
    );
    const again = await house.sendIn(
      "north",
      await formFor("north", "documents add", { text: `${site.origin}/terms` }),
    );
    const replaced = await house.press("north", buttonOf(again, button.publish));

    expect(textOf(shown)).toContain("Terms online");
    expect(await house.found("bandicoot clause")).toEqual(["Terms online"]);
    expect(textOf(again)).toContain("It takes the place of “Terms online”.");
    expect(textOf(again)).toContain("For: Everybody (public) → Members of the cluster");
    expect(replaced.summary).toContain("(version 2)");
    expect(await keysOf()).toEqual(["north /terms"]);
  });

  it("may be written into the form", async () => {
    site.pages.set("/a", "<title>A page</title><p>Text of a page.</p>");
    const form = await formFor("north", "documents add");

    const shown = await house.sendIn("north", form, { link: `${site.origin}/a`, title: "A better title" });

    expect(textOf(shown)).toContain("A better title");
  });

  it("that another cluster has becomes a document of one's own, and theirs stays, untold", async () => {
    site.pages.set("/terms", "<title>Terms online</title><p>The bandicoot clause holds.</p>");
    for (const who of ["south", "north"] as const) {
      const shown = await house.say(who, "documents add", { text: `${site.origin}/terms` });
      expect(textOf(shown)).not.toContain("already");
      await house.press(who, buttonOf(shown, button.publish));
    }

    expect(await keysOf()).toEqual(["north upload:…", "south /terms"]);
  });

  it.each(["file:///etc/passwd", "/etc/passwd", "ftp://example.org/a", "http://"])(
    "cannot lead to the bot's own disk or by another way than the web: %s",
    async (link) => {
      const form = await formFor("north", "documents add");

      const reply = await house.sendIn("north", form, { link });

      expect(reply.summary).toMatch(/the link does not begin with http or https|it is not a valid address/);
      expect(await house.database.pool.query("SELECT 1 FROM document_draft")).toMatchObject({ rowCount: 0 });
    },
  );

  it("that is gone or leads nowhere costs one sentence", async () => {
    const reply = await house.say("north", "documents add", { text: `${site.origin}/missing` });

    expect(reply.summary).toBe(
      "I couldn't take it: there is no such page any more (404). Nothing was changed.",
    );
  });

  it("is nothing at all where there is neither a file nor a link", async () => {
    const reply = await house.say("north", "documents add", { text: "the new terms" });

    expect(reply.summary).toBe(english.documents.nothingHandedIn);
  });
});
