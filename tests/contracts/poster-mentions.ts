import { expect, it } from "vitest";
import type { Announced } from "../../src/announcing/poster.port.ts";
import { anAnnouncement, aPart, longBody, posted } from "./poster.ts";
import type { PosterDriver } from "./poster-driver.ts";

const notifying = (isLive: boolean, changed: Partial<Announced> = {}): Announced =>
  anAnnouncement({ mention: { whom: "everybody", isLive }, ...changed });

/** What an announcement calls out to everybody in a channel, and when it does not. */
export function describeMentions(driverOf: () => Promise<PosterDriver>): void {
  it("notify everybody where they are to, once, whatever else their text names", async () => {
    const driver = await driverOf();

    await posted(driver, aPart(driver, { announced: notifying(true) }));

    expect(driver.shown().map(({ pinged }) => pinged.length)).toEqual([1]);
  });

  it("notify nobody where the channel is not set up for it", async () => {
    const driver = await driverOf();

    await posted(driver, aPart(driver, { announced: notifying(false) }));

    expect(driver.shown().map(({ pinged }) => pinged)).toEqual([[]]);
  });

  it("notify with their first message only, and have as many either way", async () => {
    const driver = await driverOf();
    const [live, inert] = [true, false].map((isLive) => notifying(isLive, { body: longBody }));
    const [first] = [await posted(driver, aPart(driver, { announced: live ?? notifying(true) }))];

    await posted(
      driver,
      aPart(driver, { announced: live ?? notifying(true), part: 1, before: [first], key: "key-1" }),
    );

    expect(driver.shown().map(({ pinged }) => pinged.length)).toEqual([1, 0]);
    expect(driver.poster.preview(live ?? notifying(true))).toHaveLength(
      driver.poster.preview(inert ?? notifying(false)).length,
    );
  });

  it("are found when they notified, and by now may not", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(true);
    const since = driver.now();
    const receipt = await posted(driver, aPart(driver, { announced: notifying(true) }));
    driver.advance(30 * 60_000);

    const again = await driver.poster.post(aPart(driver, { announced: notifying(false), doubtSince: since }));

    expect(again).toEqual({ kind: "posted", receipt });
    expect(driver.shown()).toHaveLength(1);
  });

  it("notify nobody again when they are corrected", async () => {
    const driver = await driverOf();
    const receipt = await posted(driver, aPart(driver, { announced: notifying(true) }));
    const { destination, part, before, maySend } = aPart(driver);

    const announced = notifying(true, { title: "Members’ lunch" });
    await driver.poster.edit({ destination, announced, part, before, receipt, maySend });

    const [shown] = driver.shown();
    expect(shown?.text).toContain("Members’ lunch");
    expect(shown?.pinged.length).toBeLessThanOrEqual(1);
  });
}
