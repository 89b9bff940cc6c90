import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMessages } from "../../../src/adapters/discord/render-message.ts";
import { type Block, type Inline, plainReply, type Reply, type Source } from "../../../src/chat/reply.ts";
import { english } from "../../../src/messages/english.ts";

const text = (words: string): Block => ({ type: "paragraph", content: [{ type: "text", text: words }] });
const replyOf = (...blocks: Block[]): Reply => ({ summary: "In short.", blocks });
const render = (reply: Reply, atMost = 3): string[] => renderMessages(reply, atMost, english.chat);
const shown = (...content: Inline[]): string => render(replyOf({ type: "paragraph", content })).join("\n");

const source = (number: number, more: Partial<Source> = {}): Source => ({
  number,
  title: `Minutes of meeting ${number}`,
  url: `https://example.org/minutes/${number}`,
  note: "ScotlandIS, as of June 2026",
  ...more,
});
const sources = (...items: Source[]): Block => ({ type: "sources", title: "Sources", items });

describe("A reply on Discord", () => {
  it.each([
    ["bold", "**loud** and __under__", "\\*\\*loud\\*\\* and \\_\\_under\\_\\_"],
    ["code", "`rm` and ```block```", "\\`rm\\` and \\`\\`\\`block\\`\\`\\`"],
    ["a spoiler", "||secret||", "\\|\\|secret\\|\\|"],
    ["a quotation", "> quoted", "\\> quoted"],
    ["a heading", "# Big", "\\# Big"],
    ["small print", "-# small", "\\-# small"],
    ["a list", "- one\n2. two", "\\- one\n2\\. two"],
    ["a masked link", "[bank](https://evil.example)", "\\[bank\\](https:\\//evil.example)"],
    ["a backslash before a sign", "\\*not bold\\*", "\\\\\\*not bold\\\\\\*"],
    ["italics in an address", "https://a.example/_x_", "https:\\//a.example/\\_x\\_"],
    ["an invitation to a server", "discord.gg/abc", "discord.gg\\/abc"],
  ])("shows %s in a text as it was written, not as formatting", (_, written, expected) => {
    expect(shown({ type: "text", text: written })).toBe(expected);
  });

  it.each([
    "@everyone",
    "@here",
    "<@123>",
    "<@!123>",
    "<@&123>",
    "<#123>",
    "<:wave:123>",
    "<a:wave:123>",
    "</ask:1>",
  ])("has no mention left of %s, in text, in code or in a title", (mention) => {
    const everywhere = render(
      replyOf(
        text(mention),
        { type: "paragraph", content: [{ type: "code", text: mention }] },
        { type: "heading", text: mention },
        sources(source(1, { title: mention, note: mention })),
      ),
    ).join("\n");

    expect(everywhere).not.toContain(mention);
    expect(everywhere).not.toMatch(/@everyone|@here|<(@|#|a?:|\/)/);
  });

  it("leaves out what nobody can see", () => {
    expect(shown({ type: "text", text: "a\u202eb\u{e0041}c\u0007d\ufe0f" })).toBe("abcd");
  });

  it("links a title without showing a card of the page", () => {
    expect(shown({ type: "link", text: "the programme", url: "https://example.org/a_(b)" })).toBe(
      "[the programme](<https://example.org/a_%28b%29>)",
    );
  });

  it.each([
    ["the address itself", "https://example.org/", "https://example.org/", "<https://example.org/>"],
    ["an address that is none", "click", "javascript:alert(1)", "click"],
    ["an address with a password", "click", "https://me:pass@example.org", "click"],
    ["a very long address", "click", `https://example.org/${"a".repeat(600)}`, "click"],
  ])("shows a link to %s so that it works or as text", (_, title, url, expected) => {
    expect(shown({ type: "link", text: title, url })).toBe(expected);
  });

  it("does not hide where a link leads behind a title that looks like another address", () => {
    const link = shown({ type: "link", text: "https://bank.example", url: "https://evil.example/" });

    expect(link).toBe("https:\\//bank.example (<https://evil.example/>)");
  });

  it("keeps the blanks around emphasised words, where Discord needs them outside", () => {
    expect(shown({ type: "text", text: "on" }, { type: "strong", text: " Thursday " })).toBe(
      "on **Thursday**",
    );
  });

  it("lists the sources with their marks, links and dates", () => {
    const [content] = render(
      replyOf(text("It is on Thursday."), sources(source(1), source(2, { url: null }))),
    );

    expect(content).toBe(
      [
        "It is on Thursday.",
        "",
        "**Sources**",
        "\\[1\\] [Minutes of meeting 1](<https://example.org/minutes/1>) · ScotlandIS, as of June 2026",
        "\\[2\\] Minutes of meeting 2 · ScotlandIS, as of June 2026",
      ].join("\n"),
    );
  });

  it("is never without a word, even when its text consists of signs nobody can see", () => {
    expect(render(replyOf(text("\u200b\u2060")))).toEqual(["In short."]);
    expect(render({ ...replyOf(text(" ")), summary: "\u200b" })).toEqual(["…"]);
  });
});

describe("A long reply on Discord", () => {
  const paragraph = (number: number): Block =>
    text(`Paragraph ${number} begins. ${"word ".repeat(100)}and ends.`);

  it("is split between paragraphs into messages that Discord takes", () => {
    const contents = render(replyOf(...[1, 2, 3, 4, 5, 6].map(paragraph)));

    expect(contents).toHaveLength(2);
    for (const content of contents) {
      expect(content.length).toBeLessThanOrEqual(2_000);
      expect(content).toMatch(/^Paragraph \d begins[\s\S]*and ends\.$/);
    }
  });

  it("keeps a heading with what follows it", () => {
    const contents = render(
      replyOf(paragraph(1), paragraph(2), paragraph(3), { type: "heading", text: "Next" }, paragraph(4)),
    );

    expect(contents.at(-1)).toMatch(/^### Next\nParagraph 4/);
  });

  it("says so when its end is left out, and keeps the small print and the sources", () => {
    const note: Block = { type: "note", content: [{ type: "text", text: "The newest source is old." }] };
    const contents = render(
      replyOf(...Array.from({ length: 9 }, (_, index) => paragraph(index + 1)), note, sources(source(1))),
      1,
    );

    expect(contents).toHaveLength(1);
    expect(contents[0]).toContain("Paragraph 1 begins");
    expect(contents[0]).not.toContain("Paragraph 9 begins");
    expect(contents[0]).toContain(english.chat.cut);
    expect(contents[0]).toContain("The newest source is old.");
    expect(contents[0]).toContain("[Minutes of meeting 1](<https://example.org/minutes/1>)");
  });

  it("counts the sources it has no room for instead of cutting one in two", () => {
    const many = Array.from({ length: 40 }, (_, index) => source(index + 1));

    const [content = ""] = render(replyOf(text("Yes."), sources(...many)), 1);

    expect(content.length).toBeLessThanOrEqual(2_000);
    const listed = content.match(/^\\\[\d+\\\] \[Minutes of meeting \d+\]\(<[^>]+>\) · .*2026$/gm) ?? [];
    expect(listed.length).toBeGreaterThan(5);
    expect(content).toContain(english.chat.moreSources(40 - listed.length));
  });

  it("never breaks a sign in two, whatever is in it", () => {
    const inline = fc.oneof(
      fc.record({
        type: fc.constantFrom("text", "strong", "emphasis", "code"),
        text: fc.string({ unit: "binary" }),
      }),
      fc.record({ type: fc.constant("link"), text: fc.string(), url: fc.webUrl() }),
    ) as fc.Arbitrary<Inline>;
    const content = fc.array(inline, { maxLength: 60 });
    const block = fc.oneof(
      fc.record({ type: fc.constant("paragraph"), content }),
      fc.record({ type: fc.constant("note"), content }),
      fc.record({
        type: fc.constant("list"),
        ordered: fc.boolean(),
        items: fc.array(content, { maxLength: 5 }),
      }),
    ) as fc.Arbitrary<Block>;

    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(1, 3),
        (blocks, atMost) => {
          const contents = render(replyOf(...blocks), atMost);

          expect(contents.length).toBeGreaterThan(0);
          expect(contents.length).toBeLessThanOrEqual(atMost);
          for (const message of contents) {
            expect(message.trim()).not.toBe("");
            expect(message.length).toBeLessThanOrEqual(2_000);
            expect(message.isWellFormed()).toBe(true);
            expect(message).not.toMatch(/@everyone|@here|<[@#]/);
          }
        },
      ),
      { seed: 20_261_123, numRuns: 300 },
    );
  });

  it("is the same whenever it is rendered, so that it is recognised when read back", () => {
    const reply = replyOf(...[1, 2, 3, 4, 5].map(paragraph));

    expect(render(reply)).toEqual(render(structuredClone(reply)));
    expect(render(plainReply(" trimmed "))).toEqual(["trimmed"]);
  });
});
