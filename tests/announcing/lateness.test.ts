import { describe, expect, it } from "vitest";
import { readLateness } from "../../src/announcing/lateness.ts";

describe("how late an announcement may be", () => {
  it.each([
    ["30m", 30],
    ["2h", 120],
    ["1d", 1440],
    ["15 minutes", 15],
    ["1 hour", 60],
    ["90 min", 90],
    [" 24 HOURS ", 1440],
    ["7 days", 10_080],
    ["5m", 5],
  ])("is read from “%s”", (text, minutes) => {
    expect(readLateness(text)).toBe(minutes);
  });

  it.each(["", "soon", "2", "-2h", "0m", "4m", "8 days", "1.5h", "999999d", "2 weeks", "2h30"])(
    "is not read from “%s”",
    (text) => {
      expect(readLateness(text)).toBeNull();
    },
  );
});
