import type { PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { lockPeople } from "../../../src/adapters/postgres/people-lock.ts";
import { createRoleStore } from "../../../src/adapters/postgres/role-store.ts";
import type { Grantee, RoleStore, RoleToGive } from "../../../src/people/role-store.port.ts";
import { freshDatabase, testEngine } from "../../support/database.ts";
import { type PeopleRecords, peopleRecords } from "../../support/people-records.ts";

let database: Database;
let records: PeopleRecords;
let store: RoleStore;

beforeAll(async () => {
  database = await freshDatabase();
  records = peopleRecords(database);
  store = createRoleStore(database.pool);
});
afterAll(() => database.close());
beforeEach(async () => {
  await records.clear();
  await records.addClusters();
});

const by = { actor: "slack:T1/UADMIN", place: "slack:T1" };
const sam: Grantee = { kind: "person", account: "slack:T1/U1" };
const ali: Grantee = { kind: "person", account: "discord:5" };
const approvers: Grantee = { kind: "group", platform: "slack", workspace: "T1", group: "S9" };
const nextYear = new Date("2099-01-01T00:00:00Z");

const give = (changes: Partial<RoleToGive> = {}) =>
  store.give({ grantee: sam, role: "approver", cluster: "north", until: null, ...changes }, by);
const take = (changes: Partial<RoleToGive> = {}) =>
  store.take({ grantee: sam, role: "approver", cluster: "north", ...changes }, by);
const all = () => store.list({ clusters: null, holder: null });
const makeAdministrator = (grantee: Grantee, until: Date | null = null) =>
  give({ grantee, role: "administrator", cluster: null, until });
const takeAdministrator = (grantee: Grantee) => take({ grantee, role: "administrator", cluster: null });

/** Until a lock is waited for; if none is, until `work` has gone past it. */
async function someoneWaits(client: PoolClient, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  await vi.waitFor(async () => {
    const { rows } = await client.query<{ waiting: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waiting`,
    );
    expect(isOver || rows[0]?.waiting).toBe(true);
  });
}

async function lines() {
  const found = await database.prisma.auditEntry.findMany({ orderBy: { id: "asc" } });
  return found.map(({ action, clusterId, before, after }) => ({ action, clusterId, before, after }));
}

describe("giving a role by name", () => {
  it("makes a person of an account nobody knew", async () => {
    expect(await give()).toEqual({ kind: "given" });

    expect(await all()).toEqual([
      {
        role: "approver",
        cluster: { id: "north", name: "North Cluster" },
        until: null,
        holder: { kind: "person", accounts: [{ reference: "slack:T1/U1", name: "" }] },
      },
    ]);
  });

  it("again changes nothing, or only the end", async () => {
    await give();

    expect(await give()).toEqual({ kind: "unchanged" });
    expect(await give({ until: nextYear })).toEqual({ kind: "changed" });
    expect(await give({ until: nextYear })).toEqual({ kind: "unchanged" });

    expect((await all()).map(({ until }) => until)).toEqual([nextYear]);
    expect(await lines()).toEqual([
      {
        action: "role-given",
        clusterId: "north",
        before: null,
        after: { role: "approver", cluster: "north", until: null, whose: "slack:T1/U1" },
      },
      {
        action: "role-changed",
        clusterId: "north",
        before: { role: "approver", cluster: "north", until: null, whose: "slack:T1/U1" },
        after: { role: "approver", cluster: "north", until: nextYear.toISOString(), whose: "slack:T1/U1" },
      },
    ]);
  });

  it("that had expired gives it newly", async () => {
    await records.addPerson(sam.kind === "person" ? sam.account : "");
    await records.addGrant({ role: "approver", to: "slack:T1/U1", expiresAt: new Date(Date.now() - 1_000) });

    expect(await all()).toEqual([]);
    expect(await give()).toEqual({ kind: "given" });
    expect(await all()).toHaveLength(1);
    expect(await database.prisma.roleGrant.count()).toBe(1);
  });

  it("twice at once gives it once", async () => {
    const kinds = await Promise.all([give(), give()]);

    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["given", "unchanged"]);
    expect(await database.prisma.roleGrant.count()).toBe(1);
    expect(await database.prisma.person.count()).toBe(1);
  });
});

describe("taking a role away", () => {
  it("leaves the others, and a line in the audit trail", async () => {
    await give({ until: nextYear });
    await give({ cluster: "south" });
    await give({ role: "board" });

    expect(await take()).toEqual({ kind: "taken" });

    expect((await all()).map(({ role, cluster }) => [role, cluster?.id])).toEqual([
      ["board", "north"],
      ["approver", "south"],
    ]);
    expect((await lines()).at(-1)).toEqual({
      action: "role-taken",
      clusterId: "north",
      before: { role: "approver", cluster: "north", until: nextYear.toISOString(), whose: "slack:T1/U1" },
      after: null,
    });
  });

  it("says so when it was not held, or has expired", async () => {
    await records.addPerson("slack:T1/U1");
    await records.addGrant({ role: "approver", to: "slack:T1/U1", expiresAt: new Date(Date.now() - 1_000) });
    const before = await records.everything();

    expect(await take()).toEqual({ kind: "not-held" });
    expect(await take({ grantee: ali })).toEqual({ kind: "not-held" });
    expect(await records.everything()).toEqual(before);
  });

  it("of the federation takes what is kept under its own cluster too", async () => {
    await records.addPerson("slack:T1/U1");
    await records.addGrant({ role: "board", to: "slack:T1/U1", cluster: "fed" });

    expect((await all()).map(({ cluster }) => cluster)).toEqual([null]);
    expect(await take({ role: "board", cluster: null })).toEqual({ kind: "taken" });
    expect(await all()).toEqual([]);
  });
});

describe("the last administrator", () => {
  beforeEach(() => records.addWorkspace("T1"));

  it("is not taken away, by nobody", async () => {
    await makeAdministrator(sam);
    const before = await records.everything();

    expect(await takeAdministrator(sam)).toEqual({ kind: "last-administrator" });
    expect(await records.everything()).toEqual(before);

    await makeAdministrator(ali);
    expect(await takeAdministrator(sam)).toEqual({ kind: "taken" });
    expect(await takeAdministrator(ali)).toEqual({ kind: "last-administrator" });
  });

  it("stays when all are taken away at once", async () => {
    const everyone = Array.from({ length: 8 }, (_, count): Grantee => {
      return { kind: "person", account: `discord:${count}` };
    });
    for (const grantee of everyone) await makeAdministrator(grantee);

    const kinds = await Promise.all(everyone.map(takeAdministrator));

    expect(kinds.filter(({ kind }) => kind === "taken")).toHaveLength(7);
    expect(kinds.filter(({ kind }) => kind === "last-administrator")).toHaveLength(1);
    expect(await all()).toHaveLength(1);
  });

  it("waits for whoever is just taking the other one away", async () => {
    await makeAdministrator(sam);
    await makeAdministrator(ali);
    const other = await database.pool.connect();
    await other.query("BEGIN");
    await lockPeople(other);
    await other.query(
      `DELETE FROM role_grant USING platform_account AS account
       WHERE account.person_id = role_grant.person_id AND account.reference = 'discord:5'`,
    );

    const taking = takeAdministrator(sam);
    if (testEngine === "server") await someoneWaits(other, taking);
    await other.query("COMMIT");
    other.release();

    expect(await taking).toEqual({ kind: "last-administrator" });
  });

  it("is given no end, and is not counted on while another has one", async () => {
    await makeAdministrator(sam);
    expect(await makeAdministrator(sam, nextYear)).toEqual({ kind: "last-administrator" });

    await makeAdministrator(ali, nextYear);
    expect(await takeAdministrator(sam)).toEqual({ kind: "last-administrator" });
    expect(await makeAdministrator(sam, nextYear)).toEqual({ kind: "last-administrator" });
    expect(await takeAdministrator(ali)).toEqual({ kind: "taken" });
  });

  it("is not somebody whom no account leads to", async () => {
    await makeAdministrator(sam);
    await makeAdministrator(ali);
    await database.prisma.platformAccount.delete({ where: { reference: "discord:5" } });

    expect(await takeAdministrator(sam)).toEqual({ kind: "last-administrator" });
  });
});

describe("a role for a group", () => {
  it("is given in a confirmed workspace of the same cluster", async () => {
    await records.addWorkspace("T1", { name: "North on Slack" });

    expect(await give({ grantee: approvers })).toEqual({ kind: "given" });
    expect(await give({ grantee: approvers })).toEqual({ kind: "unchanged" });
    expect(await all()).toMatchObject([
      { role: "approver", holder: { kind: "group", workspaceName: "North on Slack", group: "S9" } },
    ]);
    expect(await take({ grantee: approvers })).toEqual({ kind: "taken" });
    expect(await all()).toEqual([]);
  });

  it.each(["waiting", "gone"] as const)("is not given while the workspace is %s", async (state) => {
    await records.addWorkspace("T1", { state });

    expect(await give({ grantee: approvers })).toEqual({ kind: "group-not-confirmed" });
    expect(await database.prisma.roleGrant.count()).toBe(0);
  });

  it("is not given in a workspace nobody knows, or of another cluster", async () => {
    expect(await give({ grantee: approvers })).toEqual({ kind: "group-not-confirmed" });

    await records.addWorkspace("T1");

    expect(await give({ grantee: approvers, cluster: "south" })).toEqual({ kind: "group-of-other-cluster" });
    expect(await give({ grantee: approvers, cluster: null })).toEqual({ kind: "group-of-other-cluster" });
    expect(await database.prisma.roleGrant.count()).toBe(0);
  });

  it("is given for the federation, and for any cluster, in the federation's own workspace", async () => {
    await records.addWorkspace("T1", { clusterId: "fed" });

    expect(await give({ grantee: approvers })).toEqual({ kind: "given" });
    expect(await give({ grantee: approvers, cluster: null })).toEqual({ kind: "given" });
  });
});

describe("the list of roles", () => {
  beforeEach(async () => {
    const workspace = await records.addWorkspace("T1");
    await give();
    await give({ grantee: ali, cluster: null, role: "board" });
    await give({ grantee: ali, cluster: "south", role: "manager" });
    await records.addGrant({ role: "member", group: { workspace, id: "S9" } });
  });
  const listed = async (filter: Parameters<RoleStore["list"]>[0]) =>
    (await store.list(filter)).map(({ role, cluster }) => `${role} ${cluster?.id ?? "federation"}`);

  it("is of clusters, of one holder, or of all", async () => {
    expect(await listed({ clusters: null, holder: null })).toEqual([
      "board federation",
      "approver north",
      "member north",
      "manager south",
    ]);
    expect(await listed({ clusters: ["north"], holder: null })).toEqual(["approver north", "member north"]);
    expect(await listed({ clusters: [null], holder: null })).toEqual(["board federation"]);
    expect(await listed({ clusters: null, holder: ali })).toEqual(["board federation", "manager south"]);
    expect(await listed({ clusters: ["south"], holder: sam })).toEqual([]);
    expect(await listed({ clusters: null, holder: approvers })).toEqual(["member north"]);
    expect(await listed({ clusters: [], holder: null })).toEqual([]);
  });

  it("of what somebody has is by name and by their groups there", async () => {
    const workspace = await database.prisma.workspace.findFirstOrThrow();
    const held = await store.heldBy({ account: "slack:T1/U1", workspaceId: workspace.id, groups: ["S9"] });

    expect(held.map(({ role, holder }) => [role, holder.kind])).toEqual([
      ["approver", "person"],
      ["member", "group"],
    ]);
    expect(await store.heldBy({ account: null, workspaceId: null, groups: ["S9"] })).toEqual([]);
  });
});
