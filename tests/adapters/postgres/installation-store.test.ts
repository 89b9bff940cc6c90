import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuditTrail } from "../../../src/adapters/postgres/audit-trail.ts";
import { createInstallStates } from "../../../src/adapters/postgres/install-states.ts";
import { createInstallationStore } from "../../../src/adapters/postgres/installation-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { seal, unseal } from "../../../src/adapters/postgres/seal.ts";
import {
  createWorkspaceRegister,
  createWorkspaceStore,
} from "../../../src/adapters/postgres/workspace-store.ts";
import { replanning } from "../../../src/wiring/replanning.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";
import { aKey } from "../../support/sealing-keys.ts";
import { silentLog } from "../../support/silent-log.ts";

const old = aKey("old", 1);
const current = aKey("current", 2);
const installer = "slack:T0NORTH001/U0OWNER001";
const installation = {
  workspace: "T0NORTH001",
  name: "North Cluster",
  botToken: "xoxb-very-secret-token-north",
  botUserId: "U0BOT00001",
  botId: "B0BOT00001",
};
const south = { ...installation, workspace: "T0SOUTH001", name: "South", botToken: "xoxb-secret-south" };

let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyTables(database.pool, "workspace, installation, install_state, audit_entry");
});

const storeWith = (...keys: Parameters<typeof createInstallationStore>[1]) =>
  createInstallationStore(database.pool, keys);
const rows = async () =>
  (
    await database.pool.query<{ workspace_id: string; key_id: string; sealed: Uint8Array }>(
      "SELECT workspace_id, key_id, sealed FROM installation ORDER BY workspace_id",
    )
  ).rows;

describe("what is sealed", () => {
  const place = { table: "installation", row: "one", field: "sealed" };

  it("opens in its own place, and is never sealed the same way twice", () => {
    const first = seal("secret", place, current);
    const second = seal("secret", place, current);

    expect(unseal(first, place, current)).toBe("secret");
    expect(first.equals(second)).toBe(false);
    expect(first.includes("secret")).toBe(false);
  });

  it.each([
    ["in another row", { ...place, row: "two" }, current],
    ["in another column", { ...place, field: "other" }, current],
    ["with another key of the same name", place, aKey("current", 3)],
    ["with the same key under another name", place, { ...current, id: "other" }],
  ])("does not open %s", (_, where, key) => {
    const sealed = seal("secret", place, current);

    expect(() => unseal(sealed, where, key)).toThrow(expect.objectContaining({ code: "KEY_WRONG" }));
  });

  it.each([0, 12, 28])("does not open when its byte %i was changed, or the end is missing", (index) => {
    const sealed = seal("secret", place, current);
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;

    for (const spoilt of [changed, sealed.subarray(0, index), Buffer.alloc(0)])
      expect(() => unseal(spoilt, place, current)).toThrow(expect.objectContaining({ code: "KEY_WRONG" }));
  });
});

describe("an installation", () => {
  it("is found again as it was, its workspace waits, and the token stands nowhere in clear", async () => {
    await storeWith(current).save(installation, installer);

    expect(await storeWith(current).find(installation.workspace)).toMatchObject(installation);
    expect(await storeWith(current).find("T0NOWHERE1")).toBeNull();
    const workspace = await createWorkspaceStore(database.pool, replanning({ now: () => new Date() })).find(
      "slack",
      installation.workspace,
    );
    expect(workspace).toMatchObject({ state: "waiting", name: "North Cluster" });
    const { rows: dumped } = await database.pool.query(
      "SELECT row_to_json(installation)::text || encode(sealed, 'escape') AS line FROM installation",
    );
    expect(JSON.stringify(dumped)).not.toContain("very-secret");
  });

  it("is written down in the audit trail, without its token", async () => {
    await storeWith(current).save(installation, installer);

    const [line] = await createAuditTrail(database.pool).read({ cluster: null, limit: 1 });
    expect(line).toMatchObject({
      actor: installer,
      action: "app-installed",
      subject: `workspace:slack:${installation.workspace}`,
    });
    expect(JSON.stringify(line)).not.toContain("very-secret");
  });

  it("replaces an earlier one of the same workspace", async () => {
    await storeWith(current).save(installation, installer);
    await storeWith(current).save({ ...installation, botToken: "xoxb-newer" }, installer);

    expect(await storeWith(current).find(installation.workspace)).toMatchObject({ botToken: "xoxb-newer" });
    expect(await rows()).toHaveLength(1);
  });

  it("does not open in another workspace's row", async () => {
    const store = storeWith(current);
    await store.save(installation, installer);
    await store.save(south, installer);
    const [first, second] = await rows();

    await database.pool.query("UPDATE installation SET sealed = $2 WHERE workspace_id = $1::uuid", [
      first?.workspace_id,
      second?.sealed,
    ]);

    const found = await Promise.allSettled([store.find(installation.workspace), store.find(south.workspace)]);
    const opened = found.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(opened).toHaveLength(1);
    expect(await store.health()).toMatchObject({ problem: { code: "KEY_WRONG", keyId: "current" } });
  });

  it("is deleted when its workspace is gone, and listed while it is there", async () => {
    const store = storeWith(current);
    const register = createWorkspaceRegister(database.pool, silentLog);
    await store.save(installation, installer);
    await store.save(south, installer);
    expect((await store.list()).map(({ workspace }) => workspace)).toEqual(["T0NORTH001", "T0SOUTH001"]);

    await register.left({ platform: "slack", id: installation.workspace });
    await register.left({ platform: "slack", id: installation.workspace });

    expect(await store.list()).toEqual([{ workspace: "T0SOUTH001", name: "South" }]);
    expect(await store.find(installation.workspace)).toBeNull();
  });

  it("waits for confirmation again when it comes back", async () => {
    const store = storeWith(current);
    const workspaces = createWorkspaceStore(database.pool, replanning({ now: () => new Date() }));
    await store.save(installation, installer);
    await database.pool.query("UPDATE workspace SET state = 'confirmed'");
    await createWorkspaceRegister(database.pool, silentLog).left({
      platform: "slack",
      id: installation.workspace,
    });

    await store.save(installation, installer);

    expect(await workspaces.find("slack", installation.workspace)).toMatchObject({ state: "waiting" });
  });
});

describe("the keys", () => {
  it("that are lost let their installations be dropped, with a line in the trail; one that is only wrong does not", async () => {
    const wrong = aKey("current", 9);
    await storeWith(old).save(installation, installer);
    await storeWith(current).save(south, installer);
    const store = storeWith(wrong);
    const lost = [{ workspace: "T0NORTH001", name: "North Cluster", keyId: "old" }];

    expect(await store.lost()).toEqual(lost);
    expect(await store.dropLost()).toEqual(lost);

    expect((await rows()).map(({ key_id }) => key_id)).toEqual(["current"]);
    const [line] = await createAuditTrail(database.pool).read({ cluster: null, limit: 1 });
    expect(line).toMatchObject({
      actor: "command line",
      action: "installation-dropped",
      subject: "workspace:slack:T0NORTH001",
      before: { key: "old" },
    });
    expect(await store.dropLost()).toEqual([]);
  });

  it.each([
    ["lost", [current], "KEY_MISSING"],
    ["lost, and no other there", [], "KEY_MISSING"],
    ["another one under the same name", [aKey("old", 9)], "KEY_WRONG"],
  ] as const)("are a clear problem when one is %s, and nothing is changed", async (_, keys, code) => {
    await storeWith(old).save(installation, installer);
    const before = await rows();
    const store = storeWith(...keys);

    expect(await store.health()).toMatchObject({ count: 1, problem: { code, keyId: "old" } });
    await expect(store.find(installation.workspace)).rejects.toMatchObject({ code });
    await expect(store.rotate()).rejects.toMatchObject({ code });
    expect(await rows()).toEqual(before);
  });

  it("seal everything anew with the first, and the old one is needed no longer", async () => {
    await storeWith(old).save(installation, installer);
    await storeWith(old).save(south, installer);
    expect(await storeWith(current, old).health()).toEqual({ count: 2, outdated: 2, problem: null });

    expect(await storeWith(current, old).rotate()).toEqual({ keyId: "current", count: 2 });

    expect(await storeWith(current).health()).toEqual({ count: 2, outdated: 0, problem: null });
    expect(await storeWith(current).find(installation.workspace)).toMatchObject(installation);
    const [line] = await createAuditTrail(database.pool).read({ cluster: null, limit: 1 });
    expect(line).toMatchObject({
      action: "keys-rotated",
      before: { keys: ["old"] },
      after: { keys: ["current"], installations: 2 },
    });
  });

  it("change nothing when one of the installations cannot be opened", async () => {
    await storeWith(old).save(installation, installer);
    await storeWith(aKey("lost", 7)).save(south, installer);
    const before = await rows();

    await expect(storeWith(current, old).rotate()).rejects.toMatchObject({ code: "KEY_MISSING" });

    expect(await rows()).toEqual(before);
    const lines = await createAuditTrail(database.pool).read({ cluster: null, limit: 10 });
    expect(lines.map((line) => line.action)).not.toContain("keys-rotated");
  });
});

describe("the state of an installation", () => {
  it("is good once, also when two come with it at the same moment", async () => {
    const states = createInstallStates(database.pool);
    const later = new Date(Date.now() + 600_000);

    const used = await Promise.all([states.use("hash", later), states.use("hash", later)]);

    expect(used.toSorted()).toEqual([false, true]);
    expect(await states.use("hash", later)).toBe(false);
    expect(await states.use("other", later)).toBe(true);
  });
});
