import type { Pool } from "pg";
import type { InstallStates } from "../../people/installation-store.port.ts";
import { translatingErrors } from "./translate-error.ts";

/** Anybody may open the page that begins an installation; far more than a federation ever needs at once. */
const underWayAtMost = 1_000;

export function createInstallStates(pool: Pick<Pool, "query">): InstallStates {
  return translatingErrors<InstallStates>({
    remember: async (stateHash, expiresAt) => {
      await pool.query("DELETE FROM install_state WHERE expires_at < now() - interval '1 day'");
      const { rowCount } = await pool.query(
        `INSERT INTO install_state (state_hash, expires_at)
         SELECT $1, $2 WHERE (SELECT count(*) FROM install_state WHERE expires_at > now()) < $3`,
        [stateHash, expiresAt, underWayAtMost],
      );
      return rowCount === 1;
    },
    use: async (stateHash, now) => {
      const { rowCount } = await pool.query(
        `UPDATE install_state SET used_at = $2
         WHERE state_hash = $1 AND used_at IS NULL AND expires_at > $2`,
        [stateHash, now],
      );
      return rowCount === 1;
    },
  });
}
