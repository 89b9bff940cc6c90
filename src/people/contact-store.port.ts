import type { AuditLine } from "./audit.port.ts";
import type { Contact } from "./contact.ts";

/** Contacts of one cluster, by topic. `revision` changes with every change of them. */
export interface ClusterContacts {
  readonly contacts: readonly Contact[];
  readonly revision: string;
}

export type ContactChange =
  | { readonly kind: "set"; readonly contact: Contact }
  | { readonly kind: "removed"; readonly topic: string };

/** `audit` leaves out before and after: the store fills them in with the contact as it was and is. */
export interface ContactExpectation {
  readonly revision: string;
  readonly audit: Omit<AuditLine, "before" | "after">;
}

/** `stale`: somebody changed them since `revision`; nothing was saved. */
export type ContactsSaved = { readonly kind: "saved" | "stale"; readonly present: ClusterContacts };

/** Who answers for what in a cluster. Throws BotError DATABASE_UNAVAILABLE. */
export interface ContactStore {
  of(cluster: string): Promise<ClusterContacts>;
  /** Saves one change, with its line in the audit trail, when `revision` is still the present one. */
  save(cluster: string, change: ContactChange, expected: ContactExpectation): Promise<ContactsSaved>;
}
