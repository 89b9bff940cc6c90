import { describe, expect, it } from "vitest";
import { houseRules, parseFile } from "./support/house-rules.ts";
import { filesBelow } from "./support/read-repository.ts";

const files = filesBelow(["src", "tests", "bench", "samples/tools"], ".ts").map(parseFile);

describe("the rules of the house", () => {
  it("are checked on every file we wrote", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.map((file) => file.path)).toContain("src/main.ts");
  });

  it.each(houseRules)("hold everywhere: $name", (rule) => {
    const findings = files.filter((file) => rule.appliesTo(file.path)).flatMap((file) => rule.find(file));

    expect(findings).toEqual([]);
  });

  it.each(houseRules)("are seen when broken: $name", (rule) => {
    const path = rule.breach.path ?? "src/breach.ts";

    expect(rule.appliesTo(path)).toBe(true);
    expect(rule.find(parseFile({ path, text: rule.breach.text }))).not.toEqual([]);
  });
});
