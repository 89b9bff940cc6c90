import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import { AnnouncementDesk, byAlex } from "../../support/announcement-desk.ts";
import { MemoryPoster } from "../../support/memory-poster.ts";

let desk: AnnouncementDesk;
let slack: MemoryPoster;
let discord: MemoryPoster;
let running: Deliverer[] = [];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south", "discord:G1": "south" });
  slack = new MemoryPoster("slack", desk.timing.now);
  discord = new MemoryPoster("discord", desk.timing.now);
});
afterEach(async () => {
  await desk.timing.through(Promise.all(running.map((deliverer) => deliverer.stop())));
  running = [];
});

function start(): Deliverer {
  const deliverer = desk.deliverer([slack, discord]);
  running.push(deliverer);
  deliverer.start();
  return deliverer;
}

/** In so many seconds by the desk's clock. */
function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1000);
}

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states));
}

describe("what changed its mind", () => {
  it("is not posted once it is cancelled, paused or stopped", async () => {
    const cancelled = await desk.approved(["slack:TA/C1"], inSeconds(5));
    const paused = await desk.approved(["slack:TA/C2"], inSeconds(5));
    await desk.store.save(
      cancelled.id,
      { state: "cancelled", deliveries: "cancel" },
      { revision: cancelled.revision, move: "cancel", by: byAlex, now: desk.timing.now() },
    );
    await desk.store.save(
      paused.id,
      { isPaused: true },
      { revision: paused.revision, move: "pause", by: byAlex, now: desk.timing.now() },
    );
    const stopped = await desk.approved(["slack:TB/C3"], inSeconds(5));
    await desk.store.stop(byAlex);
    start();
    await desk.timing.pass(20_000);
    await desk.timing.until(async () => (await desk.states(stopped))[0] === "post waiting");
    expect(slack.messages).toEqual([]);

    expect(await desk.store.resume(byAlex, desk.timing.now())).toBe(1);
    await untilStates(stopped, "post late");
    expect([await desk.states(cancelled), await desk.states(paused), slack.messages]).toEqual([
      ["post skipped"],
      ["post waiting"],
      [],
    ]);
  });

  it("is not posted for members only where another organisation has come into the channel since", async () => {
    const forMembers = await desk.approved(["slack:TA/C1"], inSeconds(5), { audience: "members" });
    await desk.database.pool.query("UPDATE workspace_channel SET audience = 'members'");
    slack.isShared = true;
    start();

    await untilStates(forMembers, "post skipped");
    expect(slack.messages).toEqual([]);
  });

  it("waits where it is for members only and nobody can say who sees the channel just now", async () => {
    const forMembers = await desk.approved(["slack:TA/C1"], inSeconds(5), { audience: "members" });
    await desk.database.pool.query("UPDATE workspace_channel SET audience = 'members'");
    const examine = slack.examine.bind(slack);
    let isBusy = true;
    let looked = 0;
    Object.assign(slack, {
      examine: () => {
        looked += 1;
        return isBusy ? Promise.resolve({ kind: "unknown", detail: "slack is busy" }) : examine();
      },
    });
    start();
    await desk.timing.until(() => looked > 0);
    await untilStates(forMembers, "post waiting");
    expect(slack.messages).toEqual([]);

    isBusy = false;
    await untilStates(forMembers, "post done");
  });

  it("is taken back where it was just being posted", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    const answered = Promise.withResolvers<void>();
    slack.fail("C1", { kind: "hangs", until: answered.promise });
    start();
    await untilStates(announcement, "post sending", "post done");
    const saved = await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    expect(saved.state).toBe("recalled");
    answered.resolve();

    await untilStates(announcement, "recall done", "recall done");
    expect([slack.shown("C1"), slack.shown("C2")]).toEqual([[], []]);
  });

  it("is corrected wherever it is, and posted as corrected where it is not yet", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "discord:G1/C3"], inSeconds(1));
    discord.fail("C3", { kind: "limited", seconds: 30, scope: "channel" });
    start();
    await untilStates(announcement, "post done", "post waiting");
    await desk.change(announcement, "approve-edit", {
      content: { title: "Meet-up, room 2", body: "Come.", topic: null, link: null, image: null },
      deliveries: "edit",
    });

    await untilStates(announcement, "edit done", "post done");
    expect([slack.shown("C1"), discord.shown("C3")]).toEqual([["Meet-up, room 2 1"], ["Meet-up, room 2 1"]]);
  });

  it("loses or gains parts with a correction, and tells where somebody deleted it", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    slack.partsOf = 2;
    start();
    await untilStates(announcement, "post done", "post done");
    const deleted = slack.messages.find(({ channel }) => channel === "C2");
    if (deleted !== undefined) deleted.isDeleted = true;
    slack.partsOf = 3;
    await desk.change(announcement, "approve-edit", {
      content: { title: "Longer", body: "Come.", topic: null, link: null, image: null },
      deliveries: "edit",
    });

    await untilStates(announcement, "edit done", "edit refused");
    expect(slack.shown("C1")).toEqual(["Longer 1", "Longer 2", "Longer 3"]);
  });
});
