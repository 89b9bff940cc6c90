import { expect, test } from "vitest";
import { knownOf } from "../../src/answering/not-known.ts";

test.each([
  ["scotlandis fees?", ["The fees of ScotlandIS were not found."], "nothing"],
  ["have we answered yet", ["Nobody should say that the consultation was answered."], "nothing"],
  ["did we sign", ["There is no record of a signature.", "More than 60 people signed."], "nothing"],
  ["who got it and what for", ["The name is not held in these documents.", "It is for founders."], "some"],
  ["how do I leave", ["By giving notice in writing.", "The length of it is not held here."], "all"],
  ["what is our view", ["It was welcomed.", "No later statement was found."], "all"],
  ["what is our view", ["No later statement than that of 2023 was found."], "all"],
  ["is it known to work", ["It is known to work in Leeds."], "all"],
])("“%s”, told %j, is answered with %s", (question, sentences, known) => {
  expect(knownOf(question, sentences)).toBe(known);
});
