import type { Role } from "./role.ts";

/** Who has a right, besides federation administrators, who have all but the three that are a cluster's own. */
interface RightEntry {
  /**
   * `everybody`, guests and strangers among them; `known`: no guest, outsider or program; `holders`: who holds one of
   * `roles`, for the cluster in question; `workspace`: holders, and whoever runs the workspace while it waits.
   */
  readonly whom: "everybody" | "known" | "holders" | "workspace";
  readonly roles: readonly Role[];
  /** Only somebody of whom it is certain that they are another human (certain-person.ts). */
  readonly needsDistinctPerson: boolean;
}

const open = { roles: [], needsDistinctPerson: false } as const;

/** Every right there is; docs/rights.md shows which role has which. */
export const rights = {
  ask: { whom: "everybody", ...open },
  "look-after-own-data": { whom: "everybody", ...open },
  "link-accounts": { whom: "known", ...open },
  "sign-in": { whom: "known", ...open },
  "set-up-workspace": { whom: "workspace", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "confirm-workspaces": { whom: "holders", roles: ["administrator"], needsDistinctPerson: false },
  "give-roles": { whom: "holders", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "manage-documents": { whom: "holders", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "see-unlisted-members": { whom: "holders", roles: ["manager"], needsDistinctPerson: false },
  "read-audit": { whom: "holders", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "write-announcements": {
    whom: "holders",
    roles: ["administrator", "manager"],
    needsDistinctPerson: false,
  },
  "notify-everybody": { whom: "holders", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "handle-announcements": {
    whom: "holders",
    roles: ["administrator", "manager", "approver"],
    needsDistinctPerson: false,
  },
  "resume-announcements": { whom: "holders", roles: ["administrator"], needsDistinctPerson: false },
  "approve-announcements": { whom: "holders", roles: ["approver"], needsDistinctPerson: true },
  "propose-positions": { whom: "holders", roles: ["administrator", "manager"], needsDistinctPerson: false },
  "follow-positions": {
    whom: "holders",
    roles: ["administrator", "manager", "approver", "signatory"],
    needsDistinctPerson: false,
  },
  "sign-positions": { whom: "holders", roles: ["signatory"], needsDistinctPerson: true },
} as const satisfies Record<string, RightEntry>;

export type Right = keyof typeof rights;

export const allRights = Object.keys(rights) as Right[];

export function rightEntry(right: Right): RightEntry {
  return rights[right];
}
