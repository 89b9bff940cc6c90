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
    const { begun } = await beginAsDead();
    expect(begun).toHaveLength(2);
    // One of the two had reached the platform.
    postAsDead(begun.find(({ destination }) => destination.channel === "C1")?.id ?? "");

    start();
    await desk.timing.pass(5_000);
    expect(slack.shown("C2")).toEqual([]);
    await endLeases();

    await untilStates(announcement, "post done", "post done");
    expect([slack.shown("C1"), slack.shown("C2")]).toEqual([["Meet-up 1"], ["Meet-up 1"]]);
  });

  it("leaves what was corrected meanwhile to be corrected, and what was taken back to be taken back", async () => {
    const corrected = await desk.approved(["slack:TA/C1"], inSeconds(1));
    const recalled = await desk.approved(["slack:TA/C2", "slack:TA/C3"], inSeconds(1));
    const { begun } = await beginAsDead();
    for (const { id, destination } of begun)
      if (destination.channel !== "C3") postAsDead(id, destination.channel);
    const content = { title: "Room 2", body: "Come.", topic: null, link: null, image: null };
    const expected = { by: byAlex, now: desk.timing.now() };
    await desk.store.save(
      corrected.id,
      { content, deliveries: "edit" },
      { ...expected, revision: corrected.revision, move: "approve-edit" },
    );
    await desk.store.save(
      recalled.id,
      { state: "recalled", deliveries: "recall" },
      { ...expected, revision: recalled.revision, move: "recall" },
    );
    await endLeases();
    start();

    await untilStates(corrected, "edit done");
    await untilStates(recalled, "recall done", "post skipped");
    expect([slack.shown("C1"), slack.shown("C2"), slack.messages.length]).toEqual([["Room 2 1"], [], 2]);
  });

  it("says nothing of a delivery any more once another process has its lane", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    const { dead, begun } = await beginAsDead();
    await endLeases();
    await beginAsDead();

    const end = { kind: "wait", at: inSeconds(60), doubtSince: null } as const;
    await dead.record([{ id: begun[0]?.id ?? "", end }], inSeconds(3));

    expect(await desk.states(announcement)).toEqual(["post sending"]);
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

  /** Everything due is begun by a process that never goes on. */
  async function beginAsDead() {
    const dead = createDeliveryStore(desk.database.pool);
    const now = inSeconds(2);
    const lanes = await dead.takeLanes({ now, limit: 5, except: [], platforms: ["slack"] });
    const due = await dead.due({ lanes, now, limit: 5, held: [] });
    return {
      dead,
      begun: await dead.begin(
        due.map(({ id }) => id),
        now,
      ),
    };
  }

  async function endLeases(): Promise<void> {
    await desk.database.pool.query("UPDATE delivery_lane SET lease_until = now() - interval '1 second'");
  }

  /** What the dead process had sent: the same key, as any process makes it. */
  function postAsDead(id: string, channel = "C1"): void {
    const key = createHash("sha256").update(`${id} 0 1`).digest("base64url").slice(0, 22);
    slack.messages.push({ id: `dead-${channel}`, key, channel, text: "Meet-up 1", isDeleted: false });
  }
});
