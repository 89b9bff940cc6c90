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
async function correct({ id }: Announcement, title: string): Promise<void> {
  const revision = (await desk.store.byId(id))?.revision ?? 0;
  const content = { title, body: "Come.", topic: null, link: null, image: null };
  const expected = { revision, move: "approve-edit", by: byAlex, now: desk.timing.now() } as const;
  await desk.store.save(id, { content, deliveries: "edit" }, expected);
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
