import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createRoleStore } from "../../../src/adapters/postgres/role-store.ts";
import { freshDatabase } from "../../support/database.ts";
import { peopleRecords } from "../../support/people-records.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe("a role that was given for the federation", () => {
  it("is found under the federation's own id as well, and under no other", async () => {
    const records = peopleRecords(database);
    await records.addClusters();
    await records.addPerson("slack:T1/U1");
    await records.addGrant({ role: "approver", cluster: "fed", to: "slack:T1/U1" });
    const store = createRoleStore(database.pool);
    const rolesOf = (cluster: string | null) => store.list({ clusters: [cluster], holder: null });

    expect(await rolesOf("fed")).toMatchObject([{ role: "approver", cluster: null }]);
    expect(await rolesOf(null)).toEqual(await rolesOf("fed"));
    expect(await rolesOf("north")).toEqual([]);
  });
});
