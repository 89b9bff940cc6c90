import type { Pool } from "pg";
import type { SetUpFacts } from "../../people/set-up-facts.port.ts";
import { withCodedErrors } from "./translate-error.ts";

/** Throws BotError DATABASE_UNAVAILABLE. */
export function readSetUpFacts(pool: Pick<Pool, "query">): Promise<SetUpFacts> {
  return withCodedErrors(async () => {
    const { rows } = await pool.query<SetUpFacts>(
      `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
         count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
         count(*) FILTER (WHERE state = 'gone')::int AS gone,
         EXISTS (SELECT FROM role_grant LEFT JOIN workspace AS place ON place.id = workspace_id
           WHERE role = 'administrator' AND (expires_at IS NULL OR expires_at > now())
             AND (workspace_id IS NULL OR place.state = 'confirmed')) AS "hasAdministrator"
       FROM workspace`,
    );
    return rows[0] ?? { waiting: 0, confirmed: 0, gone: 0, hasAdministrator: false };
  });
}
