import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/announcing/escape-markdown.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";

const shown = (text: string) => plainText(readMarkdown(`Where: ${escapeMarkdown(text)}`));

describe("A name within Markdown", () => {
  it.each([
    "Old_Mill_ *by* the [sea](x)",
    "<!channel> & co",
    "`a` ~~b~~ |c| &amp; \\_d\\_",
    "![p](https://e.example)",
  ])("%j is shown as it is", (text) => {
    expect(shown(text)).toBe(`Where: ${text}`);
  });

  it("is shown as it is, whatever signs it has", () => {
    const signs = fc.string({
      unit: fc.constantFrom(...("ab 1_*`[]()<>~|&!#+-.=:;\\\"'/{}$^%@?," as string)),
    });
    fc.assert(
      fc.property(signs, (text) => {
        expect(shown(text)).toBe(`Where: ${text.replaceAll(/\s+/g, " ").trim()}`.trim());
      }),
      { numRuns: 300 },
    );
  });
});
