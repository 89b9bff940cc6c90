import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { recogniseHuman } from "./humans.ts";
import { accountHashed } from "./mentions.ts";

/**
 * Id of the person an account belongs to; made when nothing was kept of them before. `name` is what the platform shows
 * just now; empty leaves what is known. An account that was erased, and is kept as a guest's by its SHA-256, is known by
 * itself again. Two transactions that make the same one at once end with the same.
 */
export async function personWith(
  client: Pick<PoolClient, "query">,
  reference: string,
  name: string,
): Promise<string> {
  const known = await client.query<{ person_id: string }>(
    `UPDATE platform_account SET reference = $1, name = CASE WHEN $2 = '' THEN name ELSE $2 END
     WHERE reference IN ($1, ${accountHashed("$1::text")}) RETURNING person_id`,
    [reference, name],
  );
  if (known.rows[0] !== undefined) {
    await recogniseHuman(client, reference);
    return known.rows[0].person_id;
  }
  const id = randomUUID();
  await client.query("INSERT INTO person (id) VALUES ($1::uuid)", [id]);
  const made = await client.query<{ person_id: string }>(
    `INSERT INTO platform_account (reference, person_id, name) VALUES ($1, $2::uuid, $3)
     ON CONFLICT (reference) DO UPDATE SET reference = EXCLUDED.reference RETURNING person_id`,
    [reference, id, name],
  );
  const personId = made.rows[0]?.person_id ?? id;
  if (personId === id) await recogniseHuman(client, reference);
  else await client.query("DELETE FROM person WHERE id = $1::uuid", [id]);
  return personId;
}
