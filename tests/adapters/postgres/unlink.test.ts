import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccountStore } from "../../../src/adapters/postgres/account-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { AccountStore } from "../../../src/people/account-store.port.ts";
import { linkMinutes, newLinkCode } from "../../../src/people/link-code.ts";
import { freshDatabase } from "../../support/database.ts";
import { type PeopleRecords, peopleRecords } from "../../support/people-records.ts";

let database: Database;
let records: PeopleRecords;
let store: AccountStore;

beforeAll(async () => {
  database = await freshDatabase();
  records = peopleRecords(database);
  store = createAccountStore(database.pool);
});
afterAll(() => database.close());
beforeEach(async () => {
  await records.clear();
  await records.addClusters();
});

const sam = { reference: "slack:T1/U1", name: "Sam" };
const samOnDiscord = { reference: "discord:5", name: "sammy" };
const stranger = { reference: "discord:666", name: "somebody" };

async function codeFor(account: typeof sam | null): Promise<string> {
  const { hash } = newLinkCode();
  await store.addCode({ hash, minutes: linkMinutes, account });
  return hash;
}

const accountsOf = async (reference: string) =>
  (await store.accountsWith(reference)).map((account) => account.reference);

async function addSession(personId: string, reference: string): Promise<void> {
  const common = {
    personId,
    reference,
    standing: "member",
    groups: [],
    expiresAt: new Date(Date.now() + 60_000),
  };
  await database.prisma.webSession.create({ data: { ...common, sessionHash: randomUUID() } });
  await database.prisma.webLogin.create({ data: { ...common, tokenHash: randomUUID() } });
}

describe("an account taken out of its person", () => {
  beforeEach(async () => {
    const person = await records.addPerson(sam.reference, samOnDiscord.reference);
    await records.addGrant({ role: "approver", to: sam.reference });
    await addSession(person, samOnDiscord.reference);
    await addSession(person, sam.reference);
  });
  const by = { actor: sam.reference, place: "slack:T1" };

  it("starts with nothing, signed out; what was given by name stays with the others", async () => {
    await codeFor(samOnDiscord);

    const unlinked = await store.unlink(samOnDiscord.reference, by);

    expect(unlinked).toMatchObject({
      kind: "unlinked",
      account: { reference: samOnDiscord.reference },
      remaining: [{ reference: sam.reference }],
    });
    expect(await accountsOf(samOnDiscord.reference)).toEqual([]);
    expect(await accountsOf(sam.reference)).toEqual([sam.reference]);
    expect(await database.prisma.roleGrant.count()).toBe(1);
    expect(await database.prisma.webSession.findMany()).toMatchObject([{ reference: sam.reference }]);
    expect(await database.prisma.webLogin.findMany()).toMatchObject([{ reference: sam.reference }]);
    expect(await database.prisma.linkCode.count()).toBe(0);
    expect(await database.prisma.auditEntry.findMany()).toMatchObject([
      { actor: sam.reference, action: "account-unlinked", after: { accounts: [sam.reference] } },
    ]);
  });

  it("cannot be the only one, nor another person's", async () => {
    await records.addPerson(stranger.reference);
    const before = await records.everything();

    expect(await store.unlink(stranger.reference, by)).toEqual({ kind: "not-yours" });
    expect(await store.unlink(stranger.reference, { ...by, actor: stranger.reference })).toEqual({
      kind: "only-account",
    });
    expect(await store.unlink("discord:404", { ...by, actor: "discord:404" })).toEqual({
      kind: "only-account",
    });
    expect(await records.everything()).toEqual(before);
  });

  it("at once from both sides leaves one of them with the person", async () => {
    const kinds = await Promise.all([
      store.unlink(sam.reference, by),
      store.unlink(samOnDiscord.reference, { ...by, actor: samOnDiscord.reference }),
    ]);

    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["only-account", "unlinked"]);
    expect(await database.prisma.platformAccount.count()).toBe(1);
  });
});
