import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { type AnnouncementConsent, cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands } from "../support/announcing-commands.ts";

const { button, undecided } = english.announcements;
const accepts: AnnouncementConsent = { ...cautiousConsent, holds: false, bankHolidays: "deliver" };

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  const channels = ["C2", "C3"].map((channel) => ({
    channel,
    purposes: ["announcements" as const],
    audience: "public" as const,
  }));
  await house.setUp("slack:TB", { channels, consent: { ...accepts, dailyCap: 1 } });
});

/** Written by Sam of north for south; waits for Alex. */
async function asked(title: string, when: string): Promise<string> {
  const typed = { title, body: "Come.", to: "Tech South", when, audience: "public", cluster: "north" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, typed);
  await house.presses("sam", draft, button.ask);
  return /A\d+/.exec(draft.summary)?.[0] ?? "";
}

async function statesOf(name: string): Promise<readonly string[]> {
  const found = await desk.store.find(Number(name.slice(1)));
  return (await desk.store.deliveries(found?.id ?? "")).map(({ state }) => state);
}

describe("announcements that are approved at once", () => {
  it("do not get above a region's daily cap together", async () => {
    const hours = [9, 10, 11, 12, 13, 14];
    const names = [await asked("Another day", "Thu 3 December 9:00")];
    for (const hour of hours) names.push(await asked(`At ${hour}`, `Wed 2 December ${hour}:00`));
    const cards = await Promise.all(names.map((name) => house.says("alex", "announce show", name)));

    await Promise.all(cards.map((card) => house.presses("alex", card, button.approve)));

    const [another, ...same] = await Promise.all(names.map(statesOf));
    expect(another).toEqual(["waiting", "waiting"]);
    expect(same.map(String).toSorted()).toEqual([
      ...hours.slice(1).map(() => "held,held"),
      "waiting,waiting",
    ]);
    const { rows } = await desk.database.pool.query(
      "SELECT DISTINCT notes FROM delivery WHERE state = 'held'",
    );
    expect(rows).toEqual([{ notes: [{ note: "daily-cap" }] }]);
    const words = await desk.database.pool.query("SELECT FROM announcement_word WHERE kind = 'regions'");
    expect(words.rows).toHaveLength(5);
  });
});

describe("a time that is taken up again", () => {
  it("does not get above a daily cap that another has reached meanwhile", async () => {
    const weekly = await asked("Every week", "every Wednesday 9:00");
    const card = await house.says("alex", "announce show", weekly);
    await house.presses("alex", card, button.approve);
    await house.says("sam", "announce skip", weekly);
    const other = await asked("Other", "Wed 2 December 15:00");
    await house.presses("alex", await house.says("alex", "announce show", other), button.approve);

    await house.presses("sam", await house.says("sam", "announce show", weekly), button.unskip);

    expect((await statesOf(weekly)).slice(0, 2)).toEqual(["held", "held"]);
    expect(await statesOf(other)).toEqual(["waiting", "waiting"]);
  });
});

describe("an approval while a workspace is set up", () => {
  it("makes nothing of what that workspace agreed to before", async () => {
    const name = await asked("First", "Wed 2 December 9:00");
    const announcement = await desk.store.find(Number(name.slice(1)));
    if (announcement === null) throw new Error(`there is no ${name}`);
    const { lookAhead } = house.announcing.desk;
    const card = await house.says("alex", "announce show", name);
    const { promised } = await lookAhead(announcement);
    await house.setUp("slack:TB", { consent: { ...accepts, quiet: { from: "08:00", until: "12:00" } } });

    const saved = await desk.store.save(
      announcement.id,
      { state: "approved", runs: { made: promised.runs, until: promised.until } },
      {
        revision: announcement.revision,
        move: "approve",
        by: { actor: "slack:TA/UALEX", place: "slack:TA" },
        now: desk.timing.now(),
      },
    );

    expect(saved).toBeNull();
    expect(await statesOf(name)).toEqual([]);
    // What counts now is what is looked at then.
    const approved = await house.presses("alex", card, button.approve);
    expect(approved.summary).not.toContain(undecided.changed);
    expect(await statesOf(name)).toEqual(["waiting", "waiting"]);
  });
});
