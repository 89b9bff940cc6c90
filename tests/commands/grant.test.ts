import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuditTrail } from "../../src/adapters/postgres/audit-trail.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { readCommandText } from "../../src/chat/spoken-command.ts";
import { descriptions } from "../../src/commands/catalogue.ts";
import { english } from "../../src/messages/english.ts";
import { auditCsvOf } from "../../src/people/audit-csv.ts";
import { freshDatabase } from "../support/database.ts";
import { type PeopleRecords, peopleRecords } from "../support/people-records.ts";
import { type Saying, sayingOver, textOf } from "../support/saying.ts";

let database: Database;
let records: PeopleRecords;
let say: ReturnType<typeof sayingOver>;

beforeAll(async () => {
  database = await freshDatabase();
  records = peopleRecords(database);
  say = sayingOver(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await records.clear();
  await records.addClusters();
  await records.addWorkspace("T1", { name: "North on Slack" });
  await records.addWorkspace("T2", { clusterId: "south" });
  await records.addPerson("slack:T1/UADMIN");
  await records.addGrant({ role: "administrator", to: "slack:T1/UADMIN" });
  await records.addPerson("slack:T1/UBOSS");
  await records.addGrant({ role: "manager", to: "slack:T1/UBOSS" });
});

const administrator: Saying = { asker: { id: "UADMIN" } };
/** Of the cluster `north`. */
const managing: Saying = { asker: { id: "UBOSS" } };
const { roles, permit } = english;

/** As it is written after `/cluster grant`. */
async function grant(who: Saying, text: string): Promise<string> {
  const spoken = readCommandText(
    `grant ${text}`,
    descriptions.map(({ name }) => name),
  );
  return textOf(await say({ ...who, ...spoken }));
}

const given = async () => {
  const found = await database.prisma.roleGrant.findMany({
    where: { role: { notIn: ["administrator", "manager"] } },
    orderBy: { role: "asc" },
  });
  return found.map(({ role, clusterId }) => `${role} ${clusterId ?? "federation"}`);
};

describe("a manager", () => {
  it("gives a role in their own cluster, whether or not they name it or say “give”", async () => {
    expect(await grant(managing, "slack:T1/U1 approver")).toBe(
      "Done: slack:T1/U1 is approver of North Cluster now, for good.",
    );
    expect(await grant(managing, "give slack:T1/U1 board newcastle until 2027-01-31")).toBe(
      "Done: slack:T1/U1 is board of North Cluster now, until the end of 31 January 2027.",
    );
    expect(await given()).toEqual(["approver north", "board north"]);
  });

  it.each([
    ["another cluster", "slack:T1/U1 approver south", permit["other-cluster"]],
    ["the federation", "slack:T1/U1 approver federation", permit["other-cluster"]],
    ["another manager", "slack:T1/U1 manager", roles["only-administrator"]("manager")],
    ["an administrator", "slack:T1/U1 administrator", permit["other-cluster"]],
    [
      "an administrator of a cluster",
      "slack:T1/U1 administrator north",
      roles["only-administrator"]("administrator"),
    ],
    ["a group of another cluster", "slack-group:T2/S9 board north", roles["group-of-other-cluster"]],
    ["a group nobody knows", "slack-group:T9/S9 board", roles["group-not-confirmed"]],
    ["taking another manager away", "take slack:T1/UBOSS manager", roles["only-administrator"]("manager")],
    ["taking in another cluster", "take slack:T1/UADMIN member south", permit["other-cluster"]],
    ["listing another cluster", "list south", permit["other-cluster"]],
  ])("may not do it for: %s", async (_, text, expected) => {
    const before = await records.everything();

    expect(await grant(managing, text)).toBe(expected);
    expect(await records.everything()).toEqual(before);
  });

  it("of two clusters says which", async () => {
    await records.addGrant({ role: "manager", to: "slack:T1/UBOSS", cluster: "south" });

    expect(await grant(managing, "slack:T1/U1 approver")).toBe(roles["needs-cluster"]);
    expect(await grant(managing, "slack:T1/U1 approver south")).toContain("approver of South Cluster");
  });

  it("of the federation's own cluster gives roles for the federation", async () => {
    await records.addPerson("slack:T1/UFED");
    await records.addGrant({ role: "manager", to: "slack:T1/UFED", cluster: "fed" });
    const federal = { asker: { id: "UFED" } };

    expect(await grant(federal, "slack:T1/U1 board")).toContain("board of the federation now");
    expect(await grant(federal, "slack:T1/U1 board the fed")).toContain("board of the federation already");
    expect(await grant(federal, "slack:T1/U1 board north")).toBe(permit["other-cluster"]);
    expect(await grant(federal, "slack:T1/U1 administrator")).toBe(
      roles["only-administrator"]("administrator"),
    );
  });

  it("whose role was taken away a moment ago gives nothing", async () => {
    await grant(administrator, "take slack:T1/UBOSS manager north");

    expect(await grant(managing, "slack:T1/U1 approver")).toBe(permit["needs-role"]);
    expect(await given()).toEqual([]);
  });
});

describe("an administrator", () => {
  it("gives and takes anything", async () => {
    expect(await grant(administrator, "slack:T1/U1 manager south")).toContain("manager of South Cluster now");
    expect(await grant(administrator, "slack:T1/U1 administrator")).toContain(
      "administrator of the federation now",
    );
    expect(await grant(administrator, "take slack:T1/U1 administrator federation")).toContain("no longer");
    expect(await grant(administrator, "take slack:T1/U1 manager South Cluster")).toContain("no longer");
    expect(await grant(administrator, "take slack:T1/U1 manager south")).toContain("nothing to take");
  });

  it("does not take themselves away when there is no other", async () => {
    const before = await records.everything();

    expect(await grant(administrator, "take slack:T1/UADMIN administrator")).toBe(
      roles["last-administrator"],
    );
    expect(await grant(administrator, "slack:T1/UADMIN administrator for 30 days")).toBe(
      roles["last-administrator"],
    );
    expect(await records.everything()).toEqual(before);
  });

  it("changes the end only, when it was given before", async () => {
    await grant(administrator, "slack:T1/U1 approver north");

    expect(await grant(administrator, "slack:T1/U1 approver north for 30 days")).toContain(
      "was approver of North Cluster already; it now lasts until the end of 23 December 2026",
    );
    expect(await given()).toEqual(["approver north"]);
  });

  it.each([
    ["no cluster", "slack:T1/U1 approver", roles["needs-cluster"]],
    [
      "an unknown one",
      "slack:T1/U1 approver east",
      roles["unknown-cluster"]("North Cluster, South Cluster, The Federation"),
    ],
    ["an administrator of a cluster", "slack:T1/U1 administrator north", roles["administrator-of-cluster"]],
    ["a group of administrators", "slack-group:T1/S9 administrator", roles["administrator-to-group"]],
    [
      "nobody",
      "",
      roles["no-grantee"]("grant give @somebody role [cluster] [until 2027-01-31 | for 30 days]"),
    ],
    ["somebody not picked from the list", "@sam approver north", roles["unknown-grantee"]],
    [
      "no such role",
      "slack:T1/U1 king north",
      roles["unknown-role"]("administrator, manager, approver, signatory, board, member, guest"),
    ],
    ["no such day", "slack:T1/U1 approver north until 2027-02-30", roles["bad-end"]],
    ["a vague end", "slack:T1/U1 approver north until next spring", roles["bad-end"]],
    ["a day that is over", "slack:T1/U1 approver north until 2020-01-31", roles["past-end"]],
    [
      "listing an unknown cluster",
      "list east",
      roles["unknown-cluster"]("North Cluster, South Cluster, The Federation"),
    ],
  ])("is told what is missing or wrong: %s", async (_, text, expected) => {
    const before = await records.everything();

    expect(await grant(administrator, text)).toBe(expected);
    expect(await records.everything()).toEqual(before);
  });
});

describe("a role for a group", () => {
  it("counts for whoever is in it, until it is taken from the group", async () => {
    const groups = { asker: { groups: ["S9"] } };
    expect(await grant(managing, "slack-group:T1/S9 approver")).toContain(roles.approverHint);

    expect(textOf(await say({ ...groups, command: "whoami" }))).toContain(
      "approver of North Cluster, as one of S9 in North on Slack, for good",
    );
    await grant(managing, "take slack-group:T1/S9 approver");

    expect(textOf(await say({ ...groups, command: "whoami" }))).toContain(english.accounts.whoami.noRoles);
  });
});

describe("a role for everyone on a Discord server", () => {
  it.each(["member", "board"])("is not given, since it would not count: %s", async (role) => {
    await records.addWorkspace("7", { platform: "discord" });
    const before = await records.everything();

    expect(await grant(managing, `discord-role:7/7 ${role}`)).toBe(roles["to-everybody"]);
    expect(await records.everything()).toEqual(before);
  });
});

describe("the list of roles", () => {
  beforeEach(async () => {
    await grant(administrator, "slack:T1/U1 approver north until 2027-01-31");
    await grant(administrator, "slack:T1/U1 board south");
  });

  it("shows an administrator all, and of whom they ask for", async () => {
    const all = await grant(administrator, "list");

    expect(all).toContain(
      "administrator of the federation: name of slack:T1/UADMIN (slack:T1/UADMIN), for good",
    );
    expect(all).toContain("approver of North Cluster: slack:T1/U1, until the end of 31 January 2027");
    expect(all).toContain("board of South Cluster");
    expect(await grant(administrator, "list south")).not.toContain("North Cluster");
    expect(await grant(administrator, "list slack:T1/U1")).not.toContain("UADMIN");
    expect(await grant(administrator, "list slack:T1/U2")).toBe(roles.list.none);
  });

  it("shows a manager their own cluster's only", async () => {
    const own = await grant(managing, "list");

    expect(own).toContain("approver of North Cluster");
    expect(own).not.toMatch(/South|federation/);
    expect(await grant(managing, "list slack:T1/U1")).not.toContain("South");
  });
});

describe("the audit trail", () => {
  it("says who gave what, where, before and after", async () => {
    await grant(managing, "slack:T1/U1 approver");

    const lines = await database.prisma.auditEntry.findMany();
    expect(lines).toMatchObject([
      {
        actor: "slack:T1/UBOSS",
        action: "role-given",
        subject: expect.stringMatching(/^person:/),
        clusterId: "north",
        place: "slack:T1",
        before: null,
        after: { role: "approver", cluster: "north", until: null, whose: "slack:T1/U1" },
      },
    ]);
    const trail = await createAuditTrail(database.pool).read({ cluster: null, limit: 10 });
    expect(auditCsvOf(trail, { atMost: 10, cut: "" })).toContain('slack:T1/U1""');
  });

  it("names whom it gave a role to, where the name is known", async () => {
    await grant(managing, "slack:T1/U1 member");
    await database.pool.query("UPDATE platform_account SET name = 'Sam Lee' WHERE reference = 'slack:T1/U1'");

    expect(await grant(managing, "slack:T1/U1 board")).toContain("Sam Lee (slack:T1/U1)");
    expect(await grant(managing, "take slack:T1/U1 board")).toContain("Sam Lee (slack:T1/U1)");
  });

  it("says whose role was taken, and no longer once they are erased", async () => {
    await grant(managing, "slack:T1/U1 approver");
    await grant(managing, "take slack:T1/U1 approver");
    await grant(managing, "slack-group:T1/S9 board");
    const changes = async () =>
      (await database.prisma.auditEntry.findMany({ orderBy: { id: "asc" } })).map(
        ({ before, after }) => [before, after] as const,
      );

    expect(await changes()).toMatchObject([
      [null, { whose: "slack:T1/U1" }],
      [{ whose: "slack:T1/U1" }, null],
      [null, { whose: "slack-group:T1/S9" }],
    ]);
    await createPersonalData(database.pool).erase({
      whom: { account: "slack:T1/U1" },
      keptDelivery: null,
      by: { actor: "command line", place: "command line" },
    });

    expect(JSON.stringify(await changes())).not.toContain("slack:T1/U1");
  });
});
