import { describe, expect, it } from "vitest";
import { areTwoPersons } from "../../src/people/two-persons.ts";
import { anIdentity, aPlace, byGroup, named } from "./an-identity.ts";

const sam = anIdentity({ account: "slack:T1/U1", person: { id: "sam", hasConfirmedLink: true } });
const ali = anIdentity({
  account: "discord:5",
  person: { id: "ali", hasConfirmedLink: false },
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

  it("not by the word of one and the same third person, who may own both accounts", () => {
    const bo = anIdentity({
      account: "slack:T1/U7",
      person: { id: "bo", hasConfirmedLink: false },
      roles: [named("approver")],
    });
    const givenBy = (whom: typeof ali, giver: string) => ({
      ...whom,
      roles: whom.roles.map((role) => ({ ...role, givenBy: giver })),
    });

    expect(areTwoPersons(givenBy(ali, "manager"), givenBy(bo, "manager"))).toBe(false);
    expect(areTwoPersons(givenBy(ali, "manager"), givenBy(bo, "another"))).toBe(true);
    expect(
      areTwoPersons(givenBy(ali, "manager"), {
        ...givenBy(bo, "manager"),
        person: { id: "bo", hasConfirmedLink: true },
      }),
    ).toBe(true);
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
