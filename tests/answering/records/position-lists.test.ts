// Lists of lines: how many there are, whose review is overdue, and which texts there were.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const line: StatedPosition = {
  owner: "tyne-tech",
  topic: "Harbours",
  alsoCalled: [],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "Harbours, first",
  text: "Harbours need fibre.",
  status: "superseded",
  from: "2021-03-01",
  until: "2023-04-03",
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const second: StatedPosition = {
  ...line,
  version: 2,
  title: "Harbours, second",
  status: "adopted",
  from: "2023-04-03",
  until: null,
  reviewOn: "2026-05-06",
};
const many = Array.from(
  { length: 35 },
  (_, index): StatedPosition => ({
    ...second,
    owner: "fed",
    topic: `Subject ${index + 1}`,
    version: 1,
    title: `The Federation on subject ${index + 1}`,
    reviewOn: null,
  }),
);
const positions = [
  line,
  second,
  { ...second, topic: "Canals", version: 1, title: "On canals", reviewOn: "2027-03-01" },
  ...many,
];

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
    { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["tyne"] },
  ]);
  const outcomes = await importPositions(
    positions.map((stated) => ({ label: stated.title, stated })),
    { by: null, dryRun: false, now: new Date("2026-11-20T12:00:00Z") },
    { store: createPositionStore(desk.database.pool), newId: () => crypto.randomUUID() },
  );
  expect(outcomes.filter(({ fate }) => fate === "refused")).toEqual([]);
});
afterAll(() => desk.close());

describe("a list of lines", () => {
  test("says how many there are, though not all are shown", async () => {
    const { text } = await desk.ask("list all of the federation's positions");

    expect(text).toContain("There are lines on 35 subjects");
    expect(text).toContain("… and 5 more.");
  });

  test.each(["what lines does tyne have", "which lines have tyne got?", "list tyne's lines"])(
    "is asked for as lines too: “%s”",
    async (question) => {
      const { text } = await desk.ask(question);

      expect(text).toContain("On canals");
      expect(text).toContain("Harbours, second");
    },
  );

  test("of those overdue for review has no others, and says so where there is none", async () => {
    const overdue = await desk.ask("which of tyne's positions are overdue for review");
    const later = await desk.ask("which positions of tyne are due for review in 2027");
    const none = await desk.ask("which of the federation's positions are overdue for review");

    expect(overdue.text).toContain("Harbours, second");
    expect(overdue.text).not.toContain("canals");
    expect(later.text).toContain("On canals");
    expect(later.text).not.toContain("Harbours");
    expect(none.text).toContain("I know of no line whose review is overdue");
  });

  test.each(["show me every text tyne has had on harbours", "which texts has tyne had on harbours"])(
    "of texts has all of them: “%s”",
    async (question) => {
      const { text } = await desk.ask(question);

      expect(text).toContain("Harbours: 2 texts");
    },
  );
});
