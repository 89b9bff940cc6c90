import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type {
  ConsultationChange,
  ConsultationDecision,
} from "../../directory/positions/position-store.port.ts";
import type { Consultation, Stance } from "../../directory/positions/stance.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { readConsultation } from "./position-reading.ts";
import { auditedVersion } from "./position-rows.ts";

const byTime: Doing = { actor: "platform", place: "platform" };

interface Deciding<Outcome> {
  readonly id: string;
  readonly by: Doing;
  readonly decide: (consultation: Consultation) => ConsultationDecision<Outcome>;
}

/** Under the lock of the version: whoever comes at the same time waits, and finds what was written. */
export async function decideOn<Outcome>(
  client: PoolClient,
  { id, by, decide }: Deciding<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly consultation: Consultation } | null> {
  const locked = await readConsultation(client, id, "lock");
  if (locked === null) return null;
  const before = (await crossOut(client, locked)) ? ((await readConsultation(client, id)) ?? locked) : locked;
  const { outcome, change } = decide(before);
  if (change === null) return { outcome, consultation: before };
  const { stance, leaves, end } = change;
  if (stance !== undefined) await saveStance(client, before, { stance, by });
  if (leaves !== undefined) await saveLeaving(client, before, { leaves, by });
  if (end !== undefined) await saveEnd(client, before, end);
  const consultation = await readConsultation(client, id);
  if (consultation === null) throw new Error("a version that is locked is not there");
  if (end !== undefined) await noteEnd(client, { before, consultation, end, by });
  return { outcome, consultation };
}

/** Whoever has left the federation since is asked no more, also before time has had a look. Whether anybody has. */
async function crossOut(client: PoolClient, consultation: Consultation): Promise<boolean> {
  if (consultation.version.status !== "consulting") return false;
  const { rows } = await client.query<NonNullable<ConsultationChange["leaves"]>>(
    `SELECT a.cluster_id AS cluster, now() AS at FROM position_asked a JOIN cluster c ON c.id = a.cluster_id
     WHERE a.version_id = $1::uuid AND a.left_at IS NULL AND c.status <> 'active' ORDER BY a.cluster_id`,
    [consultation.version.id],
  );
  for (const leaves of rows) await saveLeaving(client, consultation, { leaves, by: byTime });
  return rows.length > 0;
}

async function saveStance(
  client: PoolClient,
  { version, stances }: Consultation,
  { stance, by }: { readonly stance: Stance; readonly by: Doing },
): Promise<void> {
  const { cluster, kind, reason, account, role, fingerprint, at } = stance;
  await client.query(
    `UPDATE position_stance SET is_current = NULL, replaced_at = $3
     WHERE version_id = $1::uuid AND cluster_id = $2 AND is_current`,
    [version.id, cluster, at],
  );
  await client.query(
    `INSERT INTO position_stance (id, version_id, cluster_id, kind, reason, account, role, fingerprint, at)
     VALUES ($1::uuid, $2::uuid, $3, $4::stance_kind, $5, $6, $7, $8, $9)`,
    [randomUUID(), version.id, cluster, kind, reason, account, role, fingerprint, at],
  );
  const before = stances.find((one) => one.cluster === cluster);
  await insertAudit(client, {
    ...by,
    action: "position-stance-given",
    subject: `position-version:${version.id}`,
    cluster,
    before: before === undefined ? null : { kind: before.kind },
    after: { ...auditedVersion(version), kind, role },
  });
}

async function saveLeaving(
  client: PoolClient,
  { version }: Consultation,
  { leaves, by }: { readonly leaves: NonNullable<ConsultationChange["leaves"]>; readonly by: Doing },
): Promise<void> {
  const { rowCount } = await client.query(
    "UPDATE position_asked SET left_at = $3 WHERE version_id = $1::uuid AND cluster_id = $2 AND left_at IS NULL",
    [version.id, leaves.cluster, leaves.at],
  );
  if (rowCount === 0) return;
  await insertAudit(client, {
    ...by,
    action: "position-cluster-left",
    subject: `position-version:${version.id}`,
    cluster: leaves.cluster,
    before: null,
    after: auditedVersion(version),
  });
}

/** What was the line until then is superseded with the same. */
async function saveEnd(
  client: PoolClient,
  { version }: Consultation,
  end: NonNullable<ConsultationChange["end"]>,
): Promise<void> {
  if (end.move === "end-without-quorum") {
    await client.query(
      `UPDATE position_version SET status = 'withdrawn', withdrawn_because = 'quorum-not-met', at_work = NULL,
         revision = revision + 1 WHERE id = $1::uuid`,
      [version.id],
    );
    return;
  }
  // What was to become the line later than that never was.
  await client.query(
    `UPDATE position_version SET status = 'superseded', is_line = NULL, effective_until = $2::date,
       effective_from = LEAST(effective_from, $2::date), revision = revision + 1 WHERE position_id = $1::uuid AND is_line`,
    [version.position.id, end.day],
  );
  await client.query(
    `UPDATE position_version SET status = 'adopted', at_work = NULL, is_line = true, adopted_at = $2,
       effective_from = $3::date, revision = revision + 1 WHERE id = $1::uuid`,
    [version.id, end.at, end.day],
  );
}

interface Ended {
  readonly before: Consultation;
  readonly consultation: Consultation;
  readonly end: NonNullable<ConsultationChange["end"]>;
  readonly by: Doing;
}

async function noteEnd(client: PoolClient, { before, consultation, end, by }: Ended): Promise<void> {
  const { version, stances } = consultation;
  await insertAudit(client, {
    ...by,
    action: end.move === "adopt" ? "position-version-adopted" : "position-version-withdrawn",
    subject: `position-version:${version.id}`,
    cluster: version.position.owner,
    before: auditedVersion(before.version),
    after: { ...auditedVersion(version), stances: stances.length },
  });
}
