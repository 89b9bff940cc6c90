import { describe, expect, it } from "vitest";
import { cleanName, cleanText, safeUrl } from "../../src/chat/clean-text.ts";

describe("text that people are shown", () => {
  it.each([
    ["a control character", "a\u0000b\u0007c", "abc"],
    ["a terminal colour", "\u001b[31mred", "[31mred"],
    ["reversed writing", "\u202egnp.exe", "gnp.exe"],
    ["invisible instructions", "tea\u{e0049}\u{e0067}\u{e007f}", "tea"],
    ["half a character", "tea\ud83e", "tea"],
    ["glue between emojis that are none together", "\u{1f308}\u200d\u{1f3f3}", "\u{1f308}\u{1f3f3}"],
    ["tags that are no flag", "\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}", "\u{1f3f4}"],
  ])("holds no %s", (_, text, shown) => {
    expect(cleanText(text)).toBe(shown);
  });

  it.each([
    ["the flag of Scotland", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["the rainbow flag", "\u{1f3f3}\ufe0f\u200d\u{1f308}"],
    ["a woman at a computer", "\u{1f469}\u200d\u{1f4bb}"],
    ["a red heart", "\u2764\ufe0f"],
  ])("keeps %s whole", (_, emoji) => {
    expect(cleanText(`Join us ${emoji}!`)).toBe(`Join us ${emoji}!`);
  });

  it("keeps its lines and tabs", () => {
    expect(cleanText("one\r\ntwo\n\tthree")).toBe("one\ntwo\n\tthree");
  });
});

describe("a name that somebody gave", () => {
  it("is one line, whatever was put into it", () => {
    expect(cleanName(" North\r\n\u001b[2J\tCluster\u202e\u2028 ")).toBe("North [2J Cluster");
  });
});

describe("the address of a link", () => {
  it.each([
    ["javascript:alert(1)"],
    ["file:///etc/passwd"],
    ["https://somebody:secret@example.org/"],
    ["not an address"],
  ])("is not made of %s", (url) => {
    expect(safeUrl(url)).toBeNull();
  });

  it("cannot end the link it stands in", () => {
    expect(safeUrl("https://example.org/a>b|c)d e#f")).toBe("https://example.org/a%3Eb%7Cc%29d%20e#f");
  });
});
