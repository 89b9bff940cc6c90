import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAuditTrail } from "../../../src/adapters/postgres/audit-trail.ts";
import { createClusterRegister } from "../../../src/adapters/postgres/cluster-register.ts";
import { createDocumentStore } from "../../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { ClusterRecord } from "../../../src/knowledge/cluster-register.port.ts";
import type { DocumentStore } from "../../../src/knowledge/document-store.port.ts";
import { weighPassage } from "../../../src/knowledge/weigh-passage.ts";
import type { Audience } from "../../../src/shared/audience.ts";
import { onCommandLine } from "../../../src/shared/doing.ts";
import { freshDatabase } from "../../support/database.ts";
import { aDocument } from "../../support/documents-to-store.ts";
import { emptyTables } from "../../support/empty-tables.ts";

let database: Database;
let store: DocumentStore;

beforeAll(async () => {
  database = await freshDatabase();
  store = createDocumentStore(database.pool, weighPassage);
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyTables(database.pool, "document, cluster, audit_entry");
  await createClusterRegister(database.pool).save([aCluster()], null);
});

function aCluster(given: Partial<ClusterRecord> = {}): ClusterRecord {
  const nothing = { region: null, nicknames: [], website: null, statusNote: null, contacts: [] };
  return { id: "uktcg", name: "UKTCG", isFederation: true, status: "active", ...nothing, ...given };
}

function first(audience: Audience) {
  return aDocument("a", { title: "A document", audience, clusterId: "uktcg", text: "Hello world" });
}

describe("the audit trail", () => {
  const by = { actor: "source:1", place: "watched source" };
  const lines = async () =>
    (await createAuditTrail(database.pool).read({ cluster: null, limit: 100 })).toReversed();

  test("has a line for each document that is stored, replaced and withdrawn, and none for what stays", async () => {
    const other = aDocument("b", { title: "Papers", audience: "board", clusterId: "uktcg" });
    await store.store([first("members"), other], by);
    await store.store([{ ...first("public"), fingerprint: "2" }, other], by);
    await store.withdraw(["b", "nowhere"], by);

    const members = { title: "A document", audience: "members", version: 1 };
    const board = { title: "Papers", audience: "board", version: 1 };
    expect(await lines()).toMatchObject([
      { ...by, action: "document-published", cluster: "uktcg", before: null, after: members },
      { ...by, action: "document-published", cluster: "uktcg", before: null, after: board },
      {
        ...by,
        action: "document-replaced",
        before: members,
        after: { audience: "public", version: 2, passages: 1 },
      },
      { ...by, action: "document-withdrawn", before: board, after: null },
    ]);
    expect(JSON.stringify(await lines())).not.toContain("Hello world");
  });

  test("has none for what was not stored after all", async () => {
    const broken = aDocument("b", { clusterId: "nowhere" });

    await expect(store.store([first("members"), broken], by)).rejects.toThrow();

    expect(await lines()).toEqual([]);
  });

  test("has none where one line tells of all of them", async () => {
    await store.store([first("members")], null);

    expect(await lines()).toEqual([]);
  });

  test("has a line for each cluster that a clusters.yaml changes, with its contacts before and after", async () => {
    const register = createClusterRegister(database.pool);
    const events = { topic: "events", role: "the events team", address: null };
    const north = aCluster({ id: "north", isFederation: false, contacts: [events] });
    await register.save([aCluster(), north], onCommandLine);
    await register.save([aCluster(), north], onCommandLine);
    const changed = { ...events, address: "events@north.example" };
    await register.save([aCluster(), { ...north, contacts: [changed] }], onCommandLine);

    expect(await lines()).toMatchObject([
      { ...onCommandLine, action: "cluster-added", subject: "cluster:north", before: null },
      {
        action: "cluster-changed",
        subject: "cluster:north",
        cluster: "north",
        before: { contacts: [events] },
        after: { contacts: [changed] },
      },
    ]);
  });
});
