import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words } = english;
const { button } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
  const consent = { ...cautiousConsent, holds: false };
  const channels = (channel: string) => [
    { channel, purposes: ["announcements" as const], audience: "public" as const },
  ];
  await house.setUp("slack:TA", { channels: channels("C1"), consent });
  await house.setUp("slack:TB", { channels: channels("C2"), consent: { ...consent, vetoHours: 4 } });
});

/** Written by Sam, approved by Alex. */
async function approvedNow(to = "everyone"): Promise<string> {
  const typed = { title: "Doors open", body: "Come.", to, when: "now", audience: "public" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, { ...typed, cluster: "north" });
  const [name = ""] = /A\d+/.exec(draft.summary) ?? [];
  await house.presses("sam", draft, button.ask);
  await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
  return name;
}

async function statesOf(name: string): Promise<readonly string[]> {
  const found = await desk.store.find(Number(name.slice(1)));
  const deliveries = await desk.store.deliveries(found?.id ?? "");
  return deliveries.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`)).toSorted();
}

/** Once the hours for saying no are over. */
async function deliver(name: string): Promise<void> {
  await desk.timing.pass(4 * 3_600_000 + 60_000);
  house.announcing.deliverer.start();
  const isUnderWay = (state: string) => state === "waiting" || state === "sending";
  await desk.timing.until(async () => !(await statesOf(name)).some(isUnderWay));
  await desk.timing.through(house.announcing.deliverer.stop());
}

describe("a region that wants time to say no", () => {
  it("sees what is to come, and leaves it out where it is", async () => {
    const name = await approvedNow("Tech South");
    const list = await house.says("rita", "announce list");
    expect(wordsOf(list)).toContain(words.list.coming(1));
    const shown = await house.presses("rita", list, button.show(name));

    const left = await house.presses("rita", shown, button.veto);
    await deliver(name);

    expect(wordsOf(left)).toContain(words.reason.vetoed);
    expect(await statesOf(name)).toEqual(["skipped vetoed"]);
    expect(house.slack.shown("C2")).toEqual([]);
  });

  it("gets it when nobody there says no, and cannot say no any more then", async () => {
    const name = await approvedNow("Tech South");
    const shown = await house.says("rita", "announce show", name);
    await deliver(name);

    expect(await statesOf(name)).toEqual(["done"]);
    const late = await house.presses("rita", shown, button.veto);
    expect(late.summary).toContain(words.settled(0));
    expect(house.slack.shown("C2")).toHaveLength(1);
  });

  it("cannot be spoken for by whoever announces", async () => {
    const name = await approvedNow();

    expect(buttonsOf(await house.says("sam", "announce show", name)).map(({ label }) => label)).not.toContain(
      button.veto,
    );
    const typed = await house.says("sam", "announce settle", `veto ${name} waiting`);

    // Only where it is Sam's own.
    expect(typed.summary).toContain(words.settled(1));
    expect(await statesOf(name)).toEqual(["skipped vetoed", "waiting"]);
  });
});
