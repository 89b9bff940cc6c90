// What people say of a position that is put to their clusters, besides their clusters' stances.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse, skills } from "../support/position-house.ts";
import { textOf as linesOf } from "../support/saying.ts";

const { positionWork, positionComments: words, permit } = english;
const { made, button } = words;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const textOf = (reply: Reply): string => linesOf(reply).replaceAll(/\s+/g, " ");
const labels = (reply: Reply): readonly string[] => buttonsOf(reply).map(({ label }) => label);

/** Each a minute after the one before. */
async function says(who: string, text: string): Promise<Reply> {
  house.now = new Date(house.now.getTime() + 60_000);
  return await house.says(who, "positions comment", text);
}

async function commentsOf(name: string) {
  const position = await house.store.find(Number(name.slice(1)));
  const [version] = position === null ? [] : await house.store.versions(position.id);
  return await house.store.comments(version?.id ?? "", { skip: 0, most: 10 });
}

describe("a comment", () => {
  it("is taken for one's cluster, in one's role, and shown to all who work on it, the newest first", async () => {
    const name = await house.consulting();
    house.looked.length = 0;

    const first = await says("nora", `${name} It leaves out hardware.`);
    const second = await says("mel", `${name}: Two things, and 16 more, are missing.`);
    const third = await says("sam", `${name} We will look at it.`);

    expect(first.summary).toContain(made.taken("Tech North"));
    expect(house.looked).toHaveLength(3);
    expect(textOf(second)).toContain("Tech West (manager): Two things, and 16 more, are missing.");
    const text = textOf(third);
    expect(text).toContain(words.some(1, 3, 3));
    const said = ["The Federation (manager)", "Tech West (manager)", "Tech North (signatory)"];
    expect(said.map((one) => text.indexOf(one)).toSorted((a, b) => a - b)).toEqual(
      said.map((one) => text.indexOf(one)),
    );
    expect(text.indexOf("The Federation (manager)")).toBeGreaterThan(-1);
  });

  it("is written in a form behind a button, bound to the text that is shown", async () => {
    const name = await house.consulting();
    const card = await house.work("rita", name);

    const form = await house.opens("rita", card, { label: button.comment, on: "discord" });
    const done = await house.says("rita", "positions comment", {
      text: form?.text ?? "",
      fields: { comment: "It leaves out hardware." },
      on: "discord",
    });

    expect(form?.fields).toMatchObject([{ name: "comment", isLong: true, maxLength: 1_000 }]);
    expect(form?.text).toBe(await house.callOf(name));
    expect(done.summary).toContain(made.taken("Tech South"));
    expect(labels(await house.work("rita", name))).toContain(button.all(1));
  });

  it("stands once, from whichever platform the same is sent again", async () => {
    const name = await house.consulting();
    await says("nora", `${name} It leaves out hardware.`);

    expect((await says("nora", `${name} It leaves out hardware. `)).summary).toContain(made.already);
    expect((await says("nick", `${name} It leaves out hardware.`)).summary).toContain(
      made.taken("Tech North"),
    );
    expect((await commentsOf(name)).total).toBe(2);
  });

  it("asks for which cluster, of whoever works for several", async () => {
    const name = await house.consulting();
    house.now = new Date(house.now.getTime() + 1);
    const asked = await house.says("kim", "positions comment", `${name} It leaves out hardware.`);
    const form = await house.opens("kim", await house.work("kim", name), button.comment);

    expect(asked.summary).toBe(made["which-cluster"]);
    expect(labels(asked)).toEqual(["Tech North", "Tech South"]);
    expect(form?.fields[0]).toMatchObject({ name: "cluster", kind: "choice" });
    expect((await commentsOf(name)).total).toBe(0);
    expect(await house.opens("kim", asked, "Tech South")).toBeNull();
    expect((await house.presses("kim", asked, "Tech South")).summary).toContain(made.taken("Tech South"));
    const chosen = { text: form?.text ?? "", fields: { cluster: "north", comment: "And software." } };
    expect((await house.says("kim", "positions comment", chosen)).summary).toContain(
      made.taken("Tech North"),
    );
    expect((await commentsOf(name)).comments.map(({ cluster, text }) => [cluster, text]).toSorted()).toEqual([
      ["north", "And software."],
      ["south", "It leaves out hardware."],
    ]);
  });

  it("is refused with the reason, and nothing is kept", async () => {
    const name = await house.consulting({ asked: "Tech North, Tech West" });
    const call = await house.callOf(name);
    const typed = { text: call, fields: { comment: "x".repeat(1_001) } };

    expect((await says("rita", `${call} Not ours.`)).summary).toBe(made["not-asked"]);
    expect((await says("rita", `${name} Not ours.`)).summary).toBe(positionWork.unknown(name));
    expect((await says("mia", `${name} May I?`)).summary).toBe(permit["needs-role"]);
    expect((await says("nora", "It leaves out hardware.")).summary).toBe(positionWork.which);
    expect((await says("nora", `${name} \u200b`)).summary).toContain(made.empty);
    expect((await house.says("nora", "positions comment", typed)).summary).toContain(
      made["too-long"]("1,000"),
    );
    const shared = { text: `${name} Hello.`, visibility: "shared" } as const;
    expect((await house.says("nora", "positions comment", shared)).summary).toContain("alone");
    house.now = new Date("2026-12-18T17:00:00Z");
    expect((await says("nora", `${name} Late.`)).summary).toContain(made.over);
    expect((await commentsOf(name)).total).toBe(0);
  });

  it("says that it was to an earlier text, when that was changed before or since", async () => {
    const name = await house.consulting();
    const call = await house.callOf(name);
    await says("nora", `${call} Before.`);
    await house.changeText(name, "We ask for more.");

    const late = await says("nick", `${call} Meanwhile.`);
    const text = textOf(await says("rita", `${name} After.`));

    expect(late.summary).toContain(made["taken-earlier"]("Tech North"));
    expect(text).toContain(`${words.byOnEarlier("Tech North", "signatory")}: Before.`);
    expect(text).toContain(`${words.byOnEarlier("Tech North", "signatory")}: Meanwhile.`);
    expect(text).toContain(`${words.by("Tech South", "signatory")}: After.`);
  });

  it("is taken for the next version, where the one that was shown is over", async () => {
    const name = await house.consulting({ asked: "Tech North" });
    const call = await house.callOf(name);
    await house.presses("nora", await house.work("nora", name), positionWork.button.sign);
    expect((await says("nora", `${call} Late.`)).summary).toContain(made.over);
    const fields = { ...skills, asked: "Tech North", text: "We ask for more." };
    await house.says("sam", "positions propose", { text: name, fields });
    await house.presses("alex", await house.work("alex", name), positionWork.button.open);

    const told = await says("nora", `${call} And hardware?`);

    expect(told.summary).toContain(made["taken-earlier"]("Tech North"));
    expect(told.summary).toContain("version 2");
  });

  it("is of no cluster where an administrator makes it, but the owner's", async () => {
    const name = await house.consulting();

    expect(textOf(await says("ada", `${name} Good.`))).toContain("The Federation (administrator): Good.");
  });
});

describe("comments on a version", () => {
  it("are turned over in pages of ten, fewer where they are long", async () => {
    const name = await house.consulting();
    for (let number = 1; number <= 11; number += 1) await says("nora", `${name} Number ${number}.`);

    const first = await house.presses("rita", await house.work("rita", name), button.all(11));
    const rest = await house.presses("rita", first, button.older);
    for (const long of ["A", "B"]) await says("nora", `${name} ${long.repeat(1_000)}`);
    const long = await house.says("rita", "positions work", `${name} comments1`);

    expect(textOf(first)).toContain(words.some(1, 10, 11));
    expect(textOf(rest)).toContain(words.some(11, 11, 11));
    expect(textOf(rest)).toContain("Number 1.");
    expect(labels(rest)).not.toContain(button.older);
    expect(textOf(long)).toContain(words.some(1, 1, 13));
    expect(labels(await house.presses("rita", rest, button.text))).toContain(positionWork.button.sign);
  });

  it("are for nobody who may not follow it, and in no answer", async () => {
    const name = await house.consulting({ asked: "Tech North" });
    await says("nora", `${name} ZEBRA`);
    await house.presses("nora", await house.work("nora", name), positionWork.button.sign);

    const told = [
      await house.says("una", "positions work", `${name} comments1`),
      await house.says("rita", "positions work", `${name} 1 comments1`),
      await house.says("mia", "positions work", `${name} comments1`),
      await house.says("nora", "positions list", "Skills"),
      await house.says("nora", "positions history", "Skills"),
      await house.says("nora", "positions drafts"),
    ];

    expect(JSON.stringify(told)).not.toContain("ZEBRA");
    expect(textOf(await house.says("nick", "positions work", `${name} comments1`))).toContain("ZEBRA");
  });
});
