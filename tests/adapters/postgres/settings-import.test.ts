import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSettingsImport } from "../../../src/adapters/postgres/settings-import.ts";
import { RetentionSettings } from "../../../src/people/retention.ts";
import { PeopleSettings } from "../../../src/people/workspace-settings.ts";
import { SetUpDesk } from "../../support/set-up-desk.ts";

let desk: SetUpDesk;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const north = {
  platform: "slack",
  id: "T1",
  cluster: "north",
  members: ["S1"],
  board: ["S2"],
  channels: { C1: "members" },
};

/** What a start does with such a file. */
function start(file: object) {
  return createSettingsImport(desk.database.pool).importOnce(PeopleSettings.parse(file));
}

async function rolesOfGroups() {
  const { rows } = await desk.database.pool.query(
    "SELECT role::text, cluster_id AS cluster, group_id AS group FROM role_grant WHERE group_id IS NOT NULL ORDER BY group_id",
  );
  return rows;
}

async function decide(state: "waiting" | "confirmed", cluster: string): Promise<void> {
  const { id, revision } = await desk.found("T1");
  const audit = { actor: "test", action: "test-decided", subject: "test", cluster, place: "test" };
  await desk.store.save(id, { state, cluster }, { revision, audit });
}

describe("a settings file at a start", () => {
  test("confirms the workspaces it names and gives their groups what it says", async () => {
    const outcome = await start({ workspaces: [north] });

    expect(outcome).toEqual({ workspaces: 1, unknownClusters: [] });
    expect(await desk.found("T1")).toMatchObject({
      state: "confirmed",
      cluster: "north",
      everyoneIsMember: false,
      channels: [{ channel: "C1", purposes: [], audience: "members" }],
    });
    expect(await rolesOfGroups()).toEqual([
      { role: "member", cluster: "north", group: "S1" },
      { role: "board", cluster: "north", group: "S2" },
    ]);
    expect(await desk.audit()).toMatchObject([
      {
        actor: "settings file",
        action: "workspace-taken-over",
        subject: "workspace:slack:T1",
        cluster: "north",
      },
    ]);
  });

  test("is taken over once: what was changed since stays", async () => {
    await start({ workspaces: [north] });
    await decide("confirmed", "south");

    const outcome = await start({ workspaces: [north] });

    expect(outcome.workspaces).toBe(0);
    expect((await desk.found("T1")).cluster).toBe("south");
  });

  test("is taken over once by two bots that start at once", async () => {
    const outcomes = await Promise.all([start({ workspaces: [north] }), start({ workspaces: [north] })]);

    expect(outcomes.map(({ workspaces }) => workspaces).toSorted()).toEqual([0, 1]);
    expect(await rolesOfGroups()).toHaveLength(2);
  });

  test("takes over a workspace that was added to it later", async () => {
    await start({ workspaces: [north] });

    await start({ workspaces: [north, { platform: "discord", id: "7", cluster: "south" }] });

    expect(await desk.found("7")).toMatchObject({ state: "confirmed", cluster: "south" });
  });

  test("leaves a workspace that was taken out of it later", async () => {
    await start({ workspaces: [north] });

    await start({ workspaces: [] });

    expect(await desk.found("T1")).toMatchObject({ state: "confirmed", cluster: "north" });
  });

  test("waits with a cluster that nobody describes yet, and says so", async () => {
    const west = { ...north, cluster: "west" };

    const before = await start({ workspaces: [west] });
    await desk.database.pool.query("INSERT INTO cluster (id, name) VALUES ('west', 'Tech West')");
    const after = await start({ workspaces: [west] });

    expect(before).toEqual({ workspaces: 0, unknownClusters: ["west"] });
    expect(after).toEqual({ workspaces: 1, unknownClusters: [] });
    expect((await desk.found("T1")).cluster).toBe("west");
  });

  test("does not bring back what an administrator released, also when its entry never had its say", async () => {
    await desk.workspace("T1", { cluster: "north" });
    await decide("confirmed", "north");
    await decide("waiting", "north");

    const outcome = await start({ workspaces: [north] });

    expect(outcome.workspaces).toBe(0);
    expect((await desk.found("T1")).state).toBe("waiting");
  });

  test("does not confirm again a workspace that went and came back: others may run it now", async () => {
    await start({ workspaces: [north] });
    await desk.register.left({ platform: "slack", id: "T1" });
    await desk.register.joined({ platform: "slack", id: "T1", name: "North" });

    await start({ workspaces: [north] });

    expect((await desk.found("T1")).state).toBe("waiting");
  });

  test("leaves a workspace that is gone to the day it is back", async () => {
    await desk.workspace("T1");
    await desk.register.left({ platform: "slack", id: "T1" });

    const whileGone = await start({ workspaces: [north] });
    const state = (await desk.found("T1")).state;
    await desk.register.joined({ platform: "slack", id: "T1", name: "North" });
    await start({ workspaces: [north] });

    expect(whileGone.workspaces).toBe(0);
    expect(state).toBe("gone");
    expect((await desk.found("T1")).state).toBe("confirmed");
  });

  test("leaves nothing of what somebody proposed in a waiting workspace", async () => {
    await desk.workspace("T1", {
      cluster: "south",
      everyoneIsMember: true,
      channels: [{ channel: "C9", purposes: [], audience: "board" }],
    });

    await start({ workspaces: [north] });

    const { cluster, everyoneIsMember, channels } = await desk.found("T1");
    expect({ cluster, everyoneIsMember }).toEqual({ cluster: "north", everyoneIsMember: false });
    expect(channels.map(({ channel }) => channel)).toEqual(["C1"]);
  });

  test("makes the first administrators once: one whose role was taken away stays without", async () => {
    const file = { administrators: ["slack:T1/U1", "discord:8"] };
    await start(file);
    const made = await desk.database.prisma.roleGrant.count({ where: { role: "administrator" } });
    await desk.database.prisma.roleGrant.deleteMany();

    await start(file);

    expect(made).toBe(2);
    expect(await desk.database.prisma.roleGrant.count()).toBe(0);
    expect((await desk.actions()).filter((action) => action === "role-given")).toHaveLength(2);
  });
});

describe("what a settings file says at every start", () => {
  const standing = { federation: "uktcg", retention: RetentionSettings.parse({}) };
  const note = (changes: Partial<typeof standing> = {}) =>
    createSettingsImport(desk.database.pool).noteStanding({
      settings: { ...standing, ...changes },
      standard: standing,
    });

  test("leaves a line in the audit trail when it is another value than at the start before", async () => {
    const shorter = RetentionSettings.parse({ questions: 7 });
    await note();
    await note();
    expect(await desk.audit()).toEqual([]);

    await Promise.all([note({ retention: shorter }), note({ retention: shorter })]);
    await note({ retention: shorter, federation: "fed" });
    await note({ federation: "fed" });

    const lines = (await desk.audit()).map(({ actor, action, subject, before, after }) => ({
      actor,
      action,
      subject,
      before,
      after,
    }));
    const line = { actor: "settings file", action: "settings-changed", subject: "setting:retention" };
    expect(lines).toEqual([
      { ...line, before: shorter, after: standing.retention },
      { ...line, subject: "setting:federation", before: "uktcg", after: "fed" },
      { ...line, before: standing.retention, after: shorter },
    ]);
  });

  test("leaves none for a kind of record that an earlier version did not know", async () => {
    await note();
    await desk.database.pool.query(
      "UPDATE installation_fact SET value = '{\"questions\":30}' WHERE key = 'settings-file retention'",
    );

    await note();

    expect(await desk.audit()).toEqual([]);
  });

  test("leaves one at the first start, when it is not the standard", async () => {
    await note({ federation: "fed" });

    expect(await desk.audit()).toMatchObject([
      { subject: "setting:federation", before: "uktcg", after: "fed" },
    ]);
  });
});
