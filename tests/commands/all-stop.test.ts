import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf } from "../support/announcing-commands.ts";

const { button, stop, told } = english.announcements;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south" });
  house = await AnnouncingCommands.open(desk);
});

describe("stopping everything", () => {
  it("stands under the list, and so does going on, for whoever may", async () => {
    const braking = async (who: string): Promise<readonly string[]> =>
      buttonsOf(await house.says(who, "announce list")).map(({ label }) => label);

    expect(await braking("sam")).toEqual([button.stop]);
    await house.presses("sam", await house.says("sam", "announce list"), button.stop);

    expect([await braking("sam"), await braking("ada")]).toEqual([[], [button.go]]);
    await house.presses("ada", await house.says("ada", "announce list"), button.go);
    expect(await braking("ada")).toEqual([button.stop]);
  });

  it("tells whoever pressed it by a slip who can undo it, by name", async () => {
    const stopped = await house.says("rita", "announce stop");
    const again = await house.says("rita", "announce stop");

    const who = stop.whoMayGoOn("discord:9710097, slack:TA/UADA");
    expect([stopped.summary, again.summary]).toEqual([`${stop.stopped} ${who}`, `${stop.already} ${who}`]);
    expect((await house.says("ada", "announce stop")).summary).toBe(`${stop.already} ${stop.mayGoOn}`);
  });

  it("that nobody is known to undo says so", async () => {
    await desk.database.pool.query("DELETE FROM role_grant WHERE role = 'administrator'");

    const stopped = await house.says("rita", "announce stop");

    expect(stopped.summary).toBe(`${stop.stopped} ${stop.nobodyMayGoOn}`);
  });

  it("is told to the administrators at once, once, and again in its place when all goes on", async () => {
    house.notices.start();
    await house.says("rita", "announce stop");
    await house.says("rita", "announce stop");
    await desk.timing.until(() => house.told.length > 0);
    await desk.timing.pass(10_000);
    expect(house.told).toEqual([{ user: "UADA", words: told.stopped, before: [] }]);

    await house.says("ada", "announce restart");
    await desk.timing.until(() => house.told[0]?.words === told.goesOn);
    await desk.timing.through(house.notices.stop());

    expect(house.told).toEqual([{ user: "UADA", words: told.goesOn, before: [told.stopped] }]);
  });
});
