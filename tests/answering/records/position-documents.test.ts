import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import type { DocumentMetadata } from "../../../src/knowledge/document.ts";
import type { DocumentToStore } from "../../../src/knowledge/document-store.port.ts";
import { weighPassage } from "../../../src/knowledge/weigh-passage.ts";
import { readershipFor } from "../../../src/people/readership.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { aDocument } from "../../support/documents-to-store.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const line: StatedPosition = {
  owner: "fed",
  topic: "R&D tax credits",
  alsoCalled: ["R&D relief"],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "On R&D",
  text: "Less relief holds back growth.",
  status: "adopted",
  from: "2022-11-17",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const aireMember = { cluster: "aire-tech", readership: readershipFor("members", "aire-tech", "fed") };
const aireBoard = { cluster: "aire-tech", readership: readershipFor("board", "aire-tech", "fed") };

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: [] },
    { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
  ]);
  await importPositions(
    [{ label: "rd.md", stated: line }],
    { by: null, dryRun: false, now: new Date("2026-11-20T12:00:00Z") },
    { store: createPositionStore(desk.database.pool), newId: () => crypto.randomUUID() },
  );
});
afterAll(() => desk.close());

describe("documents that belong to a position", () => {
  const minutes = { clusterId: "fed", kind: "minutes", audience: "public" } as const;
  const store = (documents: readonly DocumentToStore[]) =>
    createDocumentStore(desk.database.pool, weighPassage).store(documents, null);
  const read = (publishedOn: string, text: string, other: Partial<DocumentMetadata> = {}) =>
    store(
      [
        aDocument("minutes.md", {
          ...minutes,
          title: "R&D tax credits: minutes",
          ...other,
          publishedOn,
          text: `${text} (${publishedOn})`,
        }),
      ].map((one) => ({ ...one, fingerprint: `${publishedOn} ${text}` })),
    );
  afterEach(async () => {
    await createDocumentStore(desk.database.pool, weighPassage).withdraw(["minutes.md"], onCommandLine);
  });
  const question = "whats our line on r&d tax credits";

  test("follow its text, with what kind they are, whose and of when", async () => {
    await read("2020-05-01", "R&D tax credits came up.");

    const { text } = await desk.ask(question);

    expect(text.indexOf("Less relief holds back growth.")).toBeLessThan(
      text.indexOf("R&D tax credits: minutes"),
    );
    expect(text).toContain("minutes, The Federation, the federation, as of 1 May 2020");
    expect(text).not.toMatch(/disagree|newer document/u);
  });

  test("are pointed out where they are newer, and said to disagree only where they do", async () => {
    await read("2025-05-01", "R&D tax credits came up.");
    expect((await desk.ask(question)).text).toContain("A newer document speaks of this");

    await read(
      "2025-05-01",
      "The group agreed that less relief does not hold back growth in R&D tax credits.",
    );
    const { text } = await desk.ask(question);

    expect(text).toContain("They disagree: “R&D tax credits: minutes”");
    expect(text).toContain("says the opposite");
    expect(text).not.toContain("A newer document");
  });

  test("do not disagree with a line that came after them", async () => {
    await read("2021", "We agreed that less relief does not hold back growth in R&D tax credits.");

    expect((await desk.ask(question)).text).not.toContain("They disagree");
  });

  test("say that a line has ended which the register still has", async () => {
    await read("2025-05-01", "The line on R&D tax credits was withdrawn in March.");

    expect((await desk.ask(question)).text).toContain("says that the line has ended");
  });

  test("are shown to those only who may read them", async () => {
    const board = { audience: "board", audienceClusters: ["aire-tech"] } as const;
    await read("2025-05-01", "The line on R&D tax credits was withdrawn in March.", board);

    expect((await desk.ask(question, { reader: aireMember })).text).not.toMatch(/minutes|disagree/u);
    expect((await desk.ask(question, { reader: aireBoard })).text).toContain("They disagree");
  });
});
