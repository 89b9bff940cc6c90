import { describe, expect, it } from "vitest";
import { manifestProblems, slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { descriptions } from "../../../src/commands/catalogue.ts";
import { createWorkspace } from "../../support/fake-slack/workspace.ts";

const aCommand = { name: "ask", summary: "ask a question", usage: "ask your question" };

describe("the manifest for Slack", () => {
  it("offers every command of the catalogue under /cluster", () => {
    const [command] =
      slackManifest(descriptions, { kind: "socket", publicUrl: null }).features?.slash_commands ?? [];

    expect(command?.command).toBe("/cluster");
    for (const { summary, usage } of descriptions) {
      expect(command?.description).toContain(summary);
      expect(command?.usage_hint).toContain(usage);
    }
  });

  it("needs no address with Socket Mode", () => {
    const manifest = slackManifest([aCommand], { kind: "socket", publicUrl: null });

    expect(manifest.settings?.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain("https://");
  });

  it("has Slack call the bot's public address over HTTP", () => {
    const manifest = slackManifest([aCommand], { kind: "http", publicUrl: "https://bot.example.org" });

    expect(manifest.settings?.socket_mode_enabled).toBe(false);
    expect(manifest.settings?.event_subscriptions?.request_url).toBe("https://bot.example.org/slack/events");
    expect(manifest.features?.slash_commands?.[0]?.url).toBe("https://bot.example.org/slack/events");
  });

  it("asks for the rights that the bot is tested with, and not to read channels", () => {
    const asked =
      slackManifest([aCommand], { kind: "socket", publicUrl: null }).oauth_config?.scopes?.bot ?? [];

    expect(new Set<string>(asked)).toEqual(createWorkspace().scopes);
    expect(asked).not.toContain("channels:history");
  });

  it.each([
    ["a description", { summary: "long ".repeat(500) }, /description of \/cluster: 2500, at most 2000/],
    ["a hint", { usage: "long ".repeat(300) }, /hint of \/cluster: 1500, at most 1000/],
  ])("is not made with %s that Slack would refuse", (_, change, problem) => {
    expect(() => slackManifest([{ ...aCommand, ...change }], { kind: "socket", publicUrl: null })).toThrow(
      problem,
    );
  });

  it("is not made with an address Slack would not call", () => {
    expect(() => slackManifest([aCommand], { kind: "http", publicUrl: "http://bot.example.org" })).toThrow(
      /https/,
    );
  });

  it.each([
    ["name", { name: "x".repeat(36) }],
    ["description", { name: "x", description: "x".repeat(141) }],
    ["long description", { name: "x", long_description: "x".repeat(4_001) }],
  ])("counts the characters of its %s", (name, display_information) => {
    expect(manifestProblems({ display_information })).toEqual([expect.stringContaining(name)]);
  });

  it("knows which names Slack allows for a bot", () => {
    const named = (display_name: string) =>
      manifestProblems({ display_information: { name: "x" }, features: { bot_user: { display_name } } });

    expect(named("clusterbot-2.0_x")).toEqual([]);
    expect(named("Cluster bot")).toEqual([expect.stringContaining("bot name")]);
  });
});
