import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { accountHash } from "./mentions.ts";

type Queries = Pick<PoolClient, "query">;

/** That somebody was made a guest of a cluster, or of the federation: a restriction, which nobody lifts from themselves. */
export interface GuestRole {
  readonly cluster_id: string | null;
  readonly expires_at: Date | null;
  readonly granted_at: Date;
  readonly given_by: string | null;
}

/** Of which clusters these persons are guests just now. */
export async function guestRolesOf(
  client: Queries,
  people: readonly string[],
): Promise<readonly GuestRole[]> {
  const { rows } = await client.query<GuestRole>(
    `SELECT cluster_id, expires_at, granted_at, given_by FROM role_grant
     WHERE person_id = ANY ($1::uuid[]) AND role = 'guest' AND (expires_at IS NULL OR expires_at > now())
     ORDER BY cluster_id`,
    [people],
  );
  return rows;
}

export async function addGuestRoles(
  client: Queries,
  person: string,
  guestRoles: readonly GuestRole[],
): Promise<void> {
  for (const { cluster_id, expires_at, granted_at, given_by } of guestRoles)
    await client.query(
      `INSERT INTO role_grant (id, role, cluster_id, person_id, expires_at, granted_at, given_by)
       VALUES ($1::uuid, 'guest', $2, $3::uuid, $4, $5, $6)`,
      [randomUUID(), cluster_id, person, expires_at, granted_at, given_by],
    );
}

/**
 * Keeps of erased accounts that they are guests: each is a person of its own, named by its SHA-256 until it comes back
 * (person-rows.ts).
 */
export async function keepGuests(
  client: Queries,
  accounts: readonly string[],
  guestRoles: readonly GuestRole[],
): Promise<void> {
  if (guestRoles.length === 0) return;
  for (const account of accounts) {
    const person = randomUUID();
    await client.query("INSERT INTO person (id) VALUES ($1::uuid)", [person]);
    await client.query("INSERT INTO platform_account (reference, person_id) VALUES ($1, $2::uuid)", [
      accountHash(account),
      person,
    ]);
    await addGuestRoles(client, person, guestRoles);
  }
}
