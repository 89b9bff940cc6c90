import { expect, it } from "vitest";
import { createTurnstile } from "../../../src/announcing/deliver/turnstile.ts";

/** Milliseconds. */
function compute(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

it("a turnstile leaves the process to others, however many come at once", async () => {
  const pass = createTurnstile();
  const passed: number[] = [];
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };

  setImmediate(turn);
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await pass();
      compute(5);
      passed.push(index);
    }),
  );
  isOver = true;

  // Two or three in each turn.
  expect(turns).toBeGreaterThan(30);
  expect(passed).toEqual(passed.toSorted((left, right) => left - right));
});
