import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SetUpDesk } from "../../support/set-up-desk.ts";

let desk: SetUpDesk;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const slack = { platform: "slack", id: "T1" } as const;
const audit = {
  actor: "slack:T1/U1",
  action: "workspace-set-up",
  subject: "workspace:slack:T1",
  cluster: "north",
  place: "slack:T1",
};

/** Gives a role to a group of a workspace. */
async function giveGroup(workspaceId: string, group: string, cluster: string | null): Promise<void> {
  await desk.database.pool.query(
    `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id)
     VALUES ($1::uuid, 'board', $2, $3::uuid, $4)`,
    [randomUUID(), cluster, workspaceId, group],
  );
}

/** Lines that say who lost which role, in their order. */
async function rolesTaken() {
  const { rows } = await desk.database.pool.query(
    "SELECT actor, subject, cluster_id AS cluster, place, before, after FROM audit_entry WHERE action = 'role-taken' ORDER BY id",
  );
  return rows;
}

/** The line for a group's role, taken by whoever saves. */
function taken(group: string, cluster: string | null) {
  const whose = `slack-group:T1/${group}`;
  const before = { role: "board", cluster, until: null, whose };
  return { actor: audit.actor, subject: whose, cluster, place: "slack:T1", before, after: null };
}

describe("roles that were given to groups", () => {
  it("are looked up by group, as long as they are in force", async () => {
    const { id } = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await giveGroup(id, "S1", "north");
    await giveGroup(id, "S1", "north");
    await giveGroup(id, "S2", "north");
    await desk.database.pool.query(
      "UPDATE role_grant SET expires_at = now() - interval '1 second' WHERE group_id = 'S2'",
    );

    expect(await desk.register.groupsInUse(slack)).toEqual(["S1"]);
    expect(await desk.register.groupsInUse({ platform: "discord", id: "T1" })).toEqual([]);
  });

  it("end when the workspace is another cluster's now, because others make its groups", async () => {
    const made = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await giveGroup(made.id, "S1", "north");
    await giveGroup(made.id, "S2", null);
    await giveGroup(made.id, "S3", "south");

    const saved = await desk.store.save(
      made.id,
      { state: "confirmed", cluster: "south" },
      { revision: made.revision, audit },
    );

    expect(saved).toMatchObject({ groupRolesEnded: 2 });
    expect(await desk.register.groupsInUse(slack)).toEqual(["S3"]);
    expect((await desk.audit())[0]?.after).toMatchObject({ groupRolesEnded: 2 });
    expect(await rolesTaken()).toEqual([taken("S1", "north"), taken("S2", null)]);
  });

  it("stay in the federation's own workspace, when it is confirmed once more, and while it is set up", async () => {
    const made = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await giveGroup(made.id, "S1", "north");

    const changes = [
      { everyoneIsMember: true },
      { state: "confirmed", cluster: "north" },
      { state: "confirmed", cluster: "fed" },
    ] as const;
    for (const [index, change] of changes.entries())
      await desk.store.save(made.id, change, { revision: made.revision + index, audit });

    expect(await desk.register.groupsInUse(slack)).toEqual(["S1"]);
    expect(await rolesTaken()).toEqual([]);
  });

  it("end when the workspace is released, so that nobody gets them back unseen", async () => {
    const made = await desk.workspace("T1", { state: "confirmed", cluster: "fed" });
    await giveGroup(made.id, "S1", "north");

    const released = await desk.store.save(made.id, { state: "waiting" }, { revision: made.revision, audit });

    expect(released).toMatchObject({ groupRolesEnded: 1 });
    expect(await desk.register.groupsInUse(slack)).toEqual([]);
    expect(await rolesTaken()).toEqual([taken("S1", "north")]);
  });

  it("end when the bot is removed, and do not come back with it", async () => {
    const { id, revision } = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await giveGroup(id, "S1", "north");
    await giveGroup(id, "S2", "north");
    await desk.database.pool.query(
      "UPDATE role_grant SET expires_at = now() - interval '1 second' WHERE group_id = 'S2'",
    );

    await desk.register.left(slack);
    await desk.register.joined({ ...slack, name: "" });
    const back = await desk.found("T1");
    await desk.store.save(
      id,
      { state: "confirmed", cluster: "north" },
      { revision: back?.revision ?? revision, audit },
    );

    expect(await desk.register.groupsInUse(slack)).toEqual([]);
    expect(await rolesTaken()).toEqual([{ ...taken("S1", "north"), actor: "platform" }]);
    expect((await desk.database.pool.query("SELECT FROM role_grant")).rowCount).toBe(0);
  });

  it("that an earlier version left end when the workspace is confirmed", async () => {
    const made = await desk.workspace("T1", { state: "waiting", cluster: "north" });
    await giveGroup(made.id, "S1", "north");

    const saved = await desk.store.save(
      made.id,
      { state: "confirmed", cluster: "north" },
      { revision: made.revision, audit },
    );

    expect(saved).toMatchObject({ groupRolesEnded: 1 });
    expect(await desk.register.groupsInUse(slack)).toEqual([]);
  });
});
