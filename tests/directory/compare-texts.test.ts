import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTexts } from "../../src/directory/positions/compare-texts.ts";
import { lineOn } from "../../src/directory/positions/line-on.ts";

const before = `# Credits

We ask for a simple credit. It has to be paid
within a quarter. Hardware is left out.

- Small firms first.
- No new forms.`;

describe("what changed between two texts", () => {
  it("is told by sentences: taken out, put in, reworded", () => {
    const after = `# Credits

We ask for a simple credit. It has to be paid within a month.

- Small firms first.
- No new forms.
- A helpline that answers.`;

    expect(compareTexts(before, after)).toEqual({
      changes: [
        {
          kind: "reworded",
          before: "It has to be paid within a quarter.",
          after: "It has to be paid within a month.",
        },
        { kind: "taken-out", sentence: "Hardware is left out." },
        { kind: "put-in", sentence: "- A helpline that answers." },
      ],
      kept: 4,
    });
  });

  it("is nothing where only lines are broken elsewhere", () => {
    const after = before.replace("It has to be paid\nwithin", "It has\nto be paid  within");
    expect(compareTexts(before, after).changes).toEqual([]);
  });

  it("is everything where nothing is alike", () => {
    expect(compareTexts("We want more.", "Trains are late.").changes).toEqual([
      { kind: "taken-out", sentence: "We want more." },
      { kind: "put-in", sentence: "Trains are late." },
    ]);
  });

  it("has each sentence of both texts once, whatever they are", () => {
    const word = fc.constantFrom("levy", "credit", "skills", "paid", "month");
    const text = fc
      .array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
      .map((all) => all.map((words) => `The ${words.join(" ")} is.`).join(" "));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { changes, kept } = compareTexts(one, other);
        const count = (kinds: readonly string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
        const sentences = (all: string) => all.split(".").length - 1;
        expect(count(["taken-out", "reworded"]) + kept).toBe(sentences(one));
        expect(count(["put-in", "reworded"]) + kept).toBe(sentences(other));
      }),
    );
  });

  it("of two long texts that share nothing is told soon", () => {
    const long = (word: string) =>
      Array.from({ length: 5_000 }, (_, index) => `${word}${index} is.`).join(" ");
    const start = performance.now();

    const { changes } = compareTexts(long("A"), long("B"));

    expect(changes).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("the line on a day", () => {
  const versions = [
    { version: 1, from: "2019-05-01", until: "2022-11-17" },
    { version: 2, from: "2022-11-17", until: "2022-11-17" },
    { version: 3, from: "2022-11-17", until: "2024-01-09" },
    { version: 5, from: "2025-03-01", until: null },
  ];

  it.each([
    ["2019-04-30", null],
    ["2019-05-01", 1],
    ["2022-11-16", 1],
    ["2022-11-17", 3],
    ["2024-01-08", 3],
    ["2024-01-09", null],
    ["2025-02-28", null],
    ["2025-03-01", 5],
    ["2099-01-01", 5],
  ])("%s is version %s", (day, version) => {
    expect(lineOn(versions, day)?.version ?? null).toBe(version);
    expect(lineOn(versions.toReversed(), day)?.version ?? null).toBe(version);
  });
});
