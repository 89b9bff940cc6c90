import { describe, expect, it } from "vitest";
import { renderText } from "../../../src/adapters/terminal/render-text.ts";
import { columnsOf } from "../../../src/adapters/terminal/wrap-text.ts";
import type { Block, Inline, Reply } from "../../../src/chat/reply.ts";

const pipe = { width: null, hasStyle: false };

describe("a reply on a terminal", () => {
  it("reads as sentences with their marks, then the numbered sources with their links", () => {
    const reply = aReply([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Four weeks' notice is enough." },
          { type: "citation", number: 1 },
          { type: "text", text: " It is given in writing." },
          { type: "citation", number: 1 },
          { type: "citation", number: 2 },
        ],
      },
      { type: "note", content: [{ type: "text", text: "Check before you rely on it." }] },
      {
        type: "sources",
        title: "Sources",
        items: [
          {
            number: 1,
            title: "Leaving",
            url: "https://cluster.example/leaving#notice",
            note: "Northern Cluster",
          },
          { number: 2, title: "Minutes", url: null, note: "as of May 2026" },
        ],
      },
    ]);

    expect(renderText(reply, pipe)).toBe(`Four weeks' notice is enough. [1] It is given in writing. [1] [2]

! Check before you rely on it.

Sources
  [1] Leaving
      Northern Cluster
      https://cluster.example/leaving#notice
  [2] Minutes
      as of May 2026
`);
  });

  it("keeps words together that only change how they look, and shows where links lead", () => {
    const text = renderParagraph([
      { type: "text", text: "See " },
      { type: "link", text: "the programme", url: "https://cluster.example/programme" },
      { type: "text", text: ", " },
      { type: "strong", text: "Thurs" },
      { type: "text", text: "day." },
    ]);

    expect(text).toBe("See the programme (https://cluster.example/programme), Thursday.\n");
  });

  it("numbers an ordered list and indents what runs over", () => {
    const reply = aReply([
      {
        type: "list",
        ordered: true,
        items: [[{ type: "text", text: "Bring a laptop and a charger" }], [{ type: "text", text: "Tea" }]],
      },
    ]);

    expect(renderText(reply, { width: 20, hasStyle: false })).toBe(
      "1. Bring a laptop\n   and a charger\n2. Tea\n",
    );
  });

  it.each([20, 37, 80, 200])("fits into %i columns, or 100, whatever the script", (width) => {
    const words = "Cluster 会議は木曜日です 🦩🦩🦩🦩 naïve e\u0301te\u0301 ".repeat(30) + "long".repeat(40);
    const text = renderText(
      aReply([
        { type: "paragraph", content: [{ type: "text", text: words }] },
        { type: "sources", title: "Sources", items: [{ number: 1, title: words, url: null, note: words }] },
      ]),
      { width, hasStyle: false },
    );

    const widest = Math.max(...text.split("\n").map(columnsOf));
    expect(widest).toBeLessThanOrEqual(Math.min(width, 100));
    expect(text.replace(/\s/g, "")).toContain("long".repeat(40));
  });

  it.each([
    ["Cluster", 7],
    ["e\u0301te\u0301", 3],
    ["会議", 4],
    ["회의", 4],
    ["🦩", 2],
    ["Ａ", 2],
  ])("counts %s as the columns it takes", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it("never breaks an address", () => {
    const url = `https://cluster.example/${"a".repeat(120)}`;
    const reply = aReply([
      { type: "sources", title: "Sources", items: [{ number: 1, title: "Minutes", url, note: "" }] },
    ]);

    expect(renderText(reply, { width: 40, hasStyle: false })).toContain(url);
  });

  it.each([
    ["colours", "\u001b[31mred\u001b[0m"],
    ["a window title", "\u001b]0;owned\u0007red"],
    ["a hidden link", "\u001b]8;;https://cluster.example\u001b\\red\u001b]8;;\u001b\\"],
    ["a cleared screen", "\u001b[2J\u001b[Hred"],
    ["an eight-bit command", "\u009b31mred"],
    ["a line written over", "all is well\rred"],
    ["reversed writing", "\u202ered"],
  ])("shows a source's %s as plain text", (_, hostile) => {
    const everywhere: Block[] = [
      { type: "heading", text: hostile },
      {
        type: "paragraph",
        content: [
          { type: "strong", text: hostile },
          { type: "link", text: hostile, url: hostile },
        ],
      },
      {
        type: "sources",
        title: hostile,
        items: [{ number: 1, title: hostile, url: hostile, note: hostile }],
      },
    ];

    const text = renderText(aReply(everywhere), pipe);

    expect(text).not.toMatch(/[[\p{Cc}\p{Cf}]--[\n]]/v);
    expect(text).toContain("red");
  });
});

function aReply(blocks: Block[]): Reply {
  return { summary: "Here.", blocks };
}

function renderParagraph(content: Inline[]): string {
  return renderText(aReply([{ type: "paragraph", content }]), pipe);
}
