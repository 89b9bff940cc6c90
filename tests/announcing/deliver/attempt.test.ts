import { describe, expect, it } from "vitest";
import { attempt } from "../../../src/announcing/deliver/attempt.ts";
import type { BegunDelivery } from "../../../src/announcing/delivery-store.port.ts";
import type { Announced, PartToPost } from "../../../src/announcing/poster.port.ts";
import { MemoryPoster } from "../../support/memory-poster.ts";

const now = new Date("2026-11-25T09:00:00Z");
const announced = { title: "Meet-up", body: [] } as unknown as Announced;

/** A correction of which the first part is changed, and the second was on its way when the process was killed. */
const begun: BegunDelivery = {
  id: "d1",
  lane: "slack:TA",
  destination: { platform: "slack", workspace: "TA", channel: "C1" },
  goal: "edit",
  announcement: "a1",
  contentRevision: 2,
  attemptedRevision: 2,
  over: null,
  receipts: [{ id: "m1", link: null }],
  part: 1,
  doubtSince: new Date("2026-11-25T08:50:00Z"),
  filled: null,
  mayMention: false,
  leaveOut: null,
};

describe("an attempt at a correction that adds a part", () => {
  it("looks for the part in doubt since it was first attempted, and writes nothing down before", async () => {
    const poster = new MemoryPoster("slack", () => now);
    poster.partsOf = 2;
    const steps: unknown[] = [];
    poster.post = ({ part, doubtSince }: PartToPost) => {
      steps.push(["post", part, doubtSince]);
      return Promise.resolve({ kind: "posted", receipt: { id: "m2", link: null } });
    };

    const end = await attempt(
      begun,
      { present: announced, attempted: announced },
      {
        poster,
        now: () => now,
        maySend: () => true,
        progress: (written) => {
          steps.push(["written", written.part]);
          return Promise.resolve("goes-on");
        },
        pause: () => {},
      },
    );

    expect(steps).toEqual([["post", 1, begun.doubtSince]]);
    expect(end).toMatchObject({ kind: "done", receipts: [{ id: "m1" }, { id: "m2" }] });
  });

  it("writes down that the parts before are changed, when the next was not attempted yet", async () => {
    const poster = new MemoryPoster("slack", () => now);
    poster.partsOf = 2;
    poster.messages.push({ id: "m1", key: "k1", channel: "C1", text: "Meet-up 1", isDeleted: false });
    const written: number[] = [];

    await attempt(
      { ...begun, part: 0, doubtSince: null },
      { present: announced, attempted: announced },
      {
        poster,
        now: () => now,
        maySend: () => true,
        progress: ({ part }) => {
          written.push(part);
          return Promise.resolve({ kind: "interrupted" });
        },
        pause: () => {},
      },
    );

    expect([written, poster.calls]).toEqual([[1], 0]);
  });
});

describe("an attempt at what may be there, and cannot be seen", () => {
  const since = (secondsAgo: number): Date => new Date(now.getTime() - secondsAgo * 1_000);
  const attemptAt = (given: Partial<BegunDelivery>): Promise<unknown> => {
    const poster = new MemoryPoster("slack", () => now);
    const single: BegunDelivery = { ...begun, goal: "post", receipts: [], part: 0, ...given };
    return attempt(
      single,
      { present: announced, attempted: announced },
      {
        poster,
        now: () => now,
        maySend: () => true,
        progress: () => Promise.resolve("goes-on"),
        pause: () => {
          throw new Error("nothing else in the channel has to wait");
        },
      },
    );
  };

  it.each<[string, Partial<BegunDelivery>]>([
    ["is to be posted", {}],
    ["was cancelled meanwhile", { over: "cancelled" }],
    ["was taken back meanwhile", { over: "recalled" }],
    ["was corrected meanwhile", { contentRevision: 3 }],
    ["is a further part of what was corrected meanwhile", { contentRevision: 3, receipts: begun.receipts }],
  ])(
    "concludes nothing within a minute when it %s: the platform may be slow to show it",
    async (_, given) => {
      const doubtSince = since(20);

      const end = await attemptAt({ ...given, doubtSince });

      expect(end).toEqual({ kind: "wait", at: since(-40), doubtSince });
    },
  );

  it.each<[string, Partial<BegunDelivery>, unknown]>([
    ["leaves it to another attempt, in no doubt", {}, { kind: "wait", at: now, doubtSince: null }],
    ["leaves out what was cancelled", { over: "cancelled" }, { kind: "skipped", reason: "cancelled" }],
    [
      "goes on with the parts that are there when it was corrected",
      { contentRevision: 3, receipts: begun.receipts },
      { kind: "done", receipts: begun.receipts, contentRevision: 2 },
    ],
  ])("after a minute %s", async (_, given, expected) => {
    expect(await attemptAt({ ...given, doubtSince: since(60) })).toEqual(expected);
  });
});
