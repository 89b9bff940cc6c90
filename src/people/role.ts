/**
 * What somebody is to a cluster, or to the federation. An administrator is the federation's; the others are of the
 * cluster they were given for.
 */
export const roles = [
  "administrator",
  "manager",
  "approver",
  "signatory",
  "board",
  "member",
  "guest",
] as const;
export type Role = (typeof roles)[number];

/** A role in force for whoever asks. */
export interface HeldRole {
  readonly role: Role;
  /**
   * Null for the federation as a whole. The federation is a cluster too: what is held for it is held twice, as null and
   * under its id, so that it counts for what is nobody's alone and for the federation's own documents.
   */
  readonly cluster: string | null;
  /** Given to the person by name; else it comes with a group, or with being in the workspace. */
  readonly isNamed: boolean;
  /**
   * Who gave it: that human (identity.ts), the account where no person is known (its SHA-256 once they are erased),
   * `command line` or `settings file`. Null where it comes with being in the workspace, and where nobody can tell.
   */
  readonly givenBy: string | null;
}
