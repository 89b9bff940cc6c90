import { describe, expect, it } from "vitest";
import { createMentions } from "../../../src/adapters/postgres/mentions.ts";
import { ada, bob } from "../../support/person-everywhere.ts";

const mentions = createMentions({
  accounts: [ada.slack, ada.discord],
  people: [ada.person],
  names: [ada.name],
});

describe("what names a person in a row", () => {
  it.each([
    ["their account on Slack", ada.slack],
    ["their account on Discord", `{"actor": "${ada.discord}"}`],
    ["their id", `person:${ada.person}`],
    ["their Discord id alone", `<@${ada.discordUser}>`],
    ["their Slack id beside their team's", `(T012AB3CD,${ada.slackUser})`],
    [
      "their Slack id in an address of their team",
      `https://app.slack.com/team/${ada.slackUser}?of=T012AB3CD`,
    ],
  ])("is %s", (_what, row) => {
    expect(mentions.isIn(row)).toBe(true);
  });

  it.each([
    ["an account that begins like theirs", bob.slack],
    ["an id that begins like theirs", bob.discord],
    ["the same user id in another team", `{"who": "slack:T999/${ada.slackUser}", "team": "T012AB3CD"}`],
    ["a Slack id without their team", `(T999,${ada.slackUser})`],
    ["their name alone: it may be anybody's", ada.name],
  ])("is not %s", (_what, row) => {
    expect(mentions.isIn(row)).toBe(false);
  });

  it("is replaced wherever it stands, also as a key, and nothing else is", () => {
    const value = {
      name: ada.name,
      role: ada.name,
      accounts: [ada.slack, bob.slack, `${ada.discord}.`],
      [ada.slack]: 1,
      text: `${ada.name}s, ${ada.name} and ${bob.name}`,
    };

    expect(mentions.without(value, JSON.stringify(value))).toEqual({
      name: "erased",
      role: ada.name,
      accounts: ["erased", bob.slack, "erased."],
      erased: 1,
      text: `${ada.name}s, erased and ${bob.name}`,
    });
  });

  it("is no number that merely counts something", () => {
    const short = createMentions({ accounts: ["discord:12"], people: [], names: [] });

    expect(short.isIn("(12,discord:1)")).toBe(false);
    expect(short.isIn("(1,discord:12)")).toBe(true);
  });

  it("is found by the longest of two that begin alike", () => {
    const both = createMentions({ accounts: [ada.discord, bob.discord], people: [], names: [] });

    expect(both.without([bob.discord, ada.discord], "")).toEqual(["erased", "erased"]);
  });
});
