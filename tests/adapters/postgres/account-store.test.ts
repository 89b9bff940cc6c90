import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import type { Redeemed } from "../../../src/people/account-store.port.ts";
import { linkMinutes, newLinkCode } from "../../../src/people/link-code.ts";
import { sam, samOnDiscord, stranger, useAccounts } from "./use-accounts.ts";

const accounts = useAccounts();
const { codeFor, accountsOf, addSession } = accounts;

/** Types the code and, where the account it was made in is named, confirms at once. */
async function type(hash: string, account: typeof sam, isInChat = true): Promise<Redeemed> {
  const redeemed = await accounts.store.redeem({ hash, account, isInChat, place: "discord:7" });
  return redeemed.kind === "unconfirmed"
    ? accounts.store.confirm({ account, other: redeemed.account.reference, place: "discord:7" })
    : redeemed;
}

const wrong = () => newLinkCode().hash;

describe("a code typed in another account", () => {
  it("makes both accounts one person's", async () => {
    const redeemed = await type(await codeFor(sam), samOnDiscord);

    expect(redeemed).toEqual({ kind: "linked", accounts: expect.arrayContaining([sam, samOnDiscord]) });
    expect(await accountsOf(sam.reference)).toHaveLength(2);
    expect(await accounts.database.prisma.person.count()).toBe(1);
  });

  it("links nothing until it is confirmed by the account it was typed in", async () => {
    const hash = await codeFor(sam);
    const attempt = { hash, account: samOnDiscord, isInChat: true, place: "discord:7" };

    expect(await accounts.store.redeem(attempt)).toEqual({ kind: "unconfirmed", account: sam });
    expect(await accounts.database.prisma.person.count()).toBe(0);
    expect(
      await accounts.store.confirm({ account: stranger, other: sam.reference, place: "discord:7" }),
    ).toEqual({
      kind: "nothing-to-confirm",
    });
    expect(await accounts.database.prisma.person.count()).toBe(0);
    expect(
      (await accounts.store.confirm({ account: samOnDiscord, other: sam.reference, place: "discord:7" }))
        .kind,
    ).toBe("linked");
    expect(
      (await accounts.store.confirm({ account: samOnDiscord, other: sam.reference, place: "discord:7" }))
        .kind,
    ).toBe("already-linked");
  });

  it("confirms the one that was shown, also when another was typed since, and none whose time is over", async () => {
    const ofStranger = await codeFor(stranger);
    const ofSam = await codeFor(sam);
    const place = "discord:7";
    for (const hash of [ofSam, ofStranger])
      await accounts.store.redeem({ hash, account: samOnDiscord, isInChat: true, place });
    await accounts.store.confirm({ account: samOnDiscord, other: sam.reference, place });

    expect(await accountsOf(samOnDiscord.reference)).toEqual(
      expect.arrayContaining([sam.reference, samOnDiscord.reference]),
    );
    expect(await accountsOf(stranger.reference)).toEqual([]);

    await accounts.database.pool.query("UPDATE link_code SET expires_at = now() - interval '1 second'");
    expect(await accounts.store.confirm({ account: samOnDiscord, other: stranger.reference, place })).toEqual(
      {
        kind: "nothing-to-confirm",
      },
    );
  });

  it("works once; typed again by the same person it says that they are linked already", async () => {
    const hash = await codeFor(sam);
    await type(hash, samOnDiscord);

    expect(await type(hash, stranger)).toEqual({ kind: "used" });
    expect((await type(hash, samOnDiscord)).kind).toBe("already-linked");
    expect(await accountsOf(stranger.reference)).toEqual([]);
  });

  it("typed twice at once makes one of them the person's, and not the other", async () => {
    const hash = await codeFor(sam);

    const kinds = await Promise.all([type(hash, samOnDiscord), type(hash, stranger)]);

    // Whoever is slower finds it used, or, typed before the other confirmed, no longer theirs to confirm.
    const [linked, ...others] = kinds.map(({ kind }) => kind).toSorted();
    expect(linked).toBe("linked");
    expect(["used", "nothing-to-confirm"]).toEqual(expect.arrayContaining(others));
    expect(await accountsOf(sam.reference)).toHaveLength(2);
  });

  it("says so when it is typed in the account it was made for, and stays good", async () => {
    const hash = await codeFor(sam);

    expect(await type(hash, sam)).toEqual({ kind: "own-code" });
    expect((await type(hash, samOnDiscord)).kind).toBe("linked");
  });

  it("is good for ten minutes, and only until a newer one is made for the same account", async () => {
    const old = await codeFor(sam);
    await accounts.database.prisma.linkCode.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await type(old, samOnDiscord)).toEqual({ kind: "wrong-or-expired" });

    const replaced = await codeFor(sam);
    const newest = await codeFor(sam);
    const ofOther = await codeFor(stranger);

    expect(await type(replaced, samOnDiscord)).toEqual({ kind: "wrong-or-expired" });
    expect((await type(newest, samOnDiscord)).kind).toBe("linked");
    expect((await type(ofOther, samOnDiscord)).kind).toBe("linked");
  });

  it("says until when it is good", async () => {
    const { hash } = newLinkCode();
    const good =
      (await accounts.store.addCode({ hash, minutes: linkMinutes, account: sam })).getTime() - Date.now();

    expect(good).toBeGreaterThan(9 * 60_000);
    expect(good).toBeLessThanOrEqual(10 * 60_000 + 1_000);
  });
});

describe("wrong codes", () => {
  it("make the account wait after five in a quarter of an hour, and others not", async () => {
    const hash = await codeFor(sam);
    for (let count = 0; count < 5; count += 1)
      expect(await type(wrong(), stranger)).toEqual({ kind: "wrong-or-expired" });

    const sixth = await type(hash, stranger);

    const wait = sixth.kind === "too-many" ? sixth.until.getTime() - Date.now() : 0;
    expect(sixth.kind).toBe("too-many");
    expect(wait).toBeGreaterThan(14 * 60_000);
    expect(wait).toBeLessThanOrEqual(15 * 60_000 + 1_000);
    expect((await type(hash, samOnDiscord)).kind).toBe("linked");
  });

  it("are looked at again when the wait is over, and waiting does not make it longer", async () => {
    const hash = await codeFor(sam);
    for (let count = 0; count < 5; count += 1) await type(wrong(), stranger);
    await type(wrong(), stranger);
    expect(await accounts.database.prisma.failedAttempt.count()).toBe(5);
    await accounts.database.prisma.$executeRaw`UPDATE failed_attempt SET at = at - interval '16 minutes'`;

    expect((await type(hash, stranger)).kind).toBe("linked");
  });

  it("do not get through when they are typed at once", async () => {
    const tried = await Promise.all(Array.from({ length: 12 }, () => type(wrong(), stranger)));

    expect(tried.filter(({ kind }) => kind === "wrong-or-expired")).toHaveLength(5);
    expect(tried.filter(({ kind }) => kind === "too-many")).toHaveLength(7);
  });

  it("count on for whoever has themselves forgotten, and no longer than else", async () => {
    const hash = await codeFor(sam);
    for (let count = 0; count < 5; count += 1) await type(wrong(), samOnDiscord);
    await createPersonalData(accounts.database.pool).erase({
      whom: { account: samOnDiscord.reference },
      keptDelivery: null,
      by: { actor: samOnDiscord.reference, place: "discord:7" },
    });

    expect((await type(hash, samOnDiscord)).kind).toBe("too-many");
    expect(JSON.stringify(await accounts.database.prisma.failedAttempt.findMany())).not.toContain("discord:");
    await accounts.database.prisma.$executeRaw`UPDATE failed_attempt SET at = at - interval '16 minutes'`;
    expect((await type(hash, samOnDiscord)).kind).toBe("linked");
  });

  it("from ever new accounts make everybody wait in the end", async () => {
    const hash = await codeFor(sam);
    await accounts.database.prisma.failedAttempt.createMany({
      data: Array.from({ length: 200 }, (_, count) => ({ id: randomUUID(), reference: `discord:${count}` })),
    });

    expect((await type(hash, samOnDiscord)).kind).toBe("too-many");
  });
});

describe("two persons who turn out to be one", () => {
  it("have the accounts, roles, sessions and links of both, and each role once, with the later end", async () => {
    const older = await accounts.records.addPerson(sam.reference, "slack:T2/U9");
    const newer = await accounts.records.addPerson(samOnDiscord.reference);
    const soon = new Date(Date.now() + 60_000);
    await accounts.records.addGrant({ role: "approver", to: sam.reference, expiresAt: soon });
    await accounts.records.addGrant({ role: "approver", to: samOnDiscord.reference });
    await accounts.records.addGrant({ role: "approver", to: samOnDiscord.reference, cluster: "south" });
    await accounts.records.addGrant({ role: "board", to: samOnDiscord.reference });
    await addSession(newer, samOnDiscord.reference);

    await type(await codeFor(sam), samOnDiscord);

    const [person, ...others] = await accounts.database.prisma.person.findMany({
      include: { accounts: true, grants: true, sessions: true, logins: true },
    });
    expect(others).toEqual([]);
    expect(person?.id).toBe(older);
    expect(person?.accounts.map(({ reference }) => reference).toSorted()).toEqual([
      "discord:5",
      "slack:T1/U1",
      "slack:T2/U9",
    ]);
    expect(person?.grants.map(({ role, clusterId, expiresAt }) => [role, clusterId, expiresAt])).toEqual(
      expect.arrayContaining([
        ["approver", "north", null],
        ["approver", "south", null],
        ["board", "north", null],
      ]),
    );
    expect(person?.grants).toHaveLength(3);
    expect([person?.sessions.length, person?.logins.length]).toEqual([1, 1]);
  });

  it("leave a line in the audit trail that names both", async () => {
    const older = await accounts.records.addPerson(sam.reference);
    const newer = await accounts.records.addPerson(samOnDiscord.reference);

    await type(await codeFor(sam), samOnDiscord);

    const [line] = await accounts.database.prisma.auditEntry.findMany();
    expect(line).toMatchObject({
      actor: "discord:5",
      action: "accounts-linked",
      subject: `person:${older}`,
      place: "discord:7",
      before: {
        persons: [
          { person: older, accounts: ["slack:T1/U1"] },
          { person: newer, accounts: ["discord:5"] },
        ],
      },
      after: { person: older, accounts: ["discord:5", "slack:T1/U1"] },
    });
  });
});

describe("a code of the command line", () => {
  it("makes whoever types it an administrator, once", async () => {
    const hash = await codeFor(null);

    expect(await type(hash, sam)).toEqual({ kind: "administrator" });
    expect(await type(hash, stranger)).toEqual({ kind: "used" });
    expect(await type(hash, sam)).toEqual({ kind: "already-administrator" });
    expect(await accounts.database.prisma.roleGrant.findMany()).toMatchObject([
      { role: "administrator", clusterId: null, expiresAt: null },
    ]);
    expect(await accountsOf(sam.reference)).toEqual([sam.reference]);
  });

  it("is told of in the audit trail as the command line's doing", async () => {
    await type(await codeFor(null), sam);

    const lines = await accounts.database.prisma.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(lines).toMatchObject([
      { actor: "command line", action: "administrator-code-made", place: "command line" },
      { actor: "command line", action: "role-given", place: "discord:7", before: { roles: [] } },
    ]);
  });

  it("works on Slack and Discord only, and the last one made only", async () => {
    const replaced = await codeFor(null);
    const hash = await codeFor(null);

    expect(await type(replaced, sam)).toEqual({ kind: "wrong-or-expired" });
    expect(await type(hash, sam, false)).toEqual({ kind: "not-here" });
    expect(await accounts.database.prisma.roleGrant.count()).toBe(0);
    expect(await type(hash, sam)).toEqual({ kind: "administrator" });
  });
});
