// A region that approves for itself has said yes to the earlier text, and what it said yes to is still on its way.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import { AnnouncementDesk, byAlex } from "../../support/announcement-desk.ts";
import { type Fault, MemoryPoster } from "../../support/memory-poster.ts";

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
afterEach(() => desk.timing.through(deliverer.stop()));

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states));
}

async function settle({ id }: Announcement, settlement: "release" | "again"): Promise<void> {
  const ids = (await desk.store.deliveries(id)).map((delivery) => delivery.id);
  expect(await desk.store.settle(ids, settlement, { doing: byAlex, now: desk.timing.now() })).toBe(1);
  deliverer.wake();
}

/** As an approved correction does. */
async function correct(
  announcement: Announcement,
  deliveries: "edit" | "reword",
  title: string,
): Promise<void> {
  const content = { title, body: "Come.", topic: null, link: null, image: null };
  await desk.change(announcement, "approve-edit", { content, deliveries });
  deliverer.wake();
}

/** South holds it, and has just let it through. */
async function letThrough(): Promise<Announcement> {
  const due = new Date(desk.timing.now().getTime() + 1000);
  const announcement = await desk.approved(["slack:TB/C2"], due);
  await desk.database.pool.query(
    `UPDATE delivery SET state = 'held', notes = '[{"note": "own-approval"}]';
     UPDATE workspace SET holds_announcements = true WHERE external_id = 'TB'`,
  );
  await settle(announcement, "release");
  return announcement;
}

async function asked(): Promise<number> {
  const words = "SELECT FROM announcement_word WHERE kind = 'regions' AND part LIKE 'corrected %'";
  return (await desk.database.pool.query(words)).rows.length;
}

const inDoubt: Fault = { kind: "not-sent" };
const limited: Fault = { kind: "limited", seconds: 30, scope: "channel" };
const dead: Fault = { kind: "refused", reason: "token-dead" };

describe("a correction of what a region let through", () => {
  it.each([
    ["turns out not to be there", inDoubt, "edit"],
    ["turns out not to be there, of what is to come alone,", inDoubt, "reword"],
    ["has to wait for the platform's limits", limited, "edit"],
    ["waits until its workspace takes posts again", dead, "reword"],
  ] as const)("is asked about there before it is posted where that %s", async (_, fault, deliveries) => {
    const announcement = await letThrough();
    slack.fail("C2", fault);
    deliverer.start();
    await desk.timing.until(() => slack.calls > 0);
    await correct(announcement, deliveries, "Another text");

    await untilStates(announcement, "post held");
    expect(slack.shown("C2")).toEqual([]);

    await settle(announcement, "release");
    await desk.timing.pass(400_000);
    await untilStates(announcement, "post done");
    expect(slack.shown("C2")).toEqual(["Another text 1"]);
  });

  it("is asked about there where it was approved while an attempt was under way that came to nothing", async () => {
    const announcement = await letThrough();
    slack.fail("C2", limited);
    const post = slack.post.bind(slack);
    const began = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    slack.post = async (part) => {
      began.resolve();
      await goesOn.promise;
      return await post(part);
    };
    deliverer.start();
    await desk.timing.through(began.promise);
    await correct(announcement, "edit", "Another text");
    goesOn.resolve();

    await untilStates(announcement, "post held");
    expect(await asked()).toBe(1);
  });

  it("is posted without being asked about where nobody there has to say yes", async () => {
    const due = new Date(desk.timing.now().getTime() + 1000);
    const announcement = await desk.approved(["slack:TB/C2"], due);
    slack.fail("C2", inDoubt);
    deliverer.start();
    await desk.timing.until(() => slack.calls > 0);

    await correct(announcement, "edit", "Another text");

    await untilStates(announcement, "post done");
    expect(slack.shown("C2")).toEqual(["Another text 1"]);
  });
});

describe("a further correction of what a region has", () => {
  it.each(["edit", "reword"] as const)(
    "is asked about where the first waits to be sent: %s",
    async (deliveries) => {
      const announcement = await letThrough();
      deliverer.start();
      await untilStates(announcement, "post done");
      await correct(announcement, "edit", "Second text");
      await untilStates(announcement, "edit held");
      await desk.store.stop(byAlex);
      await settle(announcement, "release");

      await correct(announcement, deliveries, "Third text");
      await desk.store.resume(byAlex, desk.timing.now());
      deliverer.wake();

      await untilStates(announcement, "edit held");
      expect(slack.shown("C2")).toEqual(["Meet-up 1"]);
    },
  );
});
