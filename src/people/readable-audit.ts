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
  const among = readsEverything(identity) ? {} : { among: clustersOf(identity) };
  return { kind: "entries", entries: await audit.read({ cluster: null, limit, ...among }) };
}

/** No cluster has an empty id: it may be read of only by whoever may of all. */
function readsEverything(identity: Identity): boolean {
  return may("read-audit", { cluster: "" }, identity).kind === "yes";
}

/** Null stands for the federation's own affairs. */
function clustersOf(identity: Identity): readonly (string | null)[] {
  const held = new Set(identity.roles.map(({ cluster }) => cluster));
  return [...held].filter((cluster) => {
    const whose = cluster === null ? "federation" : { cluster };
    return may("read-audit", whose, identity).kind === "yes";
  });
}
