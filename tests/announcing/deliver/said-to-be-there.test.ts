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
  await desk.empty({ "slack:TA": "north" });
  slack = new MemoryPoster("slack", desk.timing.now);
  slack.canReadBack = false;
  deliverer = desk.deliverer([slack]);
});
afterEach(async () => {
  const stopping = deliverer.stop();
  await desk.timing.pass(13_000);
  await stopping;
});

async function untilState(announcement: Announcement, state: string): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === state);
}

/** Somebody looked, and saw the part whose answer was lost: the one of that number, from 0. */
async function saidToBeThere(lost: number, partsOf: number): Promise<Announcement> {
  slack.partsOf = partsOf;
  const post = slack.post.bind(slack);
  slack.post = async (part) => {
    if (part.part === lost) slack.fail("C1", { kind: "lost-reply" });
    return await post(part);
  };
  const announcement = await desk.approved(["slack:TA/C1"], new Date(desk.timing.now().getTime() + 1_000));
  deliverer.start();
  await untilState(announcement, "post unconfirmed");
  const [delivery] = await desk.store.deliveries(announcement.id);
  const by = { doing: byAlex, now: desk.timing.now() };
  expect(await desk.store.settle([delivery?.id ?? ""], "there", by)).toBe(1);
  deliverer.wake();
  await untilState(announcement, "post done");
  return announcement;
}

async function correct(announcement: Announcement, title: string): Promise<void> {
  const known = await desk.store.byId(announcement.id);
  const content = { ...(known ?? announcement).content, title };
  await desk.change(announcement, "approve-edit", { content, deliveries: "edit" });
  deliverer.wake();
}

describe("a part that somebody said is there", () => {
  it("is not posted again, and the parts after it are", async () => {
    await saidToBeThere(0, 3);

    expect(slack.shown("C1")).toEqual(["Meet-up 1", "Meet-up 2", "Meet-up 3"]);
  });

  it.each([
    [0, ["Meet-up 1", "Changed 2"]],
    [1, ["Changed 1", "Meet-up 2"]],
  ])("is left to people when the rest is corrected, and not posted anew: part %i", async (lost, shown) => {
    const announcement = await saidToBeThere(lost, 2);

    await correct(announcement, "Changed");
    await untilState(announcement, "edit refused");

    expect(slack.shown("C1")).toEqual(shown);
    const [delivery] = await desk.store.deliveries(announcement.id);
    expect(delivery?.reason).toBe("said-to-be-there");
  });

  it("is left to people when the rest is taken back", async () => {
    const announcement = await saidToBeThere(0, 2);

    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    deliverer.wake();
    await untilState(announcement, "recall refused");

    expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  });

  it("is told to be changed by hand where it is all there is", async () => {
    const announcement = await saidToBeThere(0, 1);

    await correct(announcement, "Changed");

    await untilState(announcement, "edit refused");
    expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  });
});
