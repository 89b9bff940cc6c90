// What takes a second person: withdrawing the line.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse, skills } from "../support/position-house.ts";
import { textOf } from "../support/saying.ts";

const { positionWork: words, positionRequests, permit } = english;
const { button, states } = words;
const { decided, undecided } = positionRequests;
const confirm = positionRequests.button.confirm.withdraw;
const leave = positionRequests.button.refuse;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

/** Signed by everybody who is asked. */
async function adopted(): Promise<string> {
  const name = await house.consulting({ asked: "Tech North" });
  await house.presses("nora", await house.work("nora", name), button.sign);
  return name;
}

async function asksToWithdraw(who: string, name: string): Promise<Reply> {
  const question = await house.presses(who, await house.work(who, name), button.withdraw);
  return await house.presses(who, question, button.yesWithdraw);
}

const labels = (reply: Reply): readonly string[] => buttonsOf(reply).map(({ label }) => label);

describe("withdrawing the line", () => {
  it("is asked for by one, and it stands until another confirms", async () => {
    const name = await adopted();

    const asked = await asksToWithdraw("sam", name);
    const list = await house.says("alex", "positions drafts");
    const seen = await house.presses("alex", list, button.show(name));

    expect(asked.summary).toContain(decided.asked.withdraw);
    expect(asked.summary).toContain(states.adopted);
    expect(labels(asked)).not.toContain(confirm);
    expect(textOf(list)).toContain(positionRequests.waits);
    expect(textOf(seen)).toContain("USAM");
    house.looked.length = 0;

    const done = await house.presses("alex", seen, confirm);
    const again = await house.presses("alex", seen, confirm);

    expect(done.summary).toContain(decided.confirmed.withdraw);
    expect(done.summary).toContain(states.withdrawn["taken-back"]);
    expect(again.summary).toContain(undecided.gone);
    expect(house.looked).toHaveLength(1);
    const [version] = await house.store.versions((await house.store.all())[0]?.id ?? "");
    expect(version).toMatchObject({ status: "withdrawn", effectiveUntil: "2026-12-01" });
  });

  it("is confirmed by nobody who asked for it, whichever account they use", async () => {
    const name = await adopted();
    await asksToWithdraw("zoe", name);
    const seen = await house.work("alex", name);
    const { text } = buttonsOf(seen).find(({ label }) => label === confirm) ?? { text: "" };

    expect(labels(await house.work("zoe", name))).not.toContain(confirm);
    for (const on of ["slack", "discord"] as const)
      expect((await house.says("zoe", "positions confirm", { text, on })).summary).toContain(
        undecided["same-person"],
      );
    expect((await house.work("sam", name)).summary).toContain(states.adopted);
  });

  it("is confirmed by nobody who may not, nor of whom it is not certain who they are", async () => {
    const name = await adopted();
    await asksToWithdraw("sam", name);
    const { text } = buttonsOf(await house.work("alex", name)).find(({ label }) => label === confirm) ?? {
      text: "",
    };

    expect((await house.says("ada", "positions confirm", text)).summary).toBe(permit["needs-role"]);
    expect((await house.says("nora", "positions confirm", text)).summary).toBe(permit["needs-role"]);
    await house.database.pool.query("DELETE FROM platform_account WHERE reference LIKE 'discord:%'");
    await house.database.pool.query("UPDATE role_grant SET given_by = NULL");
    expect((await house.says("alex", "positions confirm", text)).summary).toBe(permit["needs-link"]);
    expect((await house.work("sam", name)).summary).toContain(states.adopted);
  });

  it("is asked for once", async () => {
    const name = await adopted();
    await asksToWithdraw("sam", name);

    expect((await asksToWithdraw("zoe", name)).summary).toContain(decided.already.withdraw);
    expect((await house.work("alex", name)).summary).toContain("USAM");
  });

  it("is bound to the version that was shown", async () => {
    const name = await adopted();
    await asksToWithdraw("sam", name);
    const seen = await house.work("alex", name);
    await house.says("sam", "positions propose", {
      text: name,
      fields: { ...skills, asked: "Tech North", text: "We ask for more." },
    });
    await house.presses("alex", await house.work("alex", name), button.open);
    await house.presses("nora", await house.work("nora", name), button.sign);

    const late = await house.presses("alex", seen, confirm);
    const now = await house.work("alex", name);

    expect(late.summary).toContain(undecided.gone);
    expect(now.summary).toContain(states.adopted);
    expect(labels(now)).not.toContain(confirm);
    expect(textOf(await house.says("alex", "positions drafts"))).not.toContain(positionRequests.waits);
  });

  it("is confirmed with what was shown, not by whoever types it", async () => {
    const name = await adopted();
    expect((await house.says("alex", "positions confirm", name)).summary).toContain(undecided.gone);
    await asksToWithdraw("sam", name);

    const typed = await house.says("alex", "positions confirm", name);

    expect(typed.summary).toContain(undecided.look);
    expect((await house.presses("alex", typed, confirm)).summary).toContain(decided.confirmed.withdraw);
  });

  it("may be left as it is, by whoever asked as well", async () => {
    const name = await adopted();
    const asked = await asksToWithdraw("sam", name);
    const seen = await house.work("alex", name);

    const left = await house.presses("sam", asked, leave);

    expect(left.summary).toContain(decided.refused);
    expect(labels(left)).not.toContain(leave);
    expect((await house.presses("alex", seen, confirm)).summary).toContain(undecided.gone);
    expect((await house.presses("alex", seen, leave)).summary).toContain(undecided.gone);
  });

  it("is no news to clusters that only signed it", async () => {
    const name = await adopted();
    const before = await house.work("nora", name);
    await asksToWithdraw("sam", name);

    expect(await house.work("nora", name)).toEqual(before);
    expect(textOf(await house.says("nora", "positions drafts"))).not.toContain(name);
  });

  it("leaves a line in the audit trail for each step", async () => {
    const name = await adopted();
    await asksToWithdraw("sam", name);
    await house.presses("alex", await house.work("alex", name), confirm);

    const { rows } = await house.database.pool.query(
      "SELECT actor, action FROM audit_entry WHERE subject LIKE 'position-version:%' ORDER BY id DESC LIMIT 3",
    );
    expect(rows).toEqual([
      { actor: "slack:TA/UALEX", action: "position-version-withdrawn" },
      { actor: "slack:TA/UALEX", action: "position-request-confirmed" },
      { actor: "slack:TA/USAM", action: "position-request-made" },
    ]);
  });

  it("that two confirm at once is done once", async () => {
    const name = await adopted();
    await asksToWithdraw("sam", name);
    const seen = await house.work("alex", name);

    const both = await Promise.all([
      house.presses("alex", seen, confirm),
      house.presses("alex", seen, confirm),
    ]);

    const told = both.map(({ summary }) => summary.includes(decided.confirmed.withdraw));
    expect(told.toSorted()).toEqual([false, true]);
  });
});

describe("what somebody wrote or asked for whose data were erased", () => {
  it("is put through by nobody, and it says what to do instead", async () => {
    const draft = await house.says("sam", "positions propose", { fields: { ...skills, topic: "Levy" } });
    const name = await adopted();
    await asksToWithdraw("zoe", name);
    await house.database.pool.query(
      "UPDATE position_version SET author = 'erased'; UPDATE position_request SET asked_by = 'erased'",
    );
    const levy = await house.work("alex", /P\d+/.exec(draft.summary)?.[0] ?? "");
    const line = await house.work("alex", name);

    expect((await house.presses("alex", levy, button.open)).summary).toContain(words.undecided.erased);
    expect(line.summary).toContain(words.stance.somebody);
    expect((await house.presses("alex", line, confirm)).summary).toContain(undecided.erased);
  });
});
