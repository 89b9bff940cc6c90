import type { Audit, AuditEntry } from "./audit.port.ts";
import type { Identity } from "./identity.ts";
import { may, type PermitRefusal } from "./may.ts";

export type ReadableAudit =
  | { readonly kind: "entries"; readonly entries: readonly AuditEntry[] }
  | { readonly kind: "refused"; readonly reason: PermitRefusal };

/** Of the trail what this person may read, newest first, at most `limit`; throws BotError DATABASE_UNAVAILABLE. */
export async function readableAudit(
  identity: Identity,
  limit: number,
  audit: Pick<Audit, "read">,
): Promise<ReadableAudit> {
  const permit = may("read-audit", "anywhere", identity);
  if (permit.kind === "no") return { kind: "refused", reason: permit.reason };
  const read = await Promise.all(sourcesFor(identity).map((cluster) => audit.read({ cluster, limit })));
  const entries = read.flat().filter(({ cluster }) => {
    const whose = cluster === null ? "federation" : { cluster };
    return may("read-audit", whose, identity).kind === "yes";
  });
  const newestFirst = entries.toSorted((left, right) => right.at.getTime() - left.at.getTime());
  return { kind: "entries", entries: newestFirst.slice(0, limit) };
}

/** Which clusters' parts have to be read; null reads everything, the federation's own lines among it. */
function sourcesFor(identity: Identity): readonly (string | null)[] {
  if (may("read-audit", "federation", identity).kind === "yes") return [null];
  const clusters = identity.roles.flatMap(({ cluster }) => (cluster === null ? [] : [cluster]));
  return [...new Set(clusters)].filter((cluster) => may("read-audit", { cluster }, identity).kind === "yes");
}
