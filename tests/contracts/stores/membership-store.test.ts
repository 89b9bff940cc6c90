import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countLines } from "../../../src/directory/membership/record-plan.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { fatesOf, findingsOf, MembershipDesk, sampleRecords } from "../../support/membership-desk.ts";

let desk: MembershipDesk;
beforeAll(async () => {
  desk = await MembershipDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const headings = "id,name,company_number,website,cluster,tier,since,until,town,listed";
const table = (...lines: readonly string[]) => `${[headings, ...lines].join("\n")}\n`;
const kestrel = "k,Kestrel Ltd,12345678,https://kestrel.example,north,Full,2024-01-01,,Leeds,yes";
const anvil = "a,Anvil,,,north,,2023-05-01,,York,no";
const all = { cluster: null, by: onCommandLine };

describe("an import of organisations", () => {
  it("of the samples makes every one of them, and again it changes nothing", async () => {
    for (const name of ["organisations.csv", "tiers.csv"] as const) {
      const lines = sampleRecords(name).trim().split("\n").length - 1;

      const first = await desk.import(sampleRecords(name));
      const kept = await desk.records();
      const again = await desk.import(sampleRecords(name));

      expect(countLines(first.plan.lines)).toMatchObject({ new: lines, refused: 0 });
      expect(first.plan.findings).toEqual([]);
      expect(countLines(again.plan.lines)).toMatchObject({ unchanged: lines });
      expect(await desk.records()).toEqual(kept);
    }
    const { rows } = await desk.database.pool.query(
      "SELECT (SELECT count(*)::int FROM organisation) AS organisations, (SELECT count(*)::int FROM membership) AS memberships",
    );
    const references = new Set(
      sampleRecords("organisations.csv")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[0]),
    );
    expect(rows[0]?.organisations).toBe(references.size);
    expect(rows[0]?.memberships).toBe(sampleRecords("organisations.csv").trim().split("\n").length - 1);
  });

  it("is one line in the audit trail, whatever its length", async () => {
    const { importId } = await desk.import(table(kestrel, anvil));

    expect(await desk.audit.read({ cluster: null, limit: 9 })).toMatchObject([
      {
        action: "records-imported",
        subject: `record-import:${importId}`,
        after: { kind: "organisations", made: 4, changed: 0, seen: 0 },
      },
    ]);
  });

  it("says what it would do and does nothing, when only asked", async () => {
    const plan = await desk.plan(table(kestrel));

    expect(fatesOf(plan)).toEqual(["2 new Kestrel Ltd"]);
    expect(await desk.records()).toEqual({ organisations: null, memberships: null, tiers: null });
  });

  it("tells what is new, changed, ended and as it was", async () => {
    await desk.import(table(kestrel, anvil, "o,Oak,,,north,,,,Hull,yes"));

    const plan = await desk.plan(
      table(
        kestrel.replace("Full", "Patron"),
        "a,Anvil,,,north,,2023-05-01,2026-10-31,York,no",
        "o,Oak,,,north,,,,Hull,yes",
        "e,Elm,,,north,,,,Hull,yes",
      ),
    );

    expect(fatesOf(plan)).toEqual(["2 changed Kestrel Ltd", "3 ended Anvil", "4 unchanged Oak", "5 new Elm"]);
  });

  it("keeps who is not in the file, and tells how many, unless it lists every member", async () => {
    await desk.import(table(kestrel, anvil, "s,Sorrel,,,south,,,,Bath,yes"));

    expect(findingsOf(await desk.plan(table(kestrel)))).toEqual(["- not-in-file north 1"]);
    const { plan } = await desk.import(table(kestrel), { isComplete: true });

    expect(fatesOf(plan)).toEqual(["2 unchanged Kestrel Ltd", "- ended Anvil"]);
    const { memberships } = await desk.store.kept();
    expect(memberships.map(({ until }) => until).toSorted()).toEqual(["2026-11-29", null, null]);
  });

  it("ends nobody while lines of the file are refused: their members would be taken for gone", async () => {
    await desk.import(table(kestrel, anvil));

    const plan = await desk.plan(table(kestrel, anvil.replace("2023-05-01", "May")), { isComplete: true });

    expect(fatesOf(plan)).toEqual(["2 unchanged Kestrel Ltd", "3 refused Anvil: bad-day May"]);
    expect(findingsOf(plan)).toEqual(["- not-ended"]);
  });

  it("for one cluster refuses another's lines, and tells nothing of its unlisted members", async () => {
    const secret = "s,Sorrel,87654321,https://sorrel.example,south,,,,Bath,no";
    await desk.import(table(secret));

    const plan = await desk.plan(table(kestrel, secret, secret.replace("south", "north")), {
      cluster: "north",
    });

    expect(fatesOf(plan)).toEqual([
      "2 new Kestrel Ltd",
      "3 refused Sorrel: other-cluster South",
      "4 new Sorrel",
    ]);
    expect(findingsOf(plan)).toEqual([]);
  });

  it("for one cluster cannot rewrite another's member, but may take back that it is named", async () => {
    await desk.import(table("k,Kestrel,12345678,https://kestrel.example,south,,,,Bath,yes"));

    const { plan } = await desk.import(table("k,Kestrel,12345678,https://evil.example,north,,,,Leeds,no"), {
      cluster: "north",
    });

    expect(findingsOf(plan)).toEqual(["2 facts-kept Kestrel"]);
    const { organisations, memberships } = await desk.store.kept();
    expect(organisations).toMatchObject([
      { website: "https://kestrel.example", town: "Bath", listed: false },
    ]);
    expect(memberships.map(({ clusterId }) => clusterId).toSorted()).toEqual(["north", "south"]);
  });

  it("of tiers keeps each stretch of time, and refuses two at once", async () => {
    const tiers = (...lines: readonly string[]) =>
      `cluster,tier,fee,valid_from,valid_until\n${lines.join("\n")}\n`;
    await desk.import(tiers("north,Full,£10,2026-01-01,2026-12-31", "north,Full,£12,2027-01-01,"));

    const plan = await desk.plan(
      tiers("north,Full,£11,2026-01-01,2026-12-31", "north,Half,£5,,", "north,half,£6,2026-01-01,"),
    );

    expect(fatesOf(plan)).toEqual([
      "2 changed Full",
      "3 refused Half: overlap 3 4",
      "4 refused half: overlap 3 4",
    ]);
    expect((await desk.store.kept()).tiers.map(({ fee }) => fee).toSorted()).toEqual(["£10", "£12"]);
  });
});

describe("an import that is undone", () => {
  it("leaves everything as it was before", async () => {
    await desk.import(table(kestrel, anvil, "s,Sorrel,,,south,,,,Bath,yes"));
    const before = await desk.records();
    const { importId } = await desk.import(
      table(kestrel.replace("Full", "Patron").replace("Leeds", "York"), "e,Elm,,,north,,,,Hull,yes"),
      { isComplete: true },
    );
    expect(await desk.records()).not.toEqual(before);

    const outcome = await desk.store.undo(importId ?? 0, all);

    expect(outcome).toEqual({ kind: "undone", removed: 2, restored: 3 });
    expect(await desk.records()).toEqual(before);
    expect(await desk.audit.read({ cluster: null, limit: 1 })).toMatchObject([
      { action: "record-import-undone", after: { removed: 2, restored: 3 } },
    ]);
  });

  it("can be undone once", async () => {
    const { importId } = await desk.import(table(kestrel));

    expect((await desk.store.undo(importId ?? 0, all)).kind).toBe("undone");
    expect((await desk.store.undo(importId ?? 0, all)).kind).toBe("already-undone");
    expect((await desk.store.undo(4711, all)).kind).toBe("unknown");
  });

  it("is refused when a later one changed the same, until that is undone", async () => {
    const first = await desk.import(table(kestrel));
    const second = await desk.import(table(kestrel.replace("Leeds", "York")), { label: "newer.csv" });
    const kept = await desk.records();

    expect(await desk.store.undo(first.importId ?? 0, all)).toMatchObject({
      kind: "changed-since",
      records: 1,
      by: { id: second.importId, label: "newer.csv" },
    });
    expect(await desk.records()).toEqual(kept);

    await desk.store.undo(second.importId ?? 0, all);
    expect((await desk.store.undo(first.importId ?? 0, all)).kind).toBe("undone");
    expect(await desk.records()).toEqual({ organisations: null, memberships: null, tiers: null });
  });

  it("is refused when a later one made memberships of its organisations", async () => {
    const first = await desk.import(table(kestrel));
    const second = await desk.import(table(kestrel.replace("north", "south")));

    expect(await desk.store.undo(first.importId ?? 0, all)).toMatchObject({
      kind: "changed-since",
      by: { id: second.importId },
    });
  });

  it("is refused when something else changed its records", async () => {
    const { importId } = await desk.import(table(kestrel));
    await desk.database.pool.query("UPDATE organisation SET town = 'Selby'");

    expect(await desk.store.undo(importId ?? 0, all)).toEqual({ kind: "changed-otherwise", records: 1 });
  });

  it("is listed with what it did; a cluster sees and undoes its own only", async () => {
    const { importId } = await desk.import(table(kestrel, anvil));
    await desk.import(table(kestrel), { cluster: "north", label: "north.csv" });

    expect(await desk.store.imports(null, 9)).toMatchObject([
      { label: "north.csv", cluster: "north", made: 0, changed: 0, seen: 2 },
      { label: "members.csv", cluster: null, made: 4, changed: 0, seen: 0, undoneAt: null },
    ]);
    expect(await desk.store.imports("south", 9)).toEqual([]);
    expect((await desk.store.undo(importId ?? 0, { cluster: "north", by: onCommandLine })).kind).toBe(
      "unknown",
    );
  });

  it("waits for another import: of two at once one finds what the other made", async () => {
    const results = await Promise.all([desk.import(table(kestrel)), desk.import(table(kestrel))]);

    expect(results.map(({ plan }) => fatesOf(plan)[0]).toSorted()).toEqual([
      "2 new Kestrel Ltd",
      "2 unchanged Kestrel Ltd",
    ]);
  });
});
