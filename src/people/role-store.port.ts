import type { Doing } from "../shared/doing.ts";
import type { Account } from "./account-store.port.ts";
import type { Role } from "./role.ts";

/** Whom a role is given to: the person an account belongs to, or a user group or role of a workspace. */
export type Grantee =
  | { readonly kind: "person"; readonly account: string }
  | {
      readonly kind: "group";
      readonly platform: "slack" | "discord";
      /** Slack's team id, Discord's server id. */
      readonly workspace: string;
      readonly group: string;
    };

export interface RoleToGive {
  readonly grantee: Grantee;
  readonly role: Role;
  /** Null for the federation. */
  readonly cluster: string | null;
  /** Null for good. */
  readonly until: Date | null;
}

/** A role in force, and who holds it. */
export interface GivenRole {
  readonly role: Role;
  /** Null for the federation. */
  readonly cluster: { readonly id: string; readonly name: string } | null;
  readonly until: Date | null;
  readonly holder: /** None of a guest who was erased. */
    | { readonly kind: "person"; readonly accounts: readonly Account[] }
    | {
        readonly kind: "group";
        readonly platform: string;
        readonly workspace: string;
        readonly workspaceName: string;
        readonly group: string;
      };
}

/**
 * What came of giving.
 *
 * - `given`: newly; `changed`: it was held and has another end now; `unchanged`: it was held just so.
 * - `to-oneself`: an approver's or signatory's role, for the giver's own person.
 * - `last-administrator`: it would have put an end to the last administrator without one.
 * - `group-not-confirmed`: the group's workspace is not known, or nobody's yet; `group-of-other-cluster`: it is
 *   another cluster's. In both cases the role would have no effect.
 */
export type Given = {
  readonly kind:
    | "given"
    | "changed"
    | "unchanged"
    | "to-oneself"
    | "last-administrator"
    | "group-not-confirmed"
    | "group-of-other-cluster";
};

/** What came of taking. `last-administrator`: nobody would be left to give roles. Only `taken` changed anything. */
export type Taken = { readonly kind: "taken" | "not-held" | "last-administrator" };

/** Roles and who holds them; an expired one is not held. Throws BotError DATABASE_UNAVAILABLE. */
export interface RoleStore {
  /** Gives a role, or another end to it, with a line in the audit trail. An account nobody knew becomes a person. */
  give(gift: RoleToGive, by: Doing): Promise<Given>;
  /** Takes a role away, with a line in the audit trail. */
  take(gift: Omit<RoleToGive, "until">, by: Doing): Promise<Taken>;
  /** Of these clusters (null is the federation, and so is its own id), or all; of one holder, or all. By cluster, role, holder. */
  list(filter: {
    readonly clusters: readonly (string | null)[] | null;
    readonly holder: Grantee | null;
  }): Promise<readonly GivenRole[]>;
  /** What somebody has by name, and by these groups of this workspace (its row's id). */
  heldBy(whose: {
    readonly account: string | null;
    readonly workspaceId: string | null;
    readonly groups: readonly string[];
  }): Promise<readonly GivenRole[]>;
}
