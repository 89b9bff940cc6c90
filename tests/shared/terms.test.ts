import { describe, expect, test } from "vitest";
import { phrasesOf, termsOf } from "../../src/shared/terms.ts";

describe("the terms of a text", () => {
  test.each([
    [
      "forms of a word are one term",
      "Members, membership: the member's memberships",
      ["member", "membership", "member", "membership"],
    ],
    ["words that say nothing are left out", "What is it that you don't do?", []],
    ["US is a country, not a pronoun", "US and U.S. trade", ["us", "us", "trade"]],
    ["a figure is one term, with or without its comma", "1,000 or 1000", ["1000", "1000"]],
    ["accents don't matter", "Café CAFE", ["cafe", "cafe"]],
    ["curly and straight apostrophes are the same", "Scotland’s Scotland's", ["scotland", "scotland"]],
    ["a word in two halves is two terms", "long-term", ["long", "term"]],
    [
      "control characters and markup are no terms",
      "\u0000<!channel> '); DROP TABLE",
      ["channel", "drop", "tabl"],
    ],
    ["only signs are no terms", "🎉 ?! …", []],
  ])("%s", (_rule, text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test("a word of a million letters is cut to what the index can hold", () => {
    const [term, ...rest] = termsOf("x".repeat(1_000_000));

    expect(term?.length).toBeLessThanOrEqual(60);
    expect(rest).toEqual([]);
  });

  test("neighbours are phrases, in order", () => {
    expect(phrasesOf(termsOf("the tech cluster group"))).toEqual(["tech cluster", "cluster group"]);
    expect(phrasesOf(termsOf("cluster"))).toEqual([]);
  });
});
