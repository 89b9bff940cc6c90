import { beforeEach, describe, expect, it } from "vitest";
import { sam, samOnDiscord, stranger, useAccounts } from "./use-accounts.ts";

const accounts = useAccounts();
const { codeFor, accountsOf, addSession } = accounts;

describe("an account taken out of its person", () => {
  beforeEach(async () => {
    const person = await accounts.records.addPerson(sam.reference, samOnDiscord.reference);
    await accounts.records.addGrant({ role: "approver", to: sam.reference });
    await addSession(person, samOnDiscord.reference);
    await addSession(person, sam.reference);
  });
  const by = { actor: sam.reference, place: "slack:T1" };

  it("starts with nothing, signed out; what was given by name stays with the others", async () => {
    await codeFor(samOnDiscord);

    const unlinked = await accounts.store.unlink(samOnDiscord.reference, by);

    expect(unlinked).toMatchObject({
      kind: "unlinked",
      account: { reference: samOnDiscord.reference },
      remaining: [{ reference: sam.reference }],
    });
    expect(await accountsOf(samOnDiscord.reference)).toEqual([]);
    expect(await accountsOf(sam.reference)).toEqual([sam.reference]);
    expect(await accounts.database.prisma.roleGrant.count()).toBe(1);
    expect(await accounts.database.prisma.webSession.findMany()).toMatchObject([
      { reference: sam.reference },
    ]);
    expect(await accounts.database.prisma.webLogin.findMany()).toMatchObject([{ reference: sam.reference }]);
    expect(await accounts.database.prisma.linkCode.count()).toBe(0);
    expect(await accounts.database.prisma.auditEntry.findMany()).toMatchObject([
      { actor: sam.reference, action: "account-unlinked", after: { accounts: [sam.reference] } },
    ]);
  });

  it("cannot be the only one, nor another person's", async () => {
    await accounts.records.addPerson(stranger.reference);
    const before = await accounts.records.everything();

    expect(await accounts.store.unlink(stranger.reference, by)).toEqual({ kind: "not-yours" });
    expect(await accounts.store.unlink(stranger.reference, { ...by, actor: stranger.reference })).toEqual({
      kind: "only-account",
    });
    expect(await accounts.store.unlink("discord:404", { ...by, actor: "discord:404" })).toEqual({
      kind: "only-account",
    });
    expect(await accounts.records.everything()).toEqual(before);
  });

  it("at once from both sides leaves one of them with the person", async () => {
    const kinds = await Promise.all([
      accounts.store.unlink(sam.reference, by),
      accounts.store.unlink(samOnDiscord.reference, { ...by, actor: samOnDiscord.reference }),
    ]);

    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["only-account", "unlinked"]);
    expect(await accounts.database.prisma.platformAccount.count()).toBe(1);
  });
});
