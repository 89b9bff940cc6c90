import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDeliveryStore } from "../../../src/adapters/postgres/delivery-store.ts";
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
  const stopping = running.map((deliverer) => deliverer.stop());
  await desk.timing.pass(13_000);
  await Promise.all(stopping);
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

describe("what is promised", () => {
  it("is posted once in every channel when its time comes, and not before", async () => {
    const dueAt = inSeconds(30);
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2", "discord:G1/C3"], dueAt);
    start();

    await desk.timing.until(() => desk.timing.now().getTime() > dueAt.getTime() - 200);
    expect([...slack.messages, ...discord.messages]).toEqual([]);

    await untilStates(announcement, "post done", "post done", "post done");
    expect([slack.shown("C1"), slack.shown("C2"), discord.shown("C3")]).toEqual([
      ["Meet-up 1"],
      ["Meet-up 1"],
      ["Meet-up 1"],
    ]);
    await desk.timing.until(async () => (await desk.store.byId(announcement.id))?.state === "finished");
    expect((await desk.store.deliveries(announcement.id)).map(({ receipts }) => receipts.length)).toEqual([
      1, 1, 1,
    ]);
  });

  it("is not posted a second time when the answer was lost and can be looked up", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    slack.fail("C1", { kind: "lost-reply" });
    start();

    await untilStates(announcement, "post done");
    expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  });

  it("is posted when the answer was lost and it is not there", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    slack.fail("C1", { kind: "not-sent" });
    start();

    await untilStates(announcement, "post done");
    expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  });

  it("is left to the author where nobody can tell whether it is there", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TA/C2"], inSeconds(1));
    slack.canReadBack = false;
    slack.fail("C1", { kind: "lost-reply" });
    slack.fail("C2", { kind: "lost-reply" });
    const deliverer = start();

    await untilStates(announcement, "post unconfirmed", "post unconfirmed");
    await desk.timing.pass(60_000);
    expect(slack.messages).toHaveLength(2);

    const [one, other] = await desk.store.deliveries(announcement.id);
    const by = { doing: byAlex, now: desk.timing.now() };
    expect(await desk.store.settle([one?.id ?? ""], "there", by)).toBe(1);
    expect(await desk.store.settle([other?.id ?? ""], "again", by)).toBe(1);
    deliverer.wake();
    await untilStates(announcement, "post done", "post done");
    expect(slack.messages).toHaveLength(3);
  });

  it("is told as parts of one, in their order, with each written down before the next", async () => {
    const announcement = await desk.approved(["discord:G1/C3"], inSeconds(1));
    discord.partsOf = 3;
    discord.fail(
      "C3",
      { kind: "limited", seconds: 0, scope: "channel" },
      { kind: "limited", seconds: 2, scope: "channel" },
    );
    start();

    await untilStates(announcement, "post done");
    expect(discord.shown("C3")).toEqual(["Meet-up 1", "Meet-up 2", "Meet-up 3"]);
  });
});

describe("a process that was killed", () => {
  it("after it began is taken over, and what it posted is found and not posted again", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TA/C2"], inSeconds(1));
    const dead = createDeliveryStore(desk.database.pool);
    const now = inSeconds(2);
    const lanes = await dead.takeLanes({ now, limit: 5, except: [], platforms: ["slack"] });
    const due = await dead.due({ lanes, now, limit: 5, held: [] });
    const begun = await dead.begin(
      due.map(({ id }) => id),
      now,
    );
    expect(begun).toHaveLength(2);
    // One of the two had reached the platform.
    postAsDead(begun.find(({ destination }) => destination.channel === "C1")?.id ?? "");

    start();
    await desk.timing.pass(5_000);
    expect(slack.shown("C2")).toEqual([]);
    await desk.database.pool.query("UPDATE delivery_lane SET lease_until = now() - interval '1 second'");

    await untilStates(announcement, "post done", "post done");
    expect([slack.shown("C1"), slack.shown("C2")]).toEqual([["Meet-up 1"], ["Meet-up 1"]]);
  });

  it("shares the work with others, and nothing goes out twice", async () => {
    const channels = Array.from(
      { length: 30 },
      (_, index) => `slack:${index % 2 === 0 ? "TA" : "TB"}/C${index}`,
    );
    const announcement = await desk.approved([...channels, "discord:G1/D1"], inSeconds(1));
    start();
    start();

    await untilStates(announcement, ...channels.map(() => "post done"), "post done");
    expect(slack.messages).toHaveLength(30);
    expect(new Set(slack.messages.map(({ channel }) => channel)).size).toBe(30);
  });

  /** What the dead process had sent: the same key, as any process makes it. */
  function postAsDead(id: string): void {
    const key = createHash("sha256").update(`${id} 0`).digest("base64url").slice(0, 22);
    slack.messages.push({ id: "dead1", key, channel: "C1", text: "Meet-up 1", isDeleted: false });
  }
});

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

  it("is taken back where it was just being posted", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    const answered = Promise.withResolvers<void>();
    slack.fail("C1", { kind: "hangs", until: answered.promise });
    start();
    await untilStates(announcement, "post sending", "post done");
    const present = await desk.store.byId(announcement.id);
    const saved = await desk.store.save(
      announcement.id,
      { state: "recalled", deliveries: "recall" },
      { revision: present?.revision ?? 0, move: "recall", by: byAlex, now: desk.timing.now() },
    );
    expect(saved?.state).toBe("recalled");
    answered.resolve();

    await untilStates(announcement, "recall done", "recall done");
    expect([slack.shown("C1"), slack.shown("C2")]).toEqual([[], []]);
  });

  it("is corrected wherever it is, and posted as corrected where it is not yet", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "discord:G1/C3"], inSeconds(1));
    discord.fail("C3", { kind: "limited", seconds: 30, scope: "channel" });
    start();
    await untilStates(announcement, "post done", "post waiting");
    const present = await desk.store.byId(announcement.id);
    await desk.store.save(
      announcement.id,
      {
        content: { title: "Meet-up, room 2", body: "Come.", topic: null, link: null, image: null },
        deliveries: "edit",
      },
      { revision: present?.revision ?? 0, move: "approve-edit", by: byAlex, now: desk.timing.now() },
    );

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
    const present = await desk.store.byId(announcement.id);
    await desk.store.save(
      announcement.id,
      {
        content: { title: "Longer", body: "Come.", topic: null, link: null, image: null },
        deliveries: "edit",
      },
      { revision: present?.revision ?? 0, move: "approve-edit", by: byAlex, now: desk.timing.now() },
    );

    await untilStates(announcement, "edit done", "edit refused");
    expect(slack.shown("C1")).toEqual(["Longer 1", "Longer 2", "Longer 3"]);
  });
});
