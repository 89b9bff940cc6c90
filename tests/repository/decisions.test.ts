import { describe, expect, it } from "vitest";
import { filesBelow, readRepositoryFile } from "./support/read-repository.ts";

const records = filesBelow(["docs/decisions"], ".md").filter((file) => !file.path.endsWith("/README.md"));

describe("the records of decisions", () => {
  it("stand in the index, each once, in order", () => {
    const listed = [
      ...readRepositoryFile("docs/decisions/README.md").matchAll(/\]\((\d{3}-[a-z0-9-]+\.md)\)/g),
    ];

    expect(listed.map((match) => `docs/decisions/${match[1]}`)).toEqual(records.map((file) => file.path));
  });

  it("have numbers of their own", () => {
    const numbers = records.map((file) => /(\d{3})-[^/]+$/.exec(file.path)?.[1]);

    expect(new Set(numbers).size).toBe(records.length);
    expect(records.length).toBeGreaterThan(5);
  });

  it.each(records)("tell what was known, what was decided and what follows: $path", ({ text }) => {
    for (const part of [/^# \d{3} /m, /^Status: /m, /^## Context$/m, /^## Decision$/m, /^## Consequences$/m])
      expect(text).toMatch(part);
  });
});
