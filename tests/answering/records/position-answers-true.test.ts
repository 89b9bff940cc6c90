// What an answer says beside a text is true of what readers may know: who else has a line, whether there is one now.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { weighPassage } from "../../../src/knowledge/weigh-passage.ts";
import { readershipFor } from "../../../src/people/readership.ts";
import { aDocument } from "../../support/documents-to-store.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const line: StatedPosition = {
  owner: "aire-tech",
  topic: "Devolution",
  alsoCalled: [],
  audience: "public",
  audienceClusters: [],
  isSample: true,
  version: 1,
  title: "Aire on powers",
  text: "Funding stays national.",
  status: "adopted",
  from: "2021-03-01",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const ended = { status: "withdrawn", from: "2019-05-20", until: "2020-02-01" } as const;
const positions: readonly StatedPosition[] = [
  line,
  { ...line, owner: "tyne-tech", title: "Tyne on powers", ...ended },
  { ...line, owner: "fed", title: "The Federation on powers", from: "2025-01-01" },
  { ...line, owner: "tyne-tech", topic: "Harbours", title: "Harbours, first", ...ended },
  { ...line, owner: "tyne-tech", topic: "Harbours", title: "Harbours, second", version: 2 },
  { ...line, owner: "aire-tech", topic: "Canals", title: "Canals, first", ...ended },
];
const aireMember = { cluster: "aire-tech", readership: readershipFor("members", "aire-tech", "fed") };

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
    { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
    { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["tyne"] },
  ]);
  const outcomes = await importPositions(
    positions.map((stated) => ({ label: stated.title, stated })),
    { by: null, dryRun: false, now: new Date("2026-11-20T12:00:00Z") },
    { store: createPositionStore(desk.database.pool), newId: () => crypto.randomUUID() },
  );
  expect(outcomes.filter(({ fate }) => fate === "refused")).toEqual([]);
  const minutes = {
    clusterId: "fed",
    kind: "minutes",
    audience: "public",
    positions: ["Devolution"],
  } as const;
  const written = { ...minutes, title: "Minutes of May", publishedOn: "2026-05-01", text: "Powers." };
  const documents = [{ ...aDocument("minutes.md", written), fingerprint: "1" }];
  await createDocumentStore(desk.database.pool, weighPassage).store(documents, null);
});
afterAll(() => desk.close());

describe("an answer on a position", () => {
  test("names no other cluster as having a line that was withdrawn", async () => {
    const { text } = await desk.ask("whats our line on devolution", { reader: aireMember });

    expect(text).toContain("The Federation on powers");
    expect(text).not.toMatch(/Others have a line|Tyne/u);
  });

  test("says that there is no line now only where there is none", async () => {
    const later = await desk.ask("history of tynes harbours position");
    const none = await desk.ask("is aires canals position still valid");

    expect(later.text).toContain("withdrawn on 1 February 2020");
    expect(later.text).not.toContain("There is no line on this now.");
    expect(none.text).toContain("There is no line on this now.");
  });

  test("shows documents of those positions alone that it tells", async () => {
    const then = await desk.ask("what was our line on devolution in 2022", { reader: aireMember });
    const now = await desk.ask("whats our line on devolution", { reader: aireMember });

    expect(then.text).not.toMatch(/The Federation on powers|Minutes of May/u);
    expect(now.text).toContain("Minutes of May");
  });

  test("says that what it shows instead is made up", async () => {
    expect((await desk.ask("what was aires line on devolution in 2015")).text).toContain("made-up SAMPLE");
  });
});
