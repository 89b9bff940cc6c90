import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement, Move } from "../../../src/announcing/announcement.ts";
import type { AnnouncementChange, Settlement } from "../../../src/announcing/announcement-store.port.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import { AnnouncementDesk, byAlex } from "../../support/announcement-desk.ts";
import { MemoryPoster } from "../../support/memory-poster.ts";

let desk: AnnouncementDesk;
let slack: MemoryPoster;
let deliverer: Deliverer;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  slack = new MemoryPoster("slack", desk.timing.now);
  deliverer = desk.deliverer([slack]);
});
afterEach(async () => {
  const stopping = deliverer.stop();
  await desk.timing.pass(13_000);
  await stopping;
});

/** In so many seconds by the desk's clock. */
function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1000);
}

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states));
}

async function save(
  { id }: Announcement,
  move: Move | "make-runs",
  change: AnnouncementChange,
): Promise<Announcement | null> {
  const revision = (await desk.store.byId(id))?.revision ?? 0;
  return await desk.store.save(id, change, { revision, move, by: byAlex, now: desk.timing.now() });
}

async function settle(
  { id }: Announcement,
  settlement: Settlement,
  states: readonly string[] = [],
): Promise<number> {
  const meant = (await desk.store.deliveries(id)).filter(
    ({ state }) => states.length === 0 || states.includes(state),
  );
  const by = { doing: byAlex, now: desk.timing.now() };
  return await desk.store.settle(
    meant.map((one) => one.id),
    settlement,
    by,
  );
}

/** Of which nobody can tell whether it is in TA, and which TB refused. */
async function unconfirmed(): Promise<Announcement> {
  const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
  slack.canReadBack = false;
  slack.fail("C1", { kind: "lost-reply" });
  slack.fail("C2", { kind: "refused", reason: "may-not-post" });
  deliverer.start();
  await untilStates(announcement, "post unconfirmed", "post refused");
  return announcement;
}

/** Three days running, to the same channel. */
async function threeRuns(kind: "goes" | "held"): Promise<Announcement> {
  const announcement = await desk.approved([], inSeconds(0));
  const made = [];
  for (const daysAgo of [3, 2, 1]) {
    const delivery = await desk.delivery("slack:TA/C1", inSeconds(-daysAgo * 86_400));
    made.push({ slot: `2026-11-0${daysAgo}T09:00`, deliveries: [{ ...delivery, kind }] });
  }
  await desk.change(announcement, "make-runs", { runs: { made, until: null } });
  return announcement;
}

describe("several times of the same announcement", () => {
  it("that were late come once when their author wants them posted now", async () => {
    const announcement = await threeRuns("goes");
    deliverer.start();
    await untilStates(announcement, "post late", "post late", "post late");

    expect(await settle(announcement, "again")).toBe(1);
    await untilStates(announcement, "post skipped", "post skipped", "post done");
    expect(slack.messages).toHaveLength(1);
  });

  it("that a region held come once when it lets them through", async () => {
    const announcement = await threeRuns("held");

    expect(await settle(announcement, "release")).toBe(1);
    expect(await desk.states(announcement)).toEqual(["post skipped", "post skipped", "post waiting"]);
  });
});

describe("what is not there when it is called off on its way", () => {
  it.each([
    ["cancel", "cancelled"],
    ["recall", "recalled"],
  ] as const)("does not wait for ever: %s", async (move, reason) => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    slack.post = async () => {
      await desk.change(announcement, move, { state: reason, deliveries: move });
      return { kind: "wait", seconds: 1, scope: "channel", doubtSince: null };
    };
    deliverer.start();

    await untilStates(announcement, "post skipped");
    expect((await desk.store.deliveries(announcement.id)).map((one) => one.reason)).toEqual([reason]);
  });
});

describe("what may be there", () => {
  it("is not posted again of what was cancelled, and can still be left", async () => {
    const announcement = await unconfirmed();
    await desk.change(announcement, "cancel", { state: "cancelled", deliveries: "cancel" });

    expect(await settle(announcement, "again", ["unconfirmed"])).toBe(0);
    expect(await settle(announcement, "leave", ["unconfirmed"])).toBe(1);
  });

  it("and was said to be there cannot be made anew with a change", async () => {
    const announcement = await unconfirmed();
    await settle(announcement, "there");
    await settle(announcement, "again");

    expect(await save(announcement, "change", { state: "draft", deliveries: "unmake" })).toBeNull();
  });

  it("in part, and was left so, is taken back as far as it is known", async () => {
    slack.partsOf = 2;
    const post = slack.post.bind(slack);
    slack.post = (part) =>
      part.part === 1 ? Promise.resolve({ kind: "uncertain", detail: "" }) : post(part);
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    deliverer.start();
    await untilStates(announcement, "post unconfirmed");
    await settle(announcement, "leave");

    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    await untilStates(announcement, "recall done");
    expect(slack.shown("C1")).toEqual([]);
  });
});
