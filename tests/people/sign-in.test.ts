import { beforeEach, describe, expect, it } from "vitest";
import type { SessionStore, SignedInAs } from "../../src/people/session-store.port.ts";
import { createSignIn, type SignIn } from "../../src/people/sign-in.ts";

type Present = Pick<SignedInAs, "standing" | "groups">;

const alex: SignedInAs = {
  personId: "11111111-1111-4111-8111-111111111111",
  account: "slack:T0NORTH/U0ALEX",
  name: "Alex",
  workspace: { platform: "slack", externalId: "T0NORTH", name: "North" },
  standing: "member",
  groups: ["S0BOARD"],
};
const secret = "s".repeat(43);

let minutes: number;
let asked: number;
let present: Present | null;
let kept: SignedInAs | null;
let signIn: SignIn;

beforeEach(() => {
  [minutes, asked, present, kept] = [0, 0, { standing: "member", groups: ["S0BOARD"] }, alex];
  const store: Pick<SessionStore, "find"> = { find: async () => kept };
  signIn = createSignIn({
    store: store as SessionStore,
    clock: { now: () => new Date(Date.UTC(2026, 10, 25, 12, minutes)) },
    address: () => null,
    lookUp: async () => {
      asked += 1;
      return present;
    },
  });
});

describe("who is signed in", () => {
  it("is what they are in their workspace now, asked anew every five minutes", async () => {
    expect(await signIn.find(secret)).toEqual(alex);

    present = { standing: "guest", groups: [] };
    minutes = 4;
    expect(await signIn.find(secret)).toEqual(alex);
    minutes = 5;
    expect(await signIn.find(secret)).toEqual({ ...alex, standing: "guest", groups: [] });
    expect(asked).toBe(2);
  });

  it("stays what was found out last while the platform cannot be asked", async () => {
    present = { standing: "guest", groups: [] };
    await signIn.find(secret);
    present = null;
    minutes = 6;

    expect(await signIn.find(secret)).toMatchObject({ standing: "guest", groups: [] });
  });

  it("is what they were at sign-in while nothing was found out yet, and the platform is not asked at every step", async () => {
    present = null;

    expect(await signIn.find(secret)).toEqual(alex);
    expect(await signIn.find(secret)).toEqual(alex);
    expect(asked).toBe(1);
  });

  it("is not remembered of whoever was erased", async () => {
    present = { standing: "guest", groups: [] };
    await signIn.find(secret);
    present = null;

    signIn.forget(["slack:T0NORTH/U0"]);
    expect(await signIn.find(secret)).toMatchObject({ standing: "guest" });
    signIn.forget(["discord:5", alex.account]);
    expect(await signIn.find(secret)).toEqual(alex);
  });

  it("is not looked up without a session, nor without a workspace", async () => {
    kept = null;
    expect(await signIn.find(secret)).toBeNull();
    kept = { ...alex, workspace: null };
    expect(await signIn.find(secret)).toEqual(kept);
    expect(asked).toBe(0);
  });
});
