import { describe, expect, it } from "vitest";
import { RetentionSettings } from "../../src/people/retention.ts";
import { readRepositoryFile } from "./support/read-repository.ts";

interface Kept {
  readonly name: string;
  readonly days: number;
  readonly what: string;
}

/** What the schema says: how many days when nothing is set, and of what. */
const defaults = RetentionSettings.parse({});
const kept: readonly Kept[] = Object.entries(RetentionSettings.shape).map(([name, schema]) => ({
  name,
  days: schema.parse(undefined),
  what: schema.description ?? "",
}));

/** Rows such as "| `audit` | 730 | lines of the audit trail |". */
function settingsRows(markdown: string): readonly Kept[] {
  return [...markdown.matchAll(/^\| `(\w+)` \| (\d+) \| (.+?) \|$/gm)].map(
    ([, name = "", days, what = ""]) => ({
      name,
      days: Number(days),
      what,
    }),
  );
}

/** Rows such as "| lines of the audit trail | whoever … | 730 (`audit`) |". */
function privacyRows(markdown: string): readonly Kept[] {
  return [...markdown.matchAll(/^\| ([^|]+?) \| [^|]+ \| (\d+) \(`(\w+)`\) \|$/gm)].map(
    ([, what = "", days, name = ""]) => ({ name, days: Number(days), what }),
  );
}

describe("how long records are kept, as the documentation tells it", () => {
  it("stands in docs/settings.md: name, days and meaning of each, in order", () => {
    expect(kept.length).toBe(Object.keys(defaults).length);
    expect(settingsRows(readRepositoryFile("docs/settings.md"))).toEqual(kept);
  });

  it("stands in docs/privacy.md, with whom it is about", () => {
    expect(privacyRows(readRepositoryFile("docs/privacy.md"))).toEqual(kept);
  });

  it("is read as it is written: another number is seen", () => {
    expect(settingsRows("| `audit` | 731 | lines |\n")).toEqual([
      { name: "audit", days: 731, what: "lines" },
    ]);
    expect(privacyRows("| lines | whoever | 731 (`audit`) |\n")).toEqual([
      { name: "audit", days: 731, what: "lines" },
    ]);
  });
});
