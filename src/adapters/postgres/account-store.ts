import type { Pool, PoolClient } from "pg";
import type { Account, AccountStore, NewCode, Unlinked } from "../../people/account-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { rememberHuman } from "./humans.ts";
import { inTransaction } from "./in-transaction.ts";
import { addGuestRoles, guestRolesOf } from "./kept-guests.ts";
import { personAsAudited } from "./merge-persons.ts";
import { lockPeople } from "./people-lock.ts";
import { personWith } from "./person-rows.ts";
import { accountsWith, confirmCode, redeemCode, unconfirmedAccount } from "./redeem-code.ts";
import { translatingErrors } from "./translate-error.ts";

export function createAccountStore(pool: Pool): AccountStore {
  return translatingErrors<AccountStore>({
    addCode: (code) => inTransaction(pool, (client) => addCode(client, code)),
    redeem: (attempt) => inTransaction(pool, (client) => redeemCode(client, attempt)),
    confirm: (confirmation) => inTransaction(pool, (client) => confirmCode(client, confirmation)),
    unconfirmed: (reference) => unconfirmedAccount(pool, reference),
    unlink: (reference, by) => inTransaction(pool, (client) => unlink(client, reference, by)),
    accountsWith: (reference) => accountsWith(pool, reference),
  });
}

/** A code's row is kept until it would have ended, so that whoever types it twice is told so. */
async function addCode(client: PoolClient, { hash, minutes, account }: NewCode): Promise<Date> {
  await lockPeople(client);
  const reference = account?.reference ?? null;
  await client.query(
    `DELETE FROM link_code WHERE expires_at < now()
       OR (used_at IS NULL AND purpose = $1::link_purpose AND reference IS NOT DISTINCT FROM $2)`,
    [account === null ? "administrator" : "link", reference],
  );
  const { rows } = await client.query<{ expires_at: Date }>(
    `INSERT INTO link_code (code_hash, purpose, reference, name, expires_at)
     VALUES ($1, $2::link_purpose, $3, $4, now() + make_interval(mins => $5)) RETURNING expires_at`,
    [hash, account === null ? "administrator" : "link", reference, account?.name ?? "", minutes],
  );
  if (account === null) await insertAudit(client, administratorCodeLine);
  return rows[0]?.expires_at ?? new Date();
}

const administratorCodeLine = {
  actor: "command line",
  action: "administrator-code-made",
  subject: "federation",
  cluster: null,
  place: "command line",
  before: null,
  after: null,
} as const;

async function unlink(client: PoolClient, reference: string, by: Doing): Promise<Unlinked> {
  await lockPeople(client);
  const accounts = await accountsWith(client, by.actor);
  if (accounts.length < 2) return { kind: "only-account" };
  const account = accounts.find((one) => one.reference === reference);
  if (account === undefined) return { kind: "not-yours" };
  const remaining = accounts.filter((one) => one !== account);
  const { rows } = await client.query<{ person_id: string }>(
    "SELECT person_id FROM platform_account WHERE reference = $1",
    [reference],
  );
  const person = rows[0]?.person_id ?? "";
  const before = await personAsAudited(client, person);
  await rememberHuman(
    client,
    accounts.map((one) => one.reference),
  );
  for (const table of ["platform_account", "web_session", "web_login", "link_code"])
    await client.query(`DELETE FROM ${table} WHERE reference = $1`, [reference]);
  await client.query("UPDATE link_code SET claimed_by = NULL WHERE claimed_by = $1", [reference]);
  // Who gave a role stays the same human: what was given with this account is the remaining person's word.
  await client.query("UPDATE role_grant SET given_by = $2 WHERE given_by = $1", [
    reference,
    remaining[0]?.reference,
  ]);
  await insertAudit(client, {
    actor: by.actor,
    action: "account-unlinked",
    subject: `person:${person}`,
    cluster: null,
    place: by.place,
    before,
    after: await personAsAudited(client, person),
  });
  await keepGuest(client, { person, account }, by);
  return { kind: "unlinked", account, remaining };
}

/** Nobody stops being a guest by taking an account apart. */
async function keepGuest(
  client: PoolClient,
  { person, account }: { readonly person: string; readonly account: Account },
  by: Doing,
): Promise<void> {
  const guestRoles = await guestRolesOf(client, [person]);
  if (guestRoles.length === 0) return;
  const apart = await personWith(client, account.reference, account.name);
  await addGuestRoles(client, apart, guestRoles);
  for (const { cluster_id: cluster, expires_at: until } of guestRoles)
    await insertAudit(client, {
      ...by,
      action: "role-given",
      subject: `person:${apart}`,
      cluster,
      before: null,
      after: { role: "guest", cluster, until, whose: account.reference },
    });
}
