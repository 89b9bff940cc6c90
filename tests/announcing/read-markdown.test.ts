import { describe, expect, it } from "vitest";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";

const hostile = [
  ..."> |- |* |+ |1. |> - |[|]|![|[a](|*_*_|_a*|***a|_@_|`|~~a |<|<!--|&amp;|a\n|# a\n|- a\n  |\\|www.|a@a.b |[^a]: ".split(
    "|",
  ),
  "|",
  "a|a\n-|-\n",
  "[x][x]\n\n[x]: /u\n",
  "\u202e",
  "a\u0301",
];

describe("what somebody wrote in Markdown", () => {
  it.each(hostile)("is read in no time when it is 12,000 characters of %j", (unit) => {
    const text = unit.repeat(12_000 / unit.length);
    const began = process.cpuUsage();

    readMarkdown(text);

    const { user, system } = process.cpuUsage(began);
    // 50 ms with the machine to oneself; a parser that runs wild takes seconds.
    expect((user + system) / 1_000).toBeLessThan(500);
  });

  it("shows lists and quotes no deeper than anybody could follow", () => {
    const text = `${"- ".repeat(7)}deep\n\n${"> ".repeat(7)}deeper`;

    const depth = (value: unknown): number =>
      typeof value !== "object" || value === null
        ? 0
        : Math.max(0, ...Object.values(value).map(depth)) +
          ("type" in value && (value.type === "list" || value.type === "quote") ? 1 : 0);
    expect(depth(readMarkdown(text))).toBe(6);
    expect(plainText(readMarkdown(text))).toMatch(/deep[\s\S]*deeper/);
  });

  it.each([
    ["a picture becomes a link", "![map](https://example.org/m.png)", "map (https://example.org/m.png)"],
    ["only web addresses are links", "[x](javascript:alert(1))", "x (javascript:alert(1))"],
    ["a reference leads to its address", "[x][1]\n\n[1]: https://example.org/", "x (https://example.org/)"],
    ["HTML is text", "<b>x</b>", "<b>x</b>"],
    ["a comment is nothing", "a<!-- b -->c", "ac"],
    ["a line that ends, ends", "a\nb", "a\nb"],
    ["numbers go on where they began", "3. a\n4. b", "3. a\n4. b"],
    [
      "notes come last, numbered as they are met",
      "[^b] [^a]\n\n[^a]: A\n[^b]: B",
      "[1] [2]\n\n[1] B\n\n[2] A",
    ],
    ["a box is ticked or not", "- [x] a\n- [ ] b", "• ☑ a\n• ☐ b"],
    ["a short row has empty cells", "|a|b|\n|-|-|\n|1|", "a: 1; b: "],
    ["nothing is nothing", "<!-- only this -->", ""],
  ])("%s", (_, text, expected) => {
    expect(plainText(readMarkdown(text))).toBe(expected);
  });
});
