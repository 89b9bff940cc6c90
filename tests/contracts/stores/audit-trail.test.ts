import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuditTrail } from "../../../src/adapters/postgres/audit-trail.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { auditPages } from "../../../src/people/audit-csv.ts";
import { freshDatabase } from "../../support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  await database.pool.query(
    `INSERT INTO audit_entry (actor, action, subject, cluster_id, place)
     SELECT 'platform', 'thing-changed', number::text, CASE WHEN number % 2 = 0 THEN 'north' END, 'web'
     FROM generate_series(1, 2345) AS number`,
  );
});
afterAll(() => database.close());

const line = { actor: "web", action: "role-given", subject: "last", cluster: "north", place: "web" } as const;

describe("the audit trail", () => {
  it("is read newest first, a page after the other, each line once", async () => {
    const subjects: string[] = [];
    const trail = createAuditTrail(database.pool);

    for await (const page of auditPages({ cluster: null, limit: null }, trail))
      subjects.push(...page.map(({ subject }) => subject));

    expect(subjects).toEqual(Array.from({ length: 2345 }, (_none, index) => String(2345 - index)));
  });

  it("of one cluster leaves out the others', before the same line too", async () => {
    const trail = createAuditTrail(database.pool);
    const [newest, second] = await trail.read({ cluster: "north", limit: 2 });

    const older = await trail.read({ cluster: "north", limit: 1, before: newest?.id ?? "" });

    expect([newest, second].map((entry) => entry?.subject)).toEqual(["2344", "2342"]);
    expect(older).toEqual([second]);
  });

  it("of the federation's own affairs, with or without a cluster's, is filled up to its limit", async () => {
    const trail = createAuditTrail(database.pool);
    const read = async (...among: (string | null)[]) =>
      (await trail.read({ cluster: null, among, limit: 2 })).map(({ subject }) => subject);

    expect(await read(null)).toEqual(["2345", "2343"]);
    expect(await read(null, "north")).toEqual(["2345", "2344"]);
    expect(await read("north", "south")).toEqual(["2344", "2342"]);
    expect(await read()).toEqual([]);
  });

  it("keeps what was before and after", async () => {
    const trail = createAuditTrail(database.pool);

    await trail.note({ ...line, before: null, after: { role: "board" } });

    expect(await trail.read({ cluster: null, limit: 1 })).toMatchObject([
      { ...line, before: null, after: { role: "board" } },
    ]);
  });
});
