import { isDeepStrictEqual } from "node:util";
import type { Pool, PoolClient } from "pg";
import type { ClusterRecord, ClusterRegister } from "../../knowledge/cluster-register.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAuditLines } from "./audit-trail.ts";
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
    save: (clusters, by) => save(pool, clusters, by),
  });
}

const upsert = `INSERT INTO cluster (id, name, region, nicknames, website, is_federation, status, status_note)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (id text, name text, region text, nicknames text[],
  website text, is_federation boolean, status text, status_note text)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, region = EXCLUDED.region, nicknames = EXCLUDED.nicknames,
  website = EXCLUDED.website, is_federation = EXCLUDED.is_federation, status = EXCLUDED.status,
  status_note = EXCLUDED.status_note`;

async function save(pool: Pool, clusters: readonly ClusterRecord[], by: Doing | null): Promise<void> {
  const ids = clusters.map(({ id }) => id);
  const given = clusters.map((cluster) => ({
    ...cluster,
    is_federation: cluster.isFederation,
    status_note: cluster.statusNote,
  }));
  const contacts = clusters.flatMap(({ id, contacts: own }) =>
    own.map((contact) => ({ cluster_id: id, ...contact })),
  );
  await inTransaction(pool, async (client) => {
    const before = await snapshot(client, ids);
    await client.query(upsert, [JSON.stringify(given)]);
    await saveContacts(client, ids, JSON.stringify(contacts));
    if (by !== null) await noteChanged(client, { before, after: await snapshot(client, ids) }, by);
  });
}

/** Clusters with their contacts, by id, as the audit trail shows them. */
type Snapshot = ReadonlyMap<string, unknown>;

/** Locked, so that nobody changes a contact between what is noted as before and what is saved. */
async function snapshot(client: PoolClient, ids: readonly string[]): Promise<Snapshot> {
  const { rows } = await client.query<{ id: string; content: unknown }>(
    `SELECT id, jsonb_build_object('name', name, 'region', region, 'nicknames', nicknames, 'website', website,
       'isFederation', is_federation, 'status', status, 'statusNote', status_note, 'contacts',
       (SELECT COALESCE(jsonb_agg(jsonb_build_object('topic', topic, 'role', role, 'address', address) ORDER BY topic),
          '[]') FROM contact WHERE contact.cluster_id = cluster.id)) AS content
     FROM cluster WHERE id = ANY ($1::text[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map(({ id, content }) => [id, content]));
}

async function noteChanged(
  client: PoolClient,
  { before, after }: { readonly before: Snapshot; readonly after: Snapshot },
  by: Doing,
): Promise<void> {
  const changed = [...after].filter(([id, content]) => !isDeepStrictEqual(before.get(id), content));
  const lines = changed.map(([id, content]) => ({
    ...by,
    action: before.has(id) ? "cluster-changed" : "cluster-added",
    subject: `cluster:${id}`,
    cluster: id,
    before: before.get(id) ?? null,
    after: content,
  }));
  await insertAuditLines(client, lines);
}

const givenContacts =
  "jsonb_to_recordset($1::jsonb) AS given (cluster_id text, topic text, role text, address text)";

/** Of the file's contacts only those it says otherwise than at the last import: the others may have been changed by hand. */
async function saveContacts(
  client: PoolClient,
  clusters: readonly string[],
  contacts: string,
): Promise<void> {
  await client.query(
    `DELETE FROM contact USING contact_in_file AS seen
     WHERE contact.cluster_id = ANY ($2::text[]) AND seen.cluster_id = contact.cluster_id AND seen.topic = contact.topic
       AND NOT EXISTS (SELECT FROM ${givenContacts}
                       WHERE given.cluster_id = contact.cluster_id AND given.topic = contact.topic)`,
    [contacts, clusters],
  );
  await client.query(
    `INSERT INTO contact (cluster_id, topic, role, address)
     SELECT given.* FROM ${givenContacts} LEFT JOIN contact_in_file AS seen USING (cluster_id, topic)
     WHERE ROW (seen.role, seen.address) IS DISTINCT FROM ROW (given.role, given.address)
     ON CONFLICT (cluster_id, topic) DO UPDATE SET role = EXCLUDED.role, address = EXCLUDED.address`,
    [contacts],
  );
  await client.query("DELETE FROM contact_in_file WHERE cluster_id = ANY ($1::text[])", [clusters]);
  await client.query(
    `INSERT INTO contact_in_file (cluster_id, topic, role, address) SELECT given.* FROM ${givenContacts}`,
    [contacts],
  );
}
