import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMessage } from "../../../src/adapters/slack/render-blocks.ts";
import type { Block, Inline, Reply } from "../../../src/chat/reply.ts";
import { contentError, pingsOf, wordsOf } from "../../support/fake-slack/message-rules.ts";

const cut = "This answer was cut.";
const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] });
const render = (...blocks: Block[]) => renderMessage({ summary: "Thursday at ten.", blocks }, cut);
const inline = (content: Inline) => render({ type: "paragraph", content: [content] });
const asMessage = ({ text, blocks }: ReturnType<typeof renderMessage>) => ({
  text,
  blocks,
  ts: "1.1",
  channel: "C1",
  thread: null,
  author: "U1",
  metadata: null,
  seenBy: null,
  isParsed: false,
});

describe("a reply on Slack", () => {
  it("holds no mrkdwn, so that no character in it can format, link or ping", () => {
    const message = render(paragraph("*bold* <!channel> <@U1> `x`"), {
      type: "note",
      content: [{ type: "text", text: "_n_" }],
    });

    expect(JSON.stringify(message.blocks)).not.toContain("mrkdwn");
    expect(wordsOf(message.blocks)).toContain("*bold* <!channel> <@U1> `x`");
  });

  it("says all of it as text too, escaped, for screen readers and notifications", () => {
    const message = render(paragraph("Ask <!channel> & co."));

    expect(message.text).toBe("Thursday at ten.\n\nAsk &lt;!channel&gt; &amp; co.");
  });

  it("does not say the same twice when the reply is one sentence", () => {
    expect(render(paragraph("Thursday at ten.")).text).toBe("Thursday at ten.");
  });

  it.each([
    ["javascript:alert(1)", { type: "text", text: "here (javascript:alert(1))" }],
    ["https://example.org/a b", { type: "link", url: "https://example.org/a%20b", text: "here" }],
  ])("makes a link only of a web address: %s", (url, element) => {
    const [block] = inline({ type: "link", text: "here", url }).blocks;

    expect(block).toMatchObject({ elements: [{ elements: [element] }] });
  });

  it("leads from a citation to its source", () => {
    const message = render(
      { type: "paragraph", content: [{ type: "citation", number: 2 }] },
      {
        type: "sources",
        title: "Sources",
        items: [{ number: 2, title: "Minutes", url: "https://example.org/m#p", note: "2026" }],
      },
    );

    expect(message.blocks[0]).toMatchObject({
      elements: [{ elements: [{ type: "link", url: "https://example.org/m#p", text: "[2]" }] }],
    });
    expect(message.text).toContain("[2] <https://example.org/m#p|Minutes> · 2026");
  });

  it("keeps its sources when its text is cut, and says so between the two", () => {
    const message = render(
      ...Array.from({ length: 60 }, (_, index) => paragraph(`${index} ${"word ".repeat(80)}`)),
      {
        type: "sources",
        title: "Sources",
        items: [{ number: 1, title: "Minutes", url: null, note: "2026" }],
      },
    );

    const words = wordsOf(message.blocks);
    expect(contentError(message.text, message.blocks)).toBeNull();
    expect(words.indexOf(cut)).toBeGreaterThan(0);
    expect(words.indexOf("Minutes")).toBeGreaterThan(words.indexOf(cut));
  });

  it("does not end on a heading above what was cut", () => {
    const long = paragraph("word ".repeat(560));
    const message = render(long, long, { type: "heading", text: "Then" }, long, long);

    expect(wordsOf(message.blocks)).not.toContain("Then");
    expect(wordsOf(message.blocks)).toContain(cut);
  });

  it("shows of a list that is too long what fits, below what stands above it", () => {
    const items = Array.from({ length: 40 }, (_, index): Inline[] => [
      { type: "text", text: `Cluster ${index} ${"responds itself ".repeat(15)}` },
    ]);

    const { text } = render(paragraph("Who responds:"), { type: "list", ordered: false, items });

    expect(text).toContain("Cluster 20 ");
    expect(text).not.toContain("Cluster 39 ");
    expect(text).toContain(cut);
  });

  it("says nothing of a cut when everything is there", () => {
    expect(wordsOf(render(paragraph("x".repeat(7_000))).blocks)).not.toContain(cut);
  });

  it("shows a heading that is too long for one in bold", () => {
    const [block] = render({ type: "heading", text: "long ".repeat(40) }).blocks;

    expect(block).toMatchObject({ type: "rich_text", elements: [{ elements: [{ style: { bold: true } }] }] });
  });

  it("leaves out what is empty", () => {
    const message = render(
      paragraph(""),
      { type: "heading", text: " " },
      { type: "list", ordered: true, items: [[]] },
    );

    expect(message).toEqual({ text: "Thursday at ten.", blocks: [] });
  });
});

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom(
    "<!channel>",
    "@here",
    "<@U1|x>",
    "",
    "\u0000",
    "&lt;",
    "word ".repeat(900),
    "\u{1f9a9}".repeat(1_600),
  ),
);
const anInline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "strong", "emphasis", "code"), text: words }),
  fc.record({ type: fc.constant("link" as const), text: words, url: fc.oneof(fc.webUrl(), words) }),
  fc.record({ type: fc.constant("citation" as const), number: fc.integer({ min: 1, max: 40 }) }),
);
const inlines = fc.array(anInline, { maxLength: 6 });
const aSource = fc.record({
  number: fc.integer({ min: 1, max: 40 }),
  title: words,
  url: fc.option(fc.oneof(fc.webUrl(), words)),
  note: words,
});
const aBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("heading" as const), text: words }),
  fc.record({ type: fc.constant("paragraph" as const), content: inlines }),
  fc.record({
    type: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(inlines, { maxLength: 30 }),
  }),
  fc.record({
    type: fc.constant("sources" as const),
    title: words,
    items: fc.array(aSource, { maxLength: 40 }),
  }),
  fc.record({ type: fc.constant("note" as const), content: inlines }),
  fc.record({ type: fc.constant("divider" as const) }),
);
const aReply: fc.Arbitrary<Reply> = fc.record({
  summary: fc.oneof(words, fc.constant("A summary.")).filter((text) => text !== ""),
  blocks: fc.array(aBlock, { minLength: 1, maxLength: 80 }),
});

describe("whatever a reply says", () => {
  it("is a message that Slack takes and that pings nobody", () => {
    fc.assert(
      fc.property(aReply, (reply) => {
        const message = renderMessage(reply, cut);

        expect(message.blocks.length === 0 ? null : contentError("text", message.blocks)).toBeNull();
        expect(pingsOf(asMessage(message))).toEqual([]);
        expect(message.text.length).toBeLessThan(40_000);
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });
});
