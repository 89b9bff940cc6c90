import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createAccountStore } from "../../../src/adapters/postgres/account-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { AccountStore } from "../../../src/people/account-store.port.ts";
import { linkMinutes, newLinkCode } from "../../../src/people/link-code.ts";
import { freshDatabase } from "../../support/database.ts";
import { type PeopleRecords, peopleRecords } from "../../support/people-records.ts";

export const sam = { reference: "slack:T1/U1", name: "Sam" };
export const samOnDiscord = { reference: "discord:5", name: "sammy" };
export const stranger = { reference: "discord:666", name: "somebody" };

interface Opened {
  readonly database: Database;
  readonly records: PeopleRecords;
  readonly store: AccountStore;
}

/** The store of accounts on real records, which are empty but for the clusters before each test. */
export function useAccounts() {
  let opened: Opened | null = null;
  const now = (): Opened => {
    if (opened === null) throw new Error("the records are not open yet");
    return opened;
  };

  beforeAll(async () => {
    const database = await freshDatabase();
    opened = { database, records: peopleRecords(database), store: createAccountStore(database.pool) };
  });
  afterAll(() => now().database.close());
  beforeEach(async () => {
    await now().records.clear();
    await now().records.addClusters();
  });

  return {
    get database() {
      return now().database;
    },
    get records() {
      return now().records;
    },
    get store() {
      return now().store;
    },
    /** Makes a code in an account (null: on the command line); its hash. */
    codeFor: async (account: typeof sam | null): Promise<string> => {
      const { hash } = newLinkCode();
      await now().store.addCode({ hash, minutes: linkMinutes, account });
      return hash;
    },
    accountsOf: async (reference: string): Promise<readonly string[]> =>
      (await now().store.accountsWith(reference)).map((account) => account.reference),
    /** Somebody's session, and a link to sign in that is still open. */
    addSession: async (personId: string, reference: string): Promise<void> => {
      const expiresAt = new Date(Date.now() + 60_000);
      const common = { personId, reference, standing: "member", groups: [], expiresAt };
      const { prisma } = now().database;
      await prisma.webSession.create({ data: { ...common, sessionHash: randomUUID() } });
      await prisma.webLogin.create({ data: { ...common, tokenHash: randomUUID() } });
    },
  };
}
