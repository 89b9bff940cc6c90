import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { accountHashed } from "./mentions.ts";

type Queries = Pick<PoolClient, "query">;

/**
 * SQL expression: the same text for every account that is, or ever was, one person's. `reference` is one that gives an
 * account or the SHA-256 of an erased one; whatever is neither stands for itself.
 */
export function humanOf(reference: string): string {
  // This is asked with every request: only for an account that was erased, and may be back, all are gone through.
  const known = (table: string): string => `CASE WHEN ${reference} LIKE 'sha256:%'
    THEN (SELECT back.reference FROM ${table} AS back WHERE ${accountHashed("back.reference")} = ${reference})
    ELSE ${reference} END`;
  return `COALESCE(
    (SELECT once.human::text FROM once_linked AS once
     WHERE once.reference IN (${reference}, ${accountHashed(reference)}, ${known("once_linked")}) LIMIT 1),
    (SELECT once.human::text FROM platform_account AS own JOIN platform_account AS kin USING (person_id)
     JOIN once_linked AS once ON once.reference = kin.reference WHERE own.reference = ${known("platform_account")} LIMIT 1),
    (SELECT own.person_id::text FROM platform_account AS own WHERE own.reference = ${known("platform_account")}),
    ${reference})`;
}

/** Remembers that these accounts are one human's, before they stop being one person's. Under a lock on people. */
export async function rememberHuman(client: Queries, references: readonly string[]): Promise<void> {
  const human = (await joinHumans(client, references)) ?? randomUUID();
  await client.query(
    `INSERT INTO once_linked (reference, human) SELECT unnest($1::text[]), $2::uuid ON CONFLICT DO NOTHING`,
    [references, human],
  );
}

/**
 * Makes one of what was remembered of these accounts, which are one person's; which one, null when nothing was. Under a
 * lock on people.
 */
export async function joinHumans(client: Queries, references: readonly string[]): Promise<string | null> {
  const { rows } = await client.query<{ human: string }>(
    "SELECT DISTINCT human FROM once_linked WHERE reference = ANY ($1::text[]) ORDER BY human",
    [references],
  );
  const [first] = rows;
  if (rows.length > 1) {
    const humans = rows.map(({ human }) => human);
    await client.query("UPDATE once_linked SET human = $1::uuid WHERE human = ANY ($2::uuid[])", [
      first?.human,
      humans,
    ]);
  }
  return first?.human ?? null;
}

/** An account that was erased is back, and known: what was remembered of it by its SHA-256 is its own again. */
export async function recogniseHuman(client: Queries, reference: string): Promise<void> {
  await client.query(
    `UPDATE once_linked SET reference = $1 WHERE reference = ${accountHashed("$1::text")}
       AND NOT EXISTS (SELECT FROM once_linked AS known WHERE known.reference = $1)`,
    [reference],
  );
}
