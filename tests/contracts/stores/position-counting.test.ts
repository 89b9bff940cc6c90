// Which answers count, where who is asked changes and clocks differ; and that the proof of it holds.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkProof, proofOf } from "../../../src/directory/positions/position-proof.ts";
import { opened, PositionDesk } from "../../support/position-desk.ts";

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

describe("an adoption", () => {
  it("is never earlier than what was signed for it, though the clocks of two processes differ", async () => {
    const version = await desk.consultation({ asked: ["c1", "c2"] });
    await desk.says(version, "c1", { at: new Date("2026-12-02T09:00:00.250Z") });
    await desk.says(version, "c2", { at: new Date("2026-12-02T09:00:00Z") });

    expect((await desk.store.version(version.id))?.status).toBe("adopted");
    expect(await problemsOf(version.id)).toEqual([]);
  });
});
