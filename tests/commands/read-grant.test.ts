import { describe, expect, it } from "vitest";
import { readGrant, readGrantSearch } from "../../src/commands/read-grant.ts";

const sam = { kind: "person", account: "slack:T1/U1" };
const group = { kind: "group", platform: "discord", workspace: "7", group: "70" };

describe("what somebody writes behind grant give", () => {
  it.each([
    ["slack:T1/U1 approver", { who: sam, role: "approver", cluster: null, end: null }],
    [
      "slack:T1/U1 approver North Cluster",
      { who: sam, role: "approver", cluster: "North Cluster", end: null },
    ],
    [
      "slack:T1/U1 Board for the north until 2027-01-31",
      { who: sam, role: "board", cluster: "the north", end: "until 2027-01-31" },
    ],
    ["slack:T1/U1 member for 30 days", { who: sam, role: "member", cluster: null, end: "for 30 days" }],
    [
      "slack:T1/U1 member north 2027-01-31",
      { who: sam, role: "member", cluster: "north", end: "2027-01-31" },
    ],
    ["slack:T1/U1 member 30 days north", { who: sam, role: "member", cluster: "north", end: "30 days" }],
    [
      "slack:T1/U1 member 2027-01-31 north",
      { who: sam, role: "member", cluster: "north", end: "2027-01-31" },
    ],
    [
      "slack:T1/U1 member north until next spring",
      { who: sam, role: "member", cluster: "north", end: "until next spring" },
    ],
    ["manager discord-role:7/70 “south”", { who: group, role: "manager", cluster: "south", end: null }],
    [
      "discord:5 admin",
      { who: { kind: "person", account: "discord:5" }, role: "administrator", cluster: null, end: null },
    ],
    ["@sam approver", { who: "unknown", role: "approver", cluster: null, end: null }],
    ["slack:T1/U1 king", { who: sam, role: null, cluster: null, end: null }],
    ["slack:T1/U1", { who: sam, role: null, cluster: null, end: null }],
    ["", { who: null, role: null, cluster: null, end: null }],
  ])("%s", (text, expected) => {
    expect(readGrant(text)).toEqual(expected);
  });

  it("is a person, a group or a cluster behind grant list", () => {
    expect(readGrantSearch("")).toEqual({ who: null, cluster: null });
    expect(readGrantSearch("slack:T1/U1")).toEqual({ who: sam, cluster: null });
    expect(readGrantSearch("discord-role:7/70 north")).toEqual({ who: group, cluster: "north" });
    expect(readGrantSearch("North Cluster")).toEqual({ who: null, cluster: "North Cluster" });
    expect(readGrantSearch("@sam")).toEqual({ who: "unknown", cluster: null });
  });
});
