import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createClusterRegister } from "../../../src/adapters/postgres/cluster-register.ts";
import type { ClusterContact } from "../../../src/knowledge/cluster-register.port.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { SetUpDesk } from "../../support/set-up-desk.ts";

let desk: SetUpDesk;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const audit = {
  actor: "slack:T1/U1",
  action: "contact-set-up",
  subject: "contact:north/events",
  cluster: "north",
  place: "slack:T1",
};
const byHand = { topic: "events", role: "the events desk", address: "events@north.example" };
const inFile = { topic: "events", role: "the events team", address: null };

async function set(contact: ClusterContact): Promise<void> {
  const { revision } = await desk.contacts.of("north");
  await desk.contacts.save("north", { kind: "set", contact }, { revision, audit });
}

/** Imports a clusters.yaml that says this of the cluster. */
async function importFile(contacts: readonly ClusterContact[]): Promise<void> {
  const cluster = { id: "north", name: "Tech North", region: null, nicknames: [], website: null };
  await createClusterRegister(desk.database.pool).save(
    [{ ...cluster, isFederation: false, status: "active", statusNote: null, contacts }],
    onCommandLine,
  );
}

async function contacts() {
  return (await desk.contacts.of("north")).contacts;
}

describe("contacts of a cluster", () => {
  it("are saved and removed, each with its line in the audit trail", async () => {
    await set(byHand);
    const { revision } = await desk.contacts.of("north");
    await desk.contacts.save("north", { kind: "removed", topic: "events" }, { revision, audit });

    expect(await contacts()).toEqual([]);
    expect(await desk.audit()).toMatchObject([
      { ...audit, before: byHand, after: null },
      { ...audit, before: null, after: byHand },
    ]);
  });

  it("are saved by one of two who save at once, and the other is told how they stand", async () => {
    const { revision } = await desk.contacts.of("north");

    const saved = await Promise.all(
      [byHand, inFile].map((contact) =>
        desk.contacts.save("north", { kind: "set", contact }, { revision, audit }),
      ),
    );

    expect(saved.map(({ kind }) => kind).toSorted()).toEqual(["saved", "stale"]);
    expect(saved[0]?.present).toEqual(saved[1]?.present);
    expect(saved[0]?.present.contacts).toEqual(await contacts());
  });

  it("of one cluster say nothing of another's", async () => {
    const north = await desk.contacts.of("north");
    const south = await desk.contacts.of("south");

    expect(north.revision).not.toBe(south.revision);
  });
});

describe("a clusters.yaml that is imported again", () => {
  it("leaves what was set up by hand since, as long as it says the same", async () => {
    await importFile([inFile]);
    await set(byHand);

    await importFile([inFile]);

    expect(await contacts()).toEqual([byHand]);
  });

  it("does not bring back what was removed by hand", async () => {
    await importFile([inFile]);
    const { revision } = await desk.contacts.of("north");
    await desk.contacts.save("north", { kind: "removed", topic: "events" }, { revision, audit });

    await importFile([inFile]);

    expect(await contacts()).toEqual([]);
  });

  it("counts again once it says something else of that topic", async () => {
    await importFile([inFile]);
    await set(byHand);
    const changed = { ...inFile, role: "the new events team" };

    await importFile([changed]);

    expect(await contacts()).toEqual([changed]);
  });

  it("takes out what it no longer names, and keeps topics it never named", async () => {
    const policy = { topic: "policy", role: "the policy lead", address: null };
    await importFile([inFile]);
    await set(policy);

    await importFile([]);

    expect(await contacts()).toEqual([policy]);
  });
});
