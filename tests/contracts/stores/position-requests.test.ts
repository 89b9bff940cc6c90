import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { endConsultations } from "../../../src/directory/positions/end-consultations.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { PositionVersion } from "../../../src/directory/positions/position.ts";
import { byPaula, closes, opened, PositionDesk } from "../../support/position-desk.ts";

let desk: PositionDesk;
beforeAll(async () => {
  desk = await PositionDesk.open(2);
});
beforeEach(() => desk.empty());
afterAll(() => desk.close());

const made = { by: byPaula, now: opened };
const done = { ...made, day: "2026-12-03" };

async function line(): Promise<PositionVersion> {
  const version = await desk.consultation();
  for (const cluster of desk.clusters) await desk.says(version, cluster);
  const adopted = await desk.store.version(version.id);
  if (adopted?.status !== "adopted") throw new Error("it was not adopted");
  return adopted;
}

const withdrawal = ({ id, revision }: PositionVersion, by = byPaula.actor) =>
  ({ kind: "withdraw", version: id, revision, widening: null, by }) as const;

function describes({ id, revision }: PositionVersion, otherNames: readonly string[]) {
  const readers = { alsoCalled: otherNames, audience: "public" } as const;
  const expected = { revision, account: byPaula.actor, audienceBefore: "public", ...made } as const;
  return desk.store.describe(id, readers, expected);
}

describe("what waits for a second person", () => {
  it("is there once, whoever asks for the same, and at once", async () => {
    const version = await line();
    const asked = await Promise.all(
      ["slack:T1/U1", "slack:T1/U2", "slack:T1/U3"].map((account) =>
        desk.store.ask(withdrawal(version, account), made),
      ),
    );

    expect(asked.filter((one) => one?.isNew)).toHaveLength(1);
    expect(new Set(asked.map((one) => one?.request.id)).size).toBe(1);
    expect(await desk.store.requests(version.id)).toHaveLength(1);
    expect((await desk.store.waiting(["fed"])).map(({ id }) => id)).toEqual([version.id]);
    expect(await desk.store.waiting(["c1"])).toEqual([]);
  });

  it("is done once, or left, whoever comes first", async () => {
    const version = await line();
    const asked = await desk.store.ask(withdrawal(version), made);
    const id = asked?.request.id ?? "";

    const [confirmed, refused] = await Promise.all([
      desk.store.confirm(id, done),
      desk.store.refuse(id, byPaula),
    ]);

    expect([confirmed !== null, refused].filter(Boolean)).toHaveLength(1);
    expect((await desk.store.version(version.id))?.status).toBe(confirmed === null ? "adopted" : "withdrawn");
    expect(await desk.store.requests(version.id)).toEqual([]);
  });

  it("is not asked of what is no line, nor of what was changed since", async () => {
    const draft = await desk.draft({}, { topic: "Tax" });
    const version = await line();

    expect(await desk.store.ask(withdrawal(draft), made)).toBeNull();
    expect(await desk.store.ask({ ...withdrawal(version), revision: 1 }, made)).toBeNull();
    expect(await desk.store.confirm("0123456789abcdef", done)).toBeNull();
  });
});

describe("everything at once", () => {
  it("comes to an end: nobody waits for each other", async () => {
    const first = await line();
    const { id } = await desk.consultation({ text: "We ask for a levy that all firms can use." });
    const over = new Date(closes.instant.getTime() + 1_000);
    const stated = {
      ...first.position,
      ...first,
      status: "adopted",
      from: first.effectiveFrom,
      until: null,
      stances: [],
    } as const;

    for (let round = 0; round < 5; round += 1) {
      const [old, next] = [await desk.store.version(first.id), await desk.store.version(id)];
      if (old === null || next === null) throw new Error("they are there");
      const asked = await desk.store.ask(withdrawal(old), made);
      await Promise.all([
        describes(old, [`a${round}`]),
        describes(next, [`b${round}`]),
        desk.store.refuse(asked?.request.id ?? "", byPaula),
        importPositions(
          [{ label: "1.md", stated: { ...stated, link: `https://example.org/${round}` } }],
          { ...made, dryRun: false },
          { store: desk.store, newId: () => crypto.randomUUID() },
        ),
        round === 4 ? endConsultations(over, desk.store) : desk.says(next, "c1"),
      ]);
    }

    const [position] = await desk.store.all();
    expect(position?.alsoCalled[0]).toMatch(/^[ab]\d$/);
  });
});
