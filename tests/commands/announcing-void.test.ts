import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../src/announcing/announcement.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { filledWith } from "../../src/commands/announcing/kept-form.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent, type WorkspaceChannel } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words } = english;
const { button, decided, states, undecided } = words;
const accepts = { ...cautiousConsent, holds: false };

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  await house.setUp("slack:TA", { channels: [announcements("C1")], consent: accepts });
  await house.setUp("slack:TB", { channels: [announcements("C2")], consent: accepts });
});

function announcements(channel: string): WorkspaceChannel {
  return { channel, purposes: ["announcements"], audience: "public" };
}

const written = {
  title: "Doors open at six",
  body: "Come along to the **meet-up**.",
  to: "everyone",
  when: "Thu 10 December 9:00",
  audience: "public",
  cluster: "north",
};

/** Written by Sam, and put to be approved. */
async function asked(changed: Partial<typeof written> = {}): Promise<string> {
  const draft = await house.fillsIn("sam", { command: "announce write" }, { ...written, ...changed });
  await house.presses("sam", draft, button.ask);
  return /A\d+/.exec(draft.summary)?.[0] ?? "";
}

async function show(who: string, name: string): Promise<Reply> {
  return await house.says(who, "announce show", name);
}

async function approved(changed: Partial<typeof written> = {}): Promise<string> {
  const name = await asked(changed);
  const done = await house.presses("alex", await show("alex", name), button.approve);
  expect(done.summary).toContain(decided.approve);
  return name;
}

async function found(name: string): Promise<Announcement> {
  const announcement = await desk.store.find(Number(name.slice(1)));
  if (announcement === null) throw new Error(`there is no ${name}`);
  return announcement;
}

async function statesOf(name: string): Promise<readonly string[]> {
  return await desk.states(await found(name));
}

describe("an approval", () => {
  it("is not for whoever changed it last, whoever began it", async () => {
    await desk.database.pool.query(
      `INSERT INTO role_grant (id, role, cluster_id, person_id)
       SELECT gen_random_uuid(), 'manager', 'north', person_id FROM platform_account WHERE reference = 'slack:TA/UALEX'`,
    );
    const name = await asked();
    const mine = { ...written, title: "In Alex's words", when: "" };
    await house.fillsIn("alex", { command: "announce change", text: name }, mine);
    await house.says("alex", "announce ask", name);

    const own = await house.presses("alex", await show("alex", name), button.approve);
    expect(own.summary).toContain(undecided["same-person"]);
    const others = await house.presses("sam", await show("sam", name), button.approve);
    expect(others.summary).toContain(decided.approve);
  });

  it("is void once its time has come, though nobody has ended the request yet", async () => {
    const name = await asked({ when: "in 2 hours" });
    const shown = await show("alex", name);
    await desk.timing.pass(150 * 60_000);

    expect((await house.presses("alex", shown, button.approve)).summary).toContain(undecided.expired);
    expect(await statesOf(name)).toEqual([]);
  });

  it("can still be asked for, and given, where it is late by less than it may be", async () => {
    const draft = await house.fillsIn(
      "sam",
      { command: "announce write" },
      { ...written, when: "in 2 hours" },
    );
    await desk.timing.pass(150 * 60_000);
    await house.presses("sam", draft, button.ask);
    const name = /A\d+/.exec(draft.summary)?.[0] ?? "";

    const done = await house.presses("alex", await show("alex", name), button.approve);
    expect(done.summary).toContain(decided.approve);
  });
});

describe("who saw no card", () => {
  const digits = [..."0123456789abcdef", "0000000000000000"];
  const guess = async (name: string): Promise<readonly string[]> => {
    const summaries: string[] = [];
    for (const digit of digits)
      summaries.push((await house.says("alex", "announce approve", `${name} ${digit}`)).summary);
    return summaries;
  };

  it("cannot approve with what an announcement's fingerprint may begin with", async () => {
    const name = await asked();

    for (const summary of await guess(name)) expect(summary).toContain(undecided.changed);
    expect((await found(name)).state).toBe("awaiting-approval");
  });

  it("cannot approve a correction so either", async () => {
    const name = await approved();
    const corrected = { title: "Corrected", body: "x" };
    await house.fillsIn("sam", { command: "announce correct", text: name }, corrected);

    for (const summary of await guess(name)) expect(summary).toContain(undecided.changed);
    expect((await found(name)).proposed).not.toBeNull();
  });
});

describe("a change of what was approved", () => {
  it("drops a correction that waited: it was of words that are no more", async () => {
    const name = await approved();
    await house.fillsIn(
      "sam",
      { command: "announce correct", text: name },
      { title: "Corrected", body: "x" },
    );
    await house.fillsIn("sam", { command: "announce change", text: name }, { ...written, when: "" });

    expect((await found(name)).proposed).toBeNull();
  });
});

describe("a button", () => {
  it("that approves is void once a region's clock says another time", async () => {
    const name = await asked();
    const shown = await show("alex", name);
    await house.setUp("slack:TA", { consent: { ...accepts, zone: "America/New_York" } });

    expect((await house.presses("alex", shown, button.approve)).summary).toContain(undecided.changed);
    const again = await show("alex", name);
    expect(wordsOf(again)).toContain(words.askedForOther);
    expect(buttonsOf(again).map(({ label }) => label)).not.toContain(button.approve);

    // It is as it was shown to nobody yet; once asked for anew it can be approved.
    await house.presses("sam", await show("sam", name), button.ask);
    expect((await house.says("sam", "announce ask", name)).summary).toContain(states["awaiting-approval"]);
    const done = await house.presses("alex", await show("alex", name), button.approve);
    expect(done.summary).toContain(decided.approve);
  });

  it("that skips the next time skips one, however often it is pressed", async () => {
    const name = await approved({ when: "every day at 09:00" });
    const shown = await show("sam", name);
    await house.presses("sam", shown, button.skipNext);

    expect((await house.presses("sam", shown, button.skipNext)).summary).toContain(words.noRun);
    expect((await statesOf(name)).filter((state) => state === "post skipped")).toHaveLength(2);
  });

  it("that skips a time can be taken back, and what a region held before is held again", async () => {
    await house.setUp("slack:TB", { consent: { ...accepts, holds: true } });
    const name = await approved({ when: "every day at 09:00" });
    const before = await statesOf(name);
    const skipped = await house.presses("sam", await show("sam", name), button.skipNext);
    expect(await statesOf(name)).not.toEqual(before);

    expect((await house.presses("sam", skipped, button.unskip)).summary).toContain(decided["unskip-run"]);
    expect(await statesOf(name)).toEqual(before);
    expect((await house.presses("sam", skipped, button.unskip)).summary).toContain(words.noRun);
  });
});

describe("people of another cluster", () => {
  it("see what is approved, not the correction that waits, and decide on their own channels only", async () => {
    const name = await approved();
    await house.fillsIn(
      "sam",
      { command: "announce correct", text: name },
      { title: "Corrected", body: "Not yet" },
    );

    const shown = await show("rita", name);
    expect(wordsOf(shown)).toContain("Come along to the meet-up.");
    expect(wordsOf(shown)).not.toContain("Not yet");
    expect(buttonsOf(shown).map(({ label }) => label)).toEqual([button.veto, button.refresh]);
  });
});

describe("a long text", () => {
  const body = `${"Come along to this one. ".repeat(150)}\n\nAll of it is THE END.`;

  it("is read to its end before it can be approved", async () => {
    const name = await asked({ body: body.slice(0, 3_000) + body.slice(-60) });

    let shown = await show("alex", name);
    const read: string[] = [];
    while (buttonsOf(shown).some(({ label }) => label === button.readOn)) {
      expect(buttonsOf(shown).map(({ label }) => label)).not.toContain(button.approve);
      read.push(wordsOf(shown));
      shown = await house.presses("alex", shown, button.readOn);
    }
    expect(read).toHaveLength(2);
    expect(read.join()).not.toContain("THE END");
    expect(wordsOf(shown)).toContain("THE END");
    expect((await house.presses("alex", shown, button.approve)).summary).toContain(decided.approve);
  });

  it("keeps what a form has no room for, whatever is changed above it", async () => {
    const name = await asked({ body: `${body}\n\n${body}` });
    const whole = (await found(name)).content.body;

    await house.fillsIn(
      "sam",
      { command: "announce change", text: name },
      { ...written, body: "A new beginning.", when: "" },
    );

    const changed = (await found(name)).content.body;
    expect(changed).toMatch(/^A new beginning\. /);
    expect(changed.length).toBeGreaterThan(whole.length - 3_100);
    expect(changed).toMatch(/THE END\.$/);
  });
});

describe("a form", () => {
  it.each(["announce change", "announce correct"])(
    "that was opened before somebody else changed it overwrites nothing: %s",
    async (command) => {
      const isCorrection = command === "announce correct";
      const name = isCorrection ? await approved() : await asked();
      const text = `${name} ${filledWith(await found(name))}`;
      const fields = (title: string) => ({ ...written, when: "", title });

      await house.fillsIn("sam", { command, text }, fields("First"));
      const second = await house.fillsIn("sam", { command, text }, fields("Second"));

      expect(second.summary).toContain(undecided["changed-meanwhile"]);
      const { content, proposed } = await found(name);
      expect((isCorrection ? proposed?.content : content)?.title).toBe("First");
    },
  );
});
