import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/answering/split-sentences.ts";

const texts = (passage: string) => splitSentences(passage).map(({ text }) => text);

describe("Splitting a passage into sentences", () => {
  it.each([
    ["The fee is £50. It is due in May.", ["The fee is £50.", "It is due in May."]],
    ["Ask e.g. the office. Dr. Stone knows.", ["Ask e.g. the office.", "Dr. Stone knows."]],
    ["Harbour Ltd. runs it on 3 Oct. 2026 at noon.", ["Harbour Ltd. runs it on 3 Oct. 2026 at noon."]],
    ["Version 2.5 costs £1.50 more.", ["Version 2.5 costs £1.50 more."]],
    ["First line\nSecond line", ["First line", "Second line"]],
    [
      'The answer to "did we sign?" is that nobody knows. “Who signs!” is next.',
      ['The answer to "did we sign?" is that nobody knows.', "“Who signs!” is next."],
    ],
    ['She asked "who signs?" The chair did.', ['She asked "who signs?"', "The chair did."]],
    ["Use <!channel> and <!here> sparingly. Thanks!", ["Use <!channel> and <!here> sparingly.", "Thanks!"]],
    ["", []],
  ])("reads %j", (passage, expected) => {
    expect(texts(passage)).toEqual(expected);
  });

  it("reads a list together with the line that introduces it", () => {
    expect(texts("To leave you must:\n- write to the office;\n- pay what is due.")).toEqual([
      "To leave you must: write to the office; pay what is due",
    ]);
  });

  it("can quote every sentence verbatim", () => {
    const passage = "  One thing.  Another   thing?\n\n- A third thing:\n- with an item\nAn end.";

    for (const { text, start, end } of splitSentences(passage)) {
      const words = passage.slice(start, end).match(/\w+/gu);
      expect(text.match(/\w+/gu)).toEqual(words);
    }
  });
});
