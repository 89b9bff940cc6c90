import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse, valuesOf } from "../support/position-house.ts";
import { textOf } from "../support/saying.ts";

const { positionWork: words, permit } = english;
const { button, problem, undecided, decided } = words;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const written = {
  topic: "Skills",
  title: "On skills",
  text: "We ask for a levy that small firms can use.",
  asked: "everyone",
  closes: "Fri 18 December 17:00",
};

function propose(changed: Record<string, string> = {}, who = "sam"): Promise<Reply> {
  return house.says(who, "positions propose", { fields: { ...written, ...changed } });
}

function nameOf({ summary }: Reply): string {
  return /P\d+/.exec(summary)?.[0] ?? "";
}

function labels(reply: Reply): readonly string[] {
  return buttonsOf(reply).map(({ label }) => label);
}

describe("proposing a position", () => {
  it("makes a draft, and says what will happen", async () => {
    const draft = await propose({ also: "training, talent", quorum: "2", review: "31 January 2028" });

    const text = textOf(draft);
    expect(draft.summary).toContain(decided.proposed(nameOf(draft)));
    expect(text).toContain(words.states.draft);
    expect(text).toContain(words.willHappen(3, "Friday 18 December 2026, 17:00 GMT"));
    expect(text).toContain("Tech North, Tech South, Tech West");
    expect(text).toContain("training, talent");
    expect(text).toContain("31 January 2028");
    expect(text).not.toContain("Tech East");
    expect(labels(draft)).toEqual([button.change, english.positionRequests.button.describe, button.withdraw]);
  });

  it("says that nobody is asked yet of a draft that came in a file", async () => {
    const name = nameOf(await propose());
    await house.database.pool.query("DELETE FROM position_asked");

    const text = textOf(await house.says("sam", "positions work", { text: name }));

    expect(text).toContain(words.nobodyYet);
    expect(text).not.toContain("of 0");
  });

  it.each(["P999", "p1"])("makes no topic of a number that is no position here: %s", async (number) => {
    expect(await house.form("sam", "positions propose", number)).toBeNull();
    expect((await house.says("sam", "positions propose", number)).summary).toBe(words.unknown(number));
    expect((await propose({ topic: number })).summary).toContain(problem.topic);
  });

  it("has a form with room on every platform, whoever opens it", async () => {
    for (const who of ["sam", "ada"])
      expect((await house.form(who, "positions propose", "Skills"))?.fields.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["topic", "text", "asked", "closes"]),
      );
    expect(await house.form("mia", "positions propose")).toBeNull();
  });

  it.each([
    ["no topic", { topic: " " }, problem.topic],
    ["no text", { text: "" }, problem.text("12,000")],
    ["a text without end", { text: "a".repeat(13_000) }, problem.text("12,000")],
    ["nobody known", { asked: "Atlantis" }, "Atlantis"],
    ["a cluster that is closed", { asked: "Tech North, Tech East" }, problem.inactive("Tech East", 1)],
    ["no time of day", { closes: "18 December" }, english.schedule.problems["no-time"]],
    ["a time that is over", { closes: "1 November 2026 9:00" }, "1 November 2026"],
    ["a time that comes again", { closes: "every Friday 9:00" }, problem.closes],
    ["now", { closes: "now" }, problem.closes],
    ["half a signature", { quorum: "0.5" }, problem.quorum],
    ["a share of more than all", { quorum: "101%" }, problem.quorum],
    ["more signatures than clusters", { quorum: "8" }, problem.unreachable(8, 3)],
    ["an audience nobody knows", { audience: "membres" }, problem.audience],
    ["an embargo that is none", { embargo: "whenever" }, problem.embargo],
    ["a review that is over", { review: "1 May 2020" }, problem.review],
    ["a link that is none", { link: "javascript:alert(1)" }, problem.link],
    ["too many names", { also: "a,b,c,d,e,f,g,h,i,j,k" }, problem.also],
  ])("asks back for %s, and keeps what was typed", async (_, changed, sentence) => {
    const reply = await propose(changed);

    expect(reply.summary).toContain(sentence);
    expect(await house.store.atWork(null)).toEqual([]);
    const form = await house.opens("sam", reply, english.announcements.problem.open);
    expect(valuesOf(form).title).toBe(written.title);
  });

  it("begins the next version with the text of the line, and there is one draft at a time", async () => {
    const name = await adopted();

    const form = await house.form("sam", "positions propose", "skills");
    const next = await house.says("sam", "positions propose", {
      text: form?.text ?? "",
      fields: { text: "We ask for more.", asked: "everyone", closes: written.closes },
    });
    const again = await house.says("sam", "positions propose", { fields: written });

    expect(form?.text).toBe(name);
    expect(valuesOf(form)).toMatchObject({ title: "On skills", text: written.text, asked: "everyone" });
    expect(textOf(next)).toContain(words.name(name, 2, "On skills"));
    expect(again.summary).toContain(problem.atWork(name));
  });

  it("takes a topic that is there for the same position", async () => {
    const name = await adopted();

    const next = await propose({ topic: "SKILLS", text: "We ask for more." });

    expect(next.summary).toContain(decided.nextVersion(name, 2));
  });

  it("is not for whoever has no right to, nor for another cluster", async () => {
    expect((await propose({}, "nora")).summary).toBe(permit["needs-role"]);
    expect((await propose({ cluster: "south" }, "mel")).summary).toContain(problem.cluster);
  });
});

/** Signed by all three. */
async function adopted(): Promise<string> {
  const name = nameOf(await propose());
  await opened(name);
  for (const who of ["nora", "rita", "will"])
    await house.presses(who, await house.says(who, "positions work", name), button.sign);
  return name;
}

async function opened(name: string): Promise<Reply> {
  return await house.presses("alex", await house.says("alex", "positions work", name), button.open);
}

describe("putting a draft to the clusters", () => {
  it("takes somebody else than its author, and the text they were shown", async () => {
    const name = nameOf(await propose());
    const seen = await house.says("alex", "positions work", name);
    const typed = await house.says("alex", "positions open", name);
    const reply = await house.presses("alex", seen, button.open);

    expect(typed.summary).toContain(undecided.look);
    expect(reply.summary).toContain(decided.opened);
    expect(labels(reply)).not.toContain(button.open);
    const again = await house.presses("alex", seen, button.open);
    expect(again.summary).toContain(undecided["not-draft"](words.states.consulting));
  });

  it("does not put words to them that were changed since", async () => {
    const name = nameOf(await propose());
    const seen = await house.says("alex", "positions work", name);
    await change(name, { text: "Something else." });

    const reply = await house.presses("alex", seen, button.open);

    expect(reply.summary).toContain(undecided.changed);
    expect(textOf(reply)).toContain("Something else.");
  });

  it("is refused to the author, and to whoever changed it last", async () => {
    const name = nameOf(await propose({}, "zoe"));
    const own = await house.says("zoe", "positions work", name);
    expect(labels(own)).not.toContain(button.open);
    await change(name, { text: "Sam wrote this." });
    const others = await house.says("zoe", "positions work", name);
    await change(name, { text: "Zoe wrote this." }, "zoe");
    const seen = await house.says("alex", "positions work", name);
    const { text } = buttonsOf(seen).find(({ label }) => label === button.open) ?? { text: "" };

    expect(labels(others)).toContain(button.open);
    expect((await house.says("zoe", "positions open", text)).summary).toContain(undecided["same-person"]);
    expect((await house.says("zoe", "positions open", { text, on: "discord" })).summary).toContain(
      undecided["same-person"],
    );
  });

  it("is not begun when it would be over at once", async () => {
    const name = nameOf(await propose());
    const seen = await house.says("alex", "positions work", name);
    house.now = new Date("2026-12-19T09:00:00Z");

    expect((await house.presses("alex", seen, button.open)).summary).toContain(undecided["time-over"]);
  });
});

async function change(name: string, fields: Record<string, string>, who = "sam"): Promise<Reply> {
  const form = await house.opens(who, await house.says(who, "positions work", name), button.change);
  const kept = Object.fromEntries(
    Object.entries(valuesOf(form)).map(([key, value]) => [key, typeof value === "string" ? value : ""]),
  );
  return await house.says(who, "positions change", {
    text: form?.text ?? "",
    fields: { ...kept, ...fields },
  });
}

describe("changing a position", () => {
  it("keeps what the form does not change", async () => {
    const name = nameOf(
      await propose({ embargo: "24 December 2026 9:00", review: "31 January 2028", quorum: "2" }),
    );

    const reply = await change(name, { title: "On skills and jobs" });

    const text = textOf(reply);
    expect(reply.summary).toContain(decided.changed);
    expect(text).toContain("Friday 18 December 2026, 17:00 GMT");
    expect(text).toContain("Thursday 24 December 2026, 09:00 GMT");
    expect(text).toContain("31 January 2028");
    expect(text).toContain(words.quorum.count(2));
  });

  it("does not overwrite what somebody else wrote meanwhile, and keeps what was typed", async () => {
    const name = nameOf(await propose());
    const form = await house.opens("sam", await house.says("sam", "positions work", name), button.change);
    await change(name, { text: "Zoe wrote this." }, "zoe");

    const fields = { ...written, text: "Sam wrote this." };
    const late = await house.says("sam", "positions change", { text: form?.text ?? "", fields });
    const again = await house.opens("sam", late, english.announcements.problem.open);

    expect(late.summary).toContain(problem.changed(name));
    expect(valuesOf(again).text).toBe("Sam wrote this.");
    expect(textOf(await house.says("sam", "positions work", name))).toContain("Zoe wrote this.");
    const sent = await house.says("sam", "positions change", { text: again?.text ?? "", fields });
    expect(textOf(sent)).toContain("Sam wrote this.");
  });

  it("keeps the end of a text that is longer than a form", async () => {
    const long = `${"We ask for more.\n\n".repeat(200)}The end.`;
    const name = nameOf(await propose({ text: long }));

    await change(name, { title: "Long" });

    const [version] = await house.store.atWork(null);
    expect(version?.text).toBe(long);
    let seen = await house.says("alex", "positions work", name);
    expect(labels(seen)).not.toContain(button.open);
    for (let part = 2; part <= 4; part += 1) seen = await house.presses("alex", seen, button.readOn);
    expect(textOf(seen)).toContain("The end.");
    expect(labels(seen)).toContain(button.open);
  });
});

describe("withdrawing a position", () => {
  it("asks once, and says what is lost", async () => {
    const name = nameOf(await propose());
    await opened(name);

    const asked = await house.presses(
      "sam",
      await house.says("sam", "positions work", name),
      button.withdraw,
    );
    const done = await house.presses("sam", asked, button.yesWithdraw);
    const again = await house.presses("sam", asked, button.yesWithdraw);

    expect(asked.summary).toContain(words.withdrawAsk.consulting(words.name(name, 1, "On skills"), 0));
    expect(done.summary).toContain(decided.withdrawn);
    expect(again.summary).toContain(undecided["not-now"](words.states.withdrawn["taken-back"]));
  });

  it("does not withdraw what was changed since it was asked", async () => {
    const name = nameOf(await propose());
    const asked = await house.says("sam", "positions withdraw", name);
    await change(name, { text: "Better." }, "zoe");

    expect((await house.presses("sam", asked, button.yesWithdraw)).summary).toContain(undecided.changed);
  });

  it("is for the owner's people", async () => {
    const name = nameOf(await propose());
    await opened(name);

    expect((await house.says("mel", "positions withdraw", name)).summary).toBe(permit["other-cluster"]);
  });
});
