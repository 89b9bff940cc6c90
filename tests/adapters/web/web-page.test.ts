import { readdirSync, statSync } from "node:fs";
import { parseHTML } from "linkedom";
import { afterEach, describe, expect, it } from "vitest";
import { renderExchange } from "../../../src/adapters/web/render-reply.ts";
import type { Block } from "../../../src/chat/reply.ts";
import { plainHttp } from "./plain-http.ts";
import { type RunningWeb, startWeb } from "./running-web.ts";
import { aCitation, anAbstention, anAnswer, replyOf } from "./web-answers.ts";

const shown = { id: "q1", formToken: null };

describe("an answer on the page", () => {
  it("shows every sentence with the marks of its sources, in order", () => {
    const html = renderExchange("How do I leave?", replyOf(anAnswer()), shown);

    const sentences = [...html.matchAll(/<span class="sentence">(.*?)<\/span>/g)].map((match) =>
      textOf(match[1] ?? ""),
    );
    expect(sentences).toEqual([
      "A member may leave at the end of any quarter.&NoBreak;1",
      " Four weeks&#39; notice in writing is enough.&NoBreak;1",
      " Fees paid for later quarters are returned.&NoBreak;2",
    ]);
    expect(html).toContain('href="#q1-source-2"');
    expect(html).toContain('id="q1-source-2"');
  });

  it("links each source to its place and shows the words the answer rests on", () => {
    const html = renderExchange("How do I leave?", replyOf(anAnswer()), shown);

    expect(html).toContain('href="https://cluster.example/minutes/2026-05.pdf#page=3"');
    expect(html).toContain(
      '<blockquote dir="auto">It was agreed that fees paid for later quarters are returned within thirty days.</blockquote>',
    );
    expect(html).toContain("Check before you rely on it");
  });

  it("says whom to ask and what came close when there is no answer", () => {
    const html = renderExchange("Who makes the best pizza?", anAbstention(), shown);

    expect(html).toContain('data-kind="abstained"');
    expect(html).toContain("Best placed to answer: Membership secretary (Northern Cluster).");
    expect(html).toContain("Closest sources");
  });

  it.each([
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "</textarea></title><svg onload=alert(1)>",
  ])("shows %s as text wherever it stands", (hostile) => {
    const everywhere: Block[] = [
      { type: "heading", text: hostile },
      {
        type: "paragraph",
        content: (["text", "strong", "emphasis", "code"] as const).map((type) => ({ type, text: hostile })),
      },
      {
        type: "paragraph",
        content: [{ type: "link", text: hostile, url: `https://cluster.example/${hostile}` }],
      },
      { type: "list", ordered: false, items: [[{ type: "text", text: hostile }]] },
      {
        type: "sources",
        title: hostile,
        items: [{ number: 1, title: hostile, url: hostile, note: hostile }],
      },
      { type: "note", content: [{ type: "text", text: hostile }] },
    ];
    const data = anAnswer({ citations: [aCitation({ quote: hostile })] });

    const html = renderExchange(hostile, { summary: hostile, blocks: everywhere, data }, shown);

    const elements = [...parseHTML(html).document.querySelectorAll("*")];
    const attributes = new Set(elements.flatMap((element) => element.getAttributeNames()));
    expect(elements.map((element) => element.localName)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/script|img|svg|textarea|title/)]),
    );
    expect([...attributes].filter((name) => /^on|autofocus|src|style/.test(name))).toEqual([]);
    expect(parseHTML(html).document.querySelector("h2")?.textContent).toBe(hostile);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,hello",
    "file:///etc/passwd",
    " JaVaScRiPt:alert(1)",
    "//cluster.example",
  ])("makes no link of %s", (url) => {
    const blocks: Block[] = [
      { type: "paragraph", content: [{ type: "link", text: "here", url }] },
      { type: "sources", title: "Sources", items: [{ number: 1, title: "Minutes", url, note: "" }] },
    ];

    expect(renderExchange("?", { summary: "here", blocks }, shown)).not.toContain("href");
  });
});

describe("the page without JavaScript", () => {
  let web: RunningWeb;

  afterEach(() => web.stop());

  it("is a form with three examples to follow", async () => {
    web = await startWeb();

    const { status, text } = await plainHttp(web.url);

    expect(status).toBe(200);
    expect(text).toContain('<form id="ask" action="/" method="get">');
    expect(text.match(/class="example"/g)).toHaveLength(3);
    expect(text).toContain("/?q=When%20is%20the%20next%20meeting%3F");
    expect(text).toContain("public material only");
    expect(text).not.toMatch(/\{\{|<script>|style="| on[a-z]+="/);
  });

  it("has the answer in it when the question is in the address", async () => {
    web = await startWeb();

    const { text } = await plainHttp(`${web.url}/?q=How+do+I+leave%3F`);

    expect(text).toContain("How do I leave?</textarea>");
    expect(text).toContain("<title>How do I leave? – Clusterbot</title>");
    expect(text).toContain("A member may leave at the end of any quarter.");
  });

  it("repeats a hostile question as text only, and fills in nothing that stands in it", async () => {
    web = await startWeb();
    const hostile = "</textarea></title><script>alert(1)</script>{{examples}}$&";

    const { text } = await plainHttp(`${web.url}/?q=${encodeURIComponent(hostile)}`);

    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text.match(/class="example"/g)).toHaveLength(3);
    expect(text).toContain("{{examples}}$&amp;");
  });

  it("says so on the page when the answer does not come", async () => {
    web = await startWeb({ answering: () => null, settings: { answerMilliseconds: 20 } });

    const { status, text } = await plainHttp(`${web.url}/?q=hello`);

    expect(status).toBe(504);
    expect(text).toContain("taking longer than a page can wait");
    expect(text).toContain('<form id="ask"');
  });
});

describe("the files of the page", () => {
  it("are less than 40 kB together", () => {
    const folder = new URL("../../../src/adapters/web/page/", import.meta.url);

    const bytes = readdirSync(folder).map((name) => statSync(new URL(name, folder)).size);

    expect(bytes.length).toBeGreaterThanOrEqual(4);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
  });
});

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}
