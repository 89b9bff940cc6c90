import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { accountHash } from "./mentions.ts";

/** Wrong codes an account may type within the window, and all accounts together. */
const perAccount = 5;
const altogether = 200;
const windowMinutes = 15;

/** SQL condition: which rows still count. */
export const countingAttempts = `at > now() - interval '${windowMinutes} minutes'`;

/**
 * Until when an account has to wait; null when it may try. What it typed before it was erased
 * counts too. Whoever waits is not counted again, so that the wait ends.
 */
export async function waitingUntil(
  client: Pick<PoolClient, "query">,
  reference: string,
): Promise<Date | null> {
  const { rows } = await client.query<{ until: Date | null }>(
    `WITH recent AS (
       SELECT reference, at FROM failed_attempt WHERE ${countingAttempts}
     ), counting AS (
       (SELECT at FROM recent WHERE reference IN ($1, $5) ORDER BY at DESC OFFSET $3 - 1 LIMIT 1)
       UNION ALL (SELECT at FROM recent ORDER BY at DESC OFFSET $4 - 1 LIMIT 1)
     ) SELECT max(at) + make_interval(mins => $2) AS until FROM counting`,
    [reference, windowMinutes, perAccount, altogether, accountHash(reference)],
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
