import type { Pool } from "pg";
import type { ClusterRecord, ClusterRegister } from "../../knowledge/cluster-register.port.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

/** The clusters of the federation as imports read and write them. */
export function createClusterRegister(pool: Pool): ClusterRegister {
  return translatingErrors<ClusterRegister>({
    known: async () => {
      const { rows } = await pool.query<{ id: string; region: string | null; is_federation: boolean }>(
        "SELECT id, region, is_federation FROM cluster ORDER BY id",
      );
      return rows.map((row) => ({ id: row.id, region: row.region, isFederation: row.is_federation }));
    },
    save: (clusters) => save(pool, clusters),
  });
}

const upsert = `INSERT INTO cluster (id, name, region, nicknames, website, is_federation, status, status_note)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (id text, name text, region text, nicknames text[],
  website text, is_federation boolean, status text, status_note text)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, region = EXCLUDED.region, nicknames = EXCLUDED.nicknames,
  website = EXCLUDED.website, is_federation = EXCLUDED.is_federation, status = EXCLUDED.status,
  status_note = EXCLUDED.status_note`;

async function save(pool: Pool, clusters: readonly ClusterRecord[]): Promise<void> {
  const given = clusters.map((cluster) => ({
    ...cluster,
    is_federation: cluster.isFederation,
    status_note: cluster.statusNote,
  }));
  const contacts = clusters.flatMap(({ id, contacts: own }) =>
    own.map((contact) => ({ cluster_id: id, ...contact })),
  );
  await inTransaction(pool, async (client) => {
    await client.query(upsert, [JSON.stringify(given)]);
    await client.query("DELETE FROM contact WHERE cluster_id = ANY($1::text[])", [
      clusters.map(({ id }) => id),
    ]);
    await client.query(
      `INSERT INTO contact (cluster_id, topic, role, address)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (cluster_id text, topic text, role text, address text)`,
      [JSON.stringify(contacts)],
    );
  });
}
