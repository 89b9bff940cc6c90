import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuditTrail } from "../../../src/adapters/postgres/audit-trail.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createSessionStore } from "../../../src/adapters/postgres/session-store.ts";
import {
  createWorkspaceRegister,
  createWorkspaceStore,
} from "../../../src/adapters/postgres/workspace-store.ts";
import type { Signer } from "../../../src/people/session-store.port.ts";
import { createSignIn, type SignIn } from "../../../src/people/sign-in.ts";
import { replanning } from "../../../src/wiring/replanning.ts";
import { freshDatabase } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";

let database: Database;
let now: Date;
let signIn: SignIn;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.pool.query("DELETE FROM person");
  now = new Date("2026-11-25T12:00:00Z");
  signIn = createSignIn({
    store: createSessionStore(database.pool),
    clock: { now: () => now },
    address: () => ({ url: "http://localhost:3000", isPublic: false }),
  });
});

const alex = {
  account: "discord:123",
  name: "Alex",
  workspaceId: null,
  standing: "member",
  groups: ["9"],
} as const;

/** Somebody who asks for a link in a Slack workspace. */
async function signerFrom(team: string, account: string): Promise<Signer> {
  await createWorkspaceRegister(database.pool, silentLog).joined({ platform: "slack", id: team, name: team });
  const workspace = await createWorkspaceStore(database.pool, replanning({ now: () => new Date() })).find(
    "slack",
    team,
  );
  return { ...alex, account, workspaceId: workspace?.id ?? null };
}

async function tokenFor(signer: Signer = alex): Promise<string> {
  const minted = await signIn.mintLink(signer);
  return minted.kind === "minted" ? new URL(minted.link).hash.slice(1) : "";
}

async function secretFor(signer: Signer = alex): Promise<string> {
  const redeemed = await signIn.redeem(await tokenFor(signer), null);
  return redeemed.kind === "signed-in" ? redeemed.secret : "";
}

const countIn = async (table: "web_login" | "web_session" | "person") =>
  Number((await database.pool.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]?.count);

describe("the records of who is signed in", () => {
  it("end for good, links too, when the bot is removed from where somebody signed in from", async () => {
    const register = createWorkspaceRegister(database.pool, silentLog);
    const left = await signerFrom("T1", "slack:T1/U1");
    const stays = await signerFrom("T2", "slack:T2/U1");
    const [token, secret] = [await tokenFor(left), await secretFor(left)];
    const elsewhere = await secretFor(stays);

    await register.left({ platform: "slack", id: "T1" });
    await register.joined({ platform: "slack", id: "T1", name: "North" });

    expect(await signIn.find(secret)).toBeNull();
    expect(await signIn.look(token)).toEqual({ kind: "unknown" });
    expect(await signIn.find(elsewhere)).toMatchObject({ account: "slack:T2/U1" });
  });

  it("hold neither the link's secret nor the cookie's", async () => {
    const token = await tokenFor();
    const redeemed = await signIn.redeem(token, null);
    const secret = redeemed.kind === "signed-in" ? redeemed.secret : "";

    const dumps = await Promise.all(
      ["web_login", "web_session", "audit_entry", "person", "platform_account"].map((table) =>
        database.pool.query(`SELECT * FROM ${table}`),
      ),
    );

    const all = JSON.stringify(dumps.map(({ rows }) => rows));
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(all).toContain("discord:123");
    expect(all).not.toContain(token);
    expect(all).not.toContain(secret);
  });

  it("let one of several who use the same link at once in", async () => {
    const token = await tokenFor();

    const redeemed = await Promise.all([1, 2, 3, 4].map(() => signIn.redeem(token, null)));

    expect(redeemed.map(({ kind }) => kind).toSorted()).toEqual(["signed-in", "used", "used", "used"]);
    expect(await countIn("web_session")).toBe(1);
  });

  it("make one person of somebody who asks for many links", async () => {
    await tokenFor();
    await tokenFor();

    expect([await countIn("person"), await countIn("web_login")]).toEqual([1, 2]);
  });

  it("give back what the asker was where they asked", async () => {
    const secret = await secretFor();

    expect(await signIn.find(secret)).toMatchObject({
      account: "discord:123",
      name: "Alex",
      standing: "member",
      groups: ["9"],
      workspace: null,
    });
  });

  it("know nobody by a secret that is a session's hash, or another's", async () => {
    await secretFor();
    const { rows } = await database.pool.query<{ session_hash: string }>(
      "SELECT session_hash FROM web_session",
    );

    expect(await signIn.find(rows[0]?.session_hash ?? "")).toBeNull();
    expect(await signIn.find("A".repeat(43))).toBeNull();
  });

  it("end a session when its account becomes somebody else's", async () => {
    const secret = await secretFor();
    await database.pool.query("INSERT INTO person (id) VALUES ('00000000-0000-4000-8000-000000000001')");
    await database.pool.query(
      "UPDATE platform_account SET person_id = '00000000-0000-4000-8000-000000000001' WHERE reference = 'discord:123'",
    );

    expect(await signIn.find(secret)).toBeNull();
  });

  it("go with their person", async () => {
    await secretFor();
    await tokenFor();

    await database.pool.query("DELETE FROM person");

    expect([await countIn("web_login"), await countIn("web_session")]).toEqual([0, 0]);
  });

  it("are cleared of what is long over when somebody asks for a link", async () => {
    await secretFor();
    now = new Date("2026-11-27T12:00:00Z");

    await tokenFor();

    expect([await countIn("web_login"), await countIn("web_session")]).toEqual([1, 0]);
  });

  it("have a line for every session begun, and for signing out everywhere", async () => {
    await database.pool.query("DELETE FROM audit_entry");
    const secret = await secretFor();
    const as = await signIn.find(secret);
    if (as === null) throw new Error("nobody is signed in");

    await signIn.endAll(as);

    const lines = await createAuditTrail(database.pool).read({ cluster: null, limit: 10 });
    expect(lines.map(({ actor, action, subject, place }) => [actor, action, subject, place])).toEqual([
      ["discord:123", "sessions-ended", `person:${as.personId}`, "web"],
      ["discord:123", "session-begun", `person:${as.personId}`, "web"],
    ]);
    expect(await signIn.find(secret)).toBeNull();
  });

  it("list a person's accounts", async () => {
    const as = await signIn.find(await secretFor());

    expect(await signIn.accountsOf(as?.personId ?? "")).toEqual([{ account: "discord:123", name: "Alex" }]);
  });
});
