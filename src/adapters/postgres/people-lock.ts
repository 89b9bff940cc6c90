import type { PoolClient } from "pg";

/** Any number that nobody else uses as an advisory lock. */
const peopleLock = 72_707_371;

/**
 * Changes of who is who and of who may what are made one after the other, until the end of the transaction: two that
 * each leave an administrator must not together leave none. They are rare.
 */
export async function lockPeople(client: Pick<PoolClient, "query">): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [peopleLock]);
}
