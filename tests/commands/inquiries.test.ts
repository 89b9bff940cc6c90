import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { copyright, InquiryHouse, nameIn, shownIn } from "../support/inquiry-house.ts";
import { type PositionHouse, skills, valuesOf } from "../support/position-house.ts";

const { inquiries: words, permit } = english;

let inquiries: InquiryHouse;
let house: PositionHouse;

beforeAll(async () => {
  inquiries = await InquiryHouse.open();
  house = inquiries.positions;
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const show = async (who: string, name: string) => shownIn(await house.says(who, "inquiries show", name));

describe("adding an inquiry", () => {
  it("shows who asks, until when and how long that is, our line on it, and who has not answered", async () => {
    const position = await inquiries.line();
    const name = await inquiries.added({ positions: "skills" });

    const shown = await show("nora", name);

    for (const part of [
      "Department for Science",
      "Tuesday 30 March 2027, 17:00 BST (118 days left)",
      words.positions.line("On skills", "2026-12-01"),
      position,
      "Tech North, Tech South, Tech West",
      "https://example.org/ai",
    ])
      expect(shown).toContain(part);
  });

  it.each([
    ["no time", { closes: "30 March 2027" }, words.problem.closes.label],
    ["a time gone by", { closes: "30 March 2020 17:00" }, "that has passed"],
    ["no title", { title: " " }, words.problem.title],
    ["no asker", { asker: "" }, words.problem.asker],
    ["a cluster nobody knows", { asked: "Tech Nowhere" }, "Tech Nowhere"],
    ["a position nobody knows", { positions: "fishing" }, words.problem["no-position"]("fishing")],
    ["a link to nowhere", { link: "ftp://x" }, words.problem.link],
    ["a day that is none", { opens: "soonish" }, words.problem.opens],
    ["a beginning after the end", { opens: "5 April 2027" }, words.problem.opensLate],
    ["readers nobody knows", { audience: "friends" }, words.problem.audience],
  ])("says what is wrong with %s, and keeps the rest", async (_, changed, sentence) => {
    const reply = await house.says("sam", "inquiries add", { fields: { ...copyright, ...changed } });

    expect(reply.summary).toContain(sentence);
    const [open] = buttonsOf(reply);
    const form = await house.form("sam", open?.command ?? "", open?.text ?? "");
    expect(valuesOf(form)).toMatchObject({ link: { ...copyright, ...changed }.link });
    expect(shownIn(await house.says("sam", "inquiries list"))).toContain(words.list.none.open);
  });

  it("takes no second one of that title", async () => {
    await inquiries.added();

    const again = await house.says("sam", "inquiries add", { fields: copyright });

    expect(again.summary).toContain(words.problem.taken(copyright.title));
  });

  it("is for those who may propose positions", async () => {
    expect((await house.says("nora", "inquiries add", { fields: copyright })).summary).toBe(
      permit["needs-role"],
    );
    const other = await house.says("mel", "inquiries add", { fields: { ...copyright, cluster: "fed" } });
    expect(other.summary).toContain(words.problem.cluster);
  });

  it("asks on Discord for five things, and for the rest behind a button", async () => {
    const name = await inquiries.added();
    const card = await house.says("sam", "inquiries show", { text: name, on: "discord" });

    const more = await house.opens("sam", card, { label: words.button.more, on: "discord" });

    expect(more?.fields.map((field) => field.name)).toEqual(["positions", "link", "opens", "audience"]);
    const changed = await house.says("sam", "inquiries change", {
      text: more?.text ?? "",
      fields: { positions: "", link: "https://example.org/new", opens: "5 January 2027", audience: "public" },
      on: "discord",
    });
    expect(shownIn(changed)).toContain("https://example.org/new");
    expect(shownIn(changed)).toContain("17:00 BST");
  });
});

describe("changing an inquiry", () => {
  it("begins with what it is, and saves nothing over what somebody else changed meanwhile", async () => {
    const name = await inquiries.added();
    const form = await house.form("sam", "inquiries change", name);
    expect(valuesOf(form)).toMatchObject({ ...copyright, closes: "", audience: ["members"] });

    const fields = { ...copyright, closes: "31 March 2027 12:00 Brussels time" };
    const first = await house.says("sam", "inquiries change", { text: form?.text ?? "", fields });
    const second = await house.says("zoe", "inquiries change", { text: form?.text ?? "", fields: copyright });

    expect(shownIn(first)).toContain("Wednesday 31 March 2027, 12:00");
    expect(second.summary).toContain(words.problem.changed(name));
  });

  it("is for those who may propose for its owner", async () => {
    const name = await inquiries.added();

    expect((await house.says("mel", "inquiries change", name)).summary).toBe(permit["other-cluster"]);
    expect((await house.says("mel", "inquiries withdraw", name)).summary).toBe(permit["other-cluster"]);
  });

  it("takes it off the list after asking once, and then takes no answer", async () => {
    const name = await inquiries.added();
    const asked = await house.says("sam", "inquiries withdraw", name);

    const done = await house.presses("sam", asked, words.button.yesWithdraw);

    expect(done.summary).toContain(words.decided.withdrawn);
    expect((await house.says("nora", "inquiries answer", `${name} own`)).summary).toContain(
      words.answer.withdrawn,
    );
    expect(shownIn(await house.says("nora", "inquiries list"))).not.toContain(name);
    expect(shownIn(await house.says("nora", "inquiries list", "closed"))).toContain(name);
  });
});

describe("answering an inquiry", () => {
  it.each([
    ["own", words.answer.given.own("Tech North", "")],
    ["joint", words.answer.given.joint("Tech North", "The Federation")],
    ["none", words.answer.given.none("Tech North", "")],
  ])("takes “%s” from a signatory, by a button and by words", async (kind, sentence) => {
    const name = await inquiries.added();
    const card = await house.says("nora", "inquiries show", name);
    const label = words.button[kind as "own"];

    const pressed = await house.presses("nora", card, label);
    const typed = await house.says("nick", "inquiries answer", `AI and copyright ${kind}`);

    expect(pressed.summary).toContain(sentence);
    expect(typed.summary).toContain(words.answer.already("2026-12-01"));
  });

  it("may be changed, and has a link that everybody who reads it sees", async () => {
    const name = await inquiries.added();
    await house.says("nora", "inquiries answer", `${name} none`);
    const own = await house.says("nora", "inquiries answer", `${name} own`);
    expect(own.summary).toContain(words.answer.before);

    const form = await house.opens("nora", own, words.button.link);
    await house.says("nora", "inquiries answer", {
      text: form?.text ?? "",
      fields: { link: "https://north.example/response" },
    });

    expect(await show("rita", name)).toContain("https://north.example/response");
    const bad = await house.says("nora", "inquiries answer", `${name} own javascript://x`);
    expect(bad.summary).toBe(words.answer.link);
  });

  it("asks for which cluster, where somebody answers for several", async () => {
    const name = await inquiries.added();
    const asked = await house.says("kim", "inquiries answer", `${name} own`);
    expect(asked.summary).toBe(words.answer["which-cluster"]);

    const done = await house.presses("kim", asked, "Tech South");

    expect(done.summary).toContain(words.answer.given.own("Tech South", ""));
  });

  it.each([
    ["a cluster that is not asked", "una", "own", "none-yours"],
    ["another cluster", "nora", "own Tech South", "not-yours"],
  ])("refuses an answer for %s", async (_, who, text, sentence) => {
    const name = await inquiries.added({ audience: "public", asked: "Tech North, Tech South" });

    const { stance } = english.positionWork;
    const expected = sentence === "not-yours" ? stance["not-yours"]("Tech South") : stance["none-yours"];
    expect((await house.says(who, "inquiries answer", `${name} ${text}`)).summary).toBe(expected);
  });

  it("refuses managers who sign for nobody, and everybody once it has closed", async () => {
    const name = await inquiries.added();

    expect((await house.says("sam", "inquiries answer", `${name} own`)).summary).toBe(permit["needs-role"]);
    house.now = new Date("2027-03-30T16:00:00Z");
    expect((await house.says("nora", "inquiries answer", `${name} own`)).summary).toContain(
      words.answer.closed,
    );
  });

  it("is counted in the list, which goes by when each closes", async () => {
    await inquiries.added();
    const sooner = await inquiries.added({ title: "Skills", closes: "5 January 2027 17:00" });
    await house.says("nora", "inquiries answer", `${sooner} own`);

    const list = shownIn(await house.says("rita", "inquiries list"));

    expect(list.indexOf("Skills")).toBeLessThan(list.indexOf(copyright.title));
    expect(list).toContain(words.list.missing(2));
  });
});

describe("a position on which an inquiry bears", () => {
  it("says so in its card and in the list", async () => {
    const position = await inquiries.line();
    await inquiries.added({ positions: position });

    for (const text of [position, ""]) {
      const shown = shownIn(await house.says("nora", "positions list", text));
      expect(shown).toContain(copyright.title);
      expect(shown).toContain("Tuesday 30 March 2027, 17:00 BST");
    }
    expect(shownIn(await house.says("mia", "positions list", { text: position, on: "web" }))).toContain(
      copyright.title,
    );
  });

  it("warns whoever asks clusters for longer than it is open, and refuses nothing", async () => {
    const name = await house.consulting({ ...skills, closes: "18 December 2026 17:00" });
    await inquiries.added({ positions: name, closes: "20 December 2026 17:00" });
    expect(shownIn(await house.work("sam", name))).not.toContain("Too late for");

    const form = await house.opens("sam", await house.work("sam", name), english.positionWork.button.change);
    const changed = await house.says("sam", "positions change", {
      text: form?.text ?? "",
      fields: { ...skills, closes: "24 December 2026 17:00" },
    });

    expect(shownIn(changed)).toContain(
      words.bearing.late(copyright.title, "Sunday 20 December 2026, 17:00 GMT"),
    );
  });
});

describe("the name of an inquiry", () => {
  it("is its number, its title or words of it, and where it may be several they are offered", async () => {
    const one = await inquiries.added();
    const other = await inquiries.added({ title: "AI in schools" });

    expect(nameIn(await house.says("nora", "inquiries show", "copyright consultation"))).toBe(one);
    expect(nameIn(await house.says("nora", "inquiries show", other.toLowerCase()))).toBe(other);
    const several = await house.says("nora", "inquiries show", "the AI call for evidence");
    expect(buttonsOf(several).map(({ text }) => text)).toEqual([one, other]);
  });
});
