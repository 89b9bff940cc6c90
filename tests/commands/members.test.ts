import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createContactStore } from "../../src/adapters/postgres/contact-store.ts";
import { createMembershipSearch } from "../../src/adapters/postgres/membership-search.ts";
import type { Request } from "../../src/chat/request.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import type { HeldRole, Role } from "../../src/people/role.ts";
import { aPerson } from "../people/an-identity.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { MembershipDesk, sampleRecords } from "../support/membership-desk.ts";

const words = english.membership;
let desk: MembershipDesk;
beforeAll(async () => {
  desk = await MembershipDesk.open();
  await desk.empty();
  await desk.import(sampleRecords("organisations.csv"));
  await desk.import(sampleRecords("tiers.csv"));
  const headings = "id,name,website,cluster,since,town,listed";
  const many = Array.from(
    { length: 40 },
    (_, n) => `n${n},North ${String(n).padStart(2, "0")},,north,,Hull,${n < 20 ? "yes" : "no"}`,
  );
  await desk.import(`${[headings, ...many].join("\n")}\n`);
  await desk.database.pool.query(
    "INSERT INTO contact (cluster_id, topic, role, address) VALUES ('north', 'membership', 'the membership desk', 'https://north.example')",
  );
});
afterAll(() => desk.close());

interface Asked {
  readonly role?: Role;
  readonly of?: string;
  readonly visibility?: Request["visibility"];
  readonly now?: string;
}

/** What somebody is told who holds a role for a cluster, in that cluster's own workspace. */
async function told(command: "members" | "join", text: string, asked: Asked = {}) {
  const { role = "member", of = "north", visibility = "private", now = "2026-11-29T12:00:00Z" } = asked;
  const held: HeldRole = {
    role,
    cluster: role === "administrator" ? null : of,
    isNamed: true,
    givenBy: "command line",
  };
  const place = {
    id: "1",
    state: "confirmed",
    cluster: of,
    everyoneIsMember: false,
    channelAudience: "public",
  } as const;
  const { pool } = desk.database;
  const { request } = anIncomingRequest({ command, text, visibility, workspace: "T1" });
  const outcome = await dispatch(
    { ...request, asker: { ...request.asker, standing: "member" } },
    aDispatchNeeds({
      people: {
        lookUp: async () => ({ person: aPerson("1"), place, given: [held] }),
      },
      clusters: createClusterList(pool),
      members: createMembershipSearch(pool),
      workspaces: { ...aDispatchNeeds().workspaces, contacts: createContactStore(pool) },
      clock: { now: () => new Date(now) },
    }),
  );
  return { summary: outcome.reply.summary, whole: JSON.stringify(outcome.reply) };
}

describe("/cluster members", () => {
  it("lists a screenful of the cluster's members who agreed to be named, with how many there are", async () => {
    const { summary, whole } = await told("members", "");

    expect(summary).toBe(words.members.summary(20, "North"));
    expect(whole).toContain(words.members.some(15, 20));
    expect(whole).toContain("North 14");
    expect(whole).not.toContain("North 15");
    expect(whole).toContain(words.members.listedOnly);
  });

  it("gives nobody but a manager of the cluster the next page", async () => {
    for (const role of ["member", "board", "administrator"] as const)
      expect((await told("members", "north page 2", { role })).whole).not.toContain("North 15");
    expect((await told("members", "north page 2", { role: "manager", of: "south" })).whole).not.toContain(
      "North 15",
    );

    const { whole } = await told("members", "north page 2", { role: "manager" });

    expect(whole).toContain("North 15");
    expect(whole).toContain(words.members.page(16, 30, 40));
    expect(whole).toContain("north page 3");
  });

  it("shows a manager those who did not agree to be named, but not where others read", async () => {
    const alone = await told("members", "north page 3", { role: "manager" });
    const before = await told("members", "north page 3", { role: "manager", visibility: "shared" });

    expect(alone.whole).toContain("North 39");
    expect(alone.whole).toContain(words.members.withUnlisted);
    expect(before.whole).not.toMatch(/North [23]\d/);
    expect(before.summary).toBe(words.members.summary(20, "North"));
  });

  it("tells what an organisation is a member of, by its name or nearly", async () => {
    expect((await told("members", "Two Canals Studio")).summary).toContain(
      "Manchester Digital · Member · since 1 February 2024; Techwm",
    );
    expect((await told("members", "pennine pixel ltd")).summary).toContain("ended on 31 May 2026");
    const close = await told("members", "kestral loom");
    expect(close.summary).toContain(words.members.closest("kestral loom"));
    expect(close.summary).toContain("Kestrel Loom");
  });

  it("tells of an organisation that did not agree to be named as of one there is not", async () => {
    for (const role of ["member", "board", "administrator"] as const)
      expect((await told("members", "Brightmoor Labs", { role })).summary).toBe(
        words.members.unknown("Brightmoor Labs"),
      );
    expect(
      (await told("members", "Brightmoor Labs", { role: "manager", of: "manchester-digital" })).whole,
    ).toContain(words.members.unlisted);
  });

  it("lists members in a town or region, of two of one name both", async () => {
    const leeds = await told("members", "leeds");
    expect(leeds.whole).toContain("Copper Kite");
    expect(leeds.whole).toContain("Ashlar Data");
    expect((await told("members", "copper kite")).whole).toMatch(/Leeds.*Truro/);
  });

  it("says what it does not know", async () => {
    expect((await told("members", "zzyzx corporation")).summary).toBe(
      words.members.unknown("zzyzx corporation"),
    );
    expect((await told("members", "catalyst", { now: "2010-01-01T12:00:00Z" })).summary).toBe(
      words.members.none("Catalyst"),
    );
  });
});

describe("/cluster join", () => {
  it("shows the tiers of the day with their fees, and those to come", async () => {
    const { summary, whole } = await told("join", "saltmere-tech");

    expect(summary).toContain("Small firm (£180 a year)");
    expect(summary).not.toContain("£200");
    expect(whole).toMatch(/Later.*£200 a year/);
    expect((await told("join", "saltmere-tech", { now: "2027-04-01T00:00:00Z" })).summary).toContain(
      "£200 a year",
    );
  });

  it("knows no fee where none is known, and leaves out what has ended", async () => {
    const { whole } = await told("join", "tech4good-south-west");

    expect(whole).toContain(english.directory.tiers.feeUnknown);
    expect(whole).not.toContain("five working days");
  });

  it("names who would know, where it has nothing itself, and takes one's own cluster when none is said", async () => {
    const { summary, whole } = await told("join", "");

    expect(summary).toBe(words.join.none("North"));
    expect(whole).toContain("the membership desk");
    expect(whole).toContain("https://north.example");
  });

  it("asks back for a cluster it does not know", async () => {
    expect((await told("join", "the moon")).summary).toBe(words.join.unknown("the moon"));
  });
});
