import type { Pool } from "pg";
import type { InstallStates } from "../../people/installation-store.port.ts";
import { translatingErrors } from "./translate-error.ts";

export function createInstallStates(pool: Pick<Pool, "query">): InstallStates {
  return translatingErrors<InstallStates>({
    use: async (stateHash, expiresAt) => {
      const { rowCount } = await pool.query(
        `INSERT INTO install_state (state_hash, expires_at, used_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING`,
        [stateHash, expiresAt],
      );
      return rowCount === 1;
    },
  });
}
