// What repeats and has run is changed by another announcement that takes its place: no day has both, none has neither.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, announcementReplace: replacing } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
/** Every day at nine. */
let old: string;
/** The day `old` went out first; by the clock in London, in winter. */
let today: string;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
afterEach(() => desk.timing.through(house.announcing.deliverer.stop()));
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  for (const [workspace, channel] of [
    ["slack:TA", "C1"],
    ["slack:TB", "C2"],
  ] as const)
    await house.setUp(workspace, {
      channels: [{ channel, purposes: ["announcements"], audience: "public" }],
      consent: { ...cautiousConsent, holds: false, dailyCap: 1 },
    });
  today = dayAfter(desk.timing.now().toISOString().slice(0, 10));
  await clock(`${today}T08:00:00Z`);
  const written = { title: "Old", body: "Come.", to: "everyone", audience: "public", cluster: "north" };
  const draft = await house.fillsIn(
    "sam",
    { command: "announce write" },
    { ...written, when: "every day at 09:00 London time" },
  );
  old = nameOf(draft);
  await house.presses("sam", draft, words.button.ask);
  await approve(old);
  house.announcing.deliverer.start();
  await until(today, "09:05");
});

const nameOf = ({ summary }: Reply): string => /A\d+/.exec(summary)?.[0] ?? "";
const card = async (name: string, who = "alex") => await house.says(who, "announce show", name);
const approve = async (name: string) => await house.presses("alex", await card(name), words.button.approve);

function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function clock(at: string): Promise<void> {
  await desk.timing.pass(Math.max(0, Date.parse(at) - desk.timing.now().getTime()));
}

/** It becomes so late, an hour at a time, and everything that is due meanwhile is settled in its time. */
async function until(day: string, time: string): Promise<void> {
  const end = Date.parse(`${day}T${time}:00Z`);
  do {
    const now = desk.timing.now().getTime();
    await desk.timing.pass(Math.max(0, Math.min(3_600_000, end - now)));
    await desk.timing.until(async () => {
      const { rows } = await desk.database.pool.query(
        "SELECT FROM delivery WHERE state IN ('waiting', 'sending') AND due_at <= $1",
        [desk.timing.now()],
      );
      return rows.length === 0;
    });
  } while (desk.timing.now().getTime() < end);
}

/** Which days each of the two went out in the first channel: `Old 1`. */
async function posted(channel = "C1"): Promise<readonly string[]> {
  const { rows } = await desk.database.pool.query<{ title: string; slot: string }>(
    `SELECT a.content->>'title' AS title, r.slot FROM delivery d JOIN announcement a ON a.id = d.announcement_id
     JOIN announcement_run r ON r.id = d.run_id WHERE d.channel_id = $1 AND d.state = 'done' ORDER BY r.slot`,
    [channel],
  );
  return rows.map(({ title, slot }) => {
    const days = (Date.parse(slot.slice(0, 10)) - Date.parse(today)) / 86_400_000;
    return `${title} on day ${days} at ${slot.slice(11)}`;
  });
}

async function replaced(changed: Record<string, string> = {}): Promise<Reply> {
  const fields = {
    title: "New",
    body: "Come later.",
    when: "every day at 14:00 London time",
    to: "Tech North",
    ...changed,
  };
  return await house.fillsIn("sam", { command: "announce replace", text: old }, fields);
}

async function asked(changed: Record<string, string> = {}): Promise<string> {
  const draft = await replaced(changed);
  await house.presses("sam", draft, words.button.ask);
  return nameOf(draft);
}

async function stateOf(name: string): Promise<string | undefined> {
  return (await desk.store.find(Number(name.slice(1))))?.state;
}

describe("a change of what repeats", () => {
  it("leaves the old one going on while it waits, then takes its place the day after the approval", async () => {
    expect(buttonsOf(await card(old, "sam")).map(({ label }) => label)).toContain(replacing.button);
    const name = await asked();
    expect(wordsOf(await card(name))).toContain(replacing.replaces(old));
    expect(wordsOf(await card(old))).toContain(replacing.successor.waiting(name));
    // A run is due while the approval waits.
    await until(dayAfter(today), "10:00");

    expect((await approve(name)).summary).toContain(words.decided.approve);
    for (const day of [1, 2, 3]) await until(dayAfter(today, day), "20:00");

    expect(await posted()).toEqual([
      "Old on day 0 at 09:00",
      "Old on day 1 at 09:00",
      "New on day 2 at 14:00",
      "New on day 3 at 14:00",
    ]);
    // Its audience is another as well.
    expect(await posted("C2")).toEqual(["Old on day 0 at 09:00", "Old on day 1 at 09:00"]);
    await desk.timing.until(async () => (await stateOf(old)) === "finished");
  });

  it("approved before the old one's time of that day leaves that day to it", async () => {
    const name = await asked();
    await until(dayAfter(today), "08:00");

    await approve(name);
    for (const day of [1, 2]) await until(dayAfter(today, day), "20:00");

    expect(await posted()).toEqual([
      "Old on day 0 at 09:00",
      "Old on day 1 at 09:00",
      "New on day 2 at 14:00",
    ]);
  });

  it("keeps time and audience where the form does not say otherwise, and waits for no yes of its own daily cap", async () => {
    const name = await asked({ when: "", to: "everyone" });
    expect(wordsOf(await card(name))).not.toContain(english.preflight.held["daily-cap"]);

    await approve(name);
    await until(dayAfter(today), "20:00");

    for (const channel of ["C1", "C2"])
      expect(await posted(channel)).toEqual(["Old on day 0 at 09:00", "New on day 1 at 09:00"]);
  });

  it("that is sent back changes nothing", async () => {
    const name = await asked();
    await house.presses("alex", await card(name), words.button.refuse);

    await until(dayAfter(today), "20:00");

    expect(await posted()).toEqual(["Old on day 0 at 09:00", "Old on day 1 at 09:00"]);
    expect(await stateOf(old)).toBe("approved");
  });

  it("leaves nothing of the old one to be taken up again", async () => {
    await house.presses("sam", await card(old, "sam"), words.button.skipNext);
    await approve(await asked());

    for (const text of [old, `${old} ${dayAfter(today)}T09:00`]) {
      await house.says("sam", "announce unskip", text);
      await house.says("sam", "announce skip", text);
      await house.says("sam", "announce unskip", text);
    }
    await house.announcing.keepUp(new AbortController().signal);
    for (const day of [1, 2]) await until(dayAfter(today, day), "20:00");

    expect(await posted()).toEqual([
      "Old on day 0 at 09:00",
      "New on day 1 at 14:00",
      "New on day 2 at 14:00",
    ]);
    expect(wordsOf(await card(old))).not.toContain(words.button.unskip);
  });

  it("never runs on the day of its approval, whatever makes its runs", async () => {
    const name = await asked({ when: "every day at 23:00 London time" });
    await approve(name);

    await house.says("sam", "announce skip", `${name} ${dayAfter(today, 12)}T23:00`);
    await until(today, "23:30");

    expect(await posted()).toEqual(["Old on day 0 at 09:00"]);
  });

  it("is one at a time", async () => {
    const first = await asked();

    expect((await replaced()).summary).toBe(replacing.notNow(old, first));

    await house.says("sam", "announce cancel", first);
    expect(nameOf(await replaced())).not.toBe(first);
  });

  it("is not approved where something of the old one is on its way after its last day", async () => {
    const name = await asked();
    const announcement = await desk.store.find(Number(old.slice(1)));
    const all = await desk.store.deliveries(announcement?.id ?? "");
    const later = all.find(({ slot }) => slot.startsWith(dayAfter(today)));
    // As another process does between working it out and saving it.
    const { promise } = house.announcing.desk;
    const shown = await card(name);
    Object.assign(house.announcing.desk, {
      promise: async (one: Parameters<typeof promise>[0]) => {
        const promised = await promise(one);
        await desk.database.pool.query("UPDATE delivery SET sending_since = now() WHERE id = $1::uuid", [
          later?.id,
        ]);
        return promised;
      },
    });

    const reply = await house.presses("alex", shown, words.button.approve);

    expect(reply.summary).toContain(words.undecided.changed);
    expect(await stateOf(old)).toBe("approved");
    expect(await stateOf(name)).toBe("awaiting-approval");
    await desk.database.pool.query("UPDATE delivery SET sending_since = NULL WHERE id = $1::uuid", [
      later?.id,
    ]);
  });

  it("is changed itself by another only once it is approved, so that no day is without", async () => {
    const name = await asked();
    await approve(name);
    const labels = buttonsOf(await card(name, "sam")).map(({ label }) => label);

    const fields = { title: "Newer", body: "Come.", to: "everyone", when: "" };
    await house.fillsIn("sam", { command: "announce change", text: name }, fields);
    expect(await stateOf(name)).toBe("approved");
    const newer = await house.fillsIn("sam", { command: "announce replace", text: name }, fields);
    await house.presses("sam", newer, words.button.ask);
    await until(dayAfter(today), "10:00");
    await approve(nameOf(newer));
    for (const day of [1, 2]) await until(dayAfter(today, day), "20:00");

    expect(labels).toContain(replacing.button);
    expect(labels).not.toContain(words.button.change);
    expect(await posted()).toEqual([
      "Old on day 0 at 09:00",
      "New on day 1 at 14:00",
      "Newer on day 2 at 14:00",
    ]);
  });

  it.each(["while it waits", "once it is approved"])(
    "keeps the old one from becoming another: %s",
    async (when) => {
      const written = { title: "Old", body: "Come.", to: "everyone", audience: "public", cluster: "north" };
      const every = { ...written, when: "every day at 22:00 London time" };
      const draft = await house.fillsIn("sam", { command: "announce write" }, every);
      old = nameOf(draft);
      await house.presses("sam", draft, words.button.ask);
      await approve(old);
      const name = await asked();
      if (when !== "while it waits") await approve(name);

      const changed = await house.fillsIn("sam", { command: "announce change", text: old }, written);

      expect(changed.summary).toBe(replacing.notNow(old, name));
      expect(await stateOf(old)).toBe("approved");
      expect(buttonsOf(await card(old, "sam")).map(({ label }) => label)).not.toContain(words.button.change);
    },
  );

  it("has to repeat as well", async () => {
    expect(wordsOf(await replaced({ when: "now" }))).toContain(replacing.notRepeat);
  });

  it("is for those who write for its cluster, and for what goes on", async () => {
    const text = { command: "announce replace", text: old };
    const refused = await house.fillsIn("rita", text, { title: "X" });
    expect(refused.summary).toBe(english.permit["other-cluster"]);
    await house.says("sam", "announce cancel", old);

    expect((await replaced()).summary).toBe(replacing.notNow(old, null));
  });
});
