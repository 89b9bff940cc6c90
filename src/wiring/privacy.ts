import { createAuditTrail } from "../adapters/postgres/audit-trail.ts";
import { openDatabase } from "../adapters/postgres/open-database.ts";
import { createPersonalData } from "../adapters/postgres/personal-data.ts";
import type { Config } from "../config.ts";
import type { Audit } from "../people/audit.port.ts";
import type { PersonalData } from "../people/personal-data.port.ts";
import type { Log } from "../shared/log.port.ts";

/** What is kept of people and the trail of changes, for one subcommand: opened, used, closed. Throws BotError. */
export async function withPersonalRecords<Result>(
  { config, log }: { readonly config: Config; readonly log: Log },
  use: (records: { readonly personalData: PersonalData; readonly audit: Audit }) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase({ ...config, role: "short" }, log);
  const records = { personalData: createPersonalData(database.pool), audit: createAuditTrail(database.pool) };
  return use(records).finally(() => database.close());
}
