import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse, valuesOf } from "../support/position-house.ts";
import { textOf } from "../support/saying.ts";

const { positionWork: words, permit, request } = english;
const { button, stance, states } = words;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const title = (name: string, version = 1) => words.name(name, version, "On skills");

function labels(reply: Reply): readonly string[] {
  return buttonsOf(reply).map(({ label }) => label);
}

async function stancesOf(name: string) {
  const position = await house.store.find(Number(name.slice(1)));
  const [version] = position === null ? [] : await house.store.versions(position.id);
  const consultation = version === undefined ? null : await house.store.consultation(version.id);
  return { status: version?.status, stances: consultation?.stances ?? [] };
}

describe("the whole way, by commands", () => {
  it("goes from a draft over signatures on two platforms and a dissent with its reason to the line", async () => {
    const name = await house.consulting();
    house.looked.length = 0;

    const signed = await house.presses("nora", await house.work("nora", name), {
      label: button.sign,
      on: "slack",
    });
    const abroad = await house.presses("rita", await house.work("rita", name), {
      label: button.sign,
      on: "discord",
    });
    const seen = await house.work("will", name);
    const form = await house.opens("will", seen, { label: button.dissent, on: "discord" });
    const dissent = await house.says("will", "positions dissent", {
      text: form?.text ?? "",
      fields: { reason: "It leaves out hardware." },
      on: "web",
    });

    expect(signed.summary).toContain(stance.given.sign("Tech North"));
    expect(signed.summary).toContain("1 signed, 0 abstained, 0 dissented, 2 not answered yet.");
    expect(textOf(signed)).toContain("Tech South, Tech West");
    expect(abroad.summary).toContain("2 signed");
    expect(abroad.summary).toContain(words.quorumState.met);
    expect(dissent.summary).toContain(stance.adopted);
    expect(textOf(dissent)).toContain("It leaves out hardware.");
    expect(textOf(dissent)).toContain(states.adopted);
    expect(house.looked).toHaveLength(3);
    expect((await stancesOf(name)).stances.map(({ role }) => role)).toEqual([
      "signatory",
      "signatory",
      "signatory",
    ]);
  });

  it("lists what is being worked on, with the tally and when it ends", async () => {
    const name = await house.consulting();
    await house.presses("nora", await house.work("nora", name), button.sign);

    const list = await house.says("rita", "positions drafts");

    expect(textOf(list)).toContain(title(name));
    expect(textOf(list)).toContain("1 signed, 0 abstained, 0 dissented, 2 not answered yet.");
    expect(textOf(list)).toContain("Until Friday 18 December 2026, 17:00 GMT.");
    expect(labels(list)).toEqual([button.show(name)]);
  });
});

describe("answering for a cluster", () => {
  it("counts once, however often it is pressed, and says who said it when", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await house.says("nora", "positions sign", call);
    house.now = new Date("2026-12-02T09:00:00Z");

    const again = await house.says("nora", "positions sign", { text: call, on: "discord" });
    const colleague = await house.says("nick", "positions sign", call);

    const when = "Tuesday 1 December 2026, 09:00 GMT";
    const said = { did: stance.said.sign, cluster: "Tech North", when };
    expect(again.summary).toContain(stance.already(stance.by(stance.you, said)));
    expect(colleague.summary).toMatch(/slack:TA\/UNORA.*signed for Tech North on Tuesday 1 December 2026/);
    expect((await stancesOf(name)).stances).toHaveLength(1);
  });

  it("counts once from two platforms at once, and whoever comes second is told", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);

    const replies = await Promise.all([
      house.says("nora", "positions sign", { text: call, on: "slack" }),
      house.says("nora", "positions sign", { text: call, on: "discord" }),
    ]);

    const told = replies.map(({ summary }) => summary.includes(stance.given.sign("Tech North")));
    expect(told.toSorted()).toEqual([false, true]);
    expect((await stancesOf(name)).stances).toHaveLength(1);
  });

  it("may be changed until the end, and says what it replaces", async () => {
    const name = await house.consulting();
    await house.says("nora", "positions sign", await house.callOf(name));

    const changed = await house.presses("nick", await house.work("nick", name), button.abstain);

    expect(changed.summary).toContain(stance.given.abstain("Tech North"));
    expect(changed.summary).toMatch(/takes the place of .*UNORA.* signed for Tech North/);
  });

  it("asks for which cluster, of somebody who signs for several", async () => {
    const name = await house.consulting();

    const which = await house.presses("kim", await house.work("kim", name), button.sign);
    const done = await house.presses("kim", which, "Tech South");

    expect(which.summary).toBe(stance["which-cluster"].sign);
    expect(labels(which)).toEqual(["Tech North", "Tech South"]);
    expect(done.summary).toContain(stance.given.sign("Tech South"));
    const reason = await house.presses("kim", await house.work("kim", name), button.dissent);
    expect(reason.summary).toBe(stance["which-cluster"].dissent);
    expect(await house.opens("kim", reason, "Tech North")).not.toBeNull();
  });

  it("is refused for a cluster one has no right for, in a sentence that names it", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);

    expect((await house.says("nora", "positions sign", `${call} south`)).summary).toBe(
      stance["not-yours"]("Tech South"),
    );
    expect((await house.says("una", "positions sign", call)).summary).toBe(stance["none-asked"]);
    expect((await house.says("mia", "positions sign", call)).summary).toBe(permit["needs-role"]);
    expect((await house.says("ada", "positions sign", call)).summary).toBe(permit["needs-role"]);
    expect((await stancesOf(name)).stances).toEqual([]);
  });

  it("needs somebody of whom it is certain who they are", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await house.database.pool.query("DELETE FROM platform_account WHERE reference LIKE 'discord:%'");
    await house.database.pool.query("UPDATE role_grant SET given_by = NULL");

    expect((await house.says("nora", "positions sign", call)).summary).toBe(permit["needs-link"]);
    expect((await stancesOf(name)).stances).toEqual([]);
  });

  it("is not given where others see the reply", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);

    const reply = await house.says("nora", "positions sign", { text: call, visibility: "shared" });

    expect(reply.summary).toBe(request.onlyInPrivate("positions sign"));
    expect(reply.summary).not.toContain("skills");
  });
});

describe("a dissent", () => {
  it("says why: nothing is taken before", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);

    const asked = await house.says("nora", "positions dissent", call);
    const typed = await house.says("nora", "positions dissent", `${call} because it leaves out hardware`);

    expect(asked.summary).toBe(stance["needs-reason"]);
    expect(typed.summary).toContain(stance.given.dissent("Tech North"));
    expect((await stancesOf(name)).stances).toMatchObject([
      { kind: "dissent", reason: "it leaves out hardware" },
    ]);
  });

  it("keeps the reason when the text was changed meanwhile", async () => {
    const name = await house.consulting();
    const form = await house.opens("nora", await house.work("nora", name), button.dissent);
    await house.changeText(name, "We ask for two levies.");

    const reply = await house.says("nora", "positions dissent", {
      text: form?.text ?? "",
      fields: { reason: "It leaves out hardware." },
    });
    const again = await house.opens("nora", reply, button.dissent);

    expect(reply.summary).toContain(stance["reason-kept"]);
    expect(valuesOf(again)).toEqual({ reason: "It leaves out hardware." });
  });
});
