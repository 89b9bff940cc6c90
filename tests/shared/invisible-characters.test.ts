import { describe, expect, it } from "vitest";
import { stripInvisible } from "../../src/shared/invisible-characters.ts";

describe("text as people see it", () => {
  it("keeps thirty marks on a letter and no more, so that composing it takes no time", () => {
    expect(stripInvisible(`q${"\u0323".repeat(40)}!`)).toBe(`q${"\u0323".repeat(30)}!`);
    expect(stripInvisible("Cafe\u0301")).toBe("Café");
  });
});
