import { describe, expect, it } from "vitest";
import { readChannelReference } from "../../src/chat/channel-reference.ts";

const slack = { platform: "slack", externalId: "T1" } as const;
const discord = { platform: "discord", externalId: "7" } as const;

describe("a channel as somebody copied it", () => {
  it.each([
    ["an id", "C0AB12", slack, "C0AB12"],
    ["a private channel's id", " G0AB12 ", slack, "G0AB12"],
    ["a mention", "<#C0AB12|general>", slack, "C0AB12"],
    ["the address in a browser", "https://app.slack.com/client/T1/C0AB12", slack, "C0AB12"],
    ["a copied link", "https://north.slack.com/archives/C0AB12", slack, "C0AB12"],
    ["an id", "71", discord, "71"],
    ["a mention", "<#71>", discord, "71"],
    ["a copied link", "https://discord.com/channels/7/71", discord, "71"],
  ])("%s is understood: %s", (_, text, place, id) => {
    expect(readChannelReference(text, place)).toBe(id);
  });

  it.each([
    ["a channel of another Slack workspace", "https://app.slack.com/client/T2/C0AB12", slack],
    ["a channel of another Discord server", "https://discord.com/channels/8/71", discord],
    ["an address elsewhere", "https://slack.com.example/archives/C0AB12", slack],
    ["a person", "U0AB12", slack],
    ["a name", "#general", slack],
    ["a Slack channel in a Discord server", "C0AB12", discord],
    ["nothing", "", discord],
  ])("%s is none: %s", (_, text, place) => {
    expect(readChannelReference(text, place)).toBeNull();
  });
});
