import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
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

/** An announcement of which the first attempt got no answer, and did not reach the channel either. */
async function inDoubt(options: Parameters<AnnouncementDesk["approved"]>[2] = {}): Promise<Announcement> {
  const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1), options);
  slack.fail("C1", { kind: "not-sent" });
  deliverer.start();
  await desk.timing.until(() => slack.calls === 1);
  return announcement;
}

async function isInDoubt({ id }: Announcement): Promise<boolean> {
  const sql = "SELECT FROM delivery WHERE announcement_id = $1::uuid AND sending_since IS NOT NULL";
  return (await desk.database.pool.query(sql, [id])).rowCount === 1;
}

describe("what may be there, and turns out not to be", () => {
  it("is asked about, not posted, once it is too late", async () => {
    const announcement = await inDoubt();
    await desk.store.stop(byAlex);
    await desk.timing.pass(3 * 86_400_000);
    await desk.store.resume(byAlex, desk.timing.now());

    await untilStates(announcement, "post late");
    expect(slack.messages).toEqual([]);
  });

  it("is not posted while it is paused, and is once that is over", async () => {
    const announcement = await inDoubt();
    await desk.change(announcement, "pause", { isPaused: true });

    await desk.timing.until(async () => !(await isInDoubt(announcement)));
    await desk.timing.pass(10_000);
    expect([await desk.states(announcement), slack.messages]).toEqual([["post waiting"], []]);
    await desk.change(announcement, "resume", { isPaused: false });
    await untilStates(announcement, "post done");
  });

  it("is left out once its event is only for members", async () => {
    const event = randomUUID();
    await desk.database.pool.query(
      `INSERT INTO event (id, cluster_id, audience, title, is_online, is_in_person, series)
       VALUES ($1::uuid, 'north', 'public', 'Supper', false, true, '{}')`,
      [event],
    );
    const announcement = await inDoubt({ event });
    await desk.database.pool.query("UPDATE event SET audience = 'members', audience_clusters = '{north}'");

    await untilStates(announcement, "post skipped");
    expect(slack.messages).toEqual([]);
  });
});

describe("what may be there, and is", () => {
  it("is taken back even while everything is stopped", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    slack.fail("C1", { kind: "lost-reply" });
    deliverer.start();
    await desk.timing.until(() => slack.calls === 1);

    await desk.store.stop(byAlex);
    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });

    await untilStates(announcement, "recall done");
    expect(slack.shown("C1")).toEqual([]);
  });
});
