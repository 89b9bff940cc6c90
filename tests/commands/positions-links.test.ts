import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { importPositions } from "../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../src/directory/positions/stated-position.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { PositionHouse } from "../support/position-house.ts";

const { positionDocuments: words, permit } = english;
const topic = "R&D tax credits";
const minutes = "Minutes of May";

const line: StatedPosition = {
  owner: "fed",
  topic,
  alsoCalled: ["research credits"],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "On credits",
  text: "Keep them.",
  status: "adopted",
  from: "2024-01-09",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};

/** Sources among it. */
function shownBy({ blocks }: Reply): string {
  return JSON.stringify(blocks);
}

let house: PositionHouse;
beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(async () => {
  await house.database.pool.query("DELETE FROM document");
  await house.empty();
  const made = { by: null, dryRun: false, now: house.now };
  const needs = { store: house.store, newId: () => crypto.randomUUID() };
  await importPositions([{ label: "a.md", stated: line }], made, needs);
  const common = { clusterId: "fed", kind: "minutes", publishedOn: "2026-05-12" } as const;
  const board = { ...common, audience: "board" } as const;
  await createDocumentStore(house.database.pool, weighPassage).store(
    [
      aDocument("a", { ...common, title: minutes, positions: [topic] }),
      aDocument("b", { ...common, title: "Minutes of June" }),
      aDocument("c", { ...common, title: "Minutes of June, corrected" }),
      aDocument("d", { ...board, title: "Board paper on credits", positions: [topic] }),
    ],
    null,
  );
});

describe("documents that belong to a position", () => {
  it.each(["positions list", "positions history"])(
    "are shown by /cluster %s to those who may read them",
    async (command) => {
      const text = shownBy(await house.says("mia", command, topic));

      expect(text).toContain(minutes);
      expect(text).toContain("minutes, The Federation, 12 May 2026");
      expect(text).not.toContain("Board paper");
    },
  );

  it("are corrected by whoever may propose, and stay so", async () => {
    const taken = await house.says("sam", "positions unlink", `${topic} minutes of may`);
    expect(taken.summary).toBe(words.saved.unlink(minutes, topic));

    const given = await house.says("sam", "positions link", `research credits: june corrected`);
    expect(given.summary).toBe(words.saved.link("Minutes of June, corrected", topic));

    const text = shownBy(await house.says("mia", "positions list", topic));
    expect(text).toContain("Minutes of June, corrected");
    expect(text).not.toContain(minutes);
  });

  it("are asked for where several may be meant", async () => {
    const asked = await house.says("sam", "positions link", `${topic} june`);

    expect(asked.summary).toBe(words.several("june"));
    const [first] = buttonsOf(asked);
    const given = await house.presses("sam", asked, first?.label ?? "");
    expect(given.summary).toBe(words.saved.link("Minutes of June", topic));
    const again = await house.presses("sam", asked, first?.label ?? "");
    expect(again.summary).toBe(words.already.link("Minutes of June", topic));
  });

  it.each([
    ["nothing", "", words.which.link],
    ["no document", topic, words.which.link],
    ["no such position", "Trains minutes of may", words.unknownPosition("Trains minutes of may")],
    ["no such document", `${topic} poem`, words.unknownDocument.link("poem")],
  ])("are not changed by naming %s", async (_, text, sentence) => {
    expect((await house.says("sam", "positions link", text)).summary).toBe(sentence);
  });

  it("are not changed by others", async () => {
    const refused = await house.says("mia", "positions unlink", `${topic} ${minutes}`);

    expect(Object.values(permit)).toContain(refused.summary);
    expect(shownBy(await house.says("mia", "positions list", topic))).toContain(minutes);
  });
});
