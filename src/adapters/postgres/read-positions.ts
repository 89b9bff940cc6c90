import type { Pool } from "pg";
import type { Position, PositionVersion } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import { readConsultation } from "./position-reading.ts";
import {
  fromVersions,
  positionColumns,
  type StanceRow,
  stanceColumns,
  toVersion,
  type VersionRow,
  versionColumns,
} from "./position-rows.ts";

type Reading = "find" | "version" | "versions" | "consultation" | "atWork" | "allStances";

/** What is read of the register. */
export function createPositionReading(pool: Pool): Pick<PositionStore, Reading> {
  const many = async (rest: string, values: readonly unknown[]): Promise<readonly PositionVersion[]> => {
    const { rows } = await pool.query<VersionRow>(`SELECT ${versionColumns} ${fromVersions} ${rest}`, [
      ...values,
    ]);
    return rows.map(toVersion);
  };
  return {
    find: async (number) => {
      const { rows } = await pool.query<Position>(
        `SELECT ${positionColumns} FROM position p WHERE p.number = $1`,
        [number],
      );
      return rows[0] ?? null;
    },
    version: async (id) => (await many("WHERE v.id = $1::uuid", [id]))[0] ?? null,
    versions: (position) => many("WHERE v.position_id = $1::uuid ORDER BY v.version DESC", [position]),
    consultation: (version) => readConsultation(pool, version),
    atWork: (clusters) =>
      many(
        `WHERE v.at_work AND ($1::text[] IS NULL OR p.owner_id = ANY ($1)
           OR (v.status = 'consulting' AND EXISTS (SELECT FROM position_asked a
             WHERE a.version_id = v.id AND a.cluster_id = ANY ($1))))
         ORDER BY v.closes_instant NULLS LAST, p.topic, p.owner_id LIMIT 200`,
        [clusters],
      ),
    allStances: async (version) => {
      const { rows } = await pool.query<StanceRow>(
        `SELECT ${stanceColumns}, s.replaced_at AS "replacedAt" FROM position_stance s
         WHERE s.version_id = $1::uuid ORDER BY s.at, s.replaced_at NULLS LAST, s.id`,
        [version],
      );
      return rows;
    },
  };
}

type Queue = "dueToEnd" | "toAnnounce" | "askedInVain" | "asking";

/** What time, and the register of clusters, ask to be looked at. */
export function createPositionQueue(pool: Pool): Pick<PositionStore, Queue> {
  const ids = async (query: string, values: readonly unknown[]): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ id: string }>(query, [...values]);
    return rows.map(({ id }) => id);
  };
  return {
    dueToEnd: (now) =>
      ids(
        `SELECT v.id FROM position_version v WHERE v.status = 'consulting' AND (v.closes_instant <= $1
           OR NOT EXISTS (SELECT FROM position_asked a WHERE a.version_id = v.id AND a.left_at IS NULL
             AND NOT EXISTS (SELECT FROM position_stance s WHERE s.version_id = v.id AND s.cluster_id = a.cluster_id
               AND s.is_current AND s.fingerprint = v.fingerprint)))
         ORDER BY v.closes_instant LIMIT 100`,
        [now],
      ),
    toAnnounce: (now) =>
      ids(
        `SELECT v.id FROM position_version v WHERE v.status = 'consulting'
           OR (v.status = 'withdrawn' AND v.opened_at IS NOT NULL AND v.effective_until >= CURRENT_DATE - 7)
           OR (v.opened_at IS NOT NULL
           AND (v.withdrawn_because IS DISTINCT FROM 'taken-back'
             OR EXISTS (SELECT FROM announcement a WHERE a.position_version_id = v.id AND a.position_role = 'call'))
           AND NOT EXISTS (SELECT FROM announcement a WHERE a.position_version_id = v.id AND a.position_role = 'outcome'
             AND a.state <> 'draft'))
           OR (v.embargo_until BETWEEN $1::timestamptz - interval '7 days' AND $1 AND v.effective_from IS NOT NULL
             AND EXISTS (SELECT FROM announcement a JOIN position p ON p.id = v.position_id
               WHERE a.position_version_id = v.id AND a.position_role = 'outcome' AND a.aim ->> 'audience' <> p.audience::text))
         ORDER BY v.closes_instant, v.id`,
        [now],
      ),
    askedInVain: () =>
      ids(
        `SELECT DISTINCT a.cluster_id AS id FROM position_asked a JOIN position_version v ON v.id = a.version_id
           JOIN cluster c ON c.id = a.cluster_id
         WHERE v.at_work AND a.left_at IS NULL AND c.status <> 'active' ORDER BY 1`,
        [],
      ),
    asking: (cluster) =>
      ids(
        `SELECT v.id FROM position_version v JOIN position_asked a ON a.version_id = v.id
         WHERE v.at_work AND a.cluster_id = $1 AND a.left_at IS NULL ORDER BY v.id`,
        [cluster],
      ),
  };
}
