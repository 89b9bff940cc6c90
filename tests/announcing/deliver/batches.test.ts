import { describe, expect, it } from "vitest";
import { createBatches } from "../../../src/announcing/deliver/batches.ts";

describe("what is done together", () => {
  it("gives each its own result", async () => {
    const double = createBatches<number, number>(async (numbers) => numbers.map((number) => number * 2), 3);

    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(double))).toEqual([2, 4, 6, 8, 10, 12, 14]);
  });

  it("fails all of a batch, and no other", async () => {
    let tried = 0;
    const once = createBatches<number, number>(async (numbers) => {
      tried += 1;
      if (tried === 1) throw new Error("away");
      return numbers;
    }, 2);

    const ended = await Promise.allSettled([1, 2, 3].map(once));

    expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });
});
