import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { accountOf } from "../../src/chat/reference.ts";
import { readCommandText } from "../../src/chat/spoken-command.ts";
import { descriptions } from "../../src/commands/catalogue.ts";
import { english } from "../../src/messages/english.ts";
import { identify } from "../../src/people/identify.ts";
import type { Identity } from "../../src/people/identity.ts";
import { may } from "../../src/people/may.ts";
import { areTwoPersons } from "../../src/people/two-persons.ts";
import { freshDatabase } from "../support/database.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
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
  await records.addWorkspace("T1");
  await records.addWorkspace("7", { platform: "discord" });
  await records.addPerson("slack:T1/UADMIN");
  await records.addGrant({ role: "administrator", to: "slack:T1/UADMIN" });
  await records.addPerson("slack:T1/UBOSS");
  await records.addGrant({ role: "manager", to: "slack:T1/UBOSS", givenBy: "slack:T1/UADMIN" });
});

const { roles } = english;
const administrator: Saying = { asker: { id: "UADMIN" } };
/** Manages `north`, on Slack. */
const managing: Saying = { asker: { id: "UBOSS" } };
const onSlack = (id: string): Saying => ({ asker: { id } });
const onDiscord = (id: string): Saying => ({ platform: "discord", workspace: "7", asker: { id } });

async function hear(who: Saying, text: string): Promise<string> {
  const spoken = readCommandText(
    text,
    descriptions.map(({ name }) => name),
  );
  return textOf(await say({ ...who, ...spoken }));
}

/** One makes a code, the other types and confirms it. */
async function link(one: Saying, reference: string, other: Saying): Promise<void> {
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await hear(one, "link"))?.[0] ?? "";
  await hear(other, `link ${code}`);
  expect(await hear(other, `link yes ${reference}`)).toContain("one person now");
}

/** Who somebody is, as it is found out with every request of theirs. */
function identityOf(who: Saying): Promise<Identity> {
  const { request } = anIncomingRequest({ visibility: "private" });
  const asked = { ...request, ...who, asker: { ...request.asker, ...who.asker } };
  return identify(asked, accountOf(asked), createPeopleDirectory(database.pool));
}

const forget = (account: string) =>
  createPersonalData(database.pool).erase({
    whom: { account },
    keptDelivery: null,
    by: { actor: account, place: "" },
  });

const approves = async (who: Saying) =>
  may("approve-announcements", { cluster: "north" }, await identityOf(who));
const areTwo = async (one: Saying, other: Saying) =>
  areTwoPersons(await identityOf(one), await identityOf(other));

describe("one human with two accounts", () => {
  it.each(["approver", "signatory"])("does not make themselves %s", async (role) => {
    await link(managing, "slack:T1/UBOSS", onDiscord("5"));
    const before = await records.everything();

    expect(await hear(managing, `grant slack:T1/UBOSS ${role}`)).toBe(roles["to-oneself"]);
    expect(await hear(managing, `grant discord:5 ${role}`)).toBe(roles["to-oneself"]);
    expect(await hear(administrator, `grant slack:T1/UADMIN ${role} north`)).toBe(roles["to-oneself"]);
    expect(await records.everything()).toEqual(before);
  });

  it("is not told apart from an account that they made an approver", async () => {
    await hear(administrator, "grant slack:T1/UBOSS approver north");
    expect(await hear(managing, "grant discord:5 approver")).toContain("is approver of North Cluster now");

    expect(await approves(managing)).toEqual({ kind: "yes" });
    expect(await areTwo(managing, onDiscord("5"))).toBe(false);
    expect(await areTwo(onDiscord("5"), managing)).toBe(false);
  });

  it("is not told apart from it by a second account on the same platform", async () => {
    await hear(managing, "grant discord:5 approver");
    await link(onDiscord("5"), "discord:5", onDiscord("6"));

    expect(await areTwo(managing, onDiscord("5"))).toBe(false);
    expect(await areTwo(managing, onDiscord("6"))).toBe(false);
  });

  it("is not told apart once they unlinked the account with which they gave it", async () => {
    await link(managing, "slack:T1/UBOSS", onDiscord("4"));
    await hear(onDiscord("4"), "grant discord:5 approver");
    await hear(managing, "unlink discord:4");

    expect(await areTwo(managing, onDiscord("5"))).toBe(false);
  });

  it("is not told apart once they were forgotten and came back", async () => {
    await hear(managing, "grant discord:5 approver");
    await forget("slack:T1/UBOSS");
    await hear(administrator, "grant slack:T1/UBOSS manager north");

    expect(await approves(onDiscord("5"))).toEqual({ kind: "yes" });
    expect(await areTwo(managing, onDiscord("5"))).toBe(false);
    expect(JSON.stringify(await database.prisma.roleGrant.findMany())).not.toContain("UBOSS");
  });

  it("does not become an approver by linking the account that they made one", async () => {
    await hear(managing, "grant discord:5 approver");
    await link(managing, "slack:T1/UBOSS", onDiscord("5"));

    expect(await approves(managing)).toMatchObject({ kind: "no" });
    expect(await approves(onDiscord("5"))).toMatchObject({ kind: "no" });
  });
});

describe("a vote that a group was given", () => {
  const inGroup = (who: Saying): Saying => ({ ...who, asker: { ...who.asker, groups: ["S1", "800"] } });

  it.each([
    ["approver", "approve-announcements"],
    ["signatory", "sign-positions"],
  ] as const)("does not make whoever gave it a %s, but everybody else in the group", async (role, right) => {
    const votes = async (who: Saying) => may(right, { cluster: "north" }, await identityOf(inGroup(who)));
    await link(managing, "slack:T1/UBOSS", onDiscord("4"));
    await link(onSlack("U1"), "slack:T1/U1", onDiscord("5"));

    expect(await hear(managing, `grant slack-group:T1/S1 ${role}`)).toContain(roles.notForGiver);

    expect(await votes(onSlack("U1"))).toEqual({ kind: "yes" });
    expect(await votes(managing)).toEqual({ kind: "no", reason: "given-by-oneself" });
    expect(await hear(administrator, `grant slack:T1/UBOSS ${role} north`)).toContain("now");
    expect(await votes(managing)).toEqual({ kind: "yes" });
  });

  it("does not count for an account that whoever gave it unlinked", async () => {
    await link(managing, "slack:T1/UBOSS", onDiscord("4"));
    await hear(onDiscord("4"), "grant discord-role:7/800 approver");
    await hear(managing, "unlink discord:4");
    await link(onSlack("U9"), "slack:T1/U9", onDiscord("4"));

    expect(await approves(inGroup(onDiscord("4")))).toEqual({ kind: "no", reason: "given-by-oneself" });
    expect(await approves(inGroup(onDiscord("5")))).toEqual({ kind: "no", reason: "needs-link" });
  });
});

describe("one human with a Slack workspace of their own that nobody confirmed", () => {
  const inOwn = (id: string): Saying => ({ workspace: "T9", asker: { id } });

  beforeEach(async () => {
    await records.addWorkspace("T9", { state: "waiting", clusterId: null });
  });

  it("is not made certain by links with accounts there", async () => {
    const server = await database.prisma.workspace.findFirstOrThrow({ where: { externalId: "7" } });
    await records.addGrant({ role: "approver", group: { workspace: server.id, id: "800" } });
    const [one, other] = ["5", "6"].map(
      (id): Saying => ({ ...onDiscord(id), asker: { id, groups: ["800"] } }),
    ) as [Saying, Saying];
    await link(one, "discord:5", inOwn("U1"));
    await link(other, "discord:6", inOwn("U2"));

    expect(await approves(one)).toEqual({ kind: "no", reason: "needs-link" });
    expect(await approves(other)).toEqual({ kind: "no", reason: "needs-link" });
    expect(await areTwo(one, other)).toBe(false);
  });

  it("is not two approvers whom they named, one of them linked there", async () => {
    await hear(managing, "grant discord:5 approver");
    await hear(managing, "grant discord:6 approver");
    await link(onDiscord("5"), "discord:5", inOwn("U1"));

    expect(await areTwo(onDiscord("5"), onDiscord("6"))).toBe(false);
    await database.prisma.workspace.updateMany({ data: { state: "confirmed" } });
    expect(await areTwo(onDiscord("5"), onDiscord("6"))).toBe(false);
  });
});

describe("accounts that were one person's once", () => {
  beforeEach(async () => {
    await records.addWorkspace("T2");
    await link(onSlack("U1"), "slack:T1/U1", onDiscord("5"));
    await hear(onSlack("U1"), "unlink discord:5");
  });

  it("never count as two, whatever each is linked with since and whoever named it", async () => {
    await link({ workspace: "T2", asker: { id: "U2" } }, "slack:T2/U2", onDiscord("5"));
    await link(onSlack("U1"), "slack:T1/U1", onDiscord("6"));
    await hear(administrator, "grant discord:5 approver north");
    await hear(managing, "grant slack:T1/U1 approver");

    for (const other of [onDiscord("5"), { workspace: "T2", asker: { id: "U2" } }]) {
      expect(await approves(other)).toEqual({ kind: "yes" });
      expect(await areTwo(onSlack("U1"), other)).toBe(false);
      expect(await areTwo(other, onDiscord("6"))).toBe(false);
    }
  });

  it("do not, when both were linked with a third one in turn", async () => {
    await link(onDiscord("5"), "discord:5", onDiscord("6"));
    await hear(onDiscord("5"), "unlink discord:6");
    await hear(administrator, "grant discord:6 approver north");
    await hear(managing, "grant slack:T1/U1 approver");

    expect(await areTwo(onSlack("U1"), onDiscord("6"))).toBe(false);
  });

  it("do not make each other approvers, nor become one by the other's word", async () => {
    await hear(administrator, "grant slack:T1/U1 manager north");

    expect(await hear(onSlack("U1"), "grant discord:5 approver")).toBe(roles["to-oneself"]);

    await hear(onSlack("U1"), "grant discord:6 approver");
    await link(onDiscord("5"), "discord:5", onDiscord("6"));
    expect(await approves(onDiscord("6"))).toMatchObject({ kind: "no" });
  });

  it("do not, once one of them was forgotten and came back", async () => {
    await hear(administrator, "grant discord:5 board north");
    await forget("discord:5");
    expect(JSON.stringify(await database.prisma.onceLinked.findMany())).not.toContain("discord:5");

    await hear(administrator, "grant discord:5 approver north");
    await hear(managing, "grant slack:T1/U1 approver");

    expect(await areTwo(onSlack("U1"), onDiscord("5"))).toBe(false);
  });

  it("are known by nothing any more once all of them were forgotten", async () => {
    await hear(administrator, "grant discord:5 board north");
    await forget("discord:5");
    await forget("slack:T1/U1");

    expect(await database.prisma.onceLinked.findMany()).toEqual([]);
  });
});

describe("two humans", () => {
  it("are two when a third one gave each of them a role by name", async () => {
    await hear(administrator, "grant slack:T1/U1 approver north");
    await hear(managing, "grant discord:5 approver");

    expect(await approves(onSlack("U1"))).toEqual({ kind: "yes" });
    expect(await approves(onDiscord("5"))).toEqual({ kind: "yes" });
    expect(await areTwo(onSlack("U1"), onDiscord("5"))).toBe(true);
  });

  it("are two, whoever gave what, when both linked Slack with Discord", async () => {
    await hear(managing, "grant discord:5 approver");
    await link(onSlack("U1"), "slack:T1/U1", onDiscord("5"));
    await link(managing, "slack:T1/UBOSS", onDiscord("4"));

    expect(await areTwo(managing, onDiscord("5"))).toBe(true);
  });
});

describe("a role of which nobody knows who gave it", () => {
  beforeEach(async () => {
    await records.addPerson("slack:T1/U1");
    await records.addGrant({ role: "approver", to: "slack:T1/U1", givenBy: null });
  });

  it("makes nobody certain, until somebody gives it again", async () => {
    expect(await approves(onSlack("U1"))).toEqual({ kind: "no", reason: "needs-link" });

    expect(await hear(administrator, "grant slack:T1/U1 approver north")).toContain("it now lasts for good");

    expect(await approves(onSlack("U1"))).toEqual({ kind: "yes" });
    expect(await hear(managing, "grant slack:T1/U1 approver")).toContain("Nothing was changed");
  });
});
