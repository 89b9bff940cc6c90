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

describe("what comes late", () => {
  it("goes out by itself up to two hours late, and is asked about after that", async () => {
    const inTime = await desk.approved(["slack:TA/C1"], inSeconds(-119 * 60));
    const tooLate = await desk.approved(["slack:TA/C2"], inSeconds(-121 * 60));
    start();

    await untilStates(inTime, "post done");
    await untilStates(tooLate, "post late");
    expect(slack.shown("C2")).toEqual([]);
    expect(desk.swept).toMatchObject([{ announcement: tooLate.id, kind: "late", count: 1 }]);

    const [late] = await desk.store.deliveries(tooLate.id);
    await desk.store.settle([late?.id ?? ""], "again", { doing: byAlex, now: desk.timing.now() });
    await untilStates(tooLate, "post done");
  });

  it("goes out once where several runs of the same are late", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(-60 * 60));
    const present = await desk.store.byId(announcement.id);
    await desk.store.save(
      announcement.id,
      {
        runs: {
          made: [
            {
              slot: "2026-12-01T09:30",
              deliveries: [await desk.delivery("slack:TA/C1", inSeconds(-30 * 60))],
            },
          ],
          until: null,
        },
      },
      { revision: present?.revision ?? 0, move: "make-runs", by: byAlex, now: desk.timing.now() },
    );
    start();

    await untilStates(announcement, "post late", "post done");
    expect(slack.messages).toHaveLength(1);
  });
});

describe("a workspace in trouble", () => {
  it("that refuses the bot is left alone for five minutes, and no other with it", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2", "slack:TA/C3"], inSeconds(1));
    slack.fail("C1", { kind: "refused", reason: "token-dead" });
    slack.fail("C3", { kind: "refused", reason: "token-dead" });
    start();
    await untilStates(announcement, "post waiting", "post done", "post waiting");
    const calls = slack.calls;
    await desk.timing.pass(60_000);
    expect(slack.calls).toBe(calls);

    slack.faults.clear();
    await desk.timing.pass(235_000);
    await untilStates(announcement, "post done", "post done", "post done");
    expect((await desk.database.pool.query("SELECT FROM delivery_circuit")).rowCount).toBe(0);
  });

  it("that has to wait delays no other", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    slack.fail("C1", { kind: "limited", seconds: 600, scope: "workspace" });
    start();

    await desk.timing.until(async () => (await desk.states(announcement))[1] === "post done", 5_000);
    await desk.timing.pass(590_000);
    expect(slack.shown("C1")).toEqual([]);
    await untilStates(announcement, "post done", "post done");
  });

  it("that the bot is no longer in is told, not waited for", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    await desk.database.pool.query("UPDATE workspace SET state = 'gone' WHERE external_id = 'TA'");
    start();

    await untilStates(announcement, "post refused");
    expect(desk.swept).toMatchObject([{ kind: "refused", count: 1 }]);
  });

  it("that forbids one channel does not stop the others", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TA/C2"], inSeconds(1));
    slack.fail("C1", { kind: "refused", reason: "may-not-post" });
    start();

    await untilStates(announcement, "post refused", "post done");
  });
});
