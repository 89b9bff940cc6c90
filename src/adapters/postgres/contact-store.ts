import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Contact } from "../../people/contact.ts";
import type {
  ClusterContacts,
  ContactChange,
  ContactExpectation,
  ContactStore,
  ContactsSaved,
} from "../../people/contact-store.port.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

export function createContactStore(pool: Pool): ContactStore {
  return translatingErrors<ContactStore>({
    of: (cluster) => contactsOf(pool, cluster),
    save: (cluster, change, expected) =>
      inTransaction(pool, (client) => save(client, { cluster, change, expected })),
  });
}

interface Saving {
  readonly cluster: string;
  readonly change: ContactChange;
  readonly expected: ContactExpectation;
}

async function save(client: PoolClient, { cluster, change, expected }: Saving): Promise<ContactsSaved> {
  // Of two who save at once the second waits here, and then sees what the first has saved.
  await client.query("SELECT FROM cluster WHERE id = $1 FOR UPDATE", [cluster]);
  const before = await contactsOf(client, cluster);
  if (before.revision !== expected.revision) return { kind: "stale", present: before };
  const topic = change.kind === "set" ? change.contact.topic : change.topic;
  if (change.kind === "set") {
    const { role, address } = change.contact;
    await client.query(
      `INSERT INTO contact (cluster_id, topic, role, address) VALUES ($1, $2, $3, $4)
       ON CONFLICT (cluster_id, topic) DO UPDATE SET role = EXCLUDED.role, address = EXCLUDED.address`,
      [cluster, topic, role, address],
    );
  } else {
    await client.query("DELETE FROM contact WHERE cluster_id = $1 AND topic = $2", [cluster, topic]);
  }
  const present = await contactsOf(client, cluster);
  const find = ({ contacts }: ClusterContacts) => contacts.find((contact) => contact.topic === topic) ?? null;
  await insertAudit(client, { ...expected.audit, before: find(before), after: find(present) });
  return { kind: "saved", present };
}

async function contactsOf(client: Pick<PoolClient, "query">, cluster: string): Promise<ClusterContacts> {
  const { rows } = await client.query<Contact>(
    "SELECT topic, role, address FROM contact WHERE cluster_id = $1 ORDER BY topic",
    [cluster],
  );
  return { contacts: rows, revision: revisionOf(cluster, rows) };
}

/** Twelve hexadecimal digits over the cluster and its contacts: short enough to travel in a button. */
function revisionOf(cluster: string, contacts: readonly Contact[]): string {
  const parts = [cluster, ...contacts.map(({ topic, role, address }) => [topic, role, address])];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}
