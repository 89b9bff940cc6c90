import { isDeepStrictEqual } from "node:util";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { StandingAtStart, StandingSettings } from "../../people/settings-import.port.ts";
import { insertAudit } from "./audit-trail.ts";

/** Within a transaction of whoever calls; settings-import.port.ts says what it does. */
export async function noteStandingSettings(client: PoolClient, start: StandingAtStart): Promise<void> {
  await noteStanding(client, "federation", start);
  await noteStanding(client, "retention", start);
}

/** What it was at the last start is kept as JSON. */
async function noteStanding(
  client: PoolClient,
  name: keyof StandingSettings,
  { settings, standard }: StandingAtStart,
): Promise<void> {
  const key = `settings-file ${name}`;
  // Of two bots that start at once the second waits here for what the first one says.
  await client.query(
    "INSERT INTO installation_fact (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
    [key, JSON.stringify(standard[name])],
  );
  const { rows } = await client.query<{ value: string }>(
    "SELECT value FROM installation_fact WHERE key = $1 FOR UPDATE",
    [key],
  );
  const before = completed(JSON.parse(rows[0]?.value ?? "null"), standard[name]);
  const after = settings[name];
  if (isDeepStrictEqual(before, after)) return;
  await client.query("UPDATE installation_fact SET value = $2 WHERE key = $1", [key, JSON.stringify(after)]);
  await insertAudit(client, {
    actor: "settings file",
    action: "settings-changed",
    subject: `setting:${name}`,
    cluster: null,
    place: "settings file",
    before,
    after,
  });
}

const Several = z.record(z.string(), z.unknown());

/** What an earlier version did not know yet was as the standard says. */
function completed(kept: unknown, standard: unknown): unknown {
  const [those, these] = [Several.safeParse(kept), Several.safeParse(standard)];
  return those.success && these.success ? { ...these.data, ...those.data } : kept;
}
