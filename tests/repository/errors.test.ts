import { describe, expect, it } from "vitest";
import { errorTable } from "../../src/shared/errors.ts";
import { readRepositoryFile } from "./support/read-repository.ts";

interface DescribedError {
  readonly code: string;
  readonly sentence: string;
  readonly meaning: string;
  readonly repair: string;
}

/** Each code is a heading, the sentence a quotation, then what it means and what to do. */
function describedErrors(page: string): readonly DescribedError[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((part) => ({
      code: /^[A-Z_]+/.exec(part)?.[0] ?? part.slice(0, 40),
      sentence: [...part.matchAll(/^> (.*)$/gm)].map((match) => match[1]).join(" "),
      meaning: /^\*\*Means:\*\* (.+)$/m.exec(part)?.[1] ?? "",
      repair: /^\*\*Do:\*\* (.+)$/m.exec(part)?.[1] ?? "",
    }));
}

describe("the page of error codes", () => {
  const described = describedErrors(readRepositoryFile("docs/errors.md"));

  it("lists every code once, and no other", () => {
    expect(described.map((error) => error.code).toSorted()).toEqual(Object.keys(errorTable).toSorted());
  });

  it("quotes the sentence that people are told, word for word", () => {
    const told = Object.entries(errorTable).map(([code, entry]) => [code, entry.sentence]);

    expect(Object.fromEntries(described.map((error) => [error.code, error.sentence]))).toEqual(
      Object.fromEntries(told),
    );
  });

  it("says of each code what it means and what to do", () => {
    const silent = described.filter((error) => error.meaning === "" || error.repair === "");

    expect(silent.map((error) => error.code)).toEqual([]);
  });

  it("is read as it is written: a page with a code left out is seen to lack it", () => {
    const page = "### ONE\n\n> A sentence.\n\n**Means:** this.\n\n**Do:** that.\n";

    expect(describedErrors(page)).toEqual([
      { code: "ONE", sentence: "A sentence.", meaning: "this.", repair: "that." },
    ]);
    expect(describedErrors("# No code\n")).toEqual([]);
  });
});
