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

/** Members of north only, in a channel for members of theirs. */
async function approvedForMembers(): Promise<Announcement> {
  const announcement = await desk.approved(["slack:TA/C1"], inSeconds(5));
  const { pool } = desk.database;
  await pool.query(`UPDATE announcement SET aim = aim || '{"audience": "members", "clusters": ["north"]}'`);
  await pool.query("UPDATE workspace_channel SET audience = 'members'");
  return announcement;
}

describe("what is approved", () => {
  it.each([
    ["is seen by others by then", "UPDATE workspace_channel SET audience = 'public'", "not-for-channel"],
    [
      "is for something else by then",
      "UPDATE workspace_channel SET purposes = '{questions}'",
      "not-for-channel",
    ],
    ["is not set up any more", "DELETE FROM workspace_channel", "not-for-channel"],
    ["is another cluster's by then", "UPDATE workspace SET cluster_id = 'south'", "not-for-channel"],
  ])("is left out where the channel %s", async (_, meanwhile, reason) => {
    const announcement = await approvedForMembers();
    await desk.database.pool.query(meanwhile);
    deliverer.start();

    await untilStates(announcement, "post skipped");
    expect((await desk.store.deliveries(announcement.id))[0]?.reason).toBe(reason);
    expect(slack.messages).toEqual([]);
  });

  it("is posted where nothing of that changed", async () => {
    const announcement = await approvedForMembers();
    deliverer.start();

    await untilStates(announcement, "post done");
  });

  it("is left out where others want nothing on its topic any more, and not at home", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(5));
    const { pool } = desk.database;
    await pool.query(`UPDATE announcement SET content = content || '{"topic": "jobs"}'`);
    await pool.query("UPDATE workspace SET opted_out_topics = '{jobs}'");
    deliverer.start();

    await untilStates(announcement, "post done", "post skipped");
    expect((await desk.store.deliveries(announcement.id))[1]?.reason).toBe("topic-opted-out");
  });

  it("is held where others approve for themselves by now, until they let it through", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(5));
    await desk.database.pool.query("UPDATE workspace SET holds_announcements = true");
    deliverer.start();

    await untilStates(announcement, "post done", "post held");
    const held = (await desk.store.deliveries(announcement.id))[1]?.id ?? "";
    await desk.store.settle([held], "release", { doing: byAlex, now: desk.timing.now() });
    await untilStates(announcement, "post done", "post done");
  });
});
