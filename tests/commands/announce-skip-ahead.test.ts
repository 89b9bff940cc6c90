// What repeats seldom: its runs are made only days ahead, and people look weeks ahead.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands } from "../support/announcing-commands.ts";

const { button, decided, noRun } = english.announcements;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  house = await AnnouncingCommands.open(desk);
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp("slack:TA", { channels, consent: { ...cautiousConsent, holds: false } });
});

/** On 18 December 2026, and in January; approved on the first of December. */
async function approvedMonthly(): Promise<string> {
  const written = { title: "Meet-up", body: "Come along.", to: "Tech North", audience: "public" };
  const when = "every third Friday 09:00 London time";
  const draft = await house.fillsIn(
    "sam",
    { command: "announce write" },
    { ...written, when, cluster: "north" },
  );
  const name = /A\d+/.exec(draft.summary)?.[0] ?? "";
  await house.presses("sam", draft, button.ask);
  const approved = await house.presses("alex", await show("alex", name), button.approve);
  expect(approved.summary).toContain(decided.approve);
  return name;
}

async function show(who: string, name: string): Promise<Reply> {
  return await house.says(who, "announce show", name);
}

async function slots(name: string): Promise<readonly string[]> {
  const announcement = await desk.store.find(Number(name.slice(1)));
  const deliveries = await desk.store.deliveries(announcement?.id ?? "");
  return deliveries.map(({ slot, state }) => `${slot.slice(0, 10)} ${state}`);
}

it("a time is skipped weeks before its run would be made, once however often it is pressed, and taken up again", async () => {
  const name = await approvedMonthly();
  expect(await slots(name)).toEqual([]);
  const shown = await show("sam", name);

  const skipped = await house.presses("sam", shown, button.skipNext);
  expect(skipped.summary).toContain(decided["skip-run"]);
  expect((await house.presses("sam", shown, button.skipNext)).summary).toContain(noRun);
  expect(await slots(name)).toEqual(["2026-12-18 skipped"]);

  await desk.timing.pass(14 * 86_400_000);
  await house.announcing.keepUp(new AbortController().signal);
  expect(await slots(name)).toEqual(["2026-12-18 skipped"]);

  await house.presses("sam", await show("sam", name), button.unskip);
  expect(await slots(name)).toEqual(["2026-12-18 waiting"]);
});
