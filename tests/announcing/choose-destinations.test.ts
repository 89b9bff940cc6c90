import { describe, expect, it } from "vitest";
import { type Aim, chooseDestinations } from "../../src/announcing/choose-destinations.ts";
import { divisionOf } from "../../src/directory/places/division-of.ts";
import { aWorkspace } from "../support/a-workspace.ts";

describe("the channels an announcement goes to", () => {
  const channel = (
    id: string,
    audience: "public" | "members" | "board",
    purpose: "announcements" | "questions" = "announcements",
  ) => ({ channel: id, audience, purposes: [purpose] }) as const;
  const leeds = aWorkspace({
    channels: [
      channel("C1", "public"),
      channel("C2", "members"),
      channel("C3", "board"),
      channel("C4", "members", "questions"),
    ],
  });
  const bristol = aWorkspace({
    externalId: "G2",
    platform: "discord",
    cluster: "bristol",
    channels: [channel("D1", "members")],
  });
  const waiting = aWorkspace({ externalId: "T3", cluster: "kent", state: "waiting" });
  const gone = aWorkspace({ externalId: "T4", state: "gone" });
  const bare = aWorkspace({
    externalId: "T5",
    cluster: "derby",
    channels: [channel("C9", "public", "questions")],
  });
  const nobodys = aWorkspace({ externalId: "T6", cluster: null });
  const all = [leeds, bristol, waiting, gone, bare, nobodys];

  it.each<readonly [string, Partial<Aim>, string]>([
    ["public: all of them", {}, "C1 C2 C3 D1"],
    ["members: never a public one", { audience: "members" }, "C2 C3 D1"],
    ["board: the board's only", { audience: "board" }, "C3"],
    ["one cluster", { clusters: ["bristol", "derby", "york"] }, "D1"],
    ["one platform", { platforms: ["slack"] }, "C1 C2 C3"],
  ])("%s", (_, changes, channels) => {
    const { chosen } = chooseDestinations(
      { audience: "public", clusters: "all", platforms: ["slack", "discord"], ...changes },
      all,
    );

    expect(chosen.map(({ destination }) => destination.channel).join(" ")).toBe(channels);
  });

  it("who is left out is told", () => {
    const aim: Aim = {
      audience: "members",
      clusters: ["leeds", "kent", "derby", "york"],
      platforms: ["slack"],
    };

    const { leftOut, clustersWithout } = chooseDestinations(aim, all);

    expect(leftOut.map(({ reason, workspace }) => [workspace.externalId, reason])).toEqual([
      ["T1", "audience"],
      ["T3", "not-confirmed"],
      ["T5", "no-channel"],
    ]);
    expect(clustersWithout).toEqual(["york"]);
  });

  it.each([
    ["Yorkshire and The Humber", "england-and-wales"],
    ["East", "england-and-wales"],
    ["Wales", "england-and-wales"],
    ["Scotland", "scotland"],
    ["Northern Ireland", "northern-ireland"],
    ["United Kingdom", null],
    ["Scotland and Wales", null],
    [null, null],
  ])("bank holidays in %s are those of %s", (region, division) => {
    expect(divisionOf(region)).toBe(division);
  });
});
