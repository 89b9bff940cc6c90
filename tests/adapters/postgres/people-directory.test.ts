import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../../src/adapters/postgres/people-directory.ts";
import type { LookUp, PeopleDirectory } from "../../../src/people/people-directory.port.ts";
import { freshDatabase } from "../../support/database.ts";
import { type PeopleRecords, peopleRecords } from "../../support/people-records.ts";

let database: Database;
let records: PeopleRecords;
let directory: PeopleDirectory;

beforeAll(async () => {
  database = await freshDatabase();
  records = peopleRecords(database);
  directory = createPeopleDirectory(database.pool);
});
afterAll(() => database.close());
beforeEach(async () => {
  await records.clear();
  await records.addClusters();
});

const sam = "slack:T1/U1";

const look = (changes: Partial<LookUp> = {}) =>
  directory.lookUp({
    account: sam,
    workspace: { platform: "slack", id: "T1" },
    channel: null,
    groups: [],
    ...changes,
  });

const inAnHour = () => new Date(Date.now() + 3_600_000);
const aSecondAgo = () => new Date(Date.now() - 1_000);

describe("who is who, from the records", () => {
  it("knows nobody and no place of which nothing is kept", async () => {
    expect(await look()).toEqual({ person: null, place: null, given: [] });
    expect(await look({ account: null, workspace: null })).toEqual({ person: null, place: null, given: [] });
  });

  it("says of a workspace whose it is and who reads in the channel", async () => {
    const id = await records.addWorkspace("T1", { everyoneIsMember: true });
    await database.prisma.workspaceChannel.create({
      data: { workspaceId: id, channelId: "C1", purposes: [], audience: "members" },
    });

    const place = { id, state: "confirmed", cluster: "north", everyoneIsMember: true };
    expect((await look({ channel: "C1" })).place).toEqual({ ...place, channelAudience: "members" });
    expect((await look({ channel: "C2" })).place).toEqual({ ...place, channelAudience: "public" });
    expect((await look({ workspace: { platform: "discord", id: "T1" } })).place).toBeNull();
  });

  it("finds the person by any of their accounts, and says whether they are linked across platforms", async () => {
    await records.addWorkspace("T1");
    const id = await records.addPerson(sam, "discord:5");
    const other = await records.addPerson("discord:6");

    const linked = { id, human: id, hasConfirmedLink: true, slackWorkspaces: ["T1"] };
    expect((await look()).person).toEqual(linked);
    expect((await look({ account: "discord:5", workspace: null })).person).toEqual(linked);
    expect((await look({ account: "discord:6" })).person).toEqual({
      id: other,
      human: other,
      hasConfirmedLink: false,
      slackWorkspaces: [],
    });
  });

  it.each([
    ["two accounts on Discord", ["discord:5", "discord:6"], false],
    ["two accounts of one Slack workspace", [sam, "slack:T1/U2"], false],
    ["accounts of two Slack workspaces", [sam, "slack:T2/U1"], true],
    ["accounts on Slack and on Discord", [sam, "discord:5"], true],
  ])("takes as a link that tells who it is: %s", async (_, accounts, expected) => {
    await records.addWorkspace("T1");
    await records.addWorkspace("T2", { clusterId: "south" });
    await records.addPerson(...accounts);

    expect((await look({ account: accounts[0] ?? "" })).person?.hasConfirmedLink).toBe(expected);
  });

  it.each(["waiting", "gone", null] as const)("counts no Slack workspace that is %s", async (state) => {
    await records.addWorkspace("T1");
    if (state !== null) await records.addWorkspace("T9", { state, clusterId: null });
    await records.addPerson("discord:5", "slack:T9/U1");
    await records.addPerson(sam, "slack:T9/U2");

    expect((await look({ account: "discord:5" })).person?.hasConfirmedLink).toBe(false);
    expect((await look()).person).toMatchObject({ hasConfirmedLink: false, slackWorkspaces: ["T1"] });
  });
});

describe("what somebody holds just now", () => {
  beforeEach(async () => {
    await records.addPerson(sam);
  });

  it("is what they were given by name, until its end", async () => {
    await records.addWorkspace("T1");
    await records.addGrant({ role: "approver", to: sam, expiresAt: inAnHour() });
    await records.addGrant({ role: "board", to: sam, expiresAt: aSecondAgo() });
    await records.addGrant({ role: "member", to: sam, cluster: "south" });

    expect((await look()).given).toEqual([
      { role: "approver", cluster: "north", isNamed: true, givenBy: "command line" },
      { role: "member", cluster: "south", isNamed: true, givenBy: "command line" },
    ]);
  });

  it("is gone as soon as it is taken away", async () => {
    const id = await records.addGrant({ role: "manager", to: sam });
    const before = await look();

    await database.prisma.roleGrant.delete({ where: { id } });

    expect(before.given).toHaveLength(1);
    expect((await look()).given).toEqual([]);
  });

  it("does not take in what others were given", async () => {
    await records.addPerson("slack:T1/U2");
    await records.addGrant({ role: "manager", to: "slack:T1/U2" });

    expect((await look()).given).toEqual([]);
    expect((await look({ account: "slack:T2/U1" })).given).toEqual([]);
  });

  it("is held for the federation and for the federation's own cluster alike", async () => {
    await records.addGrant({ role: "board", to: sam, cluster: null });
    await records.addGrant({ role: "manager", to: sam, cluster: "fed" });
    await records.addGrant({ role: "administrator", to: sam });

    expect((await look()).given).toEqual([
      { role: "administrator", cluster: null, isNamed: true, givenBy: "command line" },
      { role: "manager", cluster: "fed", isNamed: true, givenBy: "command line" },
      { role: "manager", cluster: null, isNamed: true, givenBy: "command line" },
      { role: "board", cluster: "fed", isNamed: true, givenBy: "command line" },
      { role: "board", cluster: null, isNamed: true, givenBy: "command line" },
    ]);
  });

  it("is held for the federation where no clusters are described yet", async () => {
    await database.prisma.cluster.deleteMany();
    await records.addGrant({ role: "administrator", to: sam });
    await records.addGrant({ role: "board", to: sam, cluster: null });

    expect((await look()).given).toEqual([
      { role: "administrator", cluster: null, isNamed: true, givenBy: "command line" },
      { role: "board", cluster: null, isNamed: true, givenBy: "command line" },
    ]);
  });
});

describe("what was given to a group", () => {
  const board = [{ role: "board", cluster: "north", isNamed: false, givenBy: "command line" }];

  it("counts for whoever is in it, in its own workspace", async () => {
    const workspace = await records.addWorkspace("T1");
    await records.addGrant({ role: "board", group: { workspace, id: "S9" } });

    expect((await look({ groups: ["S8", "S9"] })).given).toEqual(board);
    expect((await look({ groups: ["S8"] })).given).toEqual([]);
  });

  it("does not count in another workspace that has a group of the same id", async () => {
    const workspace = await records.addWorkspace("T1");
    await records.addWorkspace("T2");
    await records.addWorkspace("T1", { platform: "discord" });
    await records.addGrant({ role: "board", group: { workspace, id: "S9" } });

    expect((await look({ workspace: { platform: "slack", id: "T2" }, groups: ["S9"] })).given).toEqual([]);
    expect((await look({ workspace: { platform: "discord", id: "T1" }, groups: ["S9"] })).given).toEqual([]);
    expect((await look({ workspace: null, groups: ["S9"] })).given).toEqual([]);
  });

  it.each(["waiting", "gone"] as const)("does not count while the workspace is %s", async (state) => {
    const workspace = await records.addWorkspace("T1", { state });
    await records.addGrant({ role: "board", group: { workspace, id: "S9" } });

    expect((await look({ groups: ["S9"] })).given).toEqual([]);
  });

  it("does not count for the federation in a cluster's workspace", async () => {
    const workspace = await records.addWorkspace("T1");
    await records.addGrant({ role: "board", cluster: null, group: { workspace, id: "S9" } });

    expect((await look({ groups: ["S9"] })).given).toEqual([]);
  });

  it("does not count for a cluster whose workspace it no longer is", async () => {
    const workspace = await records.addWorkspace("T1");
    await records.addGrant({ role: "board", group: { workspace, id: "S9" } });
    await database.prisma.workspace.update({ where: { id: workspace }, data: { clusterId: "south" } });

    expect((await look({ groups: ["S9"] })).given).toEqual([]);
  });

  it("counts for the federation, and for any cluster, in the federation's own workspace", async () => {
    const workspace = await records.addWorkspace("T1", { clusterId: "fed" });
    await records.addGrant({ role: "board", cluster: null, group: { workspace, id: "S9" } });
    await records.addGrant({ role: "member", cluster: "south", group: { workspace, id: "S9" } });

    expect((await look({ groups: ["S9"] })).given).toEqual([
      { role: "board", cluster: "fed", isNamed: false, givenBy: "command line" },
      { role: "board", cluster: null, isNamed: false, givenBy: "command line" },
      { role: "member", cluster: "south", isNamed: false, givenBy: "command line" },
    ]);
  });

  it("ends when its time is up, and makes nobody an administrator", async () => {
    const workspace = await records.addWorkspace("T1", { clusterId: "fed" });
    const group = { workspace, id: "S9" };
    await records.addGrant({ role: "administrator", group });
    await records.addGrant({ role: "board", cluster: "fed", group, expiresAt: aSecondAgo() });

    expect((await look({ groups: ["S9"] })).given).toEqual([]);
  });
});
