import { afterAll, beforeAll, expect, test } from "vitest";
import { createDocumentSources } from "../../../src/adapters/files/document-sources.ts";
import { openWebSite, type WebSite } from "../../support/web-site.ts";

let site: WebSite;
const sources = createDocumentSources();

beforeAll(async () => {
  site = await openWebSite();
});
afterAll(async () => {
  site.close();
  await sources.close();
});

async function find(path: string) {
  for await (const found of sources.find(site.origin + path, { allowPrivateAddresses: true }))
    if (found.kind === "document") return found.document;
  throw new Error("it was not found");
}

test("a page whose server says that it has not changed is not sent again, and is the same document", async () => {
  site.pages.set("/terms", { body: "<p>Terms of the cluster.</p>", etag: '"1"' });

  const first = await find("/terms");
  const second = await find("/terms");

  expect(site.asked).toEqual(["/terms", "304 /terms"]);
  expect([second.contentFingerprint, second.size]).toEqual([first.contentFingerprint, 0]);
});

test("it is fetched after all when somebody wants to read it", async () => {
  const outcome = await (await find("/terms")).read();

  expect(outcome.kind === "read" && outcome.file.sections[0]?.paragraphs).toEqual(["Terms of the cluster."]);
});

test("a page that changed is another document", async () => {
  const before = await find("/terms");
  site.pages.set("/terms", { body: "<p>New terms.</p>", etag: '"2"' });

  const after = await find("/terms");

  expect(after.contentFingerprint).not.toBe(before.contentFingerprint);
});

test("a server that says “not modified” without having been asked is not believed", async () => {
  site.pages.set("/odd", (_, answer) => answer.writeHead(304).end());
  const found: string[] = [];

  for await (const one of sources.find(`${site.origin}/odd`, { allowPrivateAddresses: true }))
    found.push(one.kind === "refused" ? one.reason : one.kind);

  expect(found).toEqual(["expected", "the server answered 304 instead of the page"]);
});
