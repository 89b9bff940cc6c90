import { expect, test } from "vitest";
import type { Answer } from "../../../src/answering/answer.ts";
import type { ClusterEntry } from "../../../src/answering/cluster-directory.port.ts";
import { meetsDemand } from "../../../src/answering/records/meets-demand.ts";
import { demandedOf } from "../../../src/answering/records/question-text.ts";
import { termsOf } from "../../../src/shared/terms.ts";

const aire = { id: "aire", name: "Aire Tech", nicknames: ["leeds"] } as unknown as ClusterEntry;

function anAnswer(...quotes: readonly string[]): Answer {
  const citations = quotes.map((quote) => ({ quote, title: "Calendar", cluster: "fed" }));
  return { citations } as unknown as Answer;
}

test.each([
  ["parking", anAnswer("Rust Supper is at Old Mill."), false],
  ["parking", anAnswer("You can park behind Old Mill."), true],
  ["members forum", anAnswer("The supper is for members.", "The forum is yearly."), false],
  ["members forum", anAnswer("The members' forum is yearly."), true],
])("whoever asks for %s is answered by a source that has all of it", (asked, answer, isMet) => {
  expect(meetsDemand(answer, { terms: termsOf(asked), clusters: [], shape: null })).toBe(isMet);
});

test.each([
  ["The forum is for members only, in Leeds.", false],
  ["Aire Tech has a forum for members.", true],
])("of a cluster only what names it answers: %s", (quote, isMet) => {
  const demand = { terms: termsOf("members forum"), clusters: [aire], shape: null };

  expect(meetsDemand(anAnswer(quote), demand)).toBe(isMet);
});

test("of a subject in everyday words alone every word is demanded, of others those that tell", () => {
  expect(demandedOf(termsOf("business rates"))).toEqual(termsOf("business rates"));
  expect(demandedOf(termsOf("small apprenticeship levy"))).toEqual(termsOf("apprenticeship levy"));
});
