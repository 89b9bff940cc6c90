import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { type CommentMade, makeComment } from "../../../src/directory/positions/make-comment.ts";
import type { PositionVersion } from "../../../src/directory/positions/position.ts";
import { isOnEarlierText } from "../../../src/directory/positions/position-comment.ts";
import { byPaula, closes, PositionDesk } from "../../support/position-desk.ts";

let desk: PositionDesk;
beforeAll(async () => {
  desk = await PositionDesk.open(2);
});
beforeEach(async () => {
  await desk.empty();
  await desk.database.pool.query("DELETE FROM audit_entry");
});
afterAll(() => desk.close());

let minute = 0;
const page = { skip: 0, most: 10 };

/** Each a minute after the one before. */
async function says({ id }: PositionVersion, text: string, changed: Partial<CommentMade> = {}) {
  minute += 1;
  const made: CommentMade = {
    cluster: "c1",
    role: "signatory",
    account: "slack:Tc1/U1",
    shown: "",
    at: new Date(Date.UTC(2026, 11, 2, 9, minute)),
    text,
    ...changed,
  };
  const commented = await makeComment(id, { made, by: byPaula }, desk.store);
  return commented?.outcome;
}

const textsOf = async ({ id }: PositionVersion, skip = 0) =>
  (await desk.store.comments(id, { skip, most: 2 })).comments.map(({ text }) => text);

describe("comments on a version", () => {
  it("are shown the newest first, some at a time, each with its cluster and role", async () => {
    const version = await desk.consultation();
    for (const text of ["One.", "Two.", "Three."]) expect(await says(version, text)).toBe("taken");

    expect(await textsOf(version)).toEqual(["Three.", "Two."]);
    expect(await textsOf(version, 2)).toEqual(["One."]);
    expect(await desk.store.comments(version.id, { skip: 0, most: 1 })).toMatchObject({
      total: 3,
      comments: [{ name: "Cluster c1", cluster: "c1", role: "signatory", fingerprint: version.fingerprint }],
    });
  });

  it("stand once, however often the same is sent, and at once", async () => {
    const version = await desk.consultation();

    const outcomes = await Promise.all([1, 2, 3].map(() => says(version, "Too dear. \r\n")));

    expect(outcomes.toSorted()).toEqual(["already", "already", "taken"]);
    expect(await says(version, "Too dear.")).toBe("already");
    expect(await says(version, "Too dear.", { account: "slack:Tc1/U2" })).toBe("taken");
    expect(await says(version, "Cheap.")).toBe("taken");
  });

  it("are of a cluster that is asked or of its owner, while it is asked", async () => {
    const draft = await desk.draft({}, { topic: "Tax" });
    const version = await desk.consultation({ asked: ["c1"] });

    expect(await says(draft, "Early.")).toBe("over");
    expect(await says(version, "Not ours.", { cluster: "c2" })).toBe("not-asked");
    expect(await says(version, "Ours.", { cluster: "fed", role: "manager" })).toBe("taken");
    expect(await says(version, "Late.", { at: closes.instant })).toBe("over");
    expect(await says(version, " \n ")).toBe("empty");
    expect(await says(version, "x".repeat(1_001))).toBe("too-long");
    expect(await says({ ...version, id: crypto.randomUUID() }, "Whose?")).toBeUndefined();
  });

  it("are 200 at most", async () => {
    const version = await desk.consultation();
    await desk.database.pool.query(
      `INSERT INTO position_comment (id, version_id, cluster_id, role, account, text, fingerprint, at)
       SELECT gen_random_uuid(), $1::uuid, 'c1', 'manager', 'slack:Tc1/U9', n::text, '', now()
       FROM generate_series(1, 199) AS n`,
      [version.id],
    );

    const last = await Promise.all([says(version, "One."), says(version, "Two.")]);

    expect(last.toSorted()).toEqual(["full", "taken"]);
    expect((await desk.store.comments(version.id, page)).total).toBe(200);
  });

  it("say that they were made to an earlier text, whether it was changed before or afterwards", async () => {
    const before = await desk.consultation();
    const shown = before.fingerprint.slice(0, 16);
    await says(before, "Before.", { shown });
    const version = await desk.change(before, { text: "We ask for more." });
    if (version === null) throw new Error("it was not changed");

    expect(await says(version, "Meanwhile.", { shown })).toBe("taken-earlier");
    expect(await says(version, "After.", { shown: version.fingerprint.slice(0, 16) })).toBe("taken");

    const { comments } = await desk.store.comments(version.id, page);
    expect(comments.map((one) => [one.text, isOnEarlierText(one, version)])).toEqual([
      ["After.", false],
      ["Meanwhile.", true],
      ["Before.", true],
    ]);
  });

  it("are in the audit trail without what they say", async () => {
    await says(await desk.consultation(), "ZEBRA");

    const { rows } = await desk.database.pool.query<{ action: string; line: string }>(
      "SELECT action, audit_entry::text AS line FROM audit_entry",
    );

    expect(rows.map(({ action }) => action)).toContain("position-comment-made");
    expect(rows.map(({ line }) => line).join()).not.toContain("ZEBRA");
  });

  it("are exported and erased with the person, and others' stay", async () => {
    const version = await desk.consultation();
    await says(version, "Mine.");
    await says(version, "Theirs.", { account: "slack:Tc1/U2" });
    const personalData = createPersonalData(desk.database.pool);
    const whom = { account: "slack:Tc1/U1" };

    const exported = await personalData.export(whom);
    const done = await personalData.erase({
      whom,
      by: { actor: "command line", place: "command line" },
      keptDelivery: null,
    });

    const section = exported?.sections.find(({ table }) => table === "position_comment");
    expect(section?.rows).toMatchObject([{ text: "Mine.", account: whom.account }]);
    expect(done).toMatchObject({ kind: "erased", report: { leftovers: [], published: [] } });
    expect(await textsOf(version)).toEqual(["Theirs."]);
  });

  it("are found by the day, for whoever wrote the version and did not make them", async () => {
    const version = await desk.consultation();
    await says(version, "Mine.", { account: byPaula.actor });
    await desk.database.pool.query(
      `WITH paula AS (INSERT INTO person (id) VALUES (gen_random_uuid()) RETURNING id)
       INSERT INTO platform_account (reference, person_id, name)
         SELECT unnest(ARRAY[$1, 'discord:1']), id, 'Paula' FROM paula`,
      [byPaula.actor],
    );
    await says(version, "Mine too.", { account: "discord:1" });
    const start = new Date("2026-12-02T00:00:00Z");
    expect(await desk.store.commentedSince(start)).toEqual([]);

    await says(version, "Theirs.");

    expect((await desk.store.commentedSince(start)).map(({ id }) => id)).toEqual([version.id]);
    expect(await desk.store.commentedSince(new Date("2026-12-03T00:00:00Z"))).toEqual([]);
  });
});
