import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, preflight } = english;
const { correction, failing } = preflight;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let name: string;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  for (const [workspace, channel] of [
    ["slack:TA", "C1"],
    ["slack:TB", "C2"],
  ] as const)
    await house.setUp(workspace, {
      channels: [{ channel, purposes: ["announcements"], audience: "public" }],
      consent: { ...cautiousConsent, holds: false },
    });
});

const written = {
  title: "Doors open at six",
  body: "Come along.",
  to: "everyone",
  when: "now",
  audience: "public",
  cluster: "north",
};

/** In both channels. */
async function delivered(): Promise<void> {
  const draft = await house.fillsIn("sam", { command: "announce write" }, written);
  name = /A\d+/.exec(draft.summary)?.[0] ?? "";
  await house.presses("sam", draft, words.button.ask);
  const { deliverer } = house.announcing;
  await house.presses("alex", await house.says("alex", "announce show", name), words.button.approve);
  deliverer.start();
  const announcement = await desk.store.find(Number(name.slice(1)));
  if (announcement === null) throw new Error("nothing was written");
  await desk.timing.until(async () => String(await desk.states(announcement)) === "post done,post done");
  await desk.timing.through(deliverer.stop());
}

async function correct(): Promise<string> {
  const told = await house.fillsIn(
    "sam",
    { command: "announce correct", text: name },
    { title: "Doors open at seven", body: "Come along, later." },
  );
  expect(told.summary).toContain(words.decided["propose-edit"]);
  return wordsOf(await house.says("alex", "announce show", name));
}

describe("what can't be done to an announcement", () => {
  it.each(["announce correct", "announce recall"])(
    "%s says so, and asks for nothing first",
    async (command) => {
      const draft = await house.fillsIn("sam", { command: "announce write" }, written);
      name = /A\d+/.exec(draft.summary)?.[0] ?? "";

      const told = await house.says("sam", command, name);

      expect(told.summary).toBe(words.undecided["not-now"](words.states.draft));
      expect(told.blocks.some(({ type }) => type === "actions")).toBe(false);
    },
  );
});

describe("taking back", () => {
  it("asks first, and says what was sent", async () => {
    await delivered();

    expect((await house.says("sam", "announce recall", name)).summary).toContain("went to (2 sent), and");
  });
});

describe("a correction that waits", () => {
  it("says in how many channels it will be", async () => {
    await delivered();

    expect(await correct()).toContain(correction.reaches(2));
  });

  it("says where it won't work, and why, before anybody approves it", async () => {
    await delivered();
    const { slack } = house;
    const examine = slack.examine.bind(slack);
    Object.assign(slack, {
      examine: async ({ channel }: { readonly channel: string }) =>
        channel === "C2" ? { kind: "refused", reason: "channel-archived", detail: "" } : await examine(),
    });

    const shown = await correct();

    expect(shown).toContain(correction.wrong(1, 2));
    expect(shown).toContain(correction.failing(failing["channel-archived"]));
  });

  it.each([
    [1, 3, correction.more(1, 3)],
    [3, 1, correction.fewer(3, 1)],
  ])("says that it takes another number of messages: %i, then %i", async (before, after, sentence) => {
    house.slack.partsOf = before;
    await delivered();
    house.slack.partsOf = after;

    expect(await correct()).toContain(sentence);
  });

  it("is approved as what it is, and not as if it went out anew", async () => {
    await delivered();
    await correct();

    const shown = await house.says("alex", "announce show", name);
    const told = await house.presses("alex", shown, words.button.approveEdit);

    expect(told.summary).toContain(words.decided["approve-edit"]);
    expect(told.summary).not.toContain(words.decided.approve);
  });

  it("is counted as a correction until it is there, and as none where it can't be", async () => {
    await delivered();
    await correct();
    const shown = await house.says("alex", "announce show", name);

    const told = await house.presses("alex", shown, words.button.approveEdit);
    expect(told.summary).toContain(words.changed(2, words.change.edit.waiting));
    expect(told.summary).not.toContain(words.count.waiting(2));

    await desk.database.pool.query(
      "UPDATE delivery SET state = 'refused', reason = 'deleted' WHERE channel_id = 'C2'",
    );
    const later = await house.says("sam", "announce show", name);
    expect(later.summary).toContain(words.changed(1, words.change.edit.refused));
    expect(later.summary).not.toContain(words.count.refused(1));
  });

  it.each([
    ["edit", "may-not-post", ["again", "leave"]],
    // Nobody else can do anything about these, and pressing would change nothing.
    ["edit", "said-to-be-there", ["leave"]],
    ["edit", "deleted", []],
    ["recall", "may-not-post", ["again", "leave"]],
  ] as const)("has buttons that say what they do where it failed: %s, %s", async (goal, reason, offered) => {
    await delivered();
    await desk.database.pool.query(
      "UPDATE delivery SET goal = $1::delivery_goal, state = 'refused', reason = $2 WHERE channel_id = 'C2'",
      [goal, reason],
    );
    const { again, leave } = words.button;

    const shown = await house.says("sam", "announce show", name);

    const settling = buttonsOf(shown).filter(({ command }) => command === "announce settle");
    expect(settling.map(({ label }) => label)).toEqual(offered.map((one) => words.changeButton[goal][one]));
    expect(settling.some(({ label }) => label === again || label === leave)).toBe(false);
  });

  it("can be left where it failed, which is not told as if nothing was there", async () => {
    await delivered();
    await desk.database.pool.query(
      "UPDATE delivery SET goal = 'edit', state = 'refused', reason = 'may-not-post' WHERE channel_id = 'C2'",
    );
    // Nothing of it is to be posted anew: another one, of which nothing is there, stays as it is.
    await desk.database.pool.query(
      "UPDATE delivery SET state = 'refused', reason = 'may-not-post', receipts = '[]' WHERE channel_id = 'C1'",
    );
    const shown = await house.says("sam", "announce show", name);
    const first = await house.presses("sam", shown, words.button.leave);

    const left = await house.presses("sam", first, words.changeButton.edit.leave);

    expect(left.summary).toContain(words.settled(1));
    expect(wordsOf(left)).toContain(words.change.edit.left);
    expect(left.summary).toContain(words.changed(1, words.change.edit.refused));
  });

  it("reaches what an earlier one was left out of, since it says something else", async () => {
    await delivered();
    await desk.database.pool.query(
      "UPDATE delivery SET goal = 'edit', state = 'skipped', reason = 'left-out' WHERE channel_id = 'C2'",
    );

    expect(await correct()).toContain(correction.reaches(2));
    await house.presses("alex", await house.says("alex", "announce show", name), words.button.approveEdit);

    const announcement = await desk.store.find(Number(name.slice(1)));
    expect(await desk.states(announcement ?? { id: "" })).toEqual(["edit waiting", "edit waiting"]);
  });

  it("offers no further try of a post that was refused while it was being called off", async () => {
    await delivered();
    await desk.database.pool.query(
      "UPDATE delivery SET state = 'refused', reason = 'may-not-post', receipts = '[]'; UPDATE announcement SET state = 'cancelled'",
    );

    const shown = buttonsOf(await house.says("sam", "announce show", name)).map(({ label }) => label);

    expect(shown).not.toContain(words.button.again);
    expect(shown).toContain(words.button.leave);
  });

  it("says nothing of it to those who may not see the correction", async () => {
    await delivered();
    await correct();

    const others = wordsOf(await house.says("rita", "announce show", name));

    expect(others).not.toContain(correction.reaches(2));
    expect(others).not.toContain("seven");
  });
});
