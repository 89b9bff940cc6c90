// What repeats was posted many times: a correction changes what is to come, and what is posted only where that is chosen.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk, byAlex } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;
const { correction } = preflight;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let name: string;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
afterEach(() => desk.timing.through(house.announcing.deliverer.stop()));
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  house.slack.showsBody = true;
  for (const [workspace, channel] of [
    ["slack:TA", "C1"],
    ["slack:TB", "C2"],
  ] as const)
    await house.setUp(workspace, {
      channels: [{ channel, purposes: ["announcements"], audience: "public" }],
      consent: { ...cautiousConsent, holds: false },
    });
  name = await approved();
});

const written = {
  title: "Stand-up",
  body: "Room one.",
  to: "everyone",
  audience: "public",
  cluster: "north",
};

async function approved(): Promise<string> {
  const when = "every day at 09:00 London time";
  const draft = await house.fillsIn("sam", { command: "announce write" }, { ...written, when });
  const made = /A\d+/.exec(draft.summary)?.[0] ?? "";
  await house.presses("sam", draft, words.button.ask);
  await house.presses("alex", await house.says("alex", "announce show", made), words.button.approve);
  return made;
}

async function deliveries() {
  const announcement = await desk.store.find(Number(name.slice(1)));
  return await desk.store.deliveries(announcement?.id ?? "");
}

/** The next time comes, and goes out wherever nobody holds it. */
async function nextTime(): Promise<void> {
  const now = desk.timing.now().getTime();
  const coming = (await deliveries()).filter(({ state }) => state === "waiting" || state === "held");
  const at = Math.min(...coming.map(({ dueAt }) => dueAt.getTime()));
  await desk.timing.pass(Math.max(0, at - now - 1000));
  await delivering(async () =>
    (await deliveries()).every(
      ({ dueAt, state }) => dueAt.getTime() > at || ["done", "held"].includes(state),
    ),
  );
}

async function delivering(isSo: () => Promise<boolean>): Promise<void> {
  house.announcing.deliverer.start();
  await desk.timing.until(isSo);
}

async function correct(body: string, reach?: string): Promise<void> {
  const fields = { title: "Stand-up", body, ...(reach === undefined ? {} : { reach }) };
  const told = await house.fillsIn("sam", { command: "announce correct", text: name }, fields);
  expect(told.summary).toContain(words.decided["propose-edit"]);
}

const card = async () => await house.says("alex", "announce show", name);
const rooms = (channel: string) => house.slack.shown(channel).map((text) => /Room \w+/.exec(text)?.[0]);

describe("a correction of what repeats", () => {
  it("is for what is to come, unless something else is chosen: what was posted stays", async () => {
    await nextTime();
    await correct("Room two.");

    const shown = await card();
    expect(wordsOf(shown)).toContain(correction.toCome(2));
    const done = await house.presses("alex", shown, words.button.approveEdit);
    expect(done.summary).toContain(words.decided["approve-edit-to-come"]);
    await nextTime();

    expect(rooms("C1")).toEqual(["Room one", "Room two"]);
    expect(rooms("C2")).toEqual(["Room one", "Room two"]);
  });

  it("changes what was posted where that is chosen, and says how many posts before anybody approves", async () => {
    await nextTime();
    await nextTime();
    await correct("Room two.", "everywhere");

    const shown = await card();
    expect(wordsOf(shown)).toContain("4 posts in 2 channels, back to ");
    const done = await house.presses("alex", shown, words.button.approveEdit);
    expect(done.summary).toContain(words.decided["approve-edit"]);
    await delivering(async () => house.slack.shown("C1").every((text) => text.includes("two")));
    await nextTime();

    expect(rooms("C1")).toEqual(["Room two", "Room two", "Room two"]);
  });

  it("is not approved as something else than what was shown", async () => {
    await nextTime();
    await correct("Room two.");
    const shown = await card();
    await correct("Room two.", "everywhere");

    const late = await house.presses("alex", shown, words.button.approveEdit);

    expect(late.summary).toContain(words.undecided.changed);
  });

  it("keeps what was chosen when its words are corrected once more", async () => {
    await nextTime();
    await correct("Room two.", "everywhere");
    await correct("Room three.");

    expect(wordsOf(await card())).toContain(correction.reachesPosts(2, 2, "").split(",")[0]);
  });

  it("asks a region again that let the earlier text through", async () => {
    await house.setUp("slack:TB", { consent: { ...cautiousConsent, holds: true } });
    name = await approved();
    await house.presses("rita", await house.says("rita", "announce show", name), words.button.release);
    await correct("Room two.");

    await house.presses("alex", await card(), words.button.approveEdit);

    const theirs = (await deliveries()).filter(({ destination }) => destination.channel === "C2");
    expect(new Set(theirs.map(({ state }) => state))).toEqual(new Set(["held"]));
  });

  it("says where it would not go out any more", async () => {
    await nextTime();
    house.slack.partsOf = 11;
    await correct("Room two.");

    const shown = wordsOf(await card());

    expect(shown).toContain(correction.wrongToCome(2, 2));
    expect(shown).toContain(correction.failingToCome(preflight.failing["too-many-parts"]));
  });

  it("leaves the words of an earlier post to be asked about under it", async () => {
    await nextTime();
    await correct("Room two.");
    await house.presses("alex", await card(), words.button.approveEdit);
    await nextTime();

    const there = house.slack.messages.filter(({ channel }) => channel === "C1").map(({ id }) => id);
    const found = await Promise.all(
      there.map((message) =>
        desk.store.ofMessage({ platform: "slack", workspace: "TA", channel: "C1", message }),
      ),
    );
    expect(found.map((one) => one?.announcement.content.body)).toEqual(["Room one.", "Room two."]);
  });

  it.each([
    ["leaves alone a post of which nobody knew yet whether it is there", ["to-come"], "done"],
    ["reaches it all the same where that is chosen afterwards", ["to-come", "everywhere"], "waiting"],
  ])("%s", async (_, reaches, state) => {
    house.slack.canReadBack = false;
    house.slack.fail("C1", { kind: "lost-reply" });
    const [first] = await deliveries();
    await desk.timing.pass(Math.max(0, (first?.dueAt.getTime() ?? 0) - desk.timing.now().getTime() - 1000));
    await delivering(async () => (await deliveries()).some(({ state }) => state === "unconfirmed"));
    for (const reach of reaches) {
      await correct("Room two.", reach);
      await house.presses("alex", await card(), words.button.approveEdit);
    }
    const unconfirmed = (await deliveries()).find(({ state }) => state === "unconfirmed");

    const by = { doing: byAlex, now: desk.timing.now() };
    expect(await desk.store.settle([unconfirmed?.id ?? ""], "there", by)).toBe(1);

    expect((await desk.store.delivery(unconfirmed?.id ?? ""))?.state).toBe(state);
  });
});

describe("the card of a repeat with a correction, a skipped time and a post in doubt", () => {
  it("offers what matters most among ten buttons", async () => {
    house.slack.canReadBack = false;
    house.slack.fail("C1", { kind: "lost-reply" });
    const [first] = await deliveries();
    await desk.timing.pass(Math.max(0, (first?.dueAt.getTime() ?? 0) - desk.timing.now().getTime() - 1000));
    await delivering(async () => (await deliveries()).some(({ state }) => state === "unconfirmed"));
    await house.says("sam", "announce skip", name);
    await correct("Room two.");
    const labels = async (who: string) =>
      buttonsOf(await house.says(who, "announce show", name)).map(({ label }) => label);

    const { button } = words;
    const decided = [button.there, button.again, button.leave, button.approveEdit];
    expect((await labels("sam")).slice(0, 4)).toEqual(decided);
    for (const who of ["sam", "alex", "ada"]) {
      const offered = await labels(who);
      expect(offered.length).toBeLessThanOrEqual(10);
      expect(offered).toEqual(expect.arrayContaining([button.refuseEdit, button.cancel, button.recall]));
    }
  });
});

describe("the form of a correction", () => {
  it("asks what it changes only where more is to come", async () => {
    const form = async (text: string) => await house.says("sam", "announce correct", text);
    expect(wordsOf(await form(name))).toContain(words.form.correctRepeatIntroduction);

    await house.says("sam", "announce cancel", name);

    expect(wordsOf(await form(name))).toContain(words.form.correctIntroduction);
  });
});
