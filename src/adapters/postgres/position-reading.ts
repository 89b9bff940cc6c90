import type { PoolClient } from "pg";
import type { Position } from "../../directory/positions/position.ts";
import type { AskedCluster, Consultation, Stance } from "../../directory/positions/stance.ts";
import {
  fromVersions,
  positionColumns,
  stanceColumns,
  toVersion,
  type VersionRow,
  versionColumns,
} from "./position-rows.ts";

/** A version with who is asked and what they say; `lock` keeps everybody else from changing any of it meanwhile. */
export async function readConsultation(
  client: Pick<PoolClient, "query">,
  id: string,
  lock: "lock" | "read" = "read",
): Promise<Consultation | null> {
  const { rows } = await client.query<VersionRow>(
    `SELECT ${versionColumns} ${fromVersions} WHERE v.id = $1::uuid ${lock === "lock" ? "FOR UPDATE OF v" : ""}`,
    [id],
  );
  if (rows[0] === undefined) return null;
  const { rows: asked } = await client.query<AskedCluster>(
    `SELECT a.cluster_id AS cluster, c.name, a.left_at AS "leftAt"
     FROM position_asked a JOIN cluster c ON c.id = a.cluster_id WHERE a.version_id = $1::uuid ORDER BY c.name, c.id`,
    [id],
  );
  const { rows: stances } = await client.query<Stance>(
    `SELECT ${stanceColumns} FROM position_stance s WHERE s.version_id = $1::uuid AND s.is_current ORDER BY s.at, s.id`,
    [id],
  );
  return { version: toVersion(rows[0]), asked, stances };
}

/** By topic. */
export async function allPositions(client: Pick<PoolClient, "query">): Promise<readonly Position[]> {
  const { rows } = await client.query<Position>(
    `SELECT ${positionColumns} FROM position p ORDER BY p.topic, p.owner_id`,
  );
  return rows;
}
