import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf } from "../support/announcing-commands.ts";

const { button } = english.announcements;

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
});
