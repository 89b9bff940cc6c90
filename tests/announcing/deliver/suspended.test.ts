import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Deliverer } from "../../../src/announcing/deliver/deliverer.ts";
import type { PartToPost } from "../../../src/announcing/poster.port.ts";
import { AnnouncementDesk } from "../../support/announcement-desk.ts";
import { MemoryPoster } from "../../support/memory-poster.ts";

let desk: AnnouncementDesk;
let slack: MemoryPoster;
let deliverer: Deliverer;
/** What each attempt was told when it asked whether it may send. */
let answers: boolean[];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  slack = new MemoryPoster("slack", desk.timing.now);
  answers = [];
  deliverer = desk.deliverer([slack]);
});
afterEach(async () => {
  const stopping = deliverer.stop();
  await desk.timing.pass(13_000);
  await stopping;
});

/** The first call waits for so long before its message would be sent. */
function holdUp(milliseconds: number): void {
  const post = slack.post.bind(slack);
  slack.post = async (part: PartToPost) => {
    if (answers.length === 0) await desk.timing.pass(milliseconds);
    answers.push(part.maySend());
    return post(part);
  };
}

describe("a computer that was suspended between the ledger's yes and the message", () => {
  it("does not send it: another process may have taken over, and posted it", async () => {
    holdUp(70_000);
    const announcement = await desk.approved(["slack:TA/C1"], new Date(desk.timing.now().getTime() + 1_000));
    deliverer.start();
    await desk.timing.until(async () => String(await desk.states(announcement)) === "post done");

    expect(answers).toEqual([false, true]);
    expect(slack.messages).toHaveLength(1);
  });

  it("sends it when that took a moment only", async () => {
    holdUp(5_000);
    const announcement = await desk.approved(["slack:TA/C1"], new Date(desk.timing.now().getTime() + 1_000));
    deliverer.start();
    await desk.timing.until(async () => String(await desk.states(announcement)) === "post done");

    expect(answers).toEqual([true]);
  });
});
