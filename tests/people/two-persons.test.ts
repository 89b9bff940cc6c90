import { describe, expect, it } from "vitest";
import { areTwoPersons } from "../../src/people/two-persons.ts";
import { aLinkedPerson, anIdentity, aPerson, aPlace, byGroup, named } from "./an-identity.ts";

const sam = anIdentity({ account: "slack:T1/U1", person: aLinkedPerson("sam") });
const ali = anIdentity({
  account: "discord:5",
  person: aPerson("ali"),
  roles: [named("approver")],
});

describe("two accounts are two humans", () => {
  it("when of each it is certain who it is, by a link or by a role given by name", () => {
    expect(areTwoPersons(sam, ali)).toBe(true);
    expect(areTwoPersons(ali, sam)).toBe(true);
  });

  it("never when they are one person's, on whichever platform", () => {
    expect(areTwoPersons(sam, { ...sam, account: "discord:9" })).toBe(false);
    expect(areTwoPersons(sam, sam)).toBe(false);
  });

  it("not when their accounts were one person's once, whoever vouches for them since", () => {
    const before = aPerson("ali", { human: "sam" });

    expect(areTwoPersons(sam, { ...ali, person: before })).toBe(false);
    expect(areTwoPersons({ ...ali, person: before }, sam)).toBe(false);
  });

  const bo = anIdentity({ account: "slack:T1/U7", person: aPerson("bo"), roles: [named("approver")] });
  const givenBy = (whom: typeof ali, giver: string) => ({
    ...whom,
    roles: whom.roles.map((role) => ({ ...role, givenBy: giver })),
  });

  it("not by the word of one and the same third person, who may own both accounts", () => {
    expect(areTwoPersons(givenBy(ali, "manager"), givenBy(bo, "manager"))).toBe(false);
    expect(areTwoPersons(givenBy(ali, "manager"), givenBy(bo, "another"))).toBe(true);
  });

  it("not by that word when only one of them is linked besides: the same human may be", () => {
    const linkedBo = { ...givenBy(bo, "manager"), person: aLinkedPerson("bo") };
    const linkedAli = { ...givenBy(ali, "manager"), person: aLinkedPerson("ali") };

    expect(areTwoPersons(givenBy(ali, "manager"), linkedBo)).toBe(false);
    expect(areTwoPersons(givenBy(ali, "another"), linkedBo)).toBe(true);
    expect(areTwoPersons(linkedAli, linkedBo)).toBe(true);
  });

  it("not by links alone that have no Slack workspace in common: one human may be in both", () => {
    const inAnother = anIdentity({
      account: "discord:6",
      person: aPerson("al", { hasConfirmedLink: true, slackWorkspaces: ["T2"] }),
    });

    expect(areTwoPersons(sam, inAnother)).toBe(false);
    expect(areTwoPersons(sam, { ...inAnother, person: aLinkedPerson("al") })).toBe(true);
    expect(areTwoPersons(sam, { ...inAnother, roles: [named("approver")] })).toBe(true);
  });

  it.each([
    ["nothing is kept of one of them", { person: null }],
    ["one holds only what a group was given", { roles: [byGroup("approver")] }],
    ["one was only made a guest by name", { roles: [named("guest")] }],
    [
      "one was made a guest by name elsewhere, and holds the rest by group",
      { roles: [named("guest", "south"), byGroup("approver")] },
    ],
    ["one is a guest of the workspace", { standing: "guest" }],
    ["one is of another organisation", { standing: "outsider" }],
    ["one is a program", { standing: "bot" }],
    ["one could not be looked up", { standing: "unknown", place: aPlace() }],
    ["one sits at the machine itself", { account: null, person: null, isOperator: true }],
  ] as const)("not when %s", (_, changes) => {
    expect(areTwoPersons(sam, { ...ali, ...changes })).toBe(false);
    expect(areTwoPersons({ ...ali, ...changes }, sam)).toBe(false);
  });
});
