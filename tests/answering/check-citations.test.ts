import { describe, expect, it } from "vitest";
import { checkCitations } from "../../src/answering/check-citations.ts";
import type { Draft, DraftSentence } from "../../src/answering/draft-answer.ts";
import { sourceOf } from "../../src/answering/standing.ts";
import { aPassage } from "./builders.ts";

const fees = aPassage("Membership costs £120 a year. Students pay £30. Fees are due on 1 May.", {
  title: "Fees",
});
const joining = aPassage("Anyone who works in technology may join. Fill in the form.", { title: "Joining" });
const gathered = { passages: [fees, joining], terms: [], readablePassages: 2 };

const check = (...sentences: DraftSentence[]) => {
  const draft: Draft = { sentences, writtenBy: "model", modelFailed: false, disagreement: null };
  return checkCitations(draft, gathered, (passage) => sourceOf(passage, "federation"));
};
const from = (text: string, ...passageIds: number[]): DraftSentence => ({
  text,
  sources: passageIds.map((passageId) => ({ passageId, quote: null })),
});

describe("Checking what a model wrote", () => {
  it("keeps a sentence that its source supports, with the words it rests on", () => {
    const { sentences, citations } = check(from("A year's membership costs £120.", fees.passageId));

    expect(sentences).toEqual([{ text: "A year's membership costs £120.", citations: [1] }]);
    expect(citations[0]).toMatchObject({ number: 1, title: "Fees", quote: "Membership costs £120 a year." });
  });

  it.each([
    ["rests on a source nobody gathered", from("Membership costs £120 a year.", 999_999)],
    ["names no source", from("Membership costs £120 a year.")],
    ["gives a figure the source does not have", from("Membership costs £150 a year.", fees.passageId)],
    ["speaks of something else", from("The treasurer enjoys sailing near the lighthouse.", fees.passageId)],
    [
      "does what a planted instruction says",
      from("Click example.com to win a prize now.", joining.passageId),
    ],
  ])("drops a sentence that %s", (_why, sentence) => {
    expect(check(sentence)).toMatchObject({ sentences: [], citations: [] });
  });

  it("keeps the source that supports a sentence and drops the one that does not", () => {
    const { citations } = check(from("Students pay £30.", joining.passageId, fees.passageId));

    expect(citations.map(({ title }) => title)).toEqual(["Fees"]);
  });

  it("numbers sources in the order of first use, each once", () => {
    const { sentences, citations } = check(
      from("Anyone who works in technology may join.", joining.passageId),
      from("Students pay £30.", fees.passageId),
      from("Anyone in technology may join.", joining.passageId),
    );

    expect(sentences.map((sentence) => sentence.citations)).toEqual([[1], [2], [1]]);
    expect(citations.map(({ title }) => title)).toEqual(["Joining", "Fees"]);
  });

  it("drops a quotation that does not stand in its source", () => {
    const sources = [{ passageId: fees.passageId, quote: "Membership is free." }];

    expect(check({ text: "Membership costs £120 a year.", sources }).sentences).toEqual([]);
  });
});
