// What else a position is called, and for whom it is: changed at once, but for more readers of what clusters were asked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse, skills, valuesOf } from "../support/position-house.ts";
import { textOf } from "../support/saying.ts";

const { positionWork: words, positionRequests, permit } = english;
const { button, field, audiences: labels, problem } = words;
const { decided, undecided } = positionRequests;
const confirm = positionRequests.button.confirm.widen;
const describeIt = positionRequests.button.describe;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

async function proposed(changed: Readonly<Record<string, string>> = {}): Promise<string> {
  const fields = { ...skills, asked: "Tech North", also: "training", audience: "members", ...changed };
  const draft = await house.says("sam", "positions propose", { fields });
  return /P\d+/.exec(draft.summary)?.[0] ?? "";
}

async function adopted(changed: Readonly<Record<string, string>> = {}): Promise<string> {
  const name = await proposed(changed);
  await house.presses("alex", await house.work("alex", name), button.open);
  await house.presses("nora", await house.work("nora", name), button.sign);
  return name;
}

async function describes(
  who: string,
  name: string,
  fields: Readonly<Record<string, string>>,
): Promise<Reply> {
  const form = await house.opens(who, await house.work(who, name), describeIt);
  return await house.says(who, "positions describe", { text: form?.text ?? "", fields });
}

async function readers() {
  const [position] = await house.store.all();
  if (position === undefined) throw new Error("there is none");
  const { alsoCalled, audience, audienceClusters } = position;
  return { alsoCalled, audience, audienceClusters };
}

describe("a position's other names and readers", () => {
  it("are in a form with what they are", async () => {
    const name = await adopted();

    const form = await house.opens("sam", await house.work("sam", name), describeIt);

    expect(valuesOf(form)).toEqual({ also: "training", audience: ["members"] });
  });

  it.each([
    ["a draft", proposed, { also: "talent, apprentices", audience: "public" }, []],
    ["the line, for fewer", adopted, { also: "talent, apprentices", audience: "board" }, ["fed"]],
  ] as const)("are changed at once: of %s", async (_, made, fields, audienceClusters) => {
    const name = await made();

    const reply = await describes("sam", name, fields);

    expect(reply.summary).toContain(decided.described);
    expect(textOf(reply)).toContain(`${field.audience}: \n${labels[fields.audience]}`);
    expect(await readers()).toEqual({
      alsoCalled: ["talent", "apprentices"],
      audience: fields.audience,
      audienceClusters,
    });
    const { reader } = await found("apprentices", fields.audience);
    expect(reader).toBe(made === adopted ? 1 : 0);
  });

  it("are for more people once somebody else confirms", async () => {
    const name = await adopted();

    const asked = await describes("sam", name, { also: "talent", audience: "public" });
    expect(asked.summary).toContain(decided.asked.widen);
    expect(await readers()).toMatchObject({ alsoCalled: ["talent"], audience: "members" });

    const seen = await house.work("alex", name);
    expect(textOf(seen)).toContain("that everybody may read it");
    expect(textOf(await house.says("alex", "positions drafts"))).toContain(positionRequests.waits);
    const done = await house.presses("alex", seen, confirm);
    expect(done.summary).toContain(decided.confirmed.widen);
    expect(await readers()).toEqual({ alsoCalled: ["talent"], audience: "public", audienceClusters: [] });
    expect((await house.presses("alex", seen, confirm)).summary).toContain(undecided.gone);
  });

  it("are for more people by nobody alone, not with a draft of the next version either", async () => {
    const name = await adopted();
    await house.says("zoe", "positions propose", {
      text: name,
      fields: { ...skills, asked: "Tech North", text: "We ask for more." },
    });

    const asked = await describes("zoe", name, { also: "training", audience: "public" });
    const seen = await house.work("alex", name);
    const { text } = buttonsOf(seen).find(({ label }) => label === confirm) ?? { text: "" };

    expect(asked.summary).toContain(decided.asked.widen);
    expect((await house.says("zoe", "positions confirm", text)).summary).toContain(undecided["same-person"]);
    expect(await readers()).toMatchObject({ audience: "members" });
  });

  it("holds no more once it is for others", async () => {
    const name = await adopted();
    await describes("sam", name, { also: "training", audience: "public" });
    const seen = await house.work("alex", name);
    await describes("zoe", name, { also: "training", audience: "board" });

    expect((await house.presses("alex", seen, confirm)).summary).toContain(undecided.gone);
    expect(await readers()).toMatchObject({ audience: "board" });
  });

  it("are not for more people again by what was asked before, where they were for fewer in between", async () => {
    const name = await adopted();
    await describes("sam", name, { also: "training", audience: "public" });
    const seen = await house.work("alex", name);
    await describes("zoe", name, { also: "training", audience: "board" });
    await describes("zoe", name, { also: "training", audience: "members" });
    await house.presses("alex", await house.work("alex", name), confirm);

    expect(await readers()).toMatchObject({ audience: "members" });
    expect((await house.presses("alex", seen, confirm)).summary).toContain(undecided.gone);
    expect(await readers()).toMatchObject({ audience: "members" });
  });

  it("take a second person as well while the clusters are asked", async () => {
    const name = await proposed();
    await house.presses("alex", await house.work("alex", name), button.open);

    const asked = await describes("sam", name, { also: "training", audience: "public" });
    await house.changeText(name, "We ask for two levies.");

    expect(asked.summary).toContain(decided.asked.widen);
    expect(buttonsOf(await house.work("alex", name)).map(({ label }) => label)).not.toContain(confirm);
    expect(await readers()).toMatchObject({ audience: "members" });
  });

  it("leave what else is asked for as it was", async () => {
    const name = await adopted();
    const question = await house.presses("sam", await house.work("sam", name), button.withdraw);
    await house.presses("sam", question, button.yesWithdraw);
    await describes("zoe", name, { also: "talent", audience: "members" });

    const done = await house.presses(
      "alex",
      await house.work("alex", name),
      positionRequests.button.confirm.withdraw,
    );

    expect(done.summary).toContain(decided.confirmed.withdraw);
  });

  it("are seen before a draft is put to the clusters, and by somebody else than whoever changed them", async () => {
    const name = await proposed();
    const seen = await house.work("alex", name);
    await describes("zoe", name, { also: "training", audience: "public" });

    expect((await house.presses("alex", seen, button.open)).summary).toContain(words.undecided.changed);
    const { text } = buttonsOf(await house.work("alex", name)).find(({ label }) => label === button.open) ?? {
      text: "",
    };
    expect((await house.says("zoe", "positions open", text)).summary).toContain(
      words.undecided["same-person"],
    );
  });

  it("are not overwritten unseen, and what was wrong is asked for again", async () => {
    const name = await adopted();
    const form = await house.opens("sam", await house.work("sam", name), describeIt);
    await describes("zoe", name, { also: "talent", audience: "members" });
    const fields = { also: "apprentices", audience: "membres" };

    const late = await house.says("sam", "positions describe", { text: form?.text ?? "", fields });
    const again = await house.opens("sam", late, english.announcements.problem.open);
    const wrong = await house.says("sam", "positions describe", { text: again?.text ?? "", fields });

    expect(late.summary).toContain(problem.changed(name));
    expect(valuesOf(again)).toMatchObject({ also: "apprentices" });
    expect(wrong.summary).toContain(problem.audience);
    expect(await readers()).toMatchObject({ alsoCalled: ["talent"] });
  });

  it("are changed by those only who may propose for its owner", async () => {
    const name = await adopted();
    const { text } = buttonsOf(await house.work("sam", name)).find(({ label }) => label === describeIt) ?? {
      text: "",
    };
    const fields = { also: "", audience: "board" };

    for (const [who, told] of [
      ["alex", permit["needs-role"]],
      ["mel", words.unknown(name)],
      ["nora", permit["needs-role"]],
    ] as const)
      expect((await house.says(who, "positions describe", { text, fields })).summary, who).toBe(told);
    expect(await readers()).toMatchObject({ alsoCalled: ["training"], audience: "members" });
  });

  it("say so where nothing is changed", async () => {
    const name = await adopted();

    const reply = await describes("sam", name, { also: "training", audience: "members" });

    expect(reply.summary).toContain(decided.unchanged);
  });
});

/** How many lines those who may read that find by a name. */
async function found(topic: string, audience: "public" | "members" | "board") {
  const readership = {
    public: { memberOf: [], boardOf: [] },
    members: { memberOf: ["fed"], boardOf: [] },
    board: { memberOf: ["fed"], boardOf: ["fed"] },
  }[audience];
  const topics = await house.needs.positions.topics(readership, house.now);
  return { reader: topics.filter(({ alsoCalled }) => alsoCalled.includes(topic)).length };
}
