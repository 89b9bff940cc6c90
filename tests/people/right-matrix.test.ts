import { describe, expect, it } from "vitest";
import { may, type Whose } from "../../src/people/may.ts";
import { allRights, type Right } from "../../src/people/right.ts";
import { type Role, roles } from "../../src/people/role.ts";
import { aLinkedPerson, anIdentity, named } from "./an-identity.ts";

/** Written by hand, from what the federation wants: who may do what in their own cluster, and in another. */
const matrix: Readonly<Record<Right, Readonly<Record<"own" | "other", readonly Role[]>>>> = {
  ask: {
    own: ["administrator", "manager", "approver", "signatory", "board", "member", "guest"],
    other: ["administrator", "manager", "approver", "signatory", "board", "member", "guest"],
  },
  "look-after-own-data": {
    own: ["administrator", "manager", "approver", "signatory", "board", "member", "guest"],
    other: ["administrator", "manager", "approver", "signatory", "board", "member", "guest"],
  },
  "link-accounts": {
    own: ["administrator", "manager", "approver", "signatory", "board", "member"],
    other: ["administrator", "manager", "approver", "signatory", "board", "member"],
  },
  "sign-in": {
    own: ["administrator", "manager", "approver", "signatory", "board", "member"],
    other: ["administrator", "manager", "approver", "signatory", "board", "member"],
  },
  "set-up-workspace": { own: ["administrator", "manager"], other: ["administrator"] },
  "confirm-workspaces": { own: ["administrator"], other: ["administrator"] },
  "give-roles": { own: ["administrator", "manager"], other: ["administrator"] },
  "manage-documents": { own: ["administrator", "manager"], other: ["administrator"] },
  "see-unlisted-members": { own: ["manager"], other: [] },
  "read-audit": { own: ["administrator", "manager"], other: ["administrator"] },
  "write-announcements": { own: ["administrator", "manager"], other: ["administrator"] },
  "notify-everybody": { own: ["administrator", "manager"], other: ["administrator"] },
  "handle-announcements": { own: ["administrator", "manager", "approver"], other: ["administrator"] },
  "resume-announcements": { own: ["administrator"], other: ["administrator"] },
  "approve-announcements": { own: ["approver"], other: [] },
  "propose-positions": { own: ["administrator", "manager"], other: ["administrator"] },
  "follow-positions": {
    own: ["administrator", "manager", "approver", "signatory"],
    other: ["administrator"],
  },
  "sign-positions": { own: ["signatory"], other: [] },
};

const own: Whose = { cluster: "north" };
const other: Whose = { cluster: "south" };
const cells = allRights.flatMap((right) => roles.map((role) => [right, role] as const));

describe("what each role allows", () => {
  it.each(cells)("%s, as %s", (right, role) => {
    const somebody = anIdentity({
      person: aLinkedPerson("sam"),
      roles: [named(role)],
    });

    expect(may(right, own, somebody).kind === "yes").toBe(matrix[right].own.includes(role));
    expect(may(right, other, somebody).kind === "yes").toBe(matrix[right].other.includes(role));
  });
});
