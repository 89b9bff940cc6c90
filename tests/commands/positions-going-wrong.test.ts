import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { endConsultations, leaveConsultations } from "../../src/directory/positions/end-consultations.ts";
import { english } from "../../src/messages/english.ts";
import { PositionHouse, skills, valuesOf } from "../support/position-house.ts";
import { textOf } from "../support/saying.ts";

const { positionWork: words } = english;
const { button, stance, states } = words;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const title = (name: string, version = 1) => words.name(name, version, "On skills");

describe("an answer that goes wrong", () => {
  it("after closing: the answer is not taken, and the position ends once, whoever looks", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    house.now = new Date("2026-12-18T17:00:00Z");
    const late = await house.says("nora", "positions sign", call);
    await endConsultations(house.now, house.store);
    const later = await house.says("nora", "positions sign", call);

    expect(late.summary).toContain(stance.closed);
    expect(later.summary).toContain(stance.withdrawn);
    expect(textOf(later)).toContain(states.withdrawn["quorum-not-met"]);
    expect(textOf(later)).toContain("0 signed, 0 abstained, 0 dissented, 3 not answered yet.");
  });

  it("withdrawn after closing: what the clusters decided stands, though nobody had looked yet", async () => {
    const name = await house.consulting({ quorum: "2" });
    for (const who of ["nora", "rita"]) await house.presses(who, await house.work(who, name), button.sign);
    house.now = new Date("2026-12-18T17:00:05Z");
    const question = await house.presses("sam", await house.work("sam", name), button.withdraw);
    const late = await house.presses("sam", question, button.yesWithdraw);

    expect(late.summary).toContain(words.undecided.changed);
    expect(late.summary).toContain(words.states.adopted);
  });

  it("on a superseded version: it says that a later one has taken its place", async () => {
    const name = await house.consulting({ asked: "Tech North" });
    const call = await house.callOf(name);
    await house.says("nora", "positions sign", call);
    await house.says("sam", "positions propose", {
      text: name,
      fields: { ...skills, asked: "Tech North", text: "More." },
    });
    await house.presses("alex", await house.work("alex", name), button.open);
    await house.presses("nora", await house.work("nora", name), button.sign);

    const old = await house.says("nora", "positions sign", call);

    expect(old.summary).toContain(stance.superseded);
    expect(textOf(old)).toContain(title(name, 1));
  });

  it("on a withdrawn version: it says so, also before anybody had answered", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await house.presses("sam", await house.says("sam", "positions withdraw", name), button.yesWithdraw);

    expect((await house.says("nora", "positions sign", call)).summary).toBe(stance.withdrawn);
  });

  it("while the text is edited: the new text is shown, with new buttons", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await house.says("rita", "positions sign", call);
    const changed = await house.changeText(name, "We ask for two levies.");

    const old = await house.says("nora", "positions sign", call);
    const signed = await house.presses("nora", old, button.sign);

    expect(changed.summary).toContain(words.decided.askedAgain);
    expect(textOf(changed)).toContain(words.answers.stale);
    expect(old.summary).toContain(stance["text-changed"]);
    expect(textOf(old)).toContain("We ask for two levies.");
    expect(signed.summary).toContain("1 signed, 0 abstained, 0 dissented, 2 not answered yet.");
  });

  it("typed without a button: the text is shown first", async () => {
    const name = await house.consulting();

    const typed = await house.says("nora", "positions sign", name);

    expect(typed.summary).toContain(stance.look);
    expect(textOf(typed)).toContain(skills.text);
    expect((await house.presses("nora", typed, button.sign)).summary).toContain(
      stance.given.sign("Tech North"),
    );
  });

  it("a cluster that left in mid-consultation is not asked, and does not count", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await house.says("nora", "positions sign", call);
    const by = { actor: "command line", place: "command line" };
    await leaveConsultations({ cluster: "west", by, now: house.now }, house.store);

    const left = await house.says("will", "positions sign", call);
    const card = await house.work("sam", name);

    expect(left.summary).toBe(stance["none-asked"]);
    expect(textOf(card)).toContain(words.answers.left);
    expect(card.summary).toContain(words.quorumState.open(1));
  });

  it.each([
    ["who is asked is dropped", { asked: "Tech North, Tech South" }, words.problem.dropped("Tech West")],
    ["the quorum is lowered", { quorum: "1" }, words.problem.quorumStays],
  ])(
    "%s while clusters are asked: the rules stay, and nothing is adopted by one",
    async (_, fields, told) => {
      const name = await house.consulting();
      const call = await house.callOf(name);
      for (const who of ["nora", "rita"]) await house.says(who, "positions sign", call);
      const form = await house.opens("sam", await house.work("sam", name), button.change);

      const changed = await house.says("sam", "positions change", { text: form?.text ?? "", fields });

      expect(changed.summary).toContain(told);
      expect((await house.work("sam", name)).summary).toContain(states.consulting);
    },
  );

  it("a quorum out of reach: the proposer is told in the card, and a changed answer still counts", async () => {
    const name = await house.consulting({ quorum: "3" });
    await house.presses("nora", await house.work("nora", name), button.abstain);

    expect((await house.work("sam", name)).summary).toContain(words.quorumState["out-of-reach"]);

    await house.presses("nora", await house.work("nora", name), button.sign);
    expect((await house.work("sam", name)).summary).toContain(words.quorumState.open(2));
  });
});

describe("a next version that is written from a text longer than its form", () => {
  it("has the end of no other text: what became the line meanwhile is shown first", async () => {
    const name = await house.consulting({ asked: "Tech North" });
    await house.presses("nora", await house.work("nora", name), button.sign);
    const becomes = (word: string) =>
      house.database.pool.query("UPDATE position_version SET text = $1, fingerprint = md5($1) || md5($1)", [
        `${word} paragraph.\n\n`.repeat(300),
      ]);
    await becomes("Old");
    const form = await house.form("sam", "positions propose", name);
    const fields = { ...skills, text: String(valuesOf(form).text) };
    await becomes("New");
    const other = await house.says("sam", "positions propose", { text: form?.text ?? "", fields });

    expect(other.summary).toContain(words.problem.changed(name));
    expect(await house.store.atWork(null)).toEqual([]);
    const again = await house.opens("sam", other, english.announcements.problem.open);
    const saved = await house.says("sam", "positions propose", {
      text: again?.text.split(" ~")[0] ?? "",
      fields,
    });
    expect(saved.summary).toContain(words.decided.proposed(name));
  });
});

describe("a form with much in it", () => {
  it("has room in its form for forty clusters, and for what a file gave it", async () => {
    await house.database.pool.query(
      `INSERT INTO cluster (id, name, nicknames, is_federation, status)
       SELECT 'k' || n, 'Tech Cluster of the Region Number ' || n, '{}', false, 'active' FROM generate_series(1, 40) AS n`,
    );
    const draft = await house.says("sam", "positions propose", {
      fields: { ...skills, asked: Array.from({ length: 40 }, (_, index) => `k${index + 1}`).join() },
    });
    await house.database.pool.query(
      "UPDATE position_version SET title = trim(repeat('long ', 50)), link = 'https://example.org/' || repeat('a', 600)",
    );
    const form = await house.opens("sam", draft, words.button.change);
    const full = form?.fields.filter(
      (field) => field.kind === "text" && field.value.length > field.maxLength,
    );
    expect(full).toEqual([]);
    const fields = { asked: String(valuesOf(form).asked), text: "Another text.", closes: "" };
    const changed = await house.says("sam", "positions change", { text: form?.text ?? "", fields });
    expect(changed.summary).toContain(words.decided.changed);
  });
});
