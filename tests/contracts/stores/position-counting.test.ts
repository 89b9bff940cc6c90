// Which answers count, where who is asked changes and clocks differ; and that the proof of it holds.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPositionSearch } from "../../../src/adapters/postgres/position-search.ts";
import { leaveConsultations } from "../../../src/directory/positions/end-consultations.ts";
import { checkProof, proofOf } from "../../../src/directory/positions/position-proof.ts";
import { byPaula, opened, PositionDesk } from "../../support/position-desk.ts";

let desk: PositionDesk;

beforeAll(async () => {
  desk = await PositionDesk.open(3);
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

/** What does not hold in the proof of a version. */
async function problemsOf(version: string) {
  const consultation = await desk.store.consultation(version);
  if (consultation === null) throw new Error("there is no such version");
  const stances = await desk.store.allStances(version);
  return checkProof(proofOf({ ...consultation, stances }, opened));
}

async function setStatus(cluster: string, status: "active" | "closed"): Promise<void> {
  await desk.database.pool.query("UPDATE cluster SET status = $2 WHERE id = $1", [cluster, status]);
}

describe("an adoption", () => {
  it("is never earlier than what was signed for it, though the clocks of two processes differ", async () => {
    const version = await desk.consultation({ asked: ["c1", "c2"] });
    await desk.says(version, "c1", { at: new Date("2026-12-02T09:00:00.250Z") });
    await desk.says(version, "c2", { at: new Date("2026-12-02T09:00:00Z") });

    expect((await desk.store.version(version.id))?.status).toBe("adopted");
    expect(await problemsOf(version.id)).toEqual([]);
  });
});

describe("a cluster that is asked no more", () => {
  it("has no say in what is adopted, nor in who signed it", async () => {
    const version = await desk.consultation();
    for (const cluster of ["c1", "c2"]) await desk.says(version, cluster);
    await desk.change(version, { asked: ["c2", "c3"] });
    await desk.says(version, "c3");

    const search = createPositionSearch(desk.database.pool);
    const nobody = { memberOf: [], boardOf: [] };
    const [found] = await search.versions([version.position.id], nobody, new Date("2027-01-01T00:00:00Z"));
    expect(found?.stances.map(({ cluster }) => cluster)).toEqual(["c2", "c3"]);
    expect(await problemsOf(version.id)).toEqual([]);
  });

  it("does not count from the moment it has left, before anybody has looked", async () => {
    const version = await desk.consultation({ quorum: { kind: "count", signatures: 3 } });
    for (const cluster of ["c1", "c2"]) await desk.says(version, cluster);
    await setStatus("c1", "closed");
    const last = await desk.says(version, "c3");
    await leaveConsultations({ cluster: "c1", by: byPaula, now: opened }, desk.store);
    const { rowCount: noted } = await desk.database.pool.query(
      "SELECT FROM audit_entry WHERE action = 'position-cluster-left' AND subject = $1",
      [`position-version:${version.id}`],
    );
    expect(noted).toBe(1);
    await setStatus("c1", "active");

    expect(last?.outcome).toMatchObject({ kind: "given", ended: false });
    expect(last?.consultation.asked.filter(({ leftAt }) => leftAt !== null)).toMatchObject([
      { cluster: "c1" },
    ]);
    expect((await desk.store.version(version.id))?.status).toBe("consulting");
  });

  it("answers again when it is asked again, having left or not", async () => {
    const version = await desk.consultation();
    for (const cluster of ["c1", "c2"]) await desk.says(version, cluster);
    const without = await desk.change(version, { asked: ["c2", "c3"] });
    await leaveConsultations({ cluster: "c2", by: byPaula, now: opened }, desk.store);
    await desk.change(without ?? version, {});

    expect((await desk.store.consultation(version.id))?.stances).toEqual([]);
    for (const cluster of ["c1", "c2"])
      expect((await desk.says(version, cluster))?.outcome.kind).toBe("given");
  });
});
