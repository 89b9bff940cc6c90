import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { Position } from "../../directory/positions/position.ts";
import type {
  ImportedVersion,
  KeptPosition,
  PositionImport,
} from "../../directory/positions/position-store.port.ts";
import type { Stance } from "../../directory/positions/stance.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { linkPositions } from "./link-documents.ts";
import {
  fromVersions,
  positionColumns,
  stanceColumns,
  toVersion,
  type VersionRow,
  versionColumns,
} from "./position-rows.ts";

interface Importing<Outcome> {
  readonly named: Pick<Position, "owner" | "topic">;
  readonly made: { readonly by: Doing | null; readonly now: Date };
  readonly plan: (kept: KeptPosition | null) => {
    readonly outcome: Outcome;
    readonly change: PositionImport | null;
  };
}

/** Whoever else writes positions or versions meanwhile waits until it is done. */
export async function importVersions<Outcome>(
  client: PoolClient,
  { named, made, plan }: Importing<Outcome>,
): Promise<Outcome> {
  await client.query("LOCK TABLE position IN SHARE ROW EXCLUSIVE MODE");
  const kept = await readKept(client, named);
  const { outcome, change } = plan(kept);
  if (change === null) {
    // Documents that came with an older version of the program are linked when their positions are imported again.
    if (kept !== null) await linkPositions(client, [kept.position.id]);
    return outcome;
  }
  const { owner, audience } = change.position;
  const number = await savePosition(client, change.position);
  for (const version of change.versions) {
    const id = await saveVersion(client, { position: change.position.id, version, now: made.now });
    await saveStances(client, id, version.stances);
    if (made.by !== null) await note(client, { id, number, owner, audience, version, kept, by: made.by });
  }
  await linkPositions(client, [change.position.id]);
  return outcome;
}

async function readKept(
  client: PoolClient,
  { owner, topic }: Pick<Position, "owner" | "topic">,
): Promise<KeptPosition | null> {
  const { rows: positions } = await client.query<Position>(
    `SELECT ${positionColumns} FROM position p WHERE p.owner_id = $1 AND p.topic_key = lower($2) FOR UPDATE`,
    [owner, topic],
  );
  const [position] = positions;
  if (position === undefined) return null;
  // Newest first, as a consultation that ends takes them: two never wait for each other.
  const { rows: versions } = await client.query<VersionRow>(
    `SELECT ${versionColumns} ${fromVersions} WHERE v.position_id = $1::uuid ORDER BY v.version DESC FOR UPDATE OF v`,
    [position.id],
  );
  const { rows: stances } = await client.query<Stance & { readonly versionId: string }>(
    `SELECT ${stanceColumns}, s.version_id AS "versionId" FROM position_stance s
     WHERE s.version_id = ANY ($1::uuid[]) AND s.is_current`,
    [versions.map(({ id }) => id)],
  );
  return {
    position,
    versions: versions.map((row) => ({
      version: toVersion(row),
      stances: stances.filter(({ versionId }) => versionId === row.id),
    })),
  };
}

async function savePosition(client: PoolClient, position: PositionImport["position"]): Promise<number> {
  const { id, owner, topic, alsoCalled, audience, audienceClusters, isSample } = position;
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO position (id, owner_id, topic, topic_key, also_called, audience, audience_clusters, is_sample)
     VALUES ($1::uuid, $2, $3, lower($3), $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET also_called = EXCLUDED.also_called, audience = EXCLUDED.audience,
       audience_clusters = EXCLUDED.audience_clusters, is_sample = EXCLUDED.is_sample
     RETURNING number`,
    [id, owner, topic, alsoCalled, audience, audienceClusters, isSample],
  );
  return rows[0]?.number ?? 0;
}

interface Saving {
  readonly position: string;
  readonly version: ImportedVersion;
  readonly now: Date;
}

/** What a version says is written once. */
async function saveVersion(client: PoolClient, { position, version, now }: Saving): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO position_version AS v (id, position_id, version, title, text, fingerprint, status, at_work, is_line,
       withdrawn_because, effective_from, effective_until, embargo_until, review_on, quorum, link, created_at)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::position_status, CASE WHEN $7 = 'draft' THEN true END,
       CASE WHEN $7 = 'adopted' THEN true END, $8, $9::date, $10::date, $11, $12::date, $13::jsonb, $14, $15)
     ON CONFLICT (position_id, version) DO UPDATE SET status = EXCLUDED.status, at_work = EXCLUDED.at_work,
       is_line = EXCLUDED.is_line, withdrawn_because = EXCLUDED.withdrawn_because,
       effective_from = EXCLUDED.effective_from, effective_until = EXCLUDED.effective_until,
       embargo_until = EXCLUDED.embargo_until, review_on = EXCLUDED.review_on, quorum = EXCLUDED.quorum,
       link = EXCLUDED.link, revision = v.revision + 1
     RETURNING id`,
    [
      randomUUID(),
      position,
      version.version,
      version.title,
      version.text,
      version.fingerprint,
      version.status,
      version.withdrawnBecause,
      version.effectiveFrom,
      version.effectiveUntil,
      version.embargoUntil,
      version.reviewOn,
      JSON.stringify(version.quorum),
      version.link,
      now,
    ],
  );
  const [saved] = rows;
  if (saved === undefined) throw new Error("a version that was just written is not there");
  return saved.id;
}

async function saveStances(client: PoolClient, version: string, stances: readonly Stance[]): Promise<void> {
  for (const { cluster, kind, reason, role, fingerprint, at } of stances) {
    await client.query(
      "INSERT INTO position_asked (version_id, cluster_id) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING",
      [version, cluster],
    );
    await client.query(
      `INSERT INTO position_stance (id, version_id, cluster_id, kind, reason, role, fingerprint, at)
       VALUES ($1::uuid, $2::uuid, $3, $4::stance_kind, $5, $6, $7, $8)`,
      [randomUUID(), version, cluster, kind, reason, role, fingerprint, at],
    );
  }
}

interface Noting {
  readonly id: string;
  readonly number: number;
  readonly owner: string;
  readonly version: ImportedVersion;
  /** The position as it was; null for one that is new. */
  readonly kept: KeptPosition | null;
  readonly audience: Position["audience"];
  readonly by: Doing;
}

async function note(client: PoolClient, noting: Noting): Promise<void> {
  const { id, number, version, kept, audience, by } = noting;
  const before = kept?.versions.find((one) => one.version.version === version.version);
  const said = { position: `P${number}`, version: version.version };
  const count = before?.stances.length ?? 0;
  await insertAudit(client, {
    ...by,
    action: "position-version-imported",
    subject: `position-version:${id}`,
    cluster: noting.owner,
    before:
      before === undefined
        ? null
        : { ...said, ...auditedState(before.version), audience: kept?.position.audience, stances: count },
    after: { ...said, ...auditedState(version), audience, stances: count + version.stances.length },
  });
}

/** All that an import may change of a version that is there. */
function auditedState(version: Omit<ImportedVersion, "status" | "stances"> & { readonly status: string }) {
  const { status, fingerprint, quorum, effectiveFrom, effectiveUntil, embargoUntil, reviewOn, link } =
    version;
  const embargo = embargoUntil?.toISOString() ?? null;
  return { status, fingerprint, quorum, effectiveFrom, effectiveUntil, embargo, reviewOn, link };
}
