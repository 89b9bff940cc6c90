import type { Pool } from "pg";
import type { ClusterList, NamedCluster } from "../../people/cluster-list.port.ts";
import { translatingErrors } from "./translate-error.ts";

export function createClusterList(pool: Pick<Pool, "query">): ClusterList {
  return translatingErrors<ClusterList>({
    all: async () => {
      const { rows } = await pool.query<NamedCluster>(
        `SELECT id, name, nicknames, is_federation AS "isFederation" FROM cluster ORDER BY name, id`,
      );
      return rows;
    },
    activeMembers: async () => {
      const { rows } = await pool.query<{ id: string }>(
        "SELECT id FROM cluster WHERE status = 'active' AND NOT is_federation ORDER BY id",
      );
      return rows.map(({ id }) => id);
    },
  });
}
