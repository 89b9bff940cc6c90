import type { PoolClient } from "pg";
import type { PositionVersion } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { auditedVersion, fromVersions, toVersion, type VersionRow, versionColumns } from "./position-rows.ts";

export async function withdraw(
  client: PoolClient,
  id: string,
  { revision, by, because, day }: Parameters<PositionStore["withdraw"]>[1],
): Promise<PositionVersion | null> {
  const before = await lockVersion(client, id, revision);
  if (before === null || before.status === "withdrawn" || before.status === "superseded") return null;
  await client.query(
    `UPDATE position_version SET status = 'withdrawn', withdrawn_because = $2, at_work = NULL, is_line = NULL,
       effective_until = CASE WHEN effective_from IS NULL THEN NULL ELSE $3::date END, revision = revision + 1
     WHERE id = $1::uuid`,
    [id, because, day],
  );
  return await changed(client, id, { action: "position-version-withdrawn", before, by });
}

/** Null when it was changed since. */
export async function lockVersion(
  client: PoolClient,
  id: string,
  revision: number,
): Promise<PositionVersion | null> {
  const { rows } = await client.query<VersionRow>(
    `SELECT ${versionColumns} ${fromVersions} WHERE v.id = $1::uuid AND v.revision = $2 FOR UPDATE OF v`,
    [id, revision],
  );
  return rows[0] === undefined ? null : toVersion(rows[0]);
}

/** The version as it is now, with its line in the audit trail. */
export async function changed(
  client: PoolClient,
  id: string,
  {
    action,
    before,
    by,
  }: { readonly action: string; readonly before: PositionVersion | null; readonly by: Doing },
): Promise<PositionVersion> {
  const { rows } = await client.query<VersionRow>(
    `SELECT ${versionColumns} ${fromVersions} WHERE v.id = $1::uuid`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a version that was just written is not there");
  const after = toVersion(row);
  await insertAudit(client, {
    ...by,
    action,
    subject: `position-version:${id}`,
    cluster: after.position.owner,
    before: before === null ? null : auditedVersion(before),
    after: auditedVersion(after),
  });
  return after;
}
