import { describe, expect, it } from "vitest";
import type { Identity } from "../../src/people/identity.ts";
import { may, type PermitRefusal, type Whose } from "../../src/people/may.ts";
import type { Right } from "../../src/people/right.ts";
import { anIdentity, aPerson, aPlace, named } from "./an-identity.ts";

const guest = named("guest");
const inSouth = (...roles: Identity["roles"]): Identity =>
  anIdentity({ place: aPlace({ cluster: "south" }), person: aPerson("sam"), roles });

/** The answer, or why not. */
function answer(right: Right, whose: Whose, identity: Identity): "yes" | PermitRefusal {
  const permit = may(right, whose, identity);
  return permit.kind === "yes" ? "yes" : permit.reason;
}

describe("whoever was made a guest of a cluster, and holds nothing else", () => {
  it.each<[string, Right, Whose, Identity, "yes" | PermitRefusal]>([
    ["is one in its workspaces", "sign-in", "anywhere", anIdentity({ roles: [guest] }), "guest"],
    [
      "is one for what is its own, from elsewhere too",
      "manage-documents",
      { cluster: "north" },
      inSouth(guest),
      "guest",
    ],
    ["is none elsewhere", "sign-in", "anywhere", inSouth(guest), "yes"],
    ["is none for another cluster", "sign-in", { cluster: "south" }, inSouth(guest), "yes"],
    [
      "is one everywhere, when it is the federation",
      "sign-in",
      { cluster: "south" },
      inSouth(named("guest", null), named("guest", "fed")),
      "guest",
    ],
    [
      "sets up a waiting workspace that they run, whosever it was proposed to be",
      "set-up-workspace",
      "anywhere",
      anIdentity({ runsWorkspace: true, place: aPlace({ state: "waiting" }), roles: [guest] }),
      "yes",
    ],
  ])("%s", (_, right, whose, identity, expected) => {
    expect(answer(right, whose, identity)).toBe(expected);
  });
});
