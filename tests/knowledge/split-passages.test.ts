import { describe, expect, test } from "vitest";
import type { Section } from "../../src/knowledge/document.ts";
import { splitPassages } from "../../src/knowledge/split-passages.ts";

const aSection = (changes: Partial<Section> = {}): Section => ({
  headingPath: ["Fees"],
  anchor: "fees",
  page: null,
  paragraphs: ["Members pay once a year."],
  ...changes,
});

const sentence = (words: number, mark = "word"): string => `${Array(words).fill(mark).join(" ")}.`;
const countWords = (text: string): number => text.split(/\s+/).length;

describe("splitting a document into passages", () => {
  test("each passage knows its headings, its place to link to and its order", () => {
    const passages = splitPassages([
      aSection(),
      aSection({
        headingPath: ["Fees", "Reduced"],
        anchor: "reduced",
        page: 4,
        paragraphs: ["Charities pay half."],
      }),
    ]);

    expect(passages).toEqual([
      { ordinal: 0, headingPath: ["Fees"], anchor: "fees", page: null, text: "Members pay once a year." },
      {
        ordinal: 1,
        headingPath: ["Fees", "Reduced"],
        anchor: "reduced",
        page: 4,
        text: "Charities pay half.",
      },
    ]);
  });

  test("paragraphs that fit stay together, each on its own line", () => {
    const [passage] = splitPassages([aSection({ paragraphs: ["One.", "Two."] })]);

    expect(passage?.text).toBe("One.\nTwo.");
  });

  test("a long paragraph is cut between sentences into pieces of about the same length", () => {
    const passages = splitPassages([aSection({ paragraphs: [Array(12).fill(sentence(10)).join(" ")] })]);

    expect(passages.map(({ text }) => countWords(text))).toEqual([40, 40, 40]);
    expect(passages.every(({ text }) => text.endsWith("."))).toBe(true);
  });

  test("a sentence longer than a passage is cut between words, and no word is lost", () => {
    const passages = splitPassages([aSection({ paragraphs: [sentence(500)] })]);

    expect(passages.every(({ text }) => countWords(text) <= 50)).toBe(true);
    expect(passages.map(({ text }) => text).join(" ")).toBe(sentence(500));
  });

  test("a decimal point ends no sentence, and text without full stops is kept whole", () => {
    const [passage] = splitPassages([aSection({ paragraphs: ["It grew by 2.5 per cent", "no stop here"] })]);

    expect(passage?.text).toBe("It grew by 2.5 per cent\nno stop here");
  });

  test("nothing to read gives no passages", () => {
    expect(splitPassages([])).toEqual([]);
    expect(splitPassages([aSection({ paragraphs: ["", "  "] })])).toEqual([]);
  });
});
