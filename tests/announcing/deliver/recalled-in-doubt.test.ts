import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import type { PartToPost } from "../../../src/announcing/poster.port.ts";
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
  slack.partsOf = 2;
  // The first part is posted, the answer to the second is lost.
  slack.fail("C1", { kind: "hangs", until: Promise.resolve() }, { kind: "lost-reply" });
  deliverer = desk.deliverer([slack]);
});
afterEach(() => desk.timing.through(deliverer.stop()));

function approved(): Promise<Announcement> {
  return desk.approved(["slack:TA/C1"], new Date(desk.timing.now().getTime() + 1_000));
}

async function untilStates(announcement: Announcement, states: string): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === states);
}

async function recall(announcement: Announcement): Promise<void> {
  await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
  deliverer.wake();
}

async function settle({ id }: Announcement, settlement: "there" | "leave"): Promise<void> {
  const [delivery] = await desk.store.deliveries(id);
  await desk.store.settle([delivery?.id ?? ""], settlement, { doing: byAlex, now: desk.timing.now() });
  deliverer.wake();
}

describe("what is taken back while one of its parts is in doubt, and nobody can look", () => {
  it("goes as far as it is known, and is not said to be gone", async () => {
    const announcement = await approved();
    deliverer.start();
    await untilStates(announcement, "post unconfirmed");

    await recall(announcement);

    await untilStates(announcement, "recall unconfirmed");
    expect(slack.shown("C1")).toEqual(["Meet-up 2"]);
  });

  it("is no other when that comes out while it is taken back", async () => {
    const announcement = await approved();
    const post = slack.post.bind(slack);
    slack.post = async (part: PartToPost) => {
      const outcome = await post(part);
      if (outcome.kind === "uncertain") await recall(announcement);
      return outcome;
    };
    deliverer.start();

    await untilStates(announcement, "recall unconfirmed");
    expect(slack.shown("C1")).toEqual(["Meet-up 2"]);
  });

  it.each([
    ["there", "recall refused"],
    ["leave", "recall skipped"],
  ] as const)("ends when somebody has looked: %s", async (settlement, end) => {
    const announcement = await approved();
    deliverer.start();
    await untilStates(announcement, "post unconfirmed");
    await recall(announcement);
    await untilStates(announcement, "recall unconfirmed");

    await settle(announcement, settlement);

    await untilStates(announcement, end);
  });
});
