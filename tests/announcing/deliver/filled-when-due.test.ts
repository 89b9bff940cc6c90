import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import { AnnouncementDesk } from "../../support/announcement-desk.ts";
import { MemoryPoster } from "../../support/memory-poster.ts";

let desk: AnnouncementDesk;
let slack: MemoryPoster;
let deliverer: Deliverer;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  slack = new MemoryPoster("slack", desk.timing.now);
  deliverer = desk.deliverer([slack]);
});
afterEach(async () => {
  await desk.timing.through(deliverer.stop());
});

/** In so many seconds by the desk's clock. */
function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1000);
}

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states));
}

describe("a digest", () => {
  const digest = { kind: "events", days: 7 } as const;

  it("says what is on when it is delivered, and the same again after a lost answer", async () => {
    desk.on = "Rust Supper";
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1), { digest, title: "What's on" });
    slack.fail("C1", { kind: "not-sent" }, { kind: "limited", seconds: 5, scope: "channel" });
    deliverer.start();

    await desk.timing.until(() => slack.calls > 0);
    desk.on = "Cloud Night";
    await untilStates(announcement, "post done");
    expect(slack.shown("C1")).toEqual(["What's on: Rust Supper 1"]);
  });

  it("is corrected with what it listed, and not with what is on by then", async () => {
    desk.on = "Rust Supper";
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1), { digest, title: "What's on" });
    deliverer.start();
    await untilStates(announcement, "post done");

    desk.on = null;
    const content = { ...announcement.content, title: "This week" };
    await desk.change(announcement, "approve-edit", { content, deliveries: "edit" });
    deliverer.wake();
    await untilStates(announcement, "edit done");
    expect(slack.shown("C1")).toEqual(["This week: Rust Supper 1"]);
  });

  it("is left out where nothing is on, with the reason", async () => {
    desk.on = null;
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1), { digest });
    deliverer.start();

    await untilStates(announcement, "post skipped");
    const [delivery] = await desk.store.deliveries(announcement.id);
    expect([slack.messages, delivery?.reason]).toEqual([[], "nothing-on"]);
    await desk.timing.until(async () => (await desk.store.byId(announcement.id))?.state === "finished");
  });
});

describe("what is about an event", () => {
  it("is left out once the event is only for members, and was not before", async () => {
    const event = randomUUID();
    await desk.database.pool.query(
      `INSERT INTO event (id, cluster_id, audience, title, is_online, is_in_person, series)
       VALUES ($1::uuid, 'north', 'public', 'Supper', false, true, '{}')`,
      [event],
    );
    const [before, after] = [
      await desk.approved(["slack:TA/C1"], inSeconds(1), { event }),
      await desk.approved(["slack:TA/C2"], inSeconds(20), { event }),
    ];
    deliverer.start();
    await untilStates(before, "post done");

    await desk.database.pool.query("UPDATE event SET audience = 'members', audience_clusters = '{north}'");
    await untilStates(after, "post skipped");
    expect((await desk.store.deliveries(after.id))[0]?.reason).toBe("event-narrower");
  });
});
