import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../../src/announcing/announcement.ts";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import { partsAtMost } from "../../../src/announcing/forecast.ts";
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
afterEach(() => desk.timing.through(deliverer.stop()));

/** In so many seconds by the desk's clock. */
function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1000);
}

async function untilStates(announcement: Announcement, ...states: readonly string[]): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === String(states));
}

/** As an approved correction does. */
async function correct(announcement: Announcement, title: string): Promise<void> {
  const content = { title, body: "Come.", topic: null, link: null, image: null };
  await desk.change(announcement, "approve-edit", { content, deliveries: "edit" });
}

/** The first of two parts is there; the platform refused the second. */
async function halfThere(): Promise<Announcement> {
  const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
  slack.partsOf = 2;
  const isPosted = { kind: "hangs", until: Promise.resolve() } as const;
  slack.fail("C1", isPosted, { kind: "refused", reason: "may-not-post" });
  deliverer.start();
  await untilStates(announcement, "post refused");
  expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  return announcement;
}

describe("a correction", () => {
  it("reaches what is there of a post that was refused half-way, and goes on with it", async () => {
    const announcement = await halfThere();

    await correct(announcement, "Meet-up, room 2");

    await untilStates(announcement, "edit done");
    expect(slack.shown("C1")).toEqual(["Meet-up, room 2 1", "Meet-up, room 2 2"]);
  });

  it("posts no more messages than an announcement may have", async () => {
    const announcement = await desk.approved(["slack:TA/C1"], inSeconds(1));
    deliverer.start();
    await untilStates(announcement, "post done");
    slack.partsOf = partsAtMost + 1;

    await correct(announcement, "Longer");

    await untilStates(announcement, "edit refused");
    expect(slack.shown("C1")).toEqual(["Meet-up 1"]);
  });

  it("has to be let through again where a region let the earlier text through", async () => {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(60));
    await desk.database.pool.query(
      `UPDATE delivery SET state = 'held', notes = '[{"note": "own-approval"}]' WHERE channel_id = 'C2'`,
    );
    const held = (await desk.store.deliveries(announcement.id)).find(({ state }) => state === "held");
    const by = { doing: byAlex, now: desk.timing.now() };
    expect(await desk.store.settle([held?.id ?? ""], "release", by)).toBe(1);

    await correct(announcement, "Something else");
    deliverer.start();

    await untilStates(announcement, "post done", "post held");
    expect(slack.shown("C2")).toEqual([]);
  });

  it.each([
    ["was refused", { kind: "refused", reason: "may-not-post" }, "post refused"],
    ["is in doubt", { kind: "lost-reply" }, "post unconfirmed"],
  ] as const)(
    "has to be let through again before it is posted again where it %s",
    async (_, fault, state) => {
      const announcement = await desk.approved(["slack:TB/C2"], inSeconds(60));
      await desk.database.pool.query(
        `UPDATE delivery SET state = 'held', notes = '[{"note": "own-approval"}]';
       UPDATE workspace SET holds_announcements = true`,
      );
      const [{ id } = { id: "" }] = await desk.store.deliveries(announcement.id);
      const settle = (settlement: "release" | "again") =>
        desk.store.settle([id], settlement, { doing: byAlex, now: desk.timing.now() });
      slack.canReadBack = false;
      slack.fail("C2", fault);
      await settle("release");
      deliverer.start();
      await untilStates(announcement, state);

      await correct(announcement, "Another text");
      await settle("again");

      expect(await desk.states(announcement)).toEqual(["post held"]);
      const { rows } = await desk.database.pool.query(
        "SELECT FROM announcement_word WHERE kind = 'regions' AND part <> $1",
        ["3"],
      );
      expect(rows.length).toBeGreaterThan(0);
      await settle("release");
      await untilStates(announcement, "post done");
      expect(slack.shown("C2").at(-1)).toBe("Another text 1");
    },
  );

  it("is not asked about again where the text is the one that was let through", async () => {
    const announcement = await desk.approved(["slack:TB/C2"], inSeconds(60));
    await desk.database.pool.query(
      `UPDATE delivery SET state = 'held', notes = '[{"note": "own-approval"}]';
       UPDATE workspace SET holds_announcements = true`,
    );
    const [{ id } = { id: "" }] = await desk.store.deliveries(announcement.id);
    const by = { doing: byAlex, now: desk.timing.now() };
    slack.fail("C2", { kind: "refused", reason: "may-not-post" });
    await desk.store.settle([id], "release", by);
    deliverer.start();
    await untilStates(announcement, "post refused");

    await desk.store.settle([id], "again", by);

    await untilStates(announcement, "post done");
  });
});

describe("a correction of what a region that approves for itself has", () => {
  /** In south's channel, which has let it through. */
  async function inSouth(): Promise<Announcement> {
    const announcement = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    deliverer.start();
    await untilStates(announcement, "post done", "post done");
    await desk.database.pool.query(
      "UPDATE workspace SET holds_announcements = true WHERE external_id = 'TB'",
    );
    return announcement;
  }

  async function settle({ id }: Announcement, settlement: "release" | "leave"): Promise<void> {
    const held = (await desk.store.deliveries(id)).filter(({ state }) => state === "held");
    const ids = held.map((delivery) => delivery.id);
    expect(await desk.store.settle(ids, settlement, { doing: byAlex, now: desk.timing.now() })).toBe(1);
    deliverer.wake();
  }

  it("waits for their yes, and reaches everybody else meanwhile", async () => {
    const announcement = await inSouth();

    await correct(announcement, "Meet-up, room 2");
    deliverer.wake();
    await untilStates(announcement, "edit done", "edit held");
    expect([slack.shown("C1"), slack.shown("C2")]).toEqual([["Meet-up, room 2 1"], ["Meet-up 1"]]);
    expect(await desk.store.fromOthers(["south"])).toMatchObject([{ state: "held", goal: "edit" }]);

    await settle(announcement, "release");
    await untilStates(announcement, "edit done", "edit done");
    expect(slack.shown("C2")).toEqual(["Meet-up, room 2 1"]);
  });

  it("leaves what they have when they want none of it, and a further one asks them again", async () => {
    const announcement = await inSouth();
    await correct(announcement, "Meet-up, room 2");

    await settle(announcement, "leave");
    await untilStates(announcement, "edit done", "post done");
    expect(slack.shown("C2")).toEqual(["Meet-up 1"]);
    const [, left] = await desk.store.deliveries(announcement.id);
    expect(left).toMatchObject({ reason: "correction-left-out", finishedAt: expect.any(Date) });

    await correct(announcement, "Meet-up, room 3");
    deliverer.wake();
    await untilStates(announcement, "edit done", "edit held");
    await settle(announcement, "release");
    await untilStates(announcement, "edit done", "edit done");
    expect(slack.shown("C2")).toEqual(["Meet-up, room 3 1"]);
  });

  it("is asked about also when it was approved while the post was on its way", async () => {
    const announcement = await desk.approved(["slack:TB/C2"], inSeconds(1));
    const sent = Promise.withResolvers<void>();
    slack.fail("C2", { kind: "hangs", until: sent.promise });
    deliverer.start();
    await untilStates(announcement, "post sending");
    await desk.database.pool.query(
      "UPDATE workspace SET holds_announcements = true WHERE external_id = 'TB'",
    );
    await correct(announcement, "Meet-up, room 2");

    sent.resolve();

    await untilStates(announcement, "edit held");
    expect(slack.shown("C2")).toEqual(["Meet-up 1"]);
    const told = "SELECT part FROM announcement_word WHERE kind = 'regions' AND about = $1::uuid";
    const { rows } = await desk.database.pool.query(told, [announcement.id]);
    expect(rows).toContainEqual({ part: "corrected 2" });
  });

  it("does not keep it from being taken back", async () => {
    const announcement = await inSouth();
    await correct(announcement, "Meet-up, room 2");

    await desk.change(announcement, "recall", { state: "recalled", deliveries: "recall" });
    deliverer.wake();

    await untilStates(announcement, "recall done", "recall done");
    expect(slack.shown("C2")).toEqual([]);
  });
});
