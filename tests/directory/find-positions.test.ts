import { describe, expect, it } from "vitest";
import { findPositions } from "../../src/directory/positions/find-positions.ts";
import type { PositionTopic } from "../../src/directory/positions/position-search.port.ts";

const clusters = [
  { id: "fed", name: "UK Tech Cluster Group", nicknames: ["uktcg"], isFederation: true },
  { id: "aire", name: "Aire Tech", nicknames: ["leeds"], isFederation: false },
];

function topic(number: number, owner: string, [name = "", ...alsoCalled]: readonly string[]): PositionTopic {
  return {
    positionId: `${number}`,
    number,
    owner,
    topic: name,
    alsoCalled,
    titles: [`${owner} on ${name}`],
  };
}

const topics = [
  topic(1, "fed", ["R&D tax credits", "R&D relief", "research credits"]),
  topic(2, "fed", ["Apprenticeship levy", "growth and skills levy"]),
  topic(3, "fed", ["Devolution"]),
  topic(4, "aire", ["Devolution"]),
  topic(5, "fed", ["Skilled worker visas", "visas", "migration"]),
  topic(6, "fed", ["Skills"]),
];

describe("a position is found", () => {
  it.each([
    ["by its topic", "R&D tax credits", [1]],
    ["by its topic in other letters", "r & d TAX CREDIT", [1]],
    ["by words in another order", "tax credits for R&D", [1]],
    ["by another name", "research credits", [1]],
    ["by a part of its name", "the levy", [2]],
    ["with words around it", "our position on the apprenticeship levy", [2]],
    ["with a slip", "aprenticeship levy", [2]],
    ["by what it is short for", "research and development relief", [1]],
    ["by a word that is one slip from another of a name", "skilled worker", [5]],
    ["by a name that is part of others' words", "skills", [6]],
    ["by its number", "p5", [5]],
    ["with whose it is", "Leeds devolution", [4]],
    ["with the name of the federation", "uktcg devolution", [3]],
    ["among two of one name", "devolution", [3, 4]],
    ["among one cluster's", "aire tech", [4]],
  ])("%s", (_, text, numbers) => {
    const found = findPositions(text, topics, clusters);

    const all = found.kind === "one" ? [found.topic] : found.topics;
    expect([found.kind, ...all.map(({ number }) => number)]).toEqual([
      numbers.length === 1 ? "one" : "several",
      ...numbers,
    ]);
  });

  it("or what comes closest is told, and else nothing", () => {
    expect(findPositions("tax on robots", topics, clusters)).toMatchObject({
      kind: "none",
      topics: [{ number: 1 }],
    });
    expect(findPositions("robots", topics, clusters)).toEqual({ kind: "none", topics: [] });
    expect(findPositions("P99", topics, clusters)).toEqual({ kind: "none", topics: [] });
    expect(findPositions("", topics, clusters)).toEqual({ kind: "none", topics: [] });
  });
});
