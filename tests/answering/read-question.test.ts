import { describe, expect, it } from "vitest";
import { readQuestion } from "../../src/answering/read-question.ts";
import { clusters } from "./builders.ts";

const read = (asked: string) => readQuestion(asked, clusters);

describe("Reading a question", () => {
  it.each([
    ["<@U012AB3CD> when is the *meetup*?", "when is the meetup?"],
    ["<!channel> who covers <https://example.org|the coast>?", "who covers the coast?"],
    ["@everyone is there a fee? <#C123|general>", "is there a fee?"],
    ["<@&998877> what\u0000 about\u202E `fees`?\n\nplease", "what about fees? please"],
    ["'; DROP TABLE passage; -- how do I join?", "'; DROP TABLE passage; -- how do I join?"],
  ])("takes the markup off %j", (asked, expected) => {
    expect(read(asked)).toMatchObject({ kind: "question", text: expected });
  });

  it.each([
    ["r unis ok to join tech4good sw", "are universities ok to join tech4good South West"],
    ["who got booster money in NI n what for", "who got booster money in Northern Ireland and what for"],
    ["cyber in the NE", "cyber in the North East"],
    ["bham tech week oct dates pls", "Birmingham tech week October dates"],
    ["whens the manc meetup wk 3?", "when is the Manchester meetup week 3?"],
    [
      "What are the 4 ideas on R&D and NI contributions?",
      "What are the 4 ideas on R&D and NI contributions?",
    ],
  ])("writes the short forms of %j out", (asked, expected) => {
    expect(read(asked)).toMatchObject({ kind: "question", text: expected });
  });

  it.each([
    ["nothing", "", "no-question"],
    ["blanks", "  \n\t ", "no-question"],
    ["emoji only", "🎉🎉🎉", "no-question"],
    ["punctuation", "?!…", "no-question"],
    ["a mention and nothing else", "<@U012AB3CD>", "no-question"],
    ["a greeting", "Hello there!", "no-question"],
    ["thanks", "thanks", "no-question"],
    ["a wish for a joke", "Tell me a joke", "not-ours"],
    ["a wish for a poem", "please write me a short poem about clusters", "not-ours"],
    ["20,000 characters of words", "who ".repeat(5_000), "too-long"],
    ["20,000 characters of one letter", "a".repeat(20_000), "too-long"],
  ])("finds no question in %s", (_what, asked, reason) => {
    expect(read(asked)).toMatchObject({ kind: "no-question", reason });
  });

  it.each([
    ["When is the spring festival?", "events"],
    ["How do I renew my membership?", "membership"],
    ["What is our position on R&D tax credits?", "policy"],
    ["Who are you?", "general"],
  ])("knows what %j is about", (asked, topic) => {
    expect(read(asked).topic).toBe(topic);
  });

  it("finds the clusters that are named, by name or nickname, as whole words", () => {
    expect(read("Does Harbour Digital work with moorland?").named.map(({ id }) => id)).toEqual([
      "harbour",
      "moorland",
    ]);
    expect(read("Are there harbourside offices?").named).toEqual([]);
  });

  it("keeps a question in another language as a question", () => {
    expect(read("Wie werde ich Mitglied?").kind).toBe("question");
    expect(read("会員になるには？").kind).toBe("question");
  });

  it.each([
    ["Is it free?", true],
    ["Can they vote?", true],
    ["Is the Lantern Walk free, and who may join it?", false],
    ["Who chairs the federation?", false],
  ])("knows whether %j goes on from something said before", (asked, leansBack) => {
    expect(read(asked)).toMatchObject({ leansBack });
  });
});
