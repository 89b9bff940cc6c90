import type { PositionVersion } from "../../directory/positions/position.ts";
import type { Stance } from "../../directory/positions/stance.ts";

/** Of `position p`. */
export const positionColumns = `p.id, p.number, p.owner_id AS owner, p.topic, p.also_called AS "alsoCalled", p.audience,
  p.audience_clusters AS "audienceClusters", p.is_sample AS "isSample", p.is_edited AS "isEdited"`;

/** Every column a version is read from, of `position_version v` and `position p`. Days come as text: they have no zone. */
export const versionColumns = `v.id, v.version, v.title, v.text, v.fingerprint, v.status::text, v.withdrawn_because AS "withdrawnBecause",
  v.effective_from::text AS "effectiveFrom", v.effective_until::text AS "effectiveUntil", v.embargo_until AS "embargoUntil",
  v.review_on::text AS "reviewOn", v.quorum, v.closes_at AS "closesAt", v.closes_zone AS "closesZone",
  v.closes_instant AS "closesInstant", v.author, v.opened_at AS "openedAt", v.adopted_at AS "adoptedAt", v.link, v.revision,
  json_build_object('id', p.id, 'number', p.number, 'owner', p.owner_id, 'topic', p.topic, 'alsoCalled', p.also_called,
    'audience', p.audience, 'audienceClusters', p.audience_clusters, 'isSample', p.is_sample, 'isEdited', p.is_edited) AS position`;

export const fromVersions = "FROM position_version v JOIN position p ON p.id = v.position_id";

export interface VersionRow extends Omit<PositionVersion, "closes"> {
  readonly closesAt: string | null;
  readonly closesZone: string | null;
  readonly closesInstant: Date | null;
}

export function toVersion({
  closesAt: at,
  closesZone: zone,
  closesInstant: instant,
  ...row
}: VersionRow): PositionVersion {
  const closes = at === null || zone === null || instant === null ? null : { at, zone, instant };
  return { ...row, closes };
}

/** Of `position_stance s`. */
export const stanceColumns =
  "s.cluster_id AS cluster, s.kind::text, s.reason, s.account, s.role, s.at, s.fingerprint";

export interface StanceRow extends Stance {
  readonly replacedAt: Date | null;
}

/** What the audit trail shows of a version: never what it says. */
export function auditedVersion({ version, status, fingerprint, closes, quorum, position }: PositionVersion) {
  return {
    position: `P${position.number}`,
    version,
    status,
    fingerprint,
    closes: closes?.at ?? null,
    quorum,
  };
}
