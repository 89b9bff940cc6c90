import { randomUUID, timingSafeEqual } from "node:crypto";
import type { PoolClient } from "pg";
import type { Account, Attempt, Confirmation, Redeemed } from "../../people/account-store.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { noteFailedAttempt, waitingUntil } from "./failed-attempts.ts";
import { mergePersons, personAsAudited } from "./merge-persons.ts";
import { lockPeople } from "./people-lock.ts";
import { personWith } from "./person-rows.ts";

interface CodeRow {
  readonly code_hash: string;
  readonly purpose: "link" | "administrator";
  readonly reference: string | null;
  readonly name: string;
  readonly is_used: boolean;
}

/** Looks a code up within a transaction; account-store.port.ts says what comes of it. */
export async function redeemCode(client: PoolClient, attempt: Attempt): Promise<Redeemed> {
  await lockPeople(client);
  const { reference } = attempt.account;
  const until = await waitingUntil(client, reference);
  if (until !== null) return { kind: "too-many", until };
  const code = await findCode(client, attempt.hash);
  if (code === null) {
    await noteFailedAttempt(client, reference);
    return { kind: "wrong-or-expired" };
  }
  if (code.purpose === "administrator") return makeAdministrator(client, code, attempt);
  if (code.reference === null || code.reference === reference)
    return { kind: code.is_used ? "used" : "own-code" };
  return claim(client, { code, other: { reference: code.reference, name: code.name } }, attempt);
}

/** Notes who typed the code: they have yet to say that the account it was made in is theirs. */
async function claim(
  client: PoolClient,
  { code, other }: Linking,
  { account: { reference } }: Attempt,
): Promise<Redeemed> {
  if (await areLinked(client, reference, other.reference)) {
    await useUp(client, code);
    return { kind: "already-linked", accounts: await accountsWith(client, reference) };
  }
  if (code.is_used) return { kind: "used" };
  await client.query("UPDATE link_code SET claimed_by = $2 WHERE code_hash = $1", [
    code.code_hash,
    reference,
  ]);
  return { kind: "unconfirmed", account: other };
}

/** Links with the account whose code was typed, within a transaction; account-store.port.ts says what comes of it. */
export async function confirmCode(client: PoolClient, confirmation: Confirmation): Promise<Redeemed> {
  await lockPeople(client);
  const { account, other } = confirmation;
  const claimed = await claimedCodes(client, account.reference);
  const found = claimed.find((one) => one.other.reference === other);
  if (found !== undefined) return link(client, found, confirmation);
  // The button pressed a second time.
  if (account.reference !== other && (await areLinked(client, account.reference, other)))
    return { kind: "already-linked", accounts: await accountsWith(client, account.reference) };
  return { kind: "nothing-to-confirm" };
}

/** The account whose code this one typed last and has yet to confirm; null when there is none. */
export async function unconfirmedAccount(
  client: Pick<PoolClient, "query">,
  reference: string,
): Promise<Account | null> {
  const [newest] = await claimedCodes(client, reference);
  return newest?.other ?? null;
}

/** Codes that were typed in this account and wait for its word, the newest first. */
async function claimedCodes(
  client: Pick<PoolClient, "query">,
  reference: string,
): Promise<readonly Linking[]> {
  const { rows } = await client.query<CodeRow & { readonly reference: string }>(
    `SELECT code_hash, purpose, reference, name, false AS is_used FROM link_code
     WHERE claimed_by = $1 AND reference IS NOT NULL AND purpose = 'link' AND used_at IS NULL AND expires_at > now()
     ORDER BY expires_at DESC, code_hash`,
    [reference],
  );
  return rows.map((code) => ({ code, other: { reference: code.reference, name: code.name } }));
}

/** Compared with every code there is, each in the same time, so that how long it takes tells nothing. */
async function findCode(client: PoolClient, hash: string): Promise<CodeRow | null> {
  const { rows } = await client.query<CodeRow>(
    `SELECT code_hash, purpose, reference, name, used_at IS NOT NULL AS is_used FROM link_code
     WHERE expires_at > now() ORDER BY code_hash FOR UPDATE`,
  );
  const typed = Buffer.from(hash);
  const alike = rows.filter((row) => {
    const kept = Buffer.from(row.code_hash);
    return kept.length === typed.length && timingSafeEqual(kept, typed);
  });
  return alike[0] ?? null;
}

async function useUp(client: PoolClient, code: CodeRow): Promise<void> {
  await client.query("UPDATE link_code SET used_at = now(), claimed_by = NULL WHERE code_hash = $1", [
    code.code_hash,
  ]);
}

async function makeAdministrator(client: PoolClient, code: CodeRow, attempt: Attempt): Promise<Redeemed> {
  if (!attempt.isInChat) return { kind: "not-here" };
  const { reference, name } = attempt.account;
  if (await isAdministrator(client, reference)) return { kind: "already-administrator" };
  if (code.is_used) return { kind: "used" };
  await useUp(client, code);
  const person = await personWith(client, reference, name);
  const before = await personAsAudited(client, person);
  await client.query(
    "DELETE FROM role_grant WHERE person_id = $1::uuid AND role = 'administrator' AND cluster_id IS NULL",
    [person],
  );
  await client.query(
    "INSERT INTO role_grant (id, role, person_id, given_by) VALUES ($1::uuid, 'administrator', $2::uuid, 'command line')",
    [randomUUID(), person],
  );
  await insertAudit(client, {
    actor: "command line",
    action: "role-given",
    subject: `person:${person}`,
    cluster: null,
    place: attempt.place,
    before,
    after: await personAsAudited(client, person),
  });
  return { kind: "administrator" };
}

/** For good: whose role ends some day gets one that does not. */
async function isAdministrator(client: PoolClient, reference: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM role_grant JOIN platform_account USING (person_id)
     WHERE reference = $1 AND role = 'administrator' AND cluster_id IS NULL AND expires_at IS NULL`,
    [reference],
  );
  return rowCount !== 0;
}

interface Linking {
  readonly code: CodeRow;
  readonly other: Account;
}

async function link(
  client: PoolClient,
  { code, other }: Linking,
  { account, place }: Pick<Confirmation, "account" | "place">,
): Promise<Redeemed> {
  const linked = await areLinked(client, account.reference, other.reference);
  await useUp(client, code);
  if (linked) return { kind: "already-linked", accounts: await accountsWith(client, account.reference) };
  const [kept, merged] = await olderFirst(client, [
    await personWith(client, other.reference, other.name),
    await personWith(client, account.reference, account.name),
  ]);
  const before = [await personAsAudited(client, kept), await personAsAudited(client, merged)];
  await mergePersons(client, { kept, merged });
  await insertAudit(client, {
    actor: account.reference,
    action: "accounts-linked",
    subject: `person:${kept}`,
    cluster: null,
    place,
    before: { persons: before },
    after: await personAsAudited(client, kept),
  });
  return { kind: "linked", accounts: await accountsWith(client, account.reference) };
}

/** Whether both accounts are one person's. */
async function areLinked(client: Pick<PoolClient, "query">, one: string, other: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM platform_account AS one JOIN platform_account AS other USING (person_id)
     WHERE one.reference = $1 AND other.reference = $2`,
    [one, other],
  );
  return rowCount !== 0;
}

async function olderFirst(client: PoolClient, [one, other]: [string, string]): Promise<[string, string]> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM person WHERE id = ANY ($1::uuid[]) ORDER BY created_at, id LIMIT 1",
    [[one, other]],
  );
  return rows[0]?.id === other ? [other, one] : [one, other];
}

/** The accounts of the person this one belongs to, oldest first. */
export async function accountsWith(
  client: Pick<PoolClient, "query">,
  reference: string,
): Promise<readonly Account[]> {
  const { rows } = await client.query<Account>(
    `SELECT reference, name FROM platform_account
     WHERE person_id = (SELECT person_id FROM platform_account WHERE reference = $1) ORDER BY added_at, reference`,
    [reference],
  );
  return rows;
}
