import { describe, expect, it } from "vitest";
import { findCluster } from "../../src/people/find-cluster.ts";

const long = `${"Tech of the far ".repeat(5)}islands`;
const clusters = [
  { id: "fed", name: "The Federation of Clusters", nicknames: ["the fed"], isFederation: true },
  { id: "north", name: "Tech North", nicknames: ["newcastle", "tyne"], isFederation: false },
  { id: "south", name: "Tech South", nicknames: ["north", "tyne"], isFederation: false },
  { id: "isles", name: long, nicknames: [], isFederation: false },
  { id: "east-1", name: "Tech East", nicknames: [], isFederation: false },
  { id: "east-2", name: "Tech East", nicknames: [], isFederation: false },
];

describe("the cluster somebody means", () => {
  it.each([
    ["its id", "north", "north"],
    ["its id, also where that is another's nickname", "North", "north"],
    ["its name, whatever the case and spaces", "  tech   NORTH ", "north"],
    ["a nickname", "Newcastle", "north"],
    ["a name without its article", "federation of clusters", "fed"],
    ["the word federation", "the Federation", "fed"],
    ["a long name as a choice shows it", long.slice(0, 75), "isles"],
  ])("is found by %s", (_, text, id) => {
    expect(findCluster(text, clusters)?.id).toBe(id);
  });

  it.each([
    ["nobody has that name", "west"],
    ["two have that nickname", "tyne"],
    ["two have that name", "Tech East"],
    ["nothing was written", " "],
  ])("is not found when %s", (_, text) => {
    expect(findCluster(text, clusters)).toBeNull();
  });
});
