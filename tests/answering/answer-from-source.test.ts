import { describe, expect, it } from "vitest";
import { answerFromSource } from "../../src/answering/answer-from-source.ts";
import { answeringNeeds, anyone, aPassage } from "./builders.ts";

const posted = aPassage(
  [
    "The autumn meet-up is on. Doors open at 18:00 on 3 December. We meet at the Old Mill in Leeds.",
    "• Two talks\n• Pizza and soft drinks for everybody",
    "Tickets cost £6. Bring a laptop.",
  ].join("\n\n"),
  { title: "Doors open at six", clusterId: "harbour", clusterName: "Harbour Digital" },
);

const ask = (question: string) =>
  answerFromSource(question, { source: posted, reader: anyone }, answeringNeeds([]));

describe("A question under an announcement", () => {
  it.each([
    ["When is it?", "18:00"],
    ["what time does it start", "18:00"],
    ["Where is it?", "Old Mill"],
    ["Where?", "Old Mill"],
    ["How much is it?", "£6"],
    ["How much are tickets?", "£6"],
    ["Is there pizza?", "Pizza"],
    ["Do I have to bring a laptop?", "laptop"],
    ["When do the doors open?", "18:00"],
  ])("%j is answered from it, word for word: %s", async (question, words) => {
    const answer = await ask(question);

    expect(answer?.sentences.map(({ text }) => text).join(" ")).toContain(words);
    expect(answer?.citations.map(({ title }) => title)).toEqual(["Doors open at six"]);
  });

  it.each([
    "Who chairs the federation?",
    "What is the membership fee?",
    "How do I leave Harbour Digital?",
    "Is there parking?",
    "What is the position on visas?",
    "When does the meet-up of Moorland Tech start?",
    "When is it at Moorland Tech?",
    "Please tell me which laptop suppliers the directors chose for the annual pension audit report of their treasury committee and archive staff",
    "Who is it?",
    "hello",
  ])("%j is left to be looked up as usual", async (question) => {
    expect(await ask(question)).toBeNull();
  });
});
