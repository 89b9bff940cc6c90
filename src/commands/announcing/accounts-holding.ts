import { readAccountReference } from "../../chat/reference.ts";
import type { Role } from "../../people/role.ts";
import type { RoleStore } from "../../people/role-store.port.ts";

export interface Holding {
  readonly role: Role;
  readonly cluster: string | null;
  /** An account: whose it is, is not among them. */
  readonly except?: string;
}

export const administrator: Holding = { role: "administrator", cluster: null };

export interface HoldingNeeds {
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
}

/** A cluster has a handful of approvers; more than these are told by their list. */
const toldAtMost = 20;

/** One account of each person who holds a role for a cluster, one that can be written to if there is any. */
export async function accountsHolding(
  { role, cluster, except }: Holding,
  { roles, platforms }: HoldingNeeds,
): Promise<readonly string[]> {
  const isReached = (account: string): boolean => platforms.includes(readAccountReference(account).platform);
  const given = await roles.list({ clusters: [cluster], holder: null });
  return given
    .filter((one) => one.role === role)
    .flatMap(({ holder }) =>
      holder.kind === "person" ? [holder.accounts.map(({ reference }) => reference)] : [],
    )
    .filter((accounts) => except === undefined || !accounts.includes(except))
    .flatMap((accounts) => accounts.find(isReached) ?? accounts.slice(0, 1))
    .slice(0, toldAtMost);
}
