import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createInquirySearch,
  knownInquiry,
  knownPosition,
} from "../../src/adapters/postgres/inquiry-search.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { knownVersion } from "../../src/adapters/postgres/position-search.ts";
import type { InquiryReader } from "../../src/directory/inquiries/inquiry-search.port.ts";
import { importPositions } from "../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../src/directory/positions/stated-position.ts";
import { anInquiry, InquiryDesk } from "../support/inquiry-desk.ts";

const now = new Date("2026-12-05T12:00:00Z");

const line: StatedPosition = {
  owner: "fed",
  topic: "pangolin",
  alsoCalled: [],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "On pangolin",
  text: "We ask for more.",
  status: "adopted",
  from: "2026-01-01",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const secret = new Date("2026-12-24T09:00:00Z");
const positions: readonly StatedPosition[] = [
  line,
  { ...line, topic: "potoroo", title: "On potoroo", audience: "members", audienceClusters: ["c1"] },
  { ...line, topic: "galah", title: "On galah", audience: "board", audienceClusters: ["c2"] },
  { ...line, topic: "bilby", title: "On bilby", embargoUntil: secret },
  { ...line, topic: "numbat", title: "On numbat", status: "draft", from: null },
];

let desk: InquiryDesk;

beforeAll(async () => {
  desk = await InquiryDesk.open(3);
  const outcomes = await importPositions(
    positions.map((stated) => ({ label: stated.title, stated })),
    { by: null, dryRun: false, now },
    { store: desk.positions.store, newId: () => crypto.randomUUID() },
  );
  expect(outcomes.filter(({ fate }) => fate !== "new")).toEqual([]);
  await desk.positions.consultation({ title: "A kakapo", asked: ["c1"] }, { topic: "kakapo" });
  const all = (await desk.positions.store.all()).map(({ id }) => id);
  await desk.add({ title: "for everybody", positions: all, asked: [] });
  const audienceClusters = ["c1"];
  await desk.add({ title: "for members", audience: "members", audienceClusters, positions: all, asked: [] });
  await desk.add({
    title: "for a board",
    audience: "board",
    audienceClusters: ["c2"],
    positions: all,
    asked: ["c3"],
  });
});
afterAll(() => desk.close());

const nobody: InquiryReader = { readership: { memberOf: [], boardOf: [] }, worksFor: [] };
const reader = (memberOf: string[], boardOf: string[], worksFor: string[] = []): InquiryReader => {
  return { readership: { memberOf, boardOf }, worksFor };
};

async function told(by: InquiryReader, pool: Pick<Database["pool"], "query"> = desk.pool, at = now) {
  const found = await createInquirySearch(pool).all(by, at);
  const topics = new Set(found.flatMap((one) => one.positions.map(({ topic }) => topic)));
  return { titles: found.map(({ title }) => title.split(" ").at(-1)), topics: [...topics].toSorted(), found };
}

describe("what is found of inquiries", () => {
  it.each([
    ["everybody", nobody, ["everybody"], ["pangolin"]],
    ["members of the first", reader(["c1"], []), ["everybody", "members"], ["pangolin", "potoroo"]],
    ["the board of the second", reader(["c2"], ["c2"]), ["board", "everybody"], ["galah", "pangolin"]],
    ["those who work for who is asked", reader([], [], ["c3"]), ["board", "everybody"], ["pangolin"]],
    [
      "those who work for the first, which is asked for a stance",
      reader(["c1"], [], ["c1"]),
      ["everybody", "members"],
      ["kakapo", "pangolin", "potoroo"],
    ],
    [
      "those who work for the owner",
      reader([], [], ["fed"]),
      ["board", "everybody", "members"],
      ["bilby", "galah", "kakapo", "numbat", "pangolin", "potoroo"],
    ],
  ])("is for %s what they may know", async (_, by, titles, topics) => {
    const all = await told(by);

    expect(all.titles).toEqual(titles);
    expect(all.topics).toEqual(topics);
  });

  it("says of what is drafted, asked about or under embargo nothing but that it is there, and to those who may know", async () => {
    const { found } = await told(reader(["c1"], [], ["c1"]));

    const [first] = found;
    expect(first?.positions.find(({ topic }) => topic === "kakapo")).toMatchObject({
      line: null,
      isConsulting: true,
      awaits: ["c1"],
    });
    const shown = JSON.stringify((await told(nobody)).found);
    expect(shown).not.toMatch(/bilby|numbat|kakapo|potoroo|galah|slack:/);
    expect((await told(nobody, desk.pool, secret)).topics).toEqual(["bilby", "pangolin"]);
  });

  it("is for each cluster of many what it is for that one alone", async () => {
    const { found } = await told(reader([], [], ["fed"]));
    const asked = found.flatMap(({ id }) =>
      ["c1", "c2", "c3", "fed"].map((cluster) => ({ inquiry: id, cluster })),
    );

    const each = await desk.search.bearingFor(asked, now);

    expect(each).toHaveLength(asked.length);
    for (const { inquiry, cluster, positions: bearing } of each) {
      const alone = await told(reader([cluster, "fed"], [], [cluster]));
      const one = alone.found.find(({ id }) => id === inquiry);
      if (one !== undefined) expect(bearing).toEqual(one.positions);
    }
    expect(JSON.stringify(each.filter(({ cluster }) => cluster === "c2"))).not.toMatch(
      /bilby|numbat|kakapo|potoroo|galah/,
    );
  });

  it.each([
    ["inquiries", knownInquiry, "true", "members"],
    ["positions", knownPosition, "true", "numbat"],
    ["versions", knownVersion, "true", "bilby"],
  ])("would be more without the condition on %s", async (_, condition, instead, leaked) => {
    const used =
      "($1::text[] IS NOT NULL AND $2::text[] IS NOT NULL AND $3::timestamptz IS NOT NULL AND $4::text[] IS NOT NULL)";
    const query = (statement: string, values: unknown[]) =>
      desk.pool.query(statement.replaceAll(condition, `(${instead} AND ${used})`), values);
    const careless = { query } as Pick<Database["pool"], "query">;

    expect(JSON.stringify(await told(nobody))).not.toContain(leaked);
    expect(JSON.stringify(await told(nobody, careless))).toContain(leaked);
  });

  it("has no account of whoever answered", async () => {
    const inquiry = await desk.add({ title: "with an answer", asked: ["c1"] });
    await desk.says(inquiry, "c1");

    const { found } = await told(nobody);

    expect(found.find(({ id }) => id === inquiry.id)?.asked).toMatchObject([{ answer: { kind: "own" } }]);
    expect(JSON.stringify(found)).not.toContain("slack:");
    expect(anInquiry.audience).toBe("public");
  });
});
