import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/knowledge/document.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { weighQuestion } from "../../src/knowledge/weigh-question.ts";

const aPassage = (changes: Partial<Passage> = {}): Passage => ({
  ordinal: 0,
  headingPath: [],
  anchor: null,
  page: null,
  text: "",
  ...changes,
});

describe("what the index holds of a passage", () => {
  test("a word counts twice in the title, once in text, headings and address", () => {
    const { postings } = weighPassage(
      { title: "Budget", url: "https://example.org/council/2026-fees.html" },
      aPassage({ text: "Grants", headingPath: ["Sponsors"] }),
    );

    const weights = ["budget", "grant", "sponsor", "fee"].map((term) => postings.get(term) ?? 0);
    expect(weights).toEqual([2, 1, 1, 1]);
  });

  test("a passage is as long as its words, weighted alike; phrases add nothing", () => {
    const { termCount, postings } = weighPassage(
      { title: "Annual budget", url: null },
      aPassage({ text: "Budget agreed today" }),
    );

    expect(termCount).toBe(3 + 2 * 2);
    expect(postings.get("budget agre")).toBe(1);
    expect(postings.get("annual budget")).toBe(2);
    expect(postings.get("budget")).toBe(3);
  });

  test("a broken address does no harm", () => {
    const { postings } = weighPassage({ title: "Fees", url: "https://example.org/%E0%A4" }, aPassage());

    expect(postings.get("fee")).toBe(2);
  });
});

describe("what a question asks for", () => {
  test("a word said four times counts twice, a phrase less than a word", () => {
    const weights = new Map(
      weighQuestion("fees fees fees fees grants").map((one) => [one.term, one.weight] as const),
    );

    expect(weights.get("fee")).toBe(2);
    expect(weights.get("grant")).toBe(1);
    expect(weights.get("fee grant")).toBeLessThan(0.5);
  });

  test("a text of 20,000 characters asks for no more terms than one statement can bear", () => {
    const words = Array.from({ length: 4_000 }, (_, place) => `word${place}`);

    const terms = weighQuestion(words.join(" ").slice(0, 20_000));

    expect(terms.length).toBeGreaterThan(100);
    expect(terms.length).toBeLessThanOrEqual(240);
  });

  test("a question of small words only asks for nothing", () => {
    expect(weighQuestion("Who are you?")).toEqual([]);
  });
});
