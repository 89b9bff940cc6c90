import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createNoticeStore, putNotices } from "../../src/adapters/postgres/notice-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { deliverNotices } from "../../src/notices/deliver-notices.ts";
import { noticeKey } from "../../src/notices/notice.ts";
import type { NoticeStore } from "../../src/notices/notice-store.port.ts";
import { freshDatabase } from "../support/database.ts";
import { silentLog } from "../support/silent-log.ts";
import { type DirectDriver, onDiscord, onSlack } from "./direct-driver.ts";
import { createRecordingInbox } from "./recording-inbox.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** The outbox on the real clients, around strict doubles of their platforms. */
describe.each([
  ["Slack", onSlack],
  ["Discord", onDiscord],
])("a message that goes on, on %s", (_, createDriver) => {
  let driver: DirectDriver;
  beforeEach(async () => {
    await database.pool.query("DELETE FROM notice");
    driver = await createDriver();
    await driver.platform.start(createRecordingInbox());
  });
  afterEach(async () => {
    await driver.platform.stop();
    await driver.close();
  });

  const says = (text: string): Promise<void> => {
    const { workspace, user } = driver.to;
    const reference = workspace === null ? `discord:${user}` : `slack:${workspace}/${user}`;
    const notice = { key: noticeKey("status 1", reference), reference, reply: plainReply(text) };
    return putNotices(database.pool, [notice], driver.now());
  };
  const look = (store: NoticeStore = createNoticeStore(database.pool)): Promise<void> =>
    deliverNotices(
      { store, platforms: [driver.platform], clock: { now: driver.now }, log: silentLog },
      new AbortController().signal,
    );

  it("goes through its stages in one place", async () => {
    for (const text of [
      "A12 is going out: 1 of 3 posted.",
      "A12 is going out: 2 of 3 posted.",
      "A12: done.",
    ]) {
      await says(text);
      await look();
      expect(driver.shown()).toEqual([expect.stringContaining(text)]);
      driver.advance(0.1);
    }
  });

  it.each([2, 30])("stays one after a crash before it was recorded, %d minutes ago", async (minutes) => {
    const dying: NoticeStore = {
      ...createNoticeStore(database.pool),
      settle: async () => {
        throw new Error("the process has ended");
      },
    };
    await says("A12 is going out: 1 of 3 posted.");
    await look(dying);
    expect(driver.shown()).toHaveLength(1);

    driver.advance(minutes);
    await says("A12: 3 of 3 posted.");
    await database.pool.query("UPDATE notice SET lease_until = now() - interval '1 second'");
    await look();
    driver.advance(0.1);
    await look();

    expect(driver.shown()).toEqual([expect.stringContaining("3 of 3 posted")]);
  });

  it("waits when there were too many, and says the latest word then", async () => {
    await says("1 of 3");
    await look();
    driver.advance(0.1);
    driver.failChange("too many");
    await says("2 of 3");
    await look();
    await says("3 of 3");
    await look();
    expect(driver.shown()).toEqual([expect.stringContaining("1 of 3")]);

    driver.advance(0.2);
    await look();

    expect(driver.shown()).toEqual([expect.stringContaining("3 of 3")]);
  });
});
