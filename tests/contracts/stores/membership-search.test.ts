import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMembershipSearch, listedCondition } from "../../../src/adapters/postgres/membership-search.ts";
import type {
  MemberFilter,
  MembershipReader,
} from "../../../src/directory/membership/membership-search.port.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { seeded } from "../../audience/generated-federation.ts";
import { MembershipDesk, sampleRecords } from "../../support/membership-desk.ts";

let desk: MembershipDesk;
beforeAll(async () => {
  desk = await MembershipDesk.open();
});
afterAll(() => desk.close());

const anybody: MembershipReader = { managerOf: [] };
const everyone: MemberFilter = {
  clusters: null,
  places: null,
  tiers: null,
  on: "2026-11-29",
  offset: 0,
  limit: 500,
};

describe("what is found of the sample records", () => {
  beforeAll(async () => {
    await desk.empty();
    await desk.import(sampleRecords("organisations.csv"));
    await desk.import(sampleRecords("tiers.csv"));
  });

  const search = () => createMembershipSearch(desk.database.pool);

  async function membersOf(filter: Partial<MemberFilter>, reader = anybody): Promise<readonly string[]> {
    const { organisations } = await search().members({ ...everyone, ...filter }, reader);
    return organisations.map(({ reference }) => reference ?? "");
  }

  it("are the members of a cluster on a day who agreed to be named", async () => {
    expect(await membersOf({ clusters: ["manchester-digital"] })).toEqual([
      "kestrel-loom",
      "tallow-byte",
      "two-canals-studio",
    ]);
    expect(await membersOf({ clusters: ["manchester-digital"], on: "2020-01-01" })).toEqual([
      "pennine-pixel",
    ]);
    expect(await membersOf({ clusters: ["manchester-digital"], on: "2026-05-31" })).toContain(
      "pennine-pixel",
    );
    expect(await membersOf({ clusters: ["manchester-digital"], on: "2026-06-01" })).not.toContain(
      "pennine-pixel",
    );
  });

  it("are for whoever manages the cluster also the others, and no other cluster's", async () => {
    const reader = { managerOf: ["manchester-digital"] };

    expect(await membersOf({ clusters: ["manchester-digital"] }, reader)).toContain("brightmoor-labs");
    expect(await membersOf({ clusters: ["leeds-digital"] }, reader)).not.toContain("heather-stack");
  });

  it("are members in a town or region, and of a tier, whatever its case", async () => {
    expect(await membersOf({ places: ["leeds"] })).toEqual(["ashlar-data", "copper-kite-leeds"]);
    expect(
      await membersOf({ places: ["yorkshire-and-the-humber"], clusters: ["sheffield-digital"] }),
    ).toEqual(["whetstone-works"]);
    expect(await membersOf({ tiers: ["MEMBER"], clusters: ["techwm", "c4di"] })).toEqual(["ballast-systems"]);
  });

  it("come a page at a time, with how many there are", async () => {
    const { organisations, total } = await search().members({ ...everyone, offset: 2, limit: 3 }, anybody);
    const all = await membersOf({});

    expect(organisations.map(({ reference }) => reference)).toEqual(all.slice(2, 5));
    expect(total).toBe(all.length);
  });

  it("is an organisation with all its memberships, also ended ones, each with when it was last seen", async () => {
    const names = await search().names(anybody);
    const ids = names.filter(({ plainName }) => /^(two canals|anvil and oak)/.test(plainName));

    const found = await search().organisations(
      ids.map(({ organisationId }) => organisationId),
      anybody,
    );

    expect(found).toMatchObject([
      { reference: "anvil-and-oak", memberships: [{ clusterId: "sheffield-digital", until: "2025-06-30" }] },
      {
        reference: "two-canals-studio",
        town: "Manchester",
        memberships: [
          { clusterId: "manchester-digital", tier: "Member", since: "2024-02-01", until: null },
          { clusterId: "techwm", clusterName: "Techwm", tier: null, since: "2024-03-01" },
        ],
      },
    ]);
    const [seen] = found.flatMap(({ memberships }) => memberships.map(({ lastSeenAt }) => lastSeenAt));
    expect(Math.abs((seen?.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
  });

  it("are two organisations of one name in two towns", async () => {
    const names = await search().names(anybody);

    expect(
      names
        .filter(({ name }) => name.startsWith("Copper Kite"))
        .map(({ town }) => town)
        .toSorted(),
    ).toEqual(["Leeds", "Truro"]);
  });

  it("are the tiers that are valid on a day", async () => {
    const small = async (on: string | null) =>
      (await search().tiers({ clusters: ["saltmere-tech"], on }))
        .filter(({ name }) => name === "Small firm")
        .map(({ fee }) => fee);

    expect(await small("2027-03-31")).toEqual(["£180 a year"]);
    expect(await small("2027-04-01")).toEqual(["£200 a year"]);
    expect(await small("2026-03-31")).toEqual([]);
    expect(await small(null)).toEqual(["£180 a year", "£200 a year"]);
  });

  it("were last seen when the last import that stands told of them, whatever an undone one said", async () => {
    const lastSeen = async () => {
      const { organisations } = await search().members({ ...everyone, clusters: ["c4di"] }, anybody);
      return organisations[0]?.memberships[0]?.lastSeenAt.toISOString();
    };
    const { pool } = desk.database;
    await pool.query("UPDATE record_import SET imported_at = '2026-01-01T00:00:00Z'");
    const { importId } = await desk.import(sampleRecords("organisations.csv"));
    await pool.query("UPDATE record_import SET imported_at = '2026-02-01T00:00:00Z' WHERE id = $1", [
      importId,
    ]);

    expect(await lastSeen()).toBe("2026-02-01T00:00:00.000Z");
    await desk.store.undo(importId ?? 0, { cluster: null, by: onCommandLine });
    expect(await lastSeen()).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("an organisation that did not agree to be named", () => {
  const random = seeded(20_261_129);
  const pick = <One>(from: readonly One[]): One | undefined => from[Math.floor(random() * from.length)];
  const some = <One>(from: readonly One[]): One[] => from.filter(() => random() < 0.3);
  const clusters = ["north", "south", "c4di", "techwm", "scotlandis"];
  const towns = ["Leeds", "York", "Truro", "Hull"];
  const tiers = ["Full", "Half", ""];
  /** Which clusters each unlisted organisation is in, by its name. */
  const secrets = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    await desk.empty();
    const lines = Array.from({ length: 80 }, (_, n) => {
      const isListed = random() < 0.4;
      const own = new Set([pick(clusters) ?? "", ...some(clusters)]);
      if (!isListed) secrets.set(`Org ${n}`, own);
      const rest = [
        pick(tiers),
        "",
        random() < 0.2 ? "2026-06-30" : "",
        pick(towns),
        isListed ? "yes" : "no",
      ];
      return [...own].map((cluster) => [n, `Org ${n}`, "", `o${n}.example`, cluster, ...rest].join(","));
    });
    const headings = "id,name,company_number,website,cluster,tier,since,until,town,listed";
    await desk.import(`${[headings, ...lines.flat()].join("\n")}\n`);
  });

  /** Everything the store tells a reader, asked in many ways; what of it they must not know. */
  async function leaksTo({ managerOf }: MembershipReader, pool: Pick<Pool, "query">) {
    const search = createMembershipSearch(pool);
    const leaks: string[] = [];
    const note = (name: string, inCluster?: string): void => {
      const own = secrets.get(name);
      if (own === undefined) return;
      const knows =
        inCluster === undefined
          ? managerOf.some((cluster) => own.has(cluster))
          : managerOf.includes(inCluster);
      if (!knows) leaks.push(`${name} ${inCluster ?? ""}`);
    };
    for (const { name } of await search.names({ managerOf })) note(name);
    const { rows } = await desk.database.pool.query<{ id: string }>("SELECT id FROM organisation");
    const filter: MemberFilter = {
      clusters: random() < 0.5 ? null : some(clusters),
      places: random() < 0.5 ? null : some(towns).map((town) => town.toLowerCase()),
      tiers: random() < 0.5 ? null : some(tiers),
      on: pick(["2026-01-01", "2026-11-29"]) ?? "",
      offset: 0,
      limit: 500,
    };
    const found = await search.organisations(
      rows.map(({ id }) => id),
      { managerOf },
    );
    const { organisations, total } = await search.members(filter, { managerOf });
    for (const { name, memberships } of [...found, ...organisations]) {
      note(name);
      for (const { clusterId } of memberships) note(name, clusterId);
    }
    if (total !== organisations.length) leaks.push(`${total - organisations.length} more are counted`);
    return { leaks, shown: found.filter(({ name }) => secrets.has(name)).length };
  }

  const readers = () => [anybody, ...Array.from({ length: 24 }, () => ({ managerOf: some(clusters) }))];

  it("is there for nobody but the managers of its clusters, and so is each of its memberships", async () => {
    let shown = 0;
    for (const reader of readers()) {
      const told = await leaksTo(reader, desk.database.pool);
      expect(told.leaks).toEqual([]);
      shown += told.shown;
    }

    // Managers did see theirs: the rule did not hold because nothing was shown at all.
    expect(shown).toBeGreaterThan(50);
  });

  it("would be seen, did the statements not hold the condition", async () => {
    const careless = {
      query: (statement: string, values: unknown[]) =>
        desk.database.pool.query(statement.replaceAll(listedCondition, "($1::text[] IS NOT NULL)"), values),
    } as Pick<Pool, "query">;

    const { leaks } = await leaksTo(anybody, careless);

    expect(leaks.length).toBeGreaterThan(secrets.size);
  });
});
