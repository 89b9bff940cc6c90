import { describe, expect, it } from "vitest";
import { guessColumns, type TableField } from "../../src/directory/table/guess-columns.ts";

const fields: readonly TableField<"name" | "website" | "since" | "postcode">[] = [
  { name: "name", headings: ["organisation", "organisation name", "name"] },
  { name: "website", headings: ["website", "url"], looksLike: (value) => /^https?:/.test(value) },
  { name: "since", headings: ["since", "start date"], looksLike: (value) => /^\d{4}-\d\d-\d\d$/.test(value) },
  { name: "postcode", headings: ["postcode"], looksLike: (value) => /^[A-Z]+\d+ \d[A-Z]{2}$/.test(value) },
];

function guess(...lines: readonly string[]) {
  const [columns = [], ...rows] = lines.map((line) => line.split(","));
  const guessed = guessColumns(
    { columns, rows: rows.map((cells, index) => ({ line: index + 2, cells })) },
    fields,
  );
  return { ...guessed, found: Object.fromEntries(guessed.found) };
}

describe("which column holds what", () => {
  it("is told by headings, whatever their case, punctuation and brackets", () => {
    expect(guess("WEBSITE,Organisation_Name,startDate (dd/mm/yyyy),Notes", "x,y,z,n")).toMatchObject({
      found: { website: 0, name: 1, since: 2 },
      guesses: [],
      unused: ["Notes"],
    });
  });

  it("is the usual heading, where two of them mean the same", () => {
    expect(guess("Name,Organisation", "a,b")).toMatchObject({ found: { name: 1 }, unused: ["Name"] });
  });

  it("is a guess to be looked at where a heading says it in other words, or with a slip", () => {
    expect(guess("Name,Membership start date", "a,b").guesses).toEqual([
      { field: "since", column: 1, heading: "Membership start date", by: "similar-heading" },
    ]);
    expect(guess("Nam,Websites", "a,b")).toMatchObject({
      found: { website: 1 },
      guesses: [{ field: "website", by: "similar-heading" }],
    });
  });

  it("does not take a person's name for the organisation's", () => {
    expect(guess("Contact name,Town", "Ann,Leeds").found).toEqual({});
  });

  it("is told by what the values look like, where no heading tells", () => {
    expect(
      guess("Name,A,B", "x,LS1 9ZZ,https://a.example", "y,YO1 9ZZ,https://b.example", "z,,none"),
    ).toMatchObject({
      found: { name: 0, postcode: 1 },
      guesses: [{ field: "postcode", column: 1, heading: "A", by: "values" }],
      unused: ["B"],
    });
  });

  it("is left open where two columns look like it", () => {
    expect(guess("Name,From,To", "x,2024-01-01,2025-01-01", "y,2024-01-01,2025-01-01")).toMatchObject({
      found: { name: 0 },
      unsure: [{ field: "since", headings: ["From", "To"] }],
      unused: ["From", "To"],
    });
  });

  it("says so when the first line holds values instead of headings", () => {
    expect(guess("Kestrel,https://a.example", "Anvil,https://b.example").isWithoutHeadings).toBe(true);
    expect(guess("Kestrel,Leeds", "Anvil,York").isWithoutHeadings).toBe(false);
  });
});
