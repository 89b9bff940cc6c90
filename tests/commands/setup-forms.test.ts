import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { buttonsIn, SetUpDesk, type Somebody, shownIn } from "../support/set-up-desk.ts";

let desk: SetUpDesk;

const northern: Somebody = { id: "UNORTH", workspace: "T1" };
const southern: Somebody = { id: "USOUTH", workspace: "T1" };
const runner: Somebody = { id: "URUNS", workspace: "T1", runsWorkspace: true };
const { setup, permit } = english;
const { announcementsForm, channelsForm, contactsForm } = setup;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty();
  await desk.give(northern, "manager", "north");
  await desk.give(southern, "manager", "south");
  await desk.workspace("T1", { state: "confirmed", cluster: "north" });
});

type Filled = Record<string, string | string[]>;

async function sendIn(command: string, filled: Filled, who: Somebody = northern) {
  const form = await desk.form(who, { command });
  const fields = Object.entries(filled).map(([name, value]) => [name, [value].flat()]);
  return desk.say(who, { command, text: form?.text ?? "", fields: Object.fromEntries(fields) });
}

describe("setting up channels", () => {
  const members: Filled = {
    channels: ["C1", "https://app.slack.com/client/T1/C2"],
    purposes: ["questions", "digests"],
    audience: "members",
    action: "set",
  };

  it("keeps what they are for and who reads there, and warns of who else might", async () => {
    const reply = await sendIn("setup channels", members);

    expect((await desk.found("T1")).channels).toEqual([
      { channel: "C1", purposes: ["digests", "questions"], audience: "members" },
      { channel: "C2", purposes: ["digests", "questions"], audience: "members" },
    ]);
    expect(shownIn(reply)).toContain(channelsForm.warning.members);
    expect((await desk.actions())[0]).toBe("workspace-channels-set-up");
  });

  it("takes them out again", async () => {
    await sendIn("setup channels", members);

    await sendIn("setup channels", { channels: ["C1"], audience: "members", action: "remove" });

    expect((await desk.found("T1")).channels.map(({ channel }) => channel)).toEqual(["C2"]);
  });

  it.each<[string, Filled, string]>([
    ["no channel", { audience: "public", action: "set" }, channelsForm.noChannel],
    [
      "a direct message",
      { channels: "D1", audience: "public", action: "set" },
      channelsForm.notAChannel("D1"),
    ],
    [
      "a channel of another workspace",
      { channels: "https://app.slack.com/client/T2/C2", audience: "members", action: "set" },
      channelsForm.notAChannel("https://app.slack.com/client/T2/C2"),
    ],
    ["nobody who reads", { channels: "C1", action: "set" }, channelsForm.chooseAudience],
    [
      "eleven channels",
      { channels: Array.from({ length: 11 }, (_, number) => `C${number}`), audience: "public" },
      channelsForm.tooMany,
    ],
  ])("refuses %s in one sentence and offers the form again", async (_, filled, problem) => {
    const reply = await sendIn("setup channels", filled);

    expect(reply.summary).toBe(setup.nothingSaved(problem));
    expect(buttonsIn(reply)).toMatchObject([{ command: "setup channels" }]);
    expect((await desk.found("T1")).channels).toEqual([]);
  });
});

describe("setting up announcements", () => {
  const sensible: Filled = {
    posting: "accept",
    dailyCap: "3",
    quiet: "20:00-8:00 europe/dublin",
    bankHolidays: "skip",
    topics: "Jobs, funding,jobs",
  };

  it("keeps what the workspace agrees to", async () => {
    const reply = await sendIn("setup announcements", sensible);

    expect((await desk.found("T1")).consent).toEqual({
      holds: false,
      vetoHours: null,
      dailyCap: 3,
      quiet: { from: "20:00", until: "08:00" },
      zone: "Europe/Dublin",
      bankHolidays: "skip",
      optedOutTopics: ["jobs", "funding"],
    });
    expect(shownIn(reply)).toContain("none between 20:00 and 08:00 (Europe/Dublin)");
  });

  it("shows what was kept in the next form, so that leaving it as it is changes nothing", async () => {
    await sendIn("setup announcements", sensible);
    const { consent } = await desk.found("T1");
    const form = await desk.form(northern, { command: "setup announcements" });
    const asShown = (form?.fields ?? []).flatMap((field) =>
      field.kind === "text" || field.kind === "choice" ? [[field.name, [field.value].flat()]] : [],
    );

    await sendIn("setup announcements", Object.fromEntries(asShown));

    expect((await desk.found("T1")).consent).toEqual(consent);
  });

  it.each<[string, Filled, keyof typeof announcementsForm.problems]>([
    ["no say on holding", { posting: "" }, "posting"],
    ["half an announcement a day", { dailyCap: "0.5" }, "daily-cap"],
    ["none a day", { dailyCap: "0" }, "daily-cap"],
    ["a thousand a day", { dailyCap: "1000" }, "daily-cap"],
    ["25 o'clock", { quiet: "20:00-25:00" }, "quiet-hours"],
    ["a whole day of quiet", { quiet: "08:00-08:00" }, "quiet-hours"],
    ["words", { quiet: "at night" }, "quiet-hours"],
    ["a zone that is none", { quiet: "20:00-08:00 Europe/Atlantis" }, "zone"],
    ["an offset, which knows no summer time", { quiet: "20:00-08:00 +01:00" }, "zone"],
    ["no rule for bank holidays", { bankHolidays: "" }, "bank-holidays"],
    ["a topic as long as a letter", { topics: "x".repeat(41) }, "topics"],
  ])("refuses %s in one sentence", async (_, filled, problem) => {
    const reply = await sendIn("setup announcements", { ...sensible, ...filled });

    expect(reply.summary).toBe(setup.nothingSaved(announcementsForm.problems[problem]));
    expect((await desk.found("T1")).consent.holds).toBe(true);
  });
});

describe("naming contacts", () => {
  const events: Filled = {
    topic: "events",
    role: "the events team",
    address: "events@north.example",
    action: "set",
  };
  const contacts = async () => (await desk.contacts.of("north")).contacts;

  it("keeps a role for a topic, and removes it again", async () => {
    const saved = await sendIn("setup contacts", events);
    const kept = await contacts();

    const removed = await sendIn("setup contacts", { topic: "events", action: "remove" });

    expect(saved.summary).toBe(contactsForm.saved("events", "Tech North"));
    expect(kept).toEqual([{ topic: "events", role: "the events team", address: "events@north.example" }]);
    expect(removed.summary).toBe(contactsForm.removed("events", "Tech North"));
    expect(await contacts()).toEqual([]);
    expect(await desk.audit()).toMatchObject([
      { action: "contact-set-up", subject: "contact:north/events", actor: "slack:T1/UNORTH" },
      { action: "contact-set-up", cluster: "north", place: "slack:T1" },
      {},
      {},
    ]);
  });

  it("shows in the form of a topic what is kept of it", async () => {
    await sendIn("setup contacts", events);

    const form = await desk.form(northern, { command: "setup contacts", text: "events" });

    expect(form?.fields.map((field) => (field.kind === "text" ? field.value : field.name))).toEqual([
      "topic",
      "the events team",
      "events@north.example",
      "action",
    ]);
  });

  it.each<[string, Filled, keyof typeof contactsForm.problems]>([
    ["a topic that is none", { topic: "weather" }, "topic"],
    ["a role of two letters", { role: "us" }, "role"],
    ["a person's name", { role: "Jane Smith" }, "role-is-a-name"],
    ["an address without encryption", { address: "http://north.example" }, "address"],
    ["an address that runs something", { address: "javascript:alert(1)" }, "address"],
    ["half an e-mail address", { address: "events@" }, "address"],
  ])("refuses %s in one sentence", async (_, filled, problem) => {
    const reply = await sendIn("setup contacts", { ...events, ...filled });

    expect(reply.summary).toBe(setup.nothingSaved(contactsForm.problems[problem]));
    expect(await contacts()).toEqual([]);
  });

  it("says so when there is nothing to remove", async () => {
    const reply = await sendIn("setup contacts", { topic: "events", action: "remove" });

    expect(reply.summary).toBe(setup.nothingSaved(contactsForm.notThere("events")));
  });

  it("of two at once tells the second, who sees what the first has saved", async () => {
    const form = await desk.form(northern, { command: "setup contacts" });
    await sendIn("setup contacts", events);
    const other = { ...events, role: "another team" };
    const fields = Object.fromEntries(Object.entries(other).map(([name, value]) => [name, [value].flat()]));

    const reply = await desk.say(northern, { command: "setup contacts", text: form?.text ?? "", fields });

    expect(reply.summary).toBe(setup.changedMeanwhile);
    expect(shownIn(reply)).toContain("the events team");
    expect(await contacts()).toMatchObject([{ role: "the events team" }]);
  });

  it("is not for another cluster's manager, nor for whoever runs a workspace that waits", async () => {
    const ofOther = await sendIn("setup contacts", events, southern);
    const { id, revision } = await desk.found("T1");
    const audit = { actor: "test", action: "test-made", subject: "test", cluster: null, place: "test" };
    await desk.store.save(id, { state: "waiting" }, { revision, audit });
    const ofRunner = await sendIn("setup contacts", events, runner);

    expect(ofOther.summary).toBe(permit["other-cluster"]);
    expect(ofRunner.summary).toBe(permit["needs-role"]);
    expect(await contacts()).toEqual([]);
  });
});

describe("a form that could not be saved", () => {
  const typed = { posting: "accept", dailyCap: "a few", quiet: "at night", topics: "jobs" };

  /** The form behind the button that offers it again, with what stands in it. */
  async function again(reply: Awaited<ReturnType<typeof sendIn>>, who: Somebody = northern) {
    const [button] = buttonsIn(reply);
    if (button === undefined) throw new Error("there is no button");
    const form = await desk.form(who, button);
    return Object.fromEntries(
      (form?.fields ?? []).flatMap((field) => ("value" in field ? [[field.name, field.value]] : [])),
    );
  }

  it("opens again with what was filled in, not with what is saved", async () => {
    await sendIn("setup announcements", { posting: "hold", bankHolidays: "skip", topics: "funding" });
    const reply = await sendIn("setup announcements", { ...typed, bankHolidays: "deliver" });

    expect(await again(reply)).toEqual({
      posting: ["accept"],
      dailyCap: "a few",
      quiet: "at night",
      bankHolidays: ["deliver"],
      topics: "jobs",
    });
  });

  it("opens again with what was chosen, and with what was left empty left empty", async () => {
    const reply = await sendIn("setup channels", { channels: ["C1", "D1"], purposes: ["questions"] });

    expect(await again(reply)).toEqual({
      channels: ["C1", "D1"],
      purposes: ["questions"],
      audience: [],
      action: [],
    });
  });

  it("about contacts opens again with what was filled in as well", async () => {
    const reply = await sendIn("setup contacts", {
      topic: "events",
      role: "",
      address: "nowhere",
      action: "set",
    });

    expect(await again(reply)).toEqual({ topic: ["events"], role: "", address: "nowhere", action: ["set"] });
  });

  it("shows somebody else what is saved only", async () => {
    const reply = await sendIn("setup announcements", typed);
    const other: Somebody = { id: "UOTHER", workspace: "T1" };
    await desk.give(other, "manager", "north");

    expect(await again(reply, other)).toMatchObject({ dailyCap: "", quiet: "", topics: "" });
  });

  it("shows what is saved once half an hour has gone by", async () => {
    const reply = await sendIn("setup announcements", typed);
    desk.now = new Date(desk.now.getTime() + 31 * 60_000);

    expect(await again(reply)).toMatchObject({ dailyCap: "", quiet: "", topics: "" });
  });
});
