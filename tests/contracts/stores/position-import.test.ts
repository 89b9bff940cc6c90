import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPositionSearch } from "../../../src/adapters/postgres/position-search.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { publicReadership } from "../../../src/shared/audience.ts";
import { byPaula, opened, PositionDesk } from "../../support/position-desk.ts";

let desk: PositionDesk;
beforeAll(async () => {
  desk = await PositionDesk.open(4);
});
beforeEach(() => desk.empty());
afterAll(() => desk.close());

const first: StatedPosition = {
  owner: "fed",
  topic: "Skills",
  alsoCalled: ["levy"],
  audience: "public",
  audienceClusters: [],
  isSample: true,
  version: 1,
  title: "On skills",
  text: "We ask for a levy that small firms can use.",
  status: "superseded",
  from: "2019-05-01",
  until: "2022-11-17",
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [
    { cluster: "c1", kind: "sign", role: "chair", at: new Date("2019-04-01T12:00:00Z"), reason: null },
    {
      cluster: "c2",
      kind: "dissent",
      role: "chair",
      at: new Date("2019-04-02T12:00:00Z"),
      reason: "Too little.",
    },
  ],
};
const second: StatedPosition = {
  ...first,
  version: 2,
  text: "We ask for a levy that all firms can use.",
  status: "adopted",
  from: "2022-11-17",
  until: null,
  reviewOn: "2025-01-31",
  stances: [],
};

async function take(stated: readonly StatedPosition[], dryRun = false) {
  const files = stated.map((one, index) => ({ label: `${index}.md`, stated: one }));
  const outcomes = await importPositions(
    files,
    { by: byPaula, dryRun, now: opened },
    { store: desk.store, newId: () => crypto.randomUUID() },
  );
  return outcomes.map(({ fate, changes, problem }) => problem?.code ?? [fate, ...changes].join(" "));
}

async function kept() {
  const search = createPositionSearch(desk.database.pool);
  const topics = await search.topics(publicReadership, opened);
  const ids = topics.map(({ positionId }) => positionId);
  const found = await search.versions(ids, publicReadership, opened);
  return found.map(({ version, status, from, until }) => `${version} ${status} ${from} ${until}`);
}

const both = ["1 superseded 2019-05-01 2022-11-17", "2 adopted 2022-11-17 null"];

describe("an import of positions", () => {
  it.each([
    ["oldest first", [first, second]],
    ["newest first", [second, first]],
  ])("keeps versions with their stances, %s, and once", async (_, files) => {
    expect(await take(files)).toEqual(["new", "new"]);
    expect(await kept()).toEqual(both);
    expect(await take(files)).toEqual(["unchanged", "unchanged"]);
    const { rows } = await desk.database.pool.query(
      "SELECT cluster_id, kind::text, reason, account FROM position_stance ORDER BY cluster_id",
    );
    expect(rows).toEqual([
      { cluster_id: "c1", kind: "sign", reason: null, account: null },
      { cluster_id: "c2", kind: "dissent", reason: "Too little.", account: null },
    ]);
  });

  it("that is only tried changes nothing", async () => {
    expect(await take([first, second], true)).toEqual(["new", "new"]);
    expect(await kept()).toEqual([]);
    const { rowCount } = await desk.database.pool.query("SELECT FROM position");
    expect(rowCount).toBe(0);
  });

  it("supersedes what was the line when both files say so", async () => {
    const { until: _, ...rest } = first;
    const line: StatedPosition = { ...rest, status: "adopted", until: null };
    await take([line]);

    expect(await take([second])).toEqual(["two-lines"]);
    expect(await take([second, first])).toEqual(["new", "changed status"]);
    expect(await kept()).toEqual(both);
  });

  it("refuses another text of a version that is kept, and says what else changed", async () => {
    await take([first, second]);

    expect(await take([{ ...second, text: "We ask for no levy." }])).toEqual(["other-text"]);
    expect(await take([{ ...second, title: "On the levy" }])).toEqual(["other-text"]);
    expect(await take([{ ...second, from: "2022-11-18" }])).toEqual(["other-from"]);
    expect(await take([{ ...second, reviewOn: "2027-01-31", link: "https://example.org" }])).toEqual([
      "changed review link",
    ]);
    expect(await take([{ ...second, audience: "board", audienceClusters: ["c1"] }])).toEqual([
      "changed review audience",
    ]);
  });

  it("takes no other readers from what nobody knows yet, and tells of those of what they do", async () => {
    const board = { audience: "board", audienceClusters: ["fed"] } as const;
    await take([{ ...first, status: "withdrawn", ...board }]);
    const draft: StatedPosition = { ...second, status: "draft", from: null, stances: [] };

    expect(await take([draft])).toEqual(["new"]);
    expect(await kept()).toEqual([]);
    expect(await take([draft])).toEqual(["unchanged"]);
    expect(await take([second])).toEqual(["changed status audience"]);
    expect(await kept()).toHaveLength(2);
    const third = { ...second, version: 3, from: "2024-01-01" };
    const replaced: StatedPosition = { ...second, status: "superseded", until: third.from };
    expect(
      await take([
        { ...replaced, ...board },
        { ...third, ...board },
      ]),
    ).toEqual(["changed status audience", "new audience"]);
  });

  it("adds stances, and changes none", async () => {
    await take([first, second]);
    const [signed, dissent] = first.stances;
    if (signed === undefined || dissent === undefined) throw new Error("there are two");

    expect(await take([{ ...first, stances: [{ ...signed, kind: "abstain" }] }])).toEqual(["other-stance"]);
    expect(await take([{ ...first, stances: [signed, { ...dissent, cluster: "c3" }] }])).toEqual([
      "changed stances",
    ]);
  });

  it.each([
    ["a version that was superseded by nothing", [first], ["no-successor"]],
    [
      "a gap after what was superseded",
      [{ ...first, until: "2021-01-01" }, second],
      ["no-successor", "no-successor"],
    ],
    ["two lines on one day", [{ ...first, until: "2023-01-01" }, second], ["overlap", "overlap"]],
    ["two lines at once", [{ ...first, status: "adopted", until: null }, second], ["two-lines", "two-lines"]],
    ["one version twice", [second, second], ["new", "same-version"]],
    [
      "two audiences",
      [first, { ...second, audience: "members", audienceClusters: ["c1"] }],
      ["other-audience", "other-audience"],
    ],
    [
      "a draft before the line",
      [{ ...first, status: "draft", from: null, until: null, stances: [] }, second],
      ["draft-behind", "draft-behind"],
    ],
  ] as const)("refuses %s", async (_, files, outcomes) => {
    expect(await take(files)).toEqual(outcomes);
  });

  it("keeps a draft as one, and never takes back what the register did since", async () => {
    const draft: StatedPosition = { ...second, status: "draft", from: null, stances: [] };
    expect(await take([draft])).toEqual(["new"]);
    expect(await kept()).toEqual([]);
    const [version] = await desk.store.atWork(null);
    expect(version).toMatchObject({ version: 2, status: "draft", author: null });

    expect(await take([second])).toEqual(["changed status"]);

    expect(await kept()).toEqual(["2 adopted 2022-11-17 null"]);
    expect(await take([draft])).toEqual(["unchanged"]);
    expect(await kept()).toEqual(["2 adopted 2022-11-17 null"]);
  });

  it("never takes back other names and readers that were changed in the register", async () => {
    await take([first, second]);
    const line = (await desk.store.versions((await desk.store.all())[0]?.id ?? ""))[0];
    if (line === undefined) throw new Error("there is a line");
    const readers = { alsoCalled: ["talent"], audience: "board" } as const;
    const shown = { revision: line.revision, audienceBefore: "public" } as const;
    await desk.store.describe(line.id, readers, {
      ...shown,
      by: byPaula,
      now: opened,
      account: byPaula.actor,
    });

    expect(await take([first, { ...second, alsoCalled: ["apprentices"] }])).toEqual([
      "unchanged",
      "unchanged",
    ]);
    expect(await take([first, { ...second, link: "https://example.org/levy" }])).toEqual([
      "unchanged",
      "changed link",
    ]);
    expect(await desk.store.all()).toMatchObject([
      { alsoCalled: ["talent"], audience: "board", audienceClusters: ["fed"] },
    ]);
  });

  it("goes on after a line that was to begin later was replaced before it began", async () => {
    const later: StatedPosition = { ...second, version: 1, from: "2027-06-01" };
    await take([later]);
    const version = await desk.consultation({ asked: ["c1"] });
    await desk.says(version, "c1");

    const versions = await desk.store.versions(version.position.id);
    expect(versions.map((one) => [one.status, one.effectiveFrom, one.effectiveUntil])).toEqual([
      ["adopted", "2026-12-02", null],
      ["superseded", "2026-12-02", "2026-12-02"],
    ]);
    expect(await take([{ ...second, version: 3, status: "draft", from: null, stances: [] }])).toEqual([
      "new",
    ]);
  });

  it("leaves alone what clusters are being asked for", async () => {
    await desk.consultation({ title: second.title, text: second.text });
    const asked = { ...second, version: 1 };

    expect(await take([asked])).toEqual(["being-asked"]);
    expect(await take([{ ...asked, status: "draft", from: null }])).toEqual(["unchanged"]);
  });

  it("made twice at once keeps each version once", async () => {
    const outcomes = await Promise.all([take([first, second]), take([first, second])]);

    expect(outcomes.flat().toSorted()).toEqual(["new", "new", "unchanged", "unchanged"]);
    expect(await kept()).toEqual(both);
  });

  it("leaves a line in the audit trail for each version", async () => {
    await take([first, second]);
    const { rows } = await desk.database.pool.query(
      "SELECT actor, after->>'version' AS version FROM audit_entry WHERE action = 'position-version-imported' ORDER BY id DESC LIMIT 2",
    );
    expect(rows).toEqual([
      { actor: byPaula.actor, version: "2" },
      { actor: byPaula.actor, version: "1" },
    ]);
  });

  it("tells the audit trail what a version was before", async () => {
    await take([first, second]);
    const dissent = { ...first.stances[1], cluster: "c3" } as StatedPosition["stances"][number];

    const changed = {
      link: "https://example.org/levy",
      audience: "members",
      audienceClusters: ["fed"],
    } as const;
    await take([{ ...first, stances: [dissent], ...changed }]);

    const { rows } = await desk.database.pool.query(
      "SELECT before, after FROM audit_entry WHERE action = 'position-version-imported' ORDER BY id DESC LIMIT 2",
    );
    expect(rows).toMatchObject([
      {
        before: { status: "superseded", link: null, audience: "public", stances: 2 },
        after: { status: "superseded", link: "https://example.org/levy", audience: "members", stances: 3 },
      },
      { before: null, after: { status: "adopted", stances: 0 } },
    ]);
  });
});
