import { describe, expect, it } from "vitest";
import { createPeopleDirectory } from "../../../src/adapters/postgres/people-directory.ts";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { createRecordRetention } from "../../../src/adapters/postgres/record-retention.ts";
import { createRoleStore } from "../../../src/adapters/postgres/role-store.ts";
import { RetentionSettings } from "../../../src/people/retention.ts";
import { databaseDump } from "../../support/database-dump.ts";
import { sam, samOnDiscord, useAccounts } from "./use-accounts.ts";

const accounts = useAccounts();
const by = { actor: "slack:T1/UBOSS", place: "slack:T1" };
const anHour = 3_600_000;

const roleStore = () => createRoleStore(accounts.database.pool);
const forget = (account: string) =>
  createPersonalData(accounts.database.pool).erase({ whom: { account }, by, keptDelivery: null });

/** What somebody holds when they ask, as `role cluster`. */
async function held(account: string): Promise<readonly string[]> {
  const asked = { account, workspace: null, channel: null, groups: [] };
  const { given } = await createPeopleDirectory(accounts.database.pool).lookUp(asked);
  return given.map(({ role, cluster }) => `${role} ${cluster}`);
}

async function addGuest(...references: readonly string[]): Promise<void> {
  await accounts.records.addPerson(...references);
  const [to = ""] = references;
  await accounts.records.addGrant({ role: "guest", to, givenBy: by.actor });
  await accounts.records.addGrant({ role: "member", cluster: "south", to });
}

describe("somebody made a guest who has themselves forgotten", () => {
  it("is one still when they come back, with each of their accounts, and nothing else", async () => {
    await addGuest(sam.reference, samOnDiscord.reference);

    expect(await forget(sam.reference)).toMatchObject({ kind: "erased", report: { leftovers: [] } });

    for (const account of [sam.reference, samOnDiscord.reference])
      expect(await held(account)).toEqual(["guest north"]);
    const dump = await databaseDump(accounts.database.pool);
    for (const word of [sam.reference, samOnDiscord.reference, "name of"]) expect(dump).not.toContain(word);
    expect(await forget(sam.reference)).toEqual({ kind: "nothing-kept" });
    const whom = { account: sam.reference };
    expect(await createPersonalData(accounts.database.pool).export(whom)).toMatchObject({
      sections: [{ table: "role_grant", rows: [{ cluster_id: "north" }] }],
    });
  });

  it("is known by name again as soon as they are given something", async () => {
    await addGuest(sam.reference);
    await forget(sam.reference);

    const grantee = { kind: "person", account: sam.reference } as const;
    await roleStore().give({ grantee, role: "member", cluster: "south", until: null }, by);

    expect(await accounts.accountsOf(sam.reference)).toEqual([sam.reference]);
    expect(await held(sam.reference)).toEqual(["member south", "guest north"]);
    expect(await accounts.database.prisma.person.count()).toBe(1);
  });

  it("is none any more once somebody takes it from the account, or its time is over", async () => {
    await addGuest(sam.reference);
    await addGuest(samOnDiscord.reference);
    const expiresAt = new Date(Date.now() + anHour);
    await accounts.database.prisma.roleGrant.updateMany({
      where: { role: "guest", person: { accounts: { some: { reference: samOnDiscord.reference } } } },
      data: { expiresAt },
    });
    await forget(sam.reference);
    await forget(samOnDiscord.reference);
    const grantee = { kind: "person", account: sam.reference } as const;
    expect(await roleStore().list({ clusters: null, holder: grantee })).toMatchObject([
      { role: "guest", holder: { kind: "person", accounts: [] } },
    ]);
    expect(await held(samOnDiscord.reference)).toEqual(["guest north"]);

    const taken = await roleStore().take({ grantee, role: "guest", cluster: "north" }, by);
    await accounts.database.prisma.roleGrant.updateMany({ data: { expiresAt: new Date() } });

    expect(taken).toEqual({ kind: "taken" });
    expect(await held(sam.reference)).toEqual([]);
    expect(await held(samOnDiscord.reference)).toEqual([]);
    await accounts.database.pool.query("UPDATE person SET created_at = now() - interval '31 days'");
    const { persons } = await createRecordRetention(accounts.database.pool).forget(
      RetentionSettings.parse({}),
      new AbortController().signal,
    );
    expect(persons).toBe(2);
  });
});

describe("somebody made a guest who takes an account apart", () => {
  it("stays one with that account too, and of their other roles it has none", async () => {
    await addGuest(sam.reference, samOnDiscord.reference);

    await accounts.store.unlink(samOnDiscord.reference, { ...by, actor: sam.reference });

    expect(await held(samOnDiscord.reference)).toEqual(["guest north"]);
    expect(await held(sam.reference)).toEqual(["member south", "guest north"]);
    expect(await accounts.database.prisma.auditEntry.findMany({ orderBy: { id: "asc" } })).toMatchObject([
      { action: "account-unlinked" },
      {
        action: "role-given",
        clusterId: "north",
        after: { role: "guest", cluster: "north", until: null, whose: samOnDiscord.reference },
      },
    ]);
  });
});
