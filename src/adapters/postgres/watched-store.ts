import { createHash, randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { WatchedSource } from "../../knowledge/watched-source.ts";
import type { NewWatchedSource, WatchedAdded, WatchedStore } from "../../knowledge/watched-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

const columns = `id, cluster_id AS "clusterId", kind, address, audience, document_kind AS "documentKind",
  every_hours AS "everyHours", allows_private AS "allowsPrivate", last_result AS "lastResult", last_failed AS "lastFailed",
  last_read_at AS "lastReadAt", next_read_at AS "nextReadAt", added_at AS "addedAt",
  CASE WHEN etag IS NOT NULL OR last_modified IS NOT NULL
    THEN json_build_object('etag', etag, 'lastModified', last_modified) END AS version`;

/** Watched sources in PostgreSQL. A lease is a `next_read_at` in the future, by the database's own clock. */
export function createWatchedStore(
  pool: Pool,
  /** Whether what is added here may lie inside one's own network. */
  adding: { readonly allowPrivateAddresses: boolean },
): WatchedStore {
  return translatingErrors<WatchedStore>({
    all: async (clusters) => {
      const { rows } = await pool.query<WatchedSource>(
        `SELECT ${columns} FROM watched_source WHERE $1::text[] IS NULL OR cluster_id = ANY($1)
         ORDER BY cluster_id, address`,
        [clusters],
      );
      return rows;
    },
    find: async (id) => {
      const found = await pool.query<WatchedSource>(
        `SELECT ${columns} FROM watched_source WHERE id = $1::uuid`,
        [id],
      );
      return found.rows[0] ?? null;
    },
    add: (source, acting) => {
      const order = { ...source, allowsPrivate: adding.allowPrivateAddresses };
      return inTransaction(pool, (client) => add(client, order, acting));
    },
    remove: (id, acting) => inTransaction(pool, (client) => remove(client, id, acting)),
    claimDue: async (leaseMinutes) => {
      const { rows } = await pool.query<WatchedSource>(
        `UPDATE watched_source SET next_read_at = now() + make_interval(mins => $1)
         WHERE id = (SELECT id FROM watched_source WHERE next_read_at <= now() ORDER BY next_read_at LIMIT 1
                     FOR UPDATE SKIP LOCKED)
         RETURNING ${columns}`,
        [leaseMinutes],
      );
      return rows[0] ?? null;
    },
    makeDue: async (ids) => {
      await pool.query("UPDATE watched_source SET next_read_at = now() WHERE id = ANY($1::uuid[])", [ids]);
    },
    record: async (id, { sentence, failed, nextInMinutes, version }) => {
      await pool.query(
        `UPDATE watched_source SET last_result = $2, last_failed = $3,
           last_read_at = CASE WHEN $3 THEN last_read_at ELSE now() END,
           next_read_at = now() + make_interval(mins => $4),
           etag = CASE WHEN $5 THEN $6 ELSE etag END, last_modified = CASE WHEN $5 THEN $7 ELSE last_modified END
         WHERE id = $1::uuid`,
        [
          id,
          sentence,
          failed,
          nextInMinutes,
          version !== null,
          version?.etag ?? null,
          version?.lastModified ?? null,
        ],
      );
    },
  });
}

type AddingOrder = NewWatchedSource & Pick<WatchedSource, "allowsPrivate">;

async function add(client: PoolClient, source: AddingOrder, acting: Doing): Promise<WatchedAdded> {
  const { clusterId, kind, address, audience, documentKind, everyHours, allowsPrivate } = source;
  const made = await client.query<WatchedSource>(
    `INSERT INTO watched_source (id, cluster_id, kind, address, audience, document_kind, every_hours, allows_private)
     VALUES ($1::uuid, $2, $3, $4, $5::audience, $6, $7, $8) ON CONFLICT (address) DO NOTHING RETURNING ${columns}`,
    [randomUUID(), clusterId, kind, address, audience, documentKind, everyHours, allowsPrivate],
  );
  const [added] = made.rows;
  if (added === undefined) {
    const { rows } = await client.query<WatchedSource>(
      `SELECT ${columns} FROM watched_source WHERE address = $1`,
      [address],
    );
    const [other] = rows;
    // Removed between the two statements: then there is room for it after all.
    return other === undefined ? add(client, source, acting) : { kind: "taken", source: other };
  }
  await insertAudit(client, {
    ...acting,
    action: "source-watched",
    subject: `source:${added.id}`,
    cluster: clusterId,
    before: null,
    after: { ...source, address: withoutKeys(address) },
  });
  return { kind: "added", source: added };
}

async function remove(client: PoolClient, id: string, acting: Doing): Promise<boolean> {
  const { rows } = await client.query<WatchedSource>(
    `DELETE FROM watched_source WHERE id = $1::uuid RETURNING ${columns}`,
    [id],
  );
  const [removed] = rows;
  if (removed === undefined) return false;
  const { clusterId, kind, address, audience, documentKind, everyHours } = removed;
  await insertAudit(client, {
    ...acting,
    action: "source-unwatched",
    subject: `source:${id}`,
    cluster: clusterId,
    before: { clusterId, kind, address: withoutKeys(address), audience, documentKind, everyHours },
    after: null,
  });
  return true;
}

/**
 * A private feed's key may stand anywhere behind the server's name: the hash of it all tells one source of a server from
 * the next. A folder's path is no secret.
 */
function withoutKeys(address: string): string {
  if (!/^https?:/i.test(address)) return address;
  const { origin, href } = new URL(address);
  return `${origin}/… sha256:${createHash("sha256").update(href).digest("hex")}`;
}
