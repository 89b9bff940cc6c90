import { describe, expect, test } from "vitest";
import { measureRanking, percentile } from "../../bench/eval/measures.ts";

describe("measuring a ranking", () => {
  test("the right document first is perfect", () => {
    expect(measureRanking(["a", "b"], new Set(["a"]))).toEqual({
      ndcgAt10: 1,
      recallAt5: 1,
      recallAt10: 1,
      reciprocalRankAt10: 1,
    });
  });

  test("second of two right ones missing, the other in third place", () => {
    const measures = measureRanking(["x", "y", "a"], new Set(["a", "b"]));

    expect(measures.ndcgAt10).toBeCloseTo(1 / 2 / (1 + 1 / Math.log2(3)), 10);
    expect(measures.recallAt5).toBe(0.5);
    expect(measures.reciprocalRankAt10).toBeCloseTo(1 / 3, 10);
  });

  test("below the tenth place counts for nothing", () => {
    const ranking = [...Array.from({ length: 10 }, (_, place) => `x${place}`), "a"];

    expect(measureRanking(ranking, new Set(["a"]))).toEqual({
      ndcgAt10: 0,
      recallAt5: 0,
      recallAt10: 0,
      reciprocalRankAt10: 0,
    });
  });

  test("the median and the worst of a few values", () => {
    expect([percentile([5, 1, 3], 0.5), percentile([5, 1, 3], 0.95), percentile([], 0.5)]).toEqual([3, 5, 0]);
  });
});
