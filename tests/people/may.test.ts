import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/chat/reference.ts";
import { type AskerAndPlace, identify } from "../../src/people/identify.ts";
import type { Identity } from "../../src/people/identity.ts";
import { may, type PermitRefusal, type Whose } from "../../src/people/may.ts";
import type { Known } from "../../src/people/people-directory.port.ts";
import { readerOf } from "../../src/people/readership.ts";
import { allRights, type Right } from "../../src/people/right.ts";
import { type HeldRole, type Role, roles } from "../../src/people/role.ts";
import { publicReadership } from "../../src/shared/audience.ts";
import { aLinkedPerson, anIdentity, aPerson, aPlace, byGroup, named } from "./an-identity.ts";

const north: Whose = { cluster: "north" };
const south: Whose = { cluster: "south" };
const linked = aLinkedPerson("person-1");
const unlinked = aPerson("person-1");

/** Whoever has only these may ask and be forgotten, and change nothing. */
const harmless: readonly Right[] = ["ask", "look-after-own-data"];

function answer(right: Right, whose: Whose, identity: Identity): "yes" | PermitRefusal {
  const permit = may(right, whose, identity);
  return permit.kind === "yes" ? "yes" : permit.reason;
}

const holding = (...held: HeldRole[]): Identity => anIdentity({ roles: held, person: unlinked });

describe("may somebody do something for a cluster", () => {
  it.each<[string, Right, Whose, Identity, "yes" | PermitRefusal]>([
    ["a manager gives roles in their own cluster", "give-roles", north, holding(named("manager")), "yes"],
    ["but not in another", "give-roles", south, holding(named("manager")), "other-cluster"],
    ["nor for the federation", "give-roles", "federation", holding(named("manager")), "other-cluster"],
    ["a manager by group counts too", "manage-documents", north, holding(byGroup("manager")), "yes"],
    ["an administrator anywhere", "give-roles", south, holding(named("administrator")), "yes"],
    ["and for the federation", "give-roles", "federation", holding(named("administrator")), "yes"],
    [
      "an administrator of one cluster is none",
      "give-roles",
      north,
      holding({ role: "administrator", cluster: "north", isNamed: true, givenBy: "command line" }),
      "other-cluster",
    ],
    [
      "an administrator does not sign for a cluster",
      "sign-positions",
      north,
      holding(named("administrator")),
      "needs-role",
    ],
    [
      "the federation's manager manages its documents",
      "manage-documents",
      "federation",
      holding(named("manager", null)),
      "yes",
    ],
    ["but not a cluster's", "manage-documents", north, holding(named("manager", null)), "other-cluster"],
    ["a member manages nothing", "manage-documents", north, holding(named("member")), "needs-role"],
    ["a member links accounts", "link-accounts", "anywhere", holding(named("member")), "yes"],
    ["somebody made a guest does not", "link-accounts", "anywhere", holding(named("guest")), "guest"],
    [
      "somebody who is a guest of one cluster and a member of another does",
      "link-accounts",
      "anywhere",
      holding(named("guest"), named("member", "south")),
      "yes",
    ],
  ])("%s", (_, right, whose, identity, expected) => {
    expect(answer(right, whose, identity)).toBe(expected);
  });

  const inSouth = { place: aPlace({ cluster: "south" }), person: unlinked };
  it.each<[string, Right, Whose, Identity, "yes" | PermitRefusal]>([
    ["not there", "sign-in", "anywhere", holding(named("guest")), "guest"],
    [
      "nor for that cluster from elsewhere",
      "sign-in",
      north,
      anIdentity({ ...inSouth, roles: [named("guest")] }),
      "guest",
    ],
    ["but elsewhere", "sign-in", "anywhere", anIdentity({ ...inSouth, roles: [named("guest")] }), "yes"],
    ["and for another cluster", "sign-in", south, anIdentity({ ...inSouth, roles: [named("guest")] }), "yes"],
    [
      "nowhere, as a guest of the federation",
      "sign-in",
      south,
      anIdentity({ ...inSouth, roles: [named("guest", null), named("guest", "fed")] }),
      "guest",
    ],
    [
      "not by a member's role of the cluster itself, which a guest does not hold",
      "manage-documents",
      north,
      anIdentity({ ...inSouth, roles: [named("guest")] }),
      "guest",
    ],
  ])(
    "whoever was made a guest of a cluster does what others do: %s",
    (_, right, whose, identity, expected) => {
      expect(answer(right, whose, identity)).toBe(expected);
    },
  );

  it("lets whoever runs a waiting workspace set it up, though another cluster made them its guest", () => {
    const place = aPlace({ state: "waiting", cluster: null });
    const identity = anIdentity({ runsWorkspace: true, place, roles: [named("guest", "south")] });

    expect(answer("set-up-workspace", "anywhere", identity)).toBe("yes");
  });

  it("lets whoever runs a workspace set it up while it waits, and do nothing else by that", () => {
    const runs = (state: "waiting" | "confirmed" | "gone") =>
      anIdentity({ runsWorkspace: true, place: aPlace({ state, cluster: null }) });

    expect(answer("set-up-workspace", "anywhere", runs("waiting"))).toBe("yes");
    expect(answer("set-up-workspace", "anywhere", runs("confirmed"))).toBe("needs-role");
    expect(answer("set-up-workspace", "anywhere", runs("gone"))).toBe("needs-role");
    expect(answer("confirm-workspaces", "anywhere", runs("waiting"))).toBe("needs-role");
    expect(answer("give-roles", "anywhere", runs("waiting"))).toBe("needs-role");
  });

  it.each<Right>(["approve-announcements", "sign-positions"])(
    "wants to be certain of the human before: %s",
    (right) => {
      const role: Role = right === "sign-positions" ? "signatory" : "approver";

      expect(answer(right, north, anIdentity({ roles: [byGroup(role)] }))).toBe("needs-link");
      expect(answer(right, north, anIdentity({ roles: [byGroup(role)], person: unlinked }))).toBe(
        "needs-link",
      );
      expect(answer(right, north, anIdentity({ roles: [byGroup(role)], person: linked }))).toBe("yes");
      expect(answer(right, north, anIdentity({ roles: [named(role)], person: unlinked }))).toBe("yes");
      expect(
        answer(right, north, anIdentity({ roles: [byGroup(role), named(role, "south")], person: unlinked })),
      ).toBe("needs-link");
    },
  );

  it("knows somebody in a direct message on Discord by their account, and nobody on Slack", () => {
    const unknown = { standing: "unknown", place: null, person: linked } as const;

    expect(answer("link-accounts", "anywhere", anIdentity({ ...unknown, account: "discord:5" }))).toBe("yes");
    expect(answer("link-accounts", "anywhere", anIdentity({ ...unknown, account: "slack:T1/U1" }))).toBe(
      "not-known",
    );
    expect(
      answer("link-accounts", "anywhere", anIdentity({ ...unknown, account: "discord:5", person: null })),
    ).toBe("not-known");
    expect(
      answer("link-accounts", "anywhere", anIdentity({ ...unknown, account: "discord:5", place: aPlace() })),
    ).toBe("not-known");
  });

  it("lets whoever sits at the machine itself do everything", () => {
    const operator = anIdentity({ account: null, standing: "unknown", place: null, isOperator: true });

    for (const right of allRights) expect(answer(right, "federation", operator)).toBe("yes");
  });
});

const anyRole = fc.record<HeldRole>({
  role: fc.constantFrom(...roles),
  cluster: fc.constantFrom(null, "north", "south", "fed"),
  isNamed: fc.boolean(),
  givenBy: fc.constantFrom(null, "command line", "person-1", "person-2"),
});
const anyKnown = fc.record<Known>({
  person: fc.constantFrom(null, linked, unlinked),
  place: fc.option(
    fc.record({
      id: fc.constant("w1"),
      state: fc.constantFrom("waiting", "confirmed", "gone"),
      cluster: fc.constantFrom(null, "north", "fed"),
      everyoneIsMember: fc.boolean(),
      channelAudience: fc.constantFrom("public", "members", "board"),
    }),
  ),
  given: fc.array(anyRole, { maxLength: 5 }),
});
const anyRequest = fc.record({
  platform: fc.constantFrom("slack", "discord", "web"),
  workspace: fc.constantFrom(null, "T1", "slack:T1", "7"),
  channel: fc.constantFrom(null, "C1"),
  isExternallyShared: fc.boolean(),
  visibility: fc.constantFrom("private", "shared"),
  asker: fc.record({
    id: fc.constantFrom("U1", "5", "slack:T1/U1", "discord:5", "visitor"),
    standing: fc.constantFrom("member", "guest", "outsider", "bot", "unknown"),
    groups: fc.constant(["S1"]),
    name: fc.constant(""),
    runsWorkspace: fc.boolean(),
  }),
});
const anyWhose = fc.constantFrom<Whose>("anywhere", "federation", north, south);

const seed = { seed: 20_261_125, numRuns: 4_000 } as const;

async function asSeen(request: AskerAndPlace, known: Known): Promise<Identity> {
  return identify(request, accountOf(request), { lookUp: async () => known });
}

describe("whatever somebody was given elsewhere", () => {
  it("a guest, an outsider, a program and whoever is not known read public material and change nothing", async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyKnown, anyWhose, async (asked, known, whose) => {
        const identity = await asSeen(asked, known);
        const isDirectMessage =
          asked.asker.standing === "unknown" && asked.workspace === null && known.person !== null;
        fc.pre(asked.asker.standing !== "member" && !isDirectMessage);

        expect(readerOf(asked, identity, "fed").readership).toEqual(publicReadership);
        for (const right of allRights)
          expect(may(right, whose, identity).kind).toBe(harmless.includes(right) ? "yes" : "no");
      }),
      seed,
    );
  });

  it("nobody reads more than public material in a workspace that is not confirmed", async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyKnown, async (asked, known) => {
        fc.pre(asked.workspace !== null && known.place?.state !== "confirmed");

        const reader = readerOf(asked, await asSeen(asked, known), "fed");

        expect(reader).toEqual({ cluster: null, readership: publicReadership });
      }),
      seed,
    );
  });

  it("what a group was given counts only in a confirmed workspace, and never makes an administrator", async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyKnown, async (asked, known) => {
        const { roles: held } = await asSeen(asked, known);

        if (known.place?.state !== "confirmed") expect(held.filter(({ isNamed }) => !isNamed)).toEqual([]);
        for (const { isNamed, cluster } of held.filter(({ role }) => role === "administrator"))
          expect([isNamed, cluster]).toEqual([true, null]);
      }),
      seed,
    );
  });

  it("nobody acts from a workspace the bot has left, or never was in", async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyKnown, async (asked, known) => {
        fc.pre(asked.workspace !== null && (known.place === null || known.place.state === "gone"));

        expect((await asSeen(asked, known)).roles).toEqual([]);
      }),
      seed,
    );
  });
});

describe("somebody made a guest", () => {
  const asked = {
    platform: "slack",
    workspace: "T1",
    channel: "C1",
    isExternallyShared: false,
    visibility: "private",
    asker: { id: "U1", standing: "member", groups: ["S1"], name: "", runsWorkspace: false },
  } as const;
  const everyone = aPlace({ everyoneIsMember: true, channelAudience: "members" });
  const seen = (...given: HeldRole[]) => asSeen(asked, { person: unlinked, place: everyone, given });

  it("of a cluster reads nothing of it, by membership, by group or by name", async () => {
    const identity = await seen(named("guest"), byGroup("board"), named("member"), byGroup("approver"));

    expect(identity.roles).toEqual([named("guest")]);
    expect(readerOf(asked, identity, "fed").readership).toEqual(publicReadership);
  });

  it("of a cluster keeps what they hold for another", async () => {
    const identity = await seen(named("guest"), named("member", "south"));

    expect(readerOf(asked, identity, "fed").readership.memberOf).toEqual(["south", "fed"]);
  });

  it("of the federation holds nothing anywhere, but stays what only an administrator gives", async () => {
    const identity = await seen(
      named("guest", null),
      named("board"),
      named("manager"),
      named("administrator"),
    );

    expect(identity.roles).toEqual([named("guest", null), named("manager"), named("administrator")]);
  });
});

describe("a request of the web page", () => {
  it("is looked up in the workspace it was signed in from", async () => {
    const lookedUp: unknown[] = [];
    const asker = {
      id: "slack:T1/U1",
      standing: "member",
      groups: [],
      name: "",
      runsWorkspace: false,
    } as const;
    const request = { platform: "web", workspace: "slack:T1", channel: null, asker };

    const identity = await identify(request, accountOf(request), {
      lookUp: async (asked) => {
        lookedUp.push(asked);
        return { person: linked, place: aPlace(), given: [named("manager")] };
      },
    });

    expect(lookedUp).toEqual([
      {
        account: "slack:T1/U1",
        workspace: { platform: "slack", id: "T1" },
        channel: null,
        groups: [],
      },
    ]);
    expect(answer("manage-documents", north, identity)).toBe("yes");
  });
});
