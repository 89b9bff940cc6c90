import { describe, expect, it } from "vitest";
import type { AuditEntry, AuditFilter } from "../../src/people/audit.port.ts";
import type { Identity } from "../../src/people/identity.ts";
import { readableAudit } from "../../src/people/readable-audit.ts";
import type { HeldRole } from "../../src/people/role.ts";
import { aLinkedPerson } from "./an-identity.ts";

const entryCount = 4;
const entries = ["north", null, "south", "north"].map(
  (cluster, index): AuditEntry => ({
    id: String(entryCount - index),
    at: new Date(Date.UTC(2026, 10, 25 - index)),
    actor: "command line",
    action: "role-given",
    subject: `person:${index}`,
    cluster,
    place: "command line",
    before: null,
    after: null,
  }),
);

const audit = {
  read: async ({ among, limit }: AuditFilter) =>
    entries.filter((entry) => among === undefined || among.includes(entry.cluster)).slice(0, limit),
};

function somebody(...roles: readonly HeldRole[]): Identity {
  const person = aLinkedPerson("p1");
  return {
    account: "slack:T1/U1",
    name: "",
    standing: "member",
    runsWorkspace: false,
    person,
    place: null,
    roles,
    isOperator: false,
  };
}

async function subjects(identity: Identity, limit = 10): Promise<unknown> {
  const read = await readableAudit(identity, limit, audit);
  return read.kind === "entries" ? read.entries.map(({ subject }) => subject) : read.reason;
}

const managerOf = (cluster: string | null): HeldRole => ({
  role: "manager",
  cluster,
  isNamed: true,
  givenBy: "command line",
});

describe("the trail of changes", () => {
  it("is read whole by an administrator of the federation", async () => {
    const administrator = somebody({
      role: "administrator",
      cluster: null,
      isNamed: true,
      givenBy: "command line",
    });

    expect(await subjects(administrator)).toEqual(["person:0", "person:1", "person:2", "person:3"]);
    expect(await subjects(administrator, 2)).toEqual(["person:0", "person:1"]);
  });

  it("is read by a manager as far as it is about the own cluster", async () => {
    expect(await subjects(somebody(managerOf("north")))).toEqual(["person:0", "person:3"]);
    expect(await subjects(somebody(managerOf("north"), managerOf("south")))).toEqual([
      "person:0",
      "person:2",
      "person:3",
    ]);
    expect(
      await subjects(
        somebody(managerOf("north"), {
          role: "board",
          cluster: "south",
          isNamed: true,
          givenBy: "command line",
        }),
      ),
    ).toEqual(["person:0", "person:3"]);
  });

  it("is not read by anybody else", async () => {
    expect(
      await subjects(somebody({ role: "board", cluster: "north", isNamed: true, givenBy: "command line" })),
    ).toBe("needs-role");
    expect(await subjects({ ...somebody(), account: null })).toBe("not-known");
  });

  it("shows a manager of the federation's own affairs no cluster's", async () => {
    expect(await subjects(somebody(managerOf(null)))).toEqual(["person:1"]);
    expect(await subjects(somebody(managerOf(null)), 1)).toEqual(["person:1"]);
  });
});
