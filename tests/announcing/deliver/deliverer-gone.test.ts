import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "vitest";
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

describe("a workspace that the bot is no longer in", () => {
  it("ends what was to be taken back there", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    deliverer.start();
    await untilStates(announcement, "post done");
    await desk.database.pool.query("UPDATE workspace SET state = 'gone'");

    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    await untilStates(announcement, "recall refused");
  });

  it("ends what may be there as something nobody can tell", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    slack.fail("C1", { kind: "not-sent" });
    deliverer.start();
    await desk.timing.until(() => slack.calls === 1);
    await desk.database.pool.query("UPDATE workspace SET state = 'gone'");

    await untilStates(announcement, "post unconfirmed");
  });

  it("is not one that waits to be confirmed: there it is taken back", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    deliverer.start();
    await untilStates(announcement, "post done");
    await desk.database.pool.query("UPDATE workspace SET state = 'waiting'");

    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    await untilStates(announcement, "recall done");
  });
});
