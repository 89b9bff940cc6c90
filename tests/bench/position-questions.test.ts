import { describe, expect, it } from "vitest";
import { askQuestions } from "../../bench/eval/questions.ts";

describe("questions on positions, in words nobody wrote rules for", { timeout: 120_000 }, () => {
  it.each(["position-questions", "position-questions-2"])(
    "are answered as expected, nine in ten of %s, and none tells what is not known",
    async (file) => {
      const asked = await askQuestions(`tests/evals/${file}.json`);

      const right = asked.filter(({ problems }) => problems.length === 0);
      const leaks = asked.filter(({ problems }) => problems.some((problem) => problem.startsWith("has ")));
      expect(leaks.map(({ question }) => question.id)).toEqual([]);
      expect(right.length / asked.length).toBeGreaterThanOrEqual(0.9);
    },
  );
});
