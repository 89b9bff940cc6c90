import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { readPositionDays } from "../../../src/answering/records/days-of-positions.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { readershipFor } from "../../../src/people/readership.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const clusters = [
  { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
  { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire", "leeds"] },
  { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["tyne", "newcastle"] },
];

const line: StatedPosition = {
  owner: "aire-tech",
  topic: "Devolution",
  alsoCalled: ["local powers"],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "Powers, first",
  text: "Skills belong to the county. Funding stays national.",
  status: "superseded",
  from: "2021-03-01",
  until: "2025-05-06",
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const said = (cluster: string, kind: "sign" | "dissent", reason: string | null = null) => {
  return { cluster, kind, reason, role: "chair", at: new Date("2025-05-01T12:00:00Z") };
};
const embargo = { embargoUntil: new Date("2027-01-12T09:00:00Z"), from: "2027-01-12", until: null };
const positions: readonly StatedPosition[] = [
  line,
  {
    ...line,
    version: 2,
    title: "Powers, second",
    text: "Skills belong to the county. Funding belongs to the county as well.",
    from: "2025-05-06",
    until: "2027-01-12",
    reviewOn: "2026-05-06",
    stances: [said("aire-tech", "sign"), said("tyne-tech", "dissent", "It is too little to split.")],
  },
  {
    ...line,
    version: 3,
    title: "A harbour mayor",
    text: "There should be a mayor.",
    status: "adopted",
    ...embargo,
  },
  {
    ...line,
    owner: "tyne-tech",
    title: "Tyne on powers",
    text: "Funding stays national, with an office in every region.",
    status: "adopted",
    from: "2022-09-05",
    until: null,
  },
  {
    ...line,
    owner: "fed",
    topic: "R&D tax credits",
    alsoCalled: ["R&D relief"],
    title: "On R&D",
    text: "Less relief holds back growth.",
    status: "adopted",
    from: "2022-11-17",
    until: null,
  },
  {
    ...line,
    owner: "tyne-tech",
    topic: "Procurement",
    alsoCalled: [],
    title: "On buying",
    text: "Publish every tender.",
    status: "withdrawn",
    from: "2019-05-20",
    until: "2024-02-01",
  },
  {
    ...line,
    topic: "AI procurement",
    alsoCalled: [],
    title: "Artificial minds",
    text: "Buy none.",
    status: "draft",
    from: null,
    until: null,
  },
  {
    ...line,
    topic: "Business rates",
    alsoCalled: [],
    title: "Shared desks",
    text: "Desks pay nothing.",
    status: "adopted",
    from: "2026-03-02",
    until: null,
    audience: "board",
    audienceClusters: ["aire-tech"],
  },
];

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await RecordsDesk.open(clusters);
  const files = positions.map((stated, index) => ({ label: `${index}.md`, stated }));
  const outcomes = await importPositions(
    files,
    { by: null, dryRun: false, now: new Date("2026-11-20T12:00:00Z") },
    { store: createPositionStore(desk.database.pool), newId: () => crypto.randomUUID() },
  );
  expect(outcomes.map(({ fate }) => fate)).toEqual(positions.map(() => "new"));
});
afterAll(() => desk.close());

const aireMember = { cluster: "aire-tech", readership: readershipFor("members", "aire-tech", "fed") };
const aireBoard = { cluster: "aire-tech", readership: readershipFor("board", "aire-tech", "fed") };

describe("a question on a position is told from the register", () => {
  test.each([
    ["whats our line on r&d tax credits", ["Less relief holds back growth.", "4 years ago", "no later text"]],
    ["the line on r and d relief pls", ["Less relief"]],
    [
      "is aires devolution position still current",
      ["still the line", "due on 6 May 2026", "that day is past"],
    ],
    ["what did aire say on devolution in 2022", ["Funding stays national.", "1 March 2021"]],
    ["aire devolution position on 6 may 2025", ["belongs to the county as well"]],
    ["is tynes procurement position still in force", ["withdrawn on 1 February 2024"]],
    [
      "who signed aires devolution paper",
      ["Signed by Aire Tech", "Dissented: Tyne Tech (“It is too little to split.”)"],
    ],
    ["why did tyne not sign aires devolution position", ["Tyne Tech did not sign", "too little to split"]],
    ["who signed up to our r&d tax credits line", ["doesn't say who signed"]],
    [
      "do aire and tyne differ on devolution",
      ["Side by side", "an office in every region", "county as well"],
    ],
    ["what changed in aires devolution position", ["Funding belongs to the county as well."]],
    ["when is aires devolution position reviewed", ["6 May 2026"]],
    ["which positions does tyne have", ["Devolution", "Procurement"]],
  ])("%s", async (question, parts) => {
    const { text, outcome } = await desk.ask(question);

    expect(outcome).toMatch(/answered|partial/u);
    for (const part of parts) expect(text).toContain(part);
  });

  test("where only one of two has a line, the other is said to have none", async () => {
    const { text, outcome } = await desk.ask("do aire and tyne differ on procurement");

    expect(outcome).toBe("partial");
    expect(text).toContain("I know of no line of Aire Tech on this.");
  });

  test("own comes before the federation's, and the board reads its own", async () => {
    expect((await desk.ask("whats our line on business rates", { reader: aireBoard })).text).toContain(
      "Desks pay",
    );
  });

  test("what is adopted once the embargo is over is the line then", async () => {
    const asked = { at: "2027-01-12T09:00" };

    expect((await desk.ask("whats aires line on devolution", asked)).text).toContain(
      "There should be a mayor.",
    );
  });
});

describe("nobody learns of a text they may not know of", () => {
  const questions = [
    "whats aires line on devolution",
    "is aire working on a new devolution position",
    "what will aires devolution line be in february 2027",
    "how many versions of aires devolution position are there",
    "history of aires devolution position",
    "when is aires devolution position reviewed",
    "list all aire positions",
    "whats aires line on ai procurement",
    "is there a draft position on ai procurement",
    "whats aires line on business rates",
    "has aire said anything about a harbour mayor",
  ];

  test.each(questions)("%s", async (question) => {
    for (const reader of [undefined, aireMember]) {
      const { text } = await desk.ask(question, reader === undefined ? {} : { reader });

      expect(text).not.toMatch(
        /harbour mayor\b(?!\?)|should be a mayor|artificial minds|buy none|shared desks|desks pay|2027|embargo/iu,
      );
    }
  });

  test("one that is hidden is told in the same words as one that is not there", async () => {
    const hidden = await desk.ask("whats aires line on ai procurement", { reader: aireBoard });
    const absent = await desk.ask("whats aires line on silk weaving", { reader: aireBoard });

    expect(hidden).toEqual(absent);
  });
});

describe("days are read as of the past", () => {
  const today = Temporal.PlainDate.from("2026-11-25");
  test.each([
    ["in 2021", "2021-01-01", "2021-12-31"],
    ["back in june 2022", "2022-06-01", "2022-06-30"],
    ["on 5 may 2025", "2025-05-05", "2025-05-05"],
    ["on 2025-05-06", "2025-05-06", "2025-05-06"],
    ["before May 2025", "2025-04-30", "2025-04-30"],
    ["at the end of 2023", "2023-12-31", "2023-12-31"],
    ["at the start of may 2022", "2022-05-01", "2022-05-01"],
    ["yesterday", "2026-11-24", "2026-11-24"],
    ["this year", "2026-01-01", "2026-12-31"],
    ["last year", "2025-01-01", "2025-12-31"],
    ["two years ago", "2024-11-25", "2024-11-25"],
  ])("%s", (text, from, until) => {
    const [read] = readPositionDays(text, today);

    expect(read?.days.from.toString()).toBe(from);
    expect(read?.days.until.toString()).toBe(until);
  });

  test("a day that does not exist is none", () => {
    expect(readPositionDays("on 31.02.2025", today).map(({ days }) => days.from.toString())).toEqual([
      "2025-01-01",
    ]);
  });
});
