import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPositionSearch, knownVersion } from "../../src/adapters/postgres/position-search.ts";
import { importPositions } from "../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../src/directory/positions/stated-position.ts";
import type { Readership } from "../../src/shared/audience.ts";
import { closes, PositionDesk } from "../support/position-desk.ts";

const now = new Date("2026-12-05T12:00:00Z");
const secret = new Date("2026-12-24T09:00:00Z");

/** A version of a file, as it is where nothing else is said. */
function stated(changed: Partial<StatedPosition> & Pick<StatedPosition, "topic">): StatedPosition {
  const version = changed.version ?? 1;
  return {
    owner: "fed",
    alsoCalled: [`${changed.topic} words`],
    audience: "public",
    audienceClusters: [],
    isSample: false,
    version,
    title: `On ${changed.topic}, ${version}`,
    text: `We ask for ${changed.topic} in ${version} ways.`,
    status: "adopted",
    from: `202${version}-01-01`,
    until: null,
    reviewOn: null,
    embargoUntil: null,
    quorum: null,
    link: null,
    stances: [
      { cluster: "c1", kind: "sign", role: "chair", at: new Date("2020-01-01T12:00:00Z"), reason: null },
    ],
    ...changed,
  };
}

const replaced = { status: "superseded", until: "2022-01-01" } as const;
const draft = { status: "draft", from: null, stances: [] } as const;
const members = { audience: "members", audienceClusters: ["c1"] } as const;
const board = { audience: "board", audienceClusters: ["c2"] } as const;

/** What is in a file, who may know of it, and how it is to them who may not know of what came after it. */
interface Kept {
  readonly stated: StatedPosition;
  readonly known: "everybody" | "members" | "board" | "nobody";
  readonly instead?: Partial<StatedPosition>;
}

const kept: readonly Kept[] = [
  { known: "everybody", stated: stated({ topic: "pangolin", ...replaced }) },
  { known: "everybody", stated: stated({ topic: "pangolin", version: 2 }) },
  // The older one is the line to everybody until the embargo is over.
  {
    known: "everybody",
    stated: stated({ topic: "quokka", ...replaced }),
    instead: { status: "adopted", until: null },
  },
  {
    known: "nobody",
    stated: stated({ topic: "quokka", version: 2, alsoCalled: ["quoll"], embargoUntil: secret }),
  },
  { known: "everybody", stated: stated({ topic: "wombat" }) },
  {
    known: "nobody",
    stated: stated({ topic: "wombat", version: 2, alsoCalled: ["womble"], ...draft }),
  },
  { known: "nobody", stated: stated({ topic: "numbat", ...draft }) },
  { known: "nobody", stated: stated({ topic: "bilby", embargoUntil: secret }) },
  { known: "nobody", stated: stated({ topic: "dugong", status: "withdrawn", from: null }) },
  { known: "everybody", stated: stated({ topic: "echidna", status: "withdrawn", until: "2023-05-01" }) },
  { known: "members", stated: stated({ topic: "potoroo", ...members }) },
  { known: "board", stated: stated({ topic: "galah", ...board, ...replaced }) },
  { known: "board", stated: stated({ topic: "galah", version: 2, ...board }) },
];

const readers: Readonly<
  Record<string, { readonly may: readonly Kept["known"][]; readonly readership: Readership }>
> = {
  everybody: { may: ["everybody"], readership: { memberOf: [], boardOf: [] } },
  "members of the first": { may: ["everybody", "members"], readership: { memberOf: ["c1"], boardOf: [] } },
  "the board of the first": {
    may: ["everybody", "members"],
    readership: { memberOf: ["c1"], boardOf: ["c1"] },
  },
  "the board of the second": {
    may: ["everybody", "board"],
    readership: { memberOf: ["c2"], boardOf: ["c2"] },
  },
};

async function registerOf(files: readonly StatedPosition[]): Promise<PositionDesk> {
  const desk = await PositionDesk.open(3);
  const outcomes = await importPositions(
    files.map((one) => ({ label: one.title, stated: one })),
    { by: null, dryRun: false, now },
    { store: desk.store, newId: () => crypto.randomUUID() },
  );
  expect(outcomes.filter(({ fate }) => fate !== "new")).toEqual([]);
  return desk;
}

/** Everything a search tells, but for ids that are made up anew each time. */
async function told(pool: Pick<Database["pool"], "query">, readership: Readership, at = now) {
  const search = createPositionSearch(pool);
  const topics = await search.topics(readership, at);
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM position");
  const versions = await search.versions(
    rows.map(({ id }) => id),
    readership,
    at,
  );
  return {
    topics: topics.map(({ positionId: _, ...topic }) => topic),
    versions: versions
      .map(({ versionId: _v, positionId: _p, number: _n, fingerprint: _f, ...version }) => version)
      .toSorted((left, right) => (left.title < right.title ? -1 : 1)),
  };
}

let whole: PositionDesk;
beforeAll(async () => {
  whole = await registerOf(kept.map((one) => one.stated));
  // What clusters are asked for in chat, of a position that is known and of one that is not.
  await whole.consultation({ title: "A kakapo" }, { topic: "kakapo" });
  await whole.consultation({ title: "A pangolin again", closes }, { topic: "pangolin" });
});
afterAll(() => whole.close());

describe("what is found of positions", () => {
  it.each(Object.entries(readers))(
    "is for %s the same as if there were only what they may know",
    async (_, { may, readership }) => {
      const files = kept.filter(({ known }) => may.includes(known));
      const only = await registerOf(files.map((one) => ({ ...one.stated, ...one.instead })));

      const found = await told(whole.database.pool, readership);

      expect(found).toEqual(await told(only.database.pool, readership));
      expect(found.versions).toHaveLength(files.length);
      expect(JSON.stringify(found)).not.toMatch(/quoll|womble|numbat|bilby|dugong|kakapo/);
      await only.close();
    },
  );

  it("is more once an embargo is over", async () => {
    const { versions } = await told(whole.database.pool, { memberOf: [], boardOf: [] }, secret);

    const quokka = versions.filter(({ topic }) => topic === "quokka");
    expect(quokka.map(({ status, until }) => [status, until])).toEqual([
      ["superseded", "2022-01-01"],
      ["adopted", null],
    ]);
    expect(versions.some(({ topic }) => topic === "bilby")).toBe(true);
  });

  it("has no stance of a cluster that left, and not of who was asked", async () => {
    const desk = await registerOf([stated({ topic: "pangolin" })]);
    await desk.database.pool.query("UPDATE position_asked SET left_at = now()");

    const { versions } = await told(desk.database.pool, { memberOf: [], boardOf: [] });

    expect(versions).toMatchObject([{ asked: [], stances: [] }]);
    await desk.close();
  });

  it("would be more without the condition on versions", async () => {
    const query = (statement: string, values: unknown[]) =>
      whole.database.pool.query(
        statement.replaceAll(
          knownVersion,
          "($1::text[] IS NOT NULL AND $2::text[] IS NOT NULL AND $3::timestamptz IS NOT NULL)",
        ),
        values,
      );
    const careless = { query } as Pick<Database["pool"], "query">;
    const nobody = { memberOf: [], boardOf: [] };

    const [found, leaking] = [await told(whole.database.pool, nobody), await told(careless, nobody)];

    expect(leaking.versions.length).toBeGreaterThan(found.versions.length + 5);
    expect(JSON.stringify(leaking)).toMatch(/numbat.*bilby|bilby.*numbat/);
  });
});
