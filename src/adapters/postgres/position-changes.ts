import type { PoolClient } from "pg";
import type { Position, PositionVersion } from "../../directory/positions/position.ts";
import type { PositionReaders, PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { linkPositions } from "./link-documents.ts";
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
       effective_until = CASE WHEN effective_from IS NULL THEN NULL ELSE $3::date END,
       effective_from = CASE WHEN effective_from > $3::date THEN $3::date ELSE effective_from END, revision = revision + 1
     WHERE id = $1::uuid`,
    [id, because, day],
  );
  return await changed(client, id, { action: "position-version-withdrawn", before, by });
}

interface Described extends PositionReaders {
  readonly by: Doing;
}

/** Under the lock of the version: whatever is shown of the position, and of what is being worked on, is seen to be older. */
export async function describe(
  client: PoolClient,
  { id, position }: PositionVersion,
  { alsoCalled, audience, by }: Described,
): Promise<PositionVersion | null> {
  const { rowCount } = await client.query(
    `UPDATE position SET also_called = $2, audience = $3, is_edited = true, audience_clusters = CASE
         WHEN $3 = 'public' THEN '{}' WHEN audience_clusters = '{}' THEN ARRAY[owner_id] ELSE audience_clusters END
     WHERE id = $1::uuid AND audience = $4`,
    [position.id, alsoCalled, audience, position.audience],
  );
  if (rowCount === 0) return null;
  // Whom else it should be for was asked when it was for others; what else is asked for stays as it is.
  if (audience !== position.audience)
    await client.query(
      `DELETE FROM position_request r USING position_version v
       WHERE v.id = r.version_id AND v.position_id = $1::uuid AND r.kind = 'widen'`,
      [position.id],
    );
  await client.query(
    `UPDATE position_request r SET revision = r.revision + 1 FROM position_version v
     WHERE v.id = r.version_id AND v.revision = r.revision AND v.position_id = $1::uuid AND (v.at_work OR v.id = $2::uuid)`,
    [position.id, id],
  );
  await client.query(
    "UPDATE position_version SET revision = revision + 1 WHERE position_id = $1::uuid AND (at_work OR id = $2::uuid)",
    [position.id, id],
  );
  await linkPositions(client, [position.id]);
  await insertAudit(client, {
    ...by,
    action: "position-described",
    subject: `position:${position.id}`,
    cluster: position.owner,
    before: auditedReaders(position),
    after: auditedReaders({ ...position, alsoCalled, audience }),
  });
  const { rows } = await client.query<VersionRow>(
    `SELECT ${versionColumns} ${fromVersions} WHERE v.id = $1::uuid`,
    [id],
  );
  return rows[0] === undefined ? null : toVersion(rows[0]);
}

/** Names of what may be a secret yet are not told. */
function auditedReaders({ number, audience, alsoCalled }: Position) {
  return { position: `P${number}`, audience, otherNames: alsoCalled.length };
}

/**
 * Before what changes the position of a version as well: the position, then what is worked on, then that version. Imports
 * and consultations that end take them in this order, so that two never wait for each other.
 */
export async function lockPosition(client: PoolClient, version: string): Promise<void> {
  await client.query("LOCK TABLE position IN ROW EXCLUSIVE MODE");
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM position p JOIN position_version v ON v.position_id = p.id WHERE v.id = $1::uuid FOR UPDATE OF p`,
    [version],
  );
  await client.query(
    `SELECT FROM position_version WHERE position_id = $1::uuid AND (at_work OR id = $2::uuid)
     ORDER BY version DESC FOR UPDATE`,
    [rows[0]?.id, version],
  );
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
