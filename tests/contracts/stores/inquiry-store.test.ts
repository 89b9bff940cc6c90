import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPersonalData } from "../../../src/adapters/postgres/personal-data.ts";
import { type Inquiry, yetToAnswer } from "../../../src/directory/inquiries/inquiry.ts";
import { anInquiry, InquiryDesk } from "../../support/inquiry-desk.ts";
import { byPaula, opened } from "../../support/position-desk.ts";

let desk: InquiryDesk;

beforeAll(async () => {
  desk = await InquiryDesk.open(3);
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const { isSample: _s, owner: _o, ...written } = anInquiry;
const expected = ({ revision }: Inquiry) => ({ revision, by: byPaula, now: opened });

async function audited(): Promise<readonly string[]> {
  const { rows } = await desk.pool.query<{ action: string }>(
    "SELECT action FROM audit_entry ORDER BY at, id",
  );
  return rows.map(({ action }) => action);
}

describe("an inquiry", () => {
  it("is kept as it was added, with the instant at which it closes after the clocks changed", async () => {
    const { position } = await desk.positions.draft();

    const added = await desk.add({ positions: [position.id] });

    expect(added).toMatchObject({
      ...written,
      closes: { at: "2027-03-30T17:00", instant: new Date("2027-03-30T16:00:00Z") },
      positions: [position.id],
      asked: [
        { cluster: "c1", answer: null },
        { cluster: "c2", answer: null },
      ],
    });
    expect(await desk.store.open(opened)).toEqual([added]);
    expect(await desk.store.open(added.closes.instant)).toEqual([]);
  });

  it("is there once, however often and in whatever letters it is added", async () => {
    const twice = await Promise.allSettled([desk.add(), desk.add({ title: "ai AND copyright" })]);

    expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await desk.store.open(opened)).toHaveLength(1);
  });

  it("is changed by whoever saw it as it is, and takes no other's title", async () => {
    const first = await desk.add();
    const other = await desk.add({ title: "Skills" });

    const saved = await desk.store.change(first.id, { ...written, asker: "A committee" }, expected(first));
    const late = await desk.store.change(first.id, written, expected(first));
    const taken = await desk.store.change(other.id, written, expected(other));

    expect(saved).toMatchObject({ kind: "saved", inquiry: { asker: "A committee" } });
    expect([late.kind, taken.kind]).toEqual(["changed-meanwhile", "title-taken"]);
  });

  it("is one of its title, where several are renamed and added in the same moment", async () => {
    const [first, second] = [await desk.add({ title: "Ports" }), await desk.add({ title: "Skills" })];

    const kinds = await Promise.all([
      desk.store.change(first.id, { ...written, title: "Data" }, expected(first)),
      desk.store.change(second.id, { ...written, title: "DATA" }, expected(second)),
      desk.store.add({ ...anInquiry, title: "data" }, { by: byPaula, now: opened }),
    ]);

    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["saved", "title-taken", "title-taken"]);
  });

  it("keeps asking who has answered, and asks others no more", async () => {
    const inquiry = await desk.add();
    await desk.says(inquiry, "c1");

    const saved = await desk.store.change(inquiry.id, { ...written, asked: ["c3"] }, expected(inquiry));

    const asked = saved.kind === "saved" ? saved.inquiry.asked : [];
    expect(asked.map(({ cluster }) => cluster)).toEqual(["c1", "c3"]);
    expect(yetToAnswer(asked).map(({ cluster }) => cluster)).toEqual(["c3"]);
  });

  it("is taken back once", async () => {
    const inquiry = await desk.add();

    const both = await Promise.all([
      desk.store.withdraw(inquiry.id, expected(inquiry)),
      desk.store.withdraw(inquiry.id, expected(inquiry)),
    ]);

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["changed-meanwhile", "saved"]);
    expect(await audited()).toEqual(["inquiry-added", "inquiry-withdrawn"]);
  });
});

describe("an answer", () => {
  it.each([
    ["of a cluster that is not asked", "c3", {}, "not-asked"],
    ["of the owner that would join itself", "fed", { kind: "joint" as const }, "joins-itself"],
    ["at the moment it closes", "c1", { at: anInquiry.closes.instant }, "closed"],
  ])("%s is not taken, and told why", async (_, cluster, changed, outcome) => {
    const inquiry = await desk.add({ asked: ["c1", "fed"] });

    expect(await desk.says(inquiry, cluster, changed)).toBe(outcome);
    expect((await desk.store.find(inquiry.id))?.asked.every(({ answer }) => answer === null)).toBe(true);
  });

  it("is not taken once the inquiry is withdrawn", async () => {
    const inquiry = await desk.add();
    await desk.store.withdraw(inquiry.id, expected(inquiry));

    expect(await desk.says(inquiry, "c1")).toBe("withdrawn");
  });

  it("is not asked of a cluster that is active no more, and stays when it was given before", async () => {
    const inquiry = await desk.add();
    await desk.says(inquiry, "c1");
    await desk.pool.query("UPDATE cluster SET status = 'closed' WHERE id IN ('c1', 'c2')");

    expect(await desk.says(inquiry, "c1", { kind: "none" })).toBe("not-asked");
    const kept = await desk.store.find(inquiry.id);
    expect(kept?.asked).toMatchObject([{ cluster: "c1", isActive: false, answer: { kind: "own" } }]);
    expect(yetToAnswer(kept?.asked ?? [])).toEqual([]);
  });

  it("is given once by two who press at once, and may be changed until it closes", async () => {
    const inquiry = await desk.add();

    const pressed = await Promise.all([
      desk.says(inquiry, "c1"),
      desk.says(inquiry, "c1", { account: "discord:77" }),
    ]);
    const withLink = await desk.says(inquiry, "c1", { link: "https://example.org/ours" });
    const again = await desk.says(inquiry, "c1");
    const changed = await desk.says(inquiry, "c1", { kind: "joint" });

    expect(pressed.toSorted()).toEqual(["already", "given"]);
    expect([withLink, again, changed]).toEqual(["changed", "already", "changed"]);
    expect((await desk.store.find(inquiry.id))?.asked[0]).toMatchObject({
      answer: { kind: "joint", link: null, role: "signatory" },
    });
    expect(await audited()).toEqual([
      "inquiry-added",
      "inquiry-answered",
      "inquiry-answered",
      "inquiry-answered",
    ]);
  });
});

describe("an answer whose giver is forgotten", () => {
  it("stays, with nothing that names them", async () => {
    const inquiry = await desk.add();
    await desk.says(inquiry, "c1", { kind: "joint" });

    await createPersonalData(desk.pool).erase({
      whom: { account: "slack:Tc1/U1" },
      by: byPaula,
      keptDelivery: null,
    });

    expect((await desk.store.find(inquiry.id))?.asked[0]?.answer).toMatchObject({
      kind: "joint",
      account: "erased",
    });
    const { rowCount } = await desk.pool.query("SELECT FROM audit_entry WHERE actor = 'slack:Tc1/U1'");
    expect(rowCount).toBe(0);
  });
});

describe("a file", () => {
  const stated = { ...anInquiry, isWithdrawn: false, answers: [] };
  const order = { by: byPaula, now: opened, dryRun: false };

  it("is taken once, and says nothing against what was changed since", async () => {
    expect(await desk.store.take(stated, { ...order, dryRun: true })).toBe("new");
    expect(await desk.store.take(stated, order)).toBe("new");
    const [inquiry] = await desk.store.open(opened);
    if (inquiry === undefined) throw new Error("it is not there");
    await desk.store.change(inquiry.id, { ...written, asker: "A committee" }, expected(inquiry));

    expect(await desk.store.take(stated, order)).toBe("unchanged");
    expect(await desk.store.find(inquiry.id)).toMatchObject({ asker: "A committee" });
  });

  it("changes what it says otherwise than before, but no answer that is there", async () => {
    const said = { kind: "own", link: null, account: null, role: "chair", at: opened } as const;
    await desk.store.take({ ...stated, answers: [{ ...said, cluster: "c1" }] }, order);
    const [inquiry] = await desk.store.open(opened);
    const answers = ["c1", "c2"].map((cluster) => ({ ...said, cluster, kind: "none" as const }));

    expect(await desk.store.take({ ...stated, isWithdrawn: true, answers }, order)).toBe("changed");
    expect(await desk.store.find(inquiry?.id ?? "")).toMatchObject({
      withdrawnAt: opened,
      asked: [{ answer: { kind: "own" } }, { answer: { kind: "none" } }],
    });
  });
});
