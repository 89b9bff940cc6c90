import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const line: StatedPosition = {
  owner: "aire-tech",
  topic: "Skills passports",
  alsoCalled: ["digital badges"],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "Passports, first",
  text: "Every learner should have a passport.",
  status: "superseded",
  from: "2020-02-10",
  until: "2022-10-03",
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: "https://example.org/passports",
  stances: [],
};
const current = { status: "adopted", until: null } as const;
const signed = { cluster: "aire-tech", kind: "sign", reason: null, role: "chair" } as const;
const positions: readonly StatedPosition[] = [
  line,
  {
    ...line,
    ...current,
    version: 2,
    title: "Passports, second",
    text: "Every learner should have a passport. Employers should pay for the register behind it.",
    from: "2022-10-03",
    reviewOn: "2027-10-04",
    stances: [{ ...signed, at: new Date("2022-09-26T12:00:00Z") }],
  },
  {
    ...line,
    ...current,
    owner: "tyne-tech",
    topic: "Procurement",
    alsoCalled: ["tendering"],
    title: "On buying",
    text: "Councils should publish every tender in one place.",
  },
  {
    ...line,
    ...current,
    owner: "tyne-tech",
    topic: "Start-ups",
    alsoCalled: ["startups"],
    title: "On young firms",
    text: "We co-signed the call of Coadec for them.",
  },
  {
    ...line,
    topic: "Harbour mayor",
    alsoCalled: [],
    title: "A mayor",
    text: "One mayor.",
    status: "draft",
    from: null,
    until: null,
  },
];

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: [] },
    { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
    { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["tyne"] },
  ]);
  const outcomes = await importPositions(
    positions.map((stated, index) => ({ label: `${index}.md`, stated })),
    { by: null, dryRun: false, now: new Date("2026-11-20T12:00:00Z") },
    { store: createPositionStore(desk.database.pool), newId: () => crypto.randomUUID() },
  );
  expect(outcomes.map(({ fate }) => fate)).toEqual(positions.map(() => "new"));
});
afterAll(() => desk.close());

describe("a position is found, whatever words ask for it", () => {
  test.each([
    ["by its name alone", "skills passports pls", ["Employers should pay"]],
    ["by one word beside its owner", "tyne tendering", ["publish every tender"]],
    ["with a slip in the word that asks", "whats aires posiiton on digital badges", ["Employers should pay"]],
    ["by the words of its text", "do tyne want councils to publish tenders", ["publish every tender"]],
    [
      "by who stands behind it, where only its text says so",
      "who else is behind tynes start-ups line",
      ["Coadec"],
    ],
    [
      "as the first of its texts",
      "when did aire first take a position on skills passports",
      ["10 February 2020"],
    ],
    ["as the one before", "the previous text of aires skills passports position", ["Passports, first"]],
    [
      "with the day it was signed",
      "who signed aires skills passports line and on what day",
      ["26 September 2022"],
    ],
    [
      "with where it is published",
      "where is the skills passports line published",
      ["https://example.org/passports"],
    ],
    ["with whoever has one", "which clusters have a line on procurement", ["Tyne Tech"]],
    [
      "among all there are",
      "List everything Aire has a position on please, I sit on the board",
      ["Skills passports"],
    ],
    [
      "among those that are to be reviewed",
      "when is each of the aire positions up for review",
      ["4 October 2027"],
    ],
  ])("%s", async (_, question, parts) => {
    const { text, outcome } = await desk.ask(question);

    expect(outcome).toBe("answered");
    for (const part of parts) expect(text).toContain(part);
    expect(text).not.toMatch(/mayor/iu);
  });

  test("by what its text is about, once documents do not answer", async () => {
    const consulted = await desk.consult("who would pay for the passport register");

    expect(consulted).toMatchObject({ kind: "documents", otherwise: null });
    const near = consulted.kind === "documents" ? await consulted.near?.() : null;
    expect(near).toMatchObject({ kind: "position", lines: [{ current: { title: "Passports, second" } }] });
  });
});

describe("no position is told", () => {
  test.each([
    ["a word that may mean anything", "who will get the tender"],
    ["a name that goes on", "do aire and tyne differ on start-up visas"],
    ["what no text is about", "what does aire say on quantum computing"],
    ["what nobody is to know of", "what does aire say about a harbour mayor"],
  ])("for %s", async (_, question) => {
    const consulted = await desk.consult(question);

    const near = consulted.kind === "documents" ? await consulted.near?.() : null;
    expect(near ?? null).toBeNull();
    expect((await desk.ask(question)).text).not.toMatch(/Passports,|On buying|On young firms|One mayor/u);
  });

  test.each([
    "should we sign aires line on skills passports or not",
    "which is better, aires or tynes procurement line",
    "pls sign the skills passports position for us",
  ])("where people decide: %s", async (question) => {
    expect((await desk.ask(question)).outcome).toBe("abstained");
  });
});
