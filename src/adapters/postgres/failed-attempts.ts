import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";

/** Wrong codes an account may type within the window, and all accounts together. */
const perAccount = 5;
const altogether = 200;
const windowMinutes = 15;

/**
 * Until when an account has to wait; null when it may try. Whoever waits is not counted again, so that the wait ends.
 */
export async function waitingUntil(
  client: Pick<PoolClient, "query">,
  reference: string,
): Promise<Date | null> {
  const { rows } = await client.query<{ until: Date | null }>(
    `WITH recent AS (
       SELECT reference, at FROM failed_attempt WHERE at > now() - make_interval(mins => $2)
     ), counting AS (
       (SELECT at FROM recent WHERE reference = $1 ORDER BY at DESC OFFSET $3 - 1 LIMIT 1)
       UNION ALL (SELECT at FROM recent ORDER BY at DESC OFFSET $4 - 1 LIMIT 1)
     ) SELECT max(at) + make_interval(mins => $2) AS until FROM counting`,
    [reference, windowMinutes, perAccount, altogether],
  );
  return rows[0]?.until ?? null;
}

/** Counts a wrong one. What was wrong a day ago is forgotten. */
export async function noteFailedAttempt(client: Pick<PoolClient, "query">, reference: string): Promise<void> {
  await client.query("DELETE FROM failed_attempt WHERE at < now() - interval '1 day'");
  await client.query("INSERT INTO failed_attempt (id, reference) VALUES ($1::uuid, $2)", [
    randomUUID(),
    reference,
  ]);
}
