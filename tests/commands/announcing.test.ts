import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent, type WorkspaceChannel } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, permit, preflight } = english;
const { button, decided, undecided, states } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south", "discord:G1": "south" });
  house = await AnnouncingCommands.open(desk);
  const accepts = { ...cautiousConsent, holds: false };
  await house.setUp("slack:TA", { channels: [announcements("C1")], consent: accepts });
  await house.setUp("slack:TB", { channels: [announcements("C2")], consent: accepts });
  await house.setUp("discord:G1", { channels: [announcements("D3")], consent: accepts });
});

function announcements(channel: string, audience: WorkspaceChannel["audience"] = "public"): WorkspaceChannel {
  return { channel, purposes: ["announcements"], audience };
}

const written = {
  title: "Doors open at six",
  body: "Come along to the **meet-up**.",
  to: "everyone",
  when: "Thu 10 December 9:00",
  audience: "public",
  cluster: "north",
};

async function write(changed: Partial<typeof written> & Record<string, string> = {}): Promise<Reply> {
  return await house.fillsIn("sam", { command: "announce write" }, { ...written, ...changed });
}

/** Written by Sam, and put to be approved. */
async function asked(changed: Partial<typeof written> & Record<string, string> = {}): Promise<string> {
  const draft = await write(changed);
  const waiting = await house.presses("sam", draft, button.ask);
  expect(wordsOf(waiting)).toContain(states["awaiting-approval"]);
  return nameOf(draft);
}

async function approved(changed: Partial<typeof written> & Record<string, string> = {}): Promise<string> {
  const name = await asked(changed);
  const done = await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
  expect(done.summary).toContain(decided.approve);
  return name;
}

function nameOf({ summary }: Reply): string {
  const [name = ""] = /A\d+/.exec(summary) ?? [];
  return name;
}

async function statesOf(name: string): Promise<readonly string[]> {
  const announcement = await desk.store.find(Number(name.slice(1)));
  return announcement === null ? [] : await desk.states(announcement);
}

describe("writing an announcement", () => {
  it.each([
    ["no title", { title: " " }, words.problem.title],
    ["200,000 characters", { body: "a".repeat(200_000) }, words.problem.body("12,000")],
    ["a link that is none", { link: "javascript:alert(1)" }, words.problem.link],
    ["a picture without words", { image: "https://example.org/a.png" }, words.problem.alt],
    ["nobody known", { to: "Atlantis" }, "Atlantis"],
    ["no time of day", { when: "tomorrow" }, english.schedule.problems["no-time"]],
    ["a day that is over", { when: "1 November 2026 9:00" }, "1 November 2026"],
    ["a rule that never fires", { when: "every 30 February at 9:00" }, ""],
    ["an audience nobody knows", { audience: "membres" }, words.problem.audience],
    ["another cluster's name", { cluster: "south" }, words.problem.cluster],
  ])("with %s keeps what was typed and says what is wrong", async (_, changed, sentence) => {
    const reply = await write(changed);

    expect(wordsOf(reply)).toContain(sentence);
    expect(wordsOf(reply)).toContain(words.problem.kept);
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual([words.problem.open]);
    expect(await desk.store.list({ clusters: null, limit: 5 })).toEqual([]);
  });

  it("shows where it would go and when, in each region's own time, and sends nothing", async () => {
    await house.setUp("discord:G1", {
      consent: { ...cautiousConsent, holds: false, zone: "America/New_York" },
    });

    const shown = wordsOf(await write());

    expect(shown).toContain("Thursday 10 December 2026, 09:00 GMT");
    expect(shown).toContain("Thursday 10 December 2026, 09:00 GMT-5");
    expect(shown).toContain("Come along to the meet-up.");
    expect(house.slack.messages).toEqual([]);
  });

  it("is for those who may: not for members, and not for managers of another cluster", async () => {
    expect((await house.says("mia", "announce write")).summary).toContain(permit["needs-role"]);
    const name = nameOf(await write());

    expect((await house.says("rita", "announce show", name)).summary).toContain(words.unknown(name));
    expect((await house.says("rita", "announce cancel", name)).summary).toContain(words.unknown(name));
    expect((await house.says("mia", "announce show", name)).summary).toContain(permit["needs-role"]);
  });

  it("for an audience no channel is narrow enough for goes nowhere, and cannot be asked for", async () => {
    const draft = await write({ audience: "members" });

    expect(wordsOf(draft)).toContain(preflight.problems["no-destination"]);
    const reply = await house.presses("sam", draft, button.ask);
    expect(reply.summary).toContain(undecided.impossible);
  });

  it("never puts a members' announcement where others read", async () => {
    await house.setUp("slack:TA", { channels: [announcements("C9", "members")] });

    const name = await approved({ audience: "members", when: "now" });

    const deliveries = await desk.store.deliveries((await desk.store.find(Number(name.slice(1))))?.id ?? "");
    expect(deliveries.map(({ destination }) => destination.channel)).toEqual(["C9"]);
  });
});

describe("approving", () => {
  it("is not for its author, and not for another cluster's approver", async () => {
    const name = await asked();

    const own = await house.presses("sam", await house.says("sam", "announce show", name), button.approve);
    expect(own.summary).toContain(undecided["same-person"]);
    expect((await house.says("rita", "announce approve", `${name} 0123456789abcdef`)).summary).toContain(
      words.unknown(name),
    );
    expect(await statesOf(name)).toEqual([]);
  });

  it("is for what was shown: typed without having seen it, it does nothing", async () => {
    const name = await asked();

    const typed = await house.says("alex", "announce approve", name);
    expect(typed.summary).toContain(words.lookFirst);
    expect(typed.summary).toContain(states["awaiting-approval"]);
    expect(buttonsOf(typed).map(({ label }) => label)).toContain(button.approve);
    expect((await house.says("alex", "announce approve", `${name} 0123456789abcdef`)).summary).toContain(
      undecided.changed,
    );
  });

  it("by two at once happens once", async () => {
    const name = await asked();
    const shown = await house.says("alex", "announce show", name);

    const replies = await Promise.all([
      house.presses("alex", shown, button.approve),
      house.presses("alex", shown, button.approve),
    ]);

    const summaries = replies.map(({ summary }) => summary);
    expect(summaries.filter((summary) => summary.includes(decided.approve))).toHaveLength(1);
    expect(await statesOf(name)).toHaveLength(3);
  });

  it("is void once it was changed, cancelled, or a channel was set up since", async () => {
    const name = await asked();
    const shown = await house.says("alex", "announce show", name);
    await house.setUp("slack:TB", { channels: [announcements("C7")] });
    expect((await house.presses("alex", shown, button.approve)).summary).toContain(undecided.changed);

    await house.fillsIn(
      "sam",
      { command: "announce change", text: name },
      { ...written, title: "Later", when: "" },
    );
    expect((await house.presses("alex", shown, button.approve)).summary).toContain(
      undecided["not-now"](states.draft),
    );
    await house.says("sam", "announce cancel", name);
    expect((await house.presses("alex", shown, button.approve)).summary).toContain(
      undecided["not-now"](states.cancelled),
    );
    expect(await statesOf(name)).toEqual([]);
  });

  it("ends with its time: whoever asked has to ask again", async () => {
    const name = await asked({ when: "Tue 1 December 10:00" });
    await desk.timing.pass(3_600_000 + 120_000);

    await house.announcing.keepUp(new AbortController().signal);

    expect((await desk.store.find(Number(name.slice(1))))?.state).toBe("draft");
  });

  it("tells those who can, and its author what came of it", async () => {
    const name = await approved({ when: "now" });
    house.announcing.deliverer.start();
    house.notices.start();
    await desk.timing.until(async () => (await statesOf(name)).every((state) => state === "post done"));
    await desk.timing.until(() => house.told.some(({ user }) => user === "USAM"));
    await house.notices.stop();
    await stop();

    expect(house.told.filter(({ user }) => user === "UALEX")).toEqual([]);
    expect(house.told.findLast(({ user }) => user === "USAM")?.words).toContain(`${name} “`);
    expect(
      [house.slack.shown("C1"), house.slack.shown("C2"), house.discord.shown("D3")].map((one) => one.length),
    ).toEqual([1, 1, 1]);
  });
});

async function stop(): Promise<void> {
  await desk.timing.through(house.announcing.deliverer.stop());
}

describe("a region", () => {
  it("that approves for itself holds it, and only its own people let it through", async () => {
    await house.setUp("slack:TB", { consent: cautiousConsent });
    const name = await approved({ when: "now" });
    expect(await statesOf(name)).toEqual(["post waiting", "post held", "post waiting"]);

    const sams = await house.says("sam", "announce settle", `release ${name} held`);
    expect(sams.summary).toContain(words.settled(0));

    const list = await house.says("rita", "announce list");
    const shown = await house.presses("rita", list, button.show(name));
    expect(wordsOf(shown)).not.toContain("Workspace TA");
    await house.presses("rita", shown, button.release);
    expect(await statesOf(name)).toEqual(["post waiting", "post waiting", "post waiting"]);
  });

  it("gets nothing on a topic it opted out of, and no more a day than it wants", async () => {
    await house.setUp("slack:TB", {
      consent: { ...cautiousConsent, holds: false, optedOutTopics: ["jobs"], dailyCap: 1 },
    });
    const jobs = await approved({ when: "now", topic: "Jobs" });
    const first = await approved({ when: "now" });
    const second = await approved({ when: "now" });

    expect([await statesOf(jobs), await statesOf(first), await statesOf(second)]).toEqual([
      ["post waiting", "post skipped", "post waiting"],
      ["post waiting", "post waiting", "post waiting"],
      ["post waiting", "post held", "post waiting"],
    ]);
    const told = async (name: string): Promise<string> =>
      wordsOf(await house.says("rita", "announce show", name));
    expect(await told(jobs)).toContain(words.reason["topic-opted-out"]);
    expect(await told(second)).toContain(words.held["daily-cap"]);
  });
});

describe("what repeats", () => {
  it("is approved once, skips one time, pauses, and gets its next times by itself", async () => {
    const name = await approved({ when: "every day at 09:00" });
    const before = (await statesOf(name)).length;
    expect(before).toBeGreaterThanOrEqual(3 * 8);

    expect((await house.says("sam", "announce skip", name)).summary).toContain(decided["skip-run"]);
    expect((await statesOf(name)).filter((state) => state === "post skipped")).toHaveLength(3);
    expect((await house.says("alex", "announce pause", name)).summary).toContain(words.paused);
    expect((await house.says("alex", "announce resume", name)).summary).toContain(states.approved);

    await desk.timing.pass(2 * 86_400_000);
    await house.announcing.keepUp(new AbortController().signal);
    expect(await statesOf(name)).toHaveLength(before + 3 * 2);
  });
});

describe("all-stop", () => {
  it("stops everything at one word, and only an administrator lets it go on", async () => {
    const name = await approved({ when: "now" });
    const stopped = await house.says("rita", "announce stop");
    expect(stopped.summary).toContain(words.stop.stopped);
    expect(buttonsOf(stopped)).toEqual([]);
    expect(buttonsOf(await house.says("ada", "announce stop"))[0]?.label).toBe(button.go);
    house.announcing.deliverer.start();
    await desk.timing.pass(5_000);

    expect((await house.says("sam", "announce restart")).summary).toContain(permit["needs-role"]);
    expect((await house.says("ada", "announce restart")).summary).toContain(words.stop.resumed(3));
    await desk.timing.pass(2_000);
    await stop();
    expect([await statesOf(name), house.slack.messages]).toEqual([
      ["post late", "post late", "post late"],
      [],
    ]);

    const shown = await house.says("sam", "announce show", name);
    await house.presses("sam", shown, button.again);
    expect(await statesOf(name)).toEqual(["post waiting", "post waiting", "post waiting"]);
  });
});
