import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { endConsultations, leaveConsultations } from "../../../src/directory/positions/end-consultations.ts";
import type { StanceOutcome } from "../../../src/directory/positions/give-stance.ts";
import type { PositionVersion } from "../../../src/directory/positions/position.ts";
import { stillAsked, tallyOf } from "../../../src/directory/positions/stance.ts";
import { byPaula, closes, opened, PositionDesk } from "../../support/position-desk.ts";

let desk: PositionDesk;

beforeAll(async () => {
  desk = await PositionDesk.open(5);
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const afterClosing = new Date(closes.instant.getTime() + 1_000);

async function statusOf({ id }: PositionVersion): Promise<string | undefined> {
  return (await desk.store.version(id))?.status;
}

async function tallyNow({ id }: PositionVersion) {
  const consultation = await desk.store.consultation(id);
  return consultation === null ? null : tallyOf(consultation);
}

describe("the register", () => {
  it("has one draft of a position at a time, and counts its versions", async () => {
    const first = await desk.draft();
    await expect(desk.draft()).rejects.toThrow("there is a draft already");
    const expected = { revision: first.revision, by: byPaula, now: opened };
    await desk.store.withdraw(first.id, { ...expected, because: "taken-back", day: "2026-12-01" });

    const second = await desk.draft({ title: "On skills, again" }, { topic: "SKILLS" });

    expect([first.version, second.version]).toEqual([1, 2]);
    expect(second.position.id).toBe(first.position.id);
  });

  it("changes nothing that somebody else changed since it was looked at", async () => {
    const first = await desk.draft();
    const { id, revision } = first;
    const expected = { revision, by: byPaula, now: opened };
    expect(await desk.change(first, { text: "Another." })).toMatchObject({ text: "Another." });

    expect(await desk.change(first, { text: "A third." })).toBeNull();
    expect(await desk.store.open(id, expected)).toBeNull();
  });

  it.each([
    ["nobody is asked", { asked: [] }],
    ["it would be over at once", { closes: { ...closes, instant: opened } }],
    ["it has no end", { closes: null }],
  ])("opens no consultation where %s", async (_, changed) => {
    await expect(desk.consultation(changed)).rejects.toThrow("it could not be opened");
  });
});

describe("a stance", () => {
  it("counts once, whoever of its cluster says the same again", async () => {
    const version = await desk.consultation();
    await desk.says(version, "c1");

    const again = await desk.says(version, "c1", { account: "discord:77" });

    expect(again?.outcome).toMatchObject({ kind: "already", before: { account: "slack:Tc1/U1" } });
    expect(await tallyNow(version)).toMatchObject({ asked: 5, signed: 1 });
  });

  it("may be changed while its consultation is open, and what was said before is kept", async () => {
    const version = await desk.consultation();
    await desk.says(version, "c1");

    const changed = await desk.says(version, "c1", { kind: "dissent", reason: "It costs too much." });

    expect(changed?.outcome.kind).toBe("changed");
    expect(await tallyNow(version)).toMatchObject({ signed: 0, dissented: 1 });
    expect(
      (await desk.store.allStances(version.id)).map(({ kind, replacedAt }) => [kind, replacedAt === null]),
    ).toEqual([
      ["sign", false],
      ["dissent", true],
    ]);
  });

  it.each([
    ["of a cluster that is not asked", "fed", {}, "not-asked"],
    ["to a text that is not the one any more", "c1", { shown: "0123456789abcdef" }, "text-changed"],
    ["to no text at all", "c1", { shown: "" }, "text-changed"],
    ["that dissents without a reason", "c1", { kind: "dissent" as const }, "needs-reason"],
    ["at the moment it closes", "c1", { at: closes.instant }, "closed"],
  ])("%s is not taken, and told why", async (_, cluster, changed, outcome) => {
    const version = await desk.consultation();

    expect((await desk.says(version, cluster, changed))?.outcome.kind).toBe(outcome);
    expect(await desk.store.allStances(version.id)).toEqual([]);
  });

  it("given to an earlier text does not count, and its cluster is asked again", async () => {
    const version = await desk.consultation();
    await desk.says(version, "c1");
    const edited = await desk.change(version, { text: "We ask for a levy all firms can use." });

    const late = await desk.says(version, "c2");

    expect(late?.outcome.kind).toBe("text-changed");
    expect(await tallyNow(version)).toMatchObject({ asked: 5, signed: 0 });
    const consultation = await desk.store.consultation(version.id);
    expect(consultation === null ? [] : stillAsked(consultation)).toHaveLength(5);
    expect((await desk.says(edited ?? version, "c1"))?.outcome.kind).toBe("given");
  });

  it("comes too late for what was replaced or withdrawn", async () => {
    const first = await desk.consultation();
    for (const cluster of desk.clusters) await desk.says(first, cluster);
    const second = await desk.consultation({ text: "We ask for a levy that all firms can use." });
    for (const cluster of desk.clusters) await desk.says(second, cluster);
    const third = await desk.draft({ text: "Never mind." });
    const expected = { revision: third.revision, by: byPaula, now: opened };
    await desk.store.withdraw(third.id, { ...expected, because: "taken-back", day: "2026-12-01" });

    const outcomes = [];
    for (const version of [first, second, third])
      outcomes.push((await desk.says(version, "c1"))?.outcome.kind);
    expect(outcomes).toEqual(["superseded", "closed", "withdrawn"]);
  });
});

describe("the end of a consultation", () => {
  it("comes when everybody has answered and enough have signed", async () => {
    const version = await desk.consultation();
    for (const cluster of ["c1", "c2", "c3"]) await desk.says(version, cluster);
    await desk.says(version, "c4", { kind: "abstain" });
    expect(await statusOf(version)).toBe("consulting");

    const last = await desk.says(version, "c5", { kind: "dissent", reason: "Too soon." });

    expect(last).toMatchObject({
      outcome: { kind: "given", ended: true },
      consultation: { version: { status: "adopted", effectiveFrom: "2026-12-02" } },
    });
  });

  it("comes at its time, with what was said by then", async () => {
    const met = await desk.consultation();
    for (const cluster of ["c1", "c2", "c3"]) await desk.says(met, cluster);
    const short = await desk.consultation({}, { topic: "Tax" });
    await desk.says(short, "c1");

    expect(await endConsultations(new Date(closes.instant.getTime() - 1), desk.store)).toEqual([]);
    const ended = await endConsultations(afterClosing, desk.store);
    expect(await endConsultations(afterClosing, desk.store)).toEqual([]);

    expect(ended.map(({ move }) => move).toSorted()).toEqual(["adopt", "end-without-quorum"]);
    expect(await statusOf(met)).toBe("adopted");
    expect(await desk.store.version(short.id)).toMatchObject({
      status: "withdrawn",
      withdrawnBecause: "quorum-not-met",
    });
  });

  it("replaces what was the line until then, and begins with no stances", async () => {
    const first = await desk.consultation();
    for (const cluster of desk.clusters) await desk.says(first, cluster);
    const second = await desk.consultation({ text: "We ask for a levy that all firms can use." });
    expect(await tallyNow(second)).toMatchObject({ signed: 0 });
    for (const cluster of desk.clusters)
      await desk.says(second, cluster, { at: new Date("2026-12-10T09:00:00Z") });

    expect(await desk.store.version(first.id)).toMatchObject({
      status: "superseded",
      effectiveFrom: "2026-12-02",
      effectiveUntil: "2026-12-10",
    });
    expect(await statusOf(second)).toBe("adopted");
  });

  it("may come because the cluster it waited for leaves the federation", async () => {
    const version = await desk.consultation();
    for (const cluster of ["c1", "c2", "c3", "c4"]) await desk.says(version, cluster);

    await leaveConsultations(
      { cluster: "c5", by: byPaula, now: new Date("2026-12-03T09:00:00Z") },
      desk.store,
    );

    expect(await statusOf(version)).toBe("adopted");
    expect(await tallyNow(version)).toMatchObject({ asked: 4, signed: 4 });
  });

  it("comes when the last that has not answered is asked no more", async () => {
    const version = await desk.consultation();
    const unmet = await desk.consultation({}, { topic: "Tax" });
    for (const cluster of ["c1", "c2", "c3", "c4"]) {
      await desk.says(version, cluster);
      await desk.says(unmet, cluster, { kind: "abstain" });
    }
    for (const { id, revision, position, ...written } of [version, unmet]) {
      const asked = ["c1", "c2", "c3", "c4"];
      const changed = { ...written, asked, author: byPaula.actor };
      await desk.store.change(id, changed, { revision, by: byPaula, now: opened });
    }

    const ended = await endConsultations(new Date("2026-12-03T09:00:00Z"), desk.store);

    expect(ended.map(({ move }) => move)).toEqual(["adopt"]);
    expect([await statusOf(version), await statusOf(unmet)]).toEqual(["adopted", "consulting"]);
  });

  it("does not count what a cluster said that has left since", async () => {
    const version = await desk.consultation();
    for (const cluster of ["c1", "c2", "c3"]) await desk.says(version, cluster);
    await leaveConsultations(
      { cluster: "c1", by: byPaula, now: new Date("2026-12-03T09:00:00Z") },
      desk.store,
    );

    expect(await tallyNow(version)).toMatchObject({ asked: 4, signed: 2 });
    expect((await desk.says(version, "c1"))?.outcome.kind).toBe("not-asked");
  });
});

describe("thirty clusters at once", () => {
  it("are each counted once, and adopt once", async () => {
    const many = await PositionDesk.open(30);
    try {
      const version = await many.consultation({ quorum: { kind: "share", percent: 100 } });
      const both = many.clusters.flatMap((cluster) => [
        many.says(version, cluster),
        many.says(version, cluster, { account: `discord:${cluster}` }),
      ]);

      const taken = await Promise.all(both);

      const outcomes = taken.map((one) => one?.outcome.kind);
      expect(outcomes.filter((kind) => kind === "given")).toHaveLength(30);
      expect(outcomes.filter((kind) => kind === "already" || kind === "closed")).toHaveLength(30);
      const isLast = (outcome: StanceOutcome | undefined) =>
        outcome !== undefined && "ended" in outcome && outcome.ended;
      expect(taken.filter((one) => isLast(one?.outcome))).toHaveLength(1);
      const stances = await many.store.allStances(version.id);
      expect(new Set(stances.map(({ cluster }) => cluster)).size).toBe(30);
      expect(stances).toHaveLength(30);
      const { rows } = await many.database.pool.query(
        "SELECT FROM audit_entry WHERE action = 'position-version-adopted'",
      );
      expect(rows).toHaveLength(1);
    } finally {
      await many.close();
    }
  });
});
