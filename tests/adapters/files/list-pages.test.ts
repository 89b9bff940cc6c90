import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchLimits } from "../../../src/adapters/files/limits.ts";
import { createPageLists } from "../../../src/adapters/files/list-pages.ts";
import type { AddressKind, PageListOutcome } from "../../../src/knowledge/page-list.port.ts";
import { openWebSite, type WebSite } from "../../support/web-site.ts";

let site: WebSite;
const lists = createPageLists({ fetching: { limits: { ...fetchLimits, milliseconds: 2_000 } } });

beforeAll(async () => {
  site = await openWebSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
  site.asked.length = 0;
});

async function list(path: string, as: AddressKind | null = null, signal = AbortSignal.timeout(10_000)) {
  return lists.list(site.origin + path, { as, allowPrivateAddresses: true, signal });
}

function pathsOf(outcome: PageListOutcome): string {
  if (outcome.kind === "refused") return outcome.reason;
  const paths = outcome.addresses.map((address) => address.replace(site.origin, ""));
  return `${outcome.as}: ${paths.join(" ")}`;
}

const sitemap = (paths: readonly string[], root = "urlset"): string =>
  `<?xml version="1.0"?><${root}>${paths.map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join("")}</${root}>`;

describe("what pages an address leads to", () => {
  test("a web page is a page, unless somebody says that it is a list: then its links, each once, and not itself", async () => {
    site.pages.set(
      "/news/",
      `<!-- <a href="/hidden">x</a> --><a href="one">1</a> <A class='x' HREF='/two?a=1&amp;b=2#top'>2</A>
       <a href=one>again</a> <a href="mailto:a@b.example">mail</a> <a href="javascript:alert(1)">script</a> <a href="#here">here</a>
       <a href="https://elsewhere.example/">else</a> <a href="http://user:secret@127.0.0.1/">secret</a>`,
    );

    expect(pathsOf(await list("/news/"))).toBe("page: /news/");
    const outcome = await list("/news/", "list");
    expect(pathsOf(outcome)).toBe("list: /news/one /two?a=1&b=2");
    expect(outcome).toMatchObject({ elsewhere: 1, isCut: false });
  });

  test("a text of addresses is a list, with notes in between", async () => {
    site.pages.set("/list.txt", {
      type: "text/plain",
      body: `# Ours\n${site.origin}/a\n\n${site.origin}/b\n`,
    });

    expect(pathsOf(await list("/list.txt"))).toBe("list: /a /b");
  });

  test("a sitemap is one, packed or not, and an index leads to its sitemaps one level deep", async () => {
    site.pages.set("/sitemap.xml", { type: "application/xml", body: sitemap(["/a", "/b"]) });
    site.pages.set("/packed.xml.gz", { type: "application/gzip", body: gzipSync(sitemap(["/c"])) });
    site.pages.set("/deep.xml", { type: "application/xml", body: sitemap(["/sitemap.xml"], "sitemapindex") });
    const index = sitemap(["/sitemap.xml", "/packed.xml.gz", "/deep.xml"], "sitemapindex");
    site.pages.set("/index.xml", { type: "application/xml", body: index });

    expect(pathsOf(await list("/sitemap.xml"))).toBe("sitemap: /a /b");
    expect(pathsOf(await list("/index.xml"))).toBe("sitemap: /a /b /c");
  });

  test("a feed of either kind leads to its items' pages, not to its own", async () => {
    const rss = `<rss version="2.0"><channel><title>News</title><link>${site.origin}/</link>
      <item><link>${site.origin}/a</link></item><item><link><![CDATA[${site.origin}/b]]></link></item></channel></rss>`;
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/atom"/><link href="/"/>
      <entry><link rel="enclosure" href="/sound.mp3"/><link href="/c"/></entry><entry><link rel="alternate" href='/d'/></entry></feed>`;
    site.pages.set("/rss", { type: "application/rss+xml", body: rss });
    site.pages.set("/atom", { type: "application/atom+xml", body: atom });

    expect(pathsOf(await list("/rss"))).toBe("feed: /a /b");
    expect(pathsOf(await list("/atom"))).toBe("feed: /c /d");
  });

  test("a feed on another server leads to the pages of the site it says it is of", async () => {
    const rss = `<rss><channel><link>https://www.cluster.example/</link><item><link>https://cluster.example/a</link></item>
      <item><link>https://other.example/b</link></item></channel></rss>`;
    site.pages.set("/rss", { type: "text/xml", body: rss });

    const outcome = await list("/rss");

    expect(outcome).toMatchObject({ as: "feed", addresses: ["https://cluster.example/a"], elsewhere: 1 });
  });

  test("no more than 200 links and 500 pages of a sitemap are read, and that is said", async () => {
    const paths = Array.from({ length: 700 }, (_, index) => `/${index}`);
    site.pages.set("/links", paths.map((path) => `<a href="${path}">x</a>`).join("\n"));
    site.pages.set("/sitemap.xml", { type: "application/xml", body: sitemap(paths) });

    const [links, pages] = [await list("/links", "list"), await list("/sitemap.xml")];

    expect(links.kind === "listed" && [links.addresses.length, links.isCut]).toEqual([200, true]);
    expect(pages.kind === "listed" && [pages.addresses.length, pages.isCut]).toEqual([500, true]);
  });
});

describe("an address that means harm or is of no use", () => {
  const endless = (_: object, answer: import("node:http").ServerResponse): void => {
    answer.writeHead(200, { "content-type": "text/html" });
    const more = (): void => {
      while (!answer.destroyed && answer.write('<a href="/x">'.repeat(1_000))) {}
    };
    answer.on("drain", more);
    more();
  };

  test("costs one clause: endless, silent, packed to burst, no text, gone, empty, of other servers only", async () => {
    site.pages.set("/endless", endless);
    site.pages.set("/silent", () => {});
    site.pages.set("/bomb.gz", { type: "application/gzip", body: gzipSync(Buffer.alloc(50_000_000)) });
    site.pages.set("/picture", { type: "image/png", body: new Uint8Array(1_000) });
    site.pages.set("/empty.xml", { type: "application/xml", body: sitemap([]) });
    site.pages.set("/away", '<a href="https://elsewhere.example/">x</a>');
    site.pages.set("/loop", (_, answer) => answer.writeHead(302, { location: "/loop" }).end());

    expect(pathsOf(await list("/endless", "list"))).toContain("larger than 10 MB");
    expect(pathsOf(await list("/silent"))).toContain("took longer than 2 seconds");
    expect(pathsOf(await list("/bomb.gz"))).toContain("is packed, and cannot be unpacked or is too large");
    expect(pathsOf(await list("/picture"))).toContain("it is not text");
    expect(pathsOf(await list("/missing"))).toContain("there is no such page any more (404)");
    expect(pathsOf(await list("/empty.xml"))).toBe("there are no pages in it (I read it as a sitemap)");
    expect(pathsOf(await list("/away", "list"))).toContain("on other servers only");
    expect(pathsOf(await list("/loop"))).toContain("redirects more than 5 times");
  });

  test("is not fetched inside the network, nor after a redirect, nor by a sitemap it names", async () => {
    const signal = AbortSignal.timeout(10_000);
    const outcome = await lists.list(`${site.origin}/`, { as: null, allowPrivateAddresses: false, signal });

    expect(pathsOf(outcome)).toContain("private address (127.0.0.1)");
    expect(site.asked).toEqual([]);
  });

  test("ends when there is no time left", async () => {
    site.pages.set("/silent", () => {});

    expect(pathsOf(await list("/silent", null, AbortSignal.timeout(50)))).toBe(
      "there was no time left to fetch it",
    );
  });

  test.each([
    ["opened tags", "<a ".repeat(1_000_000)],
    ["opened comments", "<!-- ".repeat(500_000)],
    ["attributes without end", `<a ${"x".repeat(3_000_000)}`],
    ["hrefs without end", `<a ${"href ".repeat(600_000)}`],
    ["spaces", `<a href${" ".repeat(3_000_000)}`],
    ["links in a feed", `<rss><item>${"<link ".repeat(500_000)}`],
  ])("is read in little time however it is made: %s", async (_, body) => {
    site.pages.set("/hostile", body);
    const begun = performance.now();

    await list("/hostile", body.startsWith("<rss") ? "feed" : "list");

    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
