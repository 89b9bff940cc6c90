import { afterAll, describe, expect, test } from "vitest";
import { html, markdown } from "../../../src/adapters/files/media-types.ts";
import { createTestReader } from "./test-reader.ts";

const { read, refusal, close } = createTestReader();
afterAll(close);

describe("Markdown", () => {
  const text = `---
title: Joining
audience: public
published: 2024-06
topics: [fees, "joining"]
---
# Joining the cluster

Anyone may join.

## What it costs

- Freelancers: **£20**
- Firms: £200
  Paid yearly.

1. Fill in the form
2. Pay

| Level | Fee |
|-------|-----|
| Small | £240 |

## What it costs

Again.
`;

  test("its front matter is handed on as it stands", async () => {
    const { metadata, title } = await read(markdown, { text });

    expect(metadata).toEqual({
      title: "Joining",
      audience: "public",
      published: "2024-06",
      topics: ["fees", "joining"],
    });
    expect(title).toBe("Joining the cluster");
  });

  test("headings become the path and the anchor GitHub gives them, a second one of the same name too", async () => {
    const { sections } = await read(markdown, { text });

    expect(sections.map(({ headingPath, anchor }) => [headingPath.join(" › "), anchor])).toEqual([
      ["Joining the cluster", "joining-the-cluster"],
      ["Joining the cluster › What it costs", "what-it-costs"],
      ["Joining the cluster › What it costs", "what-it-costs-1"],
    ]);
  });

  test("lists and tables become lines a person can read", async () => {
    const { sections } = await read(markdown, { text });

    expect(sections[1]?.paragraphs).toEqual([
      "Freelancers: £20",
      "Firms: £200 Paid yearly.",
      "1) Fill in the form",
      "2) Pay",
      "Level: Small; Fee: £240",
    ]);
  });

  test("a rule at the top is not front matter", async () => {
    const { metadata, sections } = await read(markdown, { text: "---\nA thought.\n\n---\nAnother." });

    expect(metadata).toEqual({});
    expect(sections[0]?.paragraphs.join(" ")).toContain("A thought.");
  });

  test("scripts and comments in it are not text", async () => {
    const given = {
      text: "Seen.\n\n<script>alert('x')</script>\n\n<!-- unseen -->\n\nText <b>bold</b> <!-- no --> end.",
    };
    const { sections } = await read(markdown, given);

    expect(sections[0]?.paragraphs).toEqual(["Seen.", "Text bold end."]);
  });

  test("front matter that is not valid YAML is refused with its line", async () => {
    const reason = await refusal(markdown, { text: "---\ntitle: a\ntopics: [fees\n---\nText" });

    expect(reason).toMatch(/^the front matter is not valid YAML, line \d/);
  });

  test("front matter that multiplies itself by aliases is refused", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}, *l${level}]`,
    );
    const reason = await refusal(markdown, { text: `---\nl0: &l0 [x, x]\n${levels.join("\n")}\n---\nText` });

    expect(reason).toBe("the front matter is not valid YAML: it refers to itself too often");
  });
});

describe("HTML", () => {
  const page = (body: string, head = ""): string =>
    `<!doctype html><html><head><title>Terms | A cluster</title>${head}</head><body>${body}</body></html>`;

  test("menus, banners, scripts and forms are left out, headings keep the anchors of the page", async () => {
    const body = `<nav>Home About</nav><header>Logo</header><main><h1>Terms</h1><p>Thirty days.</p>
      <section id="leaving"><h2>Leaving</h2><p>Write to us.</p></section>
      <h2 id="fees">Fees</h2><ol start="3"><li>Pay<li>Wait</ol><script>x()</script></main><footer>© A cluster</footer>`;
    const { sections, title } = await read(html, { text: page(body) });

    expect(title).toBe("Terms");
    expect(sections).toEqual([
      { headingPath: ["Terms"], anchor: null, page: null, paragraphs: ["Thirty days."] },
      { headingPath: ["Terms", "Leaving"], anchor: "leaving", page: null, paragraphs: ["Write to us."] },
      { headingPath: ["Terms", "Fees"], anchor: "fees", page: null, paragraphs: ["3) Pay", "4) Wait"] },
    ]);
  });

  test("a page without <main> is cut down to its article", async () => {
    const article = `<h2>News</h2>${"<p>The board met in Leeds, and it agreed on a plan, with costs, for the year to come.</p>".repeat(12)}`;
    const links = `<div class="sidebar">${'<a href="/x">Read more about sponsors</a> '.repeat(30)}</div>`;
    const { sections } = await read(html, { text: page(`${links}<div class="article">${article}</div>`) });
    const text = JSON.stringify(sections);

    expect(text).toContain("The board met in Leeds");
    expect(text).not.toContain("sponsors");
  });

  test("text a visitor cannot see is not read", async () => {
    const body = `<main><p>Seen.</p><p hidden>one</p><p style="display: none">two</p><p style="font-size:0">three</p>
      <p aria-hidden="true">four</p><p style="opacity:0.9">Also seen.</p></main>`;
    const { sections } = await read(html, { text: page(body) });

    expect(sections.flatMap((section) => section.paragraphs)).toEqual(["Seen.", "Also seen."]);
  });

  test('<meta name="clusterbot:…"> says who may read it', async () => {
    const head = `<meta name="clusterbot:audience" content="board"><meta property="article:published_time" content="2024-03-05T10:00Z">`;
    const { metadata } = await read(html, { text: page("<p>Text</p>", head) });

    expect(metadata).toEqual({ audience: "board", published: "2024-03-05" });
  });

  test("the character set the page declares is used", async () => {
    const text = page("<p>Caf\xe9 \xa35</p>", '<meta charset="iso-8859-1">');
    const { sections } = await read(html, { content: new Uint8Array(Buffer.from(text, "latin1")) });

    expect(sections[0]?.paragraphs).toEqual(["Café £5"]);
  });
});

describe("the file beside it", () => {
  test("it counts more than what the document says", async () => {
    const sidecar = new Uint8Array(Buffer.from("audience: board\npublished: 2023\n"));
    const { metadata } = await read(markdown, {
      text: "---\naudience: public\nkind: news\n---\nText",
      sidecar,
    });

    expect(metadata).toEqual({ audience: "board", published: 2023, kind: "news" });
  });

  test("one that is not key: value lines is refused, and the document with it", async () => {
    const sidecar = new Uint8Array(Buffer.from("just words"));

    expect(await refusal(markdown, { text: "Text", sidecar })).toContain(
      "the .yaml file beside it must be lines",
    );
  });
});
