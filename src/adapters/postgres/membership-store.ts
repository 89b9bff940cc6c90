import type { Pool, PoolClient } from "pg";
import type { KeptRecords } from "../../directory/membership/membership-records.ts";
import type {
  MembershipStore,
  RecordImport,
  RecordImportFacts,
} from "../../directory/membership/membership-store.port.ts";
import type { RecordPlan } from "../../directory/membership/record-plan.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { lockRecordImports, recordTables, upsertRecords } from "./record-tables.ts";
import { translatingErrors } from "./translate-error.ts";
import { undoImport } from "./undo-import.ts";

export function createMembershipStore(pool: Pool): MembershipStore {
  return translatingErrors<MembershipStore>({
    kept: () => inTransaction(pool, readKept),
    apply: (plan, facts) =>
      inTransaction(pool, async (client) => {
        await lockRecordImports(client);
        const made = plan(await readKept(client));
        return { importId: await applyPlan(client, made, facts), plan: made };
      }),
    imports: (cluster, limit) => readImports(pool, cluster, limit),
    undo: (id, of) => inTransaction(pool, (client) => undoImport(client, id, of)),
  });
}

async function readKept(client: PoolClient): Promise<KeptRecords> {
  const organisations = await client.query(
    `SELECT id, reference, name, plain_name AS "plainName", company_number AS "companyNumber", website, domain, town,
       postcode, places, listed FROM organisation ORDER BY id`,
  );
  const memberships = await client.query(
    `SELECT id, organisation_id AS "organisationId", cluster_id AS "clusterId", tier, since::text, until::text
     FROM membership ORDER BY id`,
  );
  const tiers = await client.query(
    `SELECT id, reference, cluster_id AS "clusterId", name, fee, who_may_join AS "whoMayJoin", benefits,
       how_to_join AS "howToJoin", url, valid_from::text AS "validFrom", valid_until::text AS "validUntil"
     FROM membership_tier ORDER BY id`,
  );
  return { organisations: organisations.rows, memberships: memberships.rows, tiers: tiers.rows };
}

/** The id of the import; null when there was nothing to write. */
async function applyPlan(
  client: PoolClient,
  plan: RecordPlan,
  { label, cluster, by }: RecordImportFacts,
): Promise<number | null> {
  const written = {
    organisation: plan.organisations,
    membership: plan.memberships,
    membership_tier: plan.tiers,
  };
  const sizes = recordTables.map((table) => written[table].length + plan.seen[table].length);
  if (sizes.every((size) => size === 0)) return null;
  const { rows } = await client.query<{ id: number }>(
    "INSERT INTO record_import (kind, label, cluster_id) VALUES ($1, $2, $3) RETURNING id",
    [plan.kind, label, cluster],
  );
  const id = rows[0]?.id ?? 0;
  for (const table of recordTables) {
    await upsertRecords(client, { importId: id, table, records: written[table].map(toColumns) });
    await client.query(
      "INSERT INTO record_import_row (import_id, table_name, record_id) SELECT $1, $2, unnest($3::uuid[])",
      [id, table, plan.seen[table]],
    );
  }
  if (by === null) return id;
  const made = await countRows(client, id);
  await insertAudit(client, {
    ...by,
    action: "records-imported",
    subject: `record-import:${id}`,
    cluster,
    before: null,
    after: { kind: plan.kind, label, ...made },
  });
  return id;
}

/** `plainName` as `plain_name`. */
function toColumns(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

const counts = `count(*) FILTER (WHERE after IS NOT NULL AND before IS NULL)::int AS made,
  count(*) FILTER (WHERE before IS NOT NULL)::int AS changed,
  count(*) FILTER (WHERE after IS NULL)::int AS seen`;

async function countRows(client: PoolClient, id: number) {
  const { rows } = await client.query<{ made: number; changed: number; seen: number }>(
    `SELECT ${counts} FROM record_import_row WHERE import_id = $1`,
    [id],
  );
  return rows[0];
}

async function readImports(
  pool: Pool,
  cluster: string | null,
  limit: number,
): Promise<readonly RecordImport[]> {
  const { rows } = await pool.query<RecordImport>(
    `SELECT ${importColumns} FROM record_import
     LEFT JOIN LATERAL (SELECT ${counts} FROM record_import_row WHERE import_id = record_import.id) AS counted ON TRUE
     WHERE $1::text IS NULL OR cluster_id = $1 ORDER BY id DESC LIMIT $2`,
    [cluster, limit],
  );
  return rows;
}

const importColumns = `id, kind, label, cluster_id AS cluster, imported_at AS "importedAt", undone_at AS "undoneAt",
  made, changed, seen`;
