import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concealCode, newLinkCode } from "../../src/people/link-code.ts";

describe("a code to link accounts", () => {
  it("is ten characters that nobody mistakes for others, in two groups, and never the same", () => {
    const codes = Array.from({ length: 2_000 }, () => newLinkCode().code);

    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    for (const code of codes) expect(code).toMatch(/\d.*[A-Z]|[A-Z].*\d/);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(32);
  });

  it("is the same however it is written", () => {
    const kept = concealCode("01ABC-10DEF");

    for (const typed of [
      "01abc-10def",
      " 01ABC 10DEF ",
      "O1ABC-I0DEF",
      "olabc lodef",
      "`01ABC–10DEF`",
      "01abc10def",
    ])
      expect(concealCode(typed)).toBe(kept);
    expect(concealCode("01ABC-10DEG")).not.toBe(kept);
  });

  it("is kept as its hash only, and nothing stays nothing", () => {
    const { code, hash } = newLinkCode();

    expect(hash).toBe(concealCode(code));
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(concealCode("  ")).toBe("");
  });

  it("cannot be replaced by what is kept of it: whatever is typed is hashed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        fc.pre(typed.trim() !== "");

        expect(concealCode(typed)).toMatch(/^sha256:[0-9a-f]{64}$/);
        expect(concealCode(concealCode(typed))).not.toBe(concealCode(typed));
      }),
      { seed: 20_261_125 },
    );
  });
});
