import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { contradictLine } from "../../../src/answering/records/contradict-line.ts";
import { readFigures } from "../../../src/answering/records/read-figures.ts";

const Pairs = z.object({
  pairs: z.array(
    z.object({
      id: z.string(),
      topic: z.string(),
      line: z.string(),
      document: z.string(),
      disagrees: z.boolean(),
    }),
  ),
});

describe("a document that says otherwise than a line", () => {
  test("is found, and no other is, on pairs that were written before", async () => {
    const { pairs } = Pairs.parse(
      JSON.parse(await readFile("tests/evals/position-disagreements.json", "utf8")),
    );

    const wrong = pairs.filter(({ topic, line, document, disagrees }) => {
      const found = contradictLine({ text: line, names: [topic] }, document);
      return (found !== null) !== disagrees;
    });

    expect(pairs.length).toBeGreaterThan(40);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test("is quoted with what the line says to it", () => {
    const line = { text: "It is short. Bids under £25,000 should need one form only.", names: ["Bids"] };

    const found = contradictLine(
      line,
      "We met. The group asks that bids under £50,000 should need one form only.",
    );

    expect(found).toEqual({
      kind: "figure",
      said: "Bids under £25,000 should need one form only.",
      sentence: "The group asks that bids under £50,000 should need one form only.",
    });
  });
});

describe("a question is no answer", () => {
  const line = { text: "The passport should be free to every learner.", names: ["Skills passports"] };

  test.each([
    "It was asked why the passport should not be free to every learner.",
    "Ms Cox wondered whether the passport should not be free to every learner.",
    "The board discussed in full whether the passport should not be free to every learner.",
    "Should the passport not be free to every learner?",
  ])("%s", (text) => {
    expect(contradictLine(line, text)).toBeNull();
  });

  test("but what is said is", () => {
    expect(contradictLine(line, "The passport should not be free to every learner.")?.kind).toBe("against");
  });
});

describe("figures are read with what they are of", () => {
  test.each([
    ["a third of spending", { percent: [33] }],
    ["a quarter of spending", { percent: [25] }],
    ["33 per cent of spending", { percent: [33] }],
    ["0.5% of the wage bill", { percent: [0.5] }],
    ["£1,200 and £12m", { money: [1200, 12_000_000] }],
    ["fewer than ten people", { peopl: [10] }],
    ["paid every quarter", { often: ["quarter"] }],
    ["everywhere by 2030", { deadline: [2030] }],
    ["on 3 May 2026 in 2024", {}],
  ])("%s", (text, expected) => {
    const read = [...readFigures(text)].map(([unit, values]) => [unit, [...values]]);

    expect(Object.fromEntries(read)).toEqual(expected);
  });
});
