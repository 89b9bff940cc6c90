import { describe, expect, it } from "vitest";
import { manifestProblems, slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { descriptions } from "../../../src/commands/catalogue.ts";
import { createWorkspace } from "../../support/fake-slack/workspace.ts";

const socket = { kind: "socket", publicUrl: null } as const;
const aCommand = { name: "ask", summary: "ask a question", usage: "ask your question" };

describe("the manifest for Slack", () => {
  it("offers commands of the catalogue under /cluster, the first ones first, but none reached by buttons only", () => {
    const [command] = slackManifest(descriptions, socket).features?.slash_commands ?? [];
    const shown = descriptions.filter(({ isHidden }) => isHidden !== true);

    expect(command?.command).toBe("/cluster");
    const hints = command?.usage_hint?.split(" · ") ?? [];
    const summaries = command?.description?.split(" · ") ?? [];
    expect(hints).toEqual(shown.slice(0, hints.length).map(({ usage }) => usage));
    expect(summaries).toEqual(shown.slice(0, summaries.length).map(({ summary }) => summary));
    expect(Math.min(hints.length, summaries.length)).toBeGreaterThan(25);
  });

  it("offers as many of very many commands as Slack has room for, the first ones first", () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      name: `do ${index}`,
      summary: `Does thing number ${index} ${"carefully ".repeat(5)}`,
      usage: `do ${index} with what it is done to`,
    }));

    const [command] = slackManifest(many, socket).features?.slash_commands ?? [];

    const summaries = command?.description?.split(" · ") ?? [];
    expect(summaries).toEqual(many.slice(0, summaries.length).map(({ summary }) => summary));
    expect(summaries.length).toBeGreaterThan(20);
    expect(command?.description?.length).toBeLessThanOrEqual(2_000);
    expect(command?.usage_hint?.length).toBeLessThanOrEqual(1_000);
  });

  it("puts commands into the menu of a message", () => {
    const inMenu = {
      ...aCommand,
      name: "documents add",
      summary: "Add a document",
      messageMenu: "Add document",
    };

    expect(slackManifest([aCommand, inMenu], socket).features?.shortcuts).toEqual([
      {
        type: "message",
        name: "Add document",
        callback_id: "clusterbot:documents add",
        description: "Add a document",
      },
    ]);
    expect(() => slackManifest([{ ...inMenu, messageMenu: "x".repeat(25) }], socket)).toThrow(
      /name of x+: 25/,
    );
  });

  it("has Slack tell of buttons and forms, and of leaving", () => {
    const http = { kind: "http", publicUrl: "https://bot.example.org" } as const;
    const { settings, oauth_config } = slackManifest([aCommand], http);

    expect(settings?.interactivity).toEqual({
      is_enabled: true,
      request_url: "https://bot.example.org/slack/events",
    });
    expect(settings?.event_subscriptions?.bot_events).toEqual(
      expect.arrayContaining(["app_uninstalled", "tokens_revoked"]),
    );
    expect(oauth_config?.redirect_urls).toEqual(["https://bot.example.org/slack/oauth_redirect"]);
  });

  it("sends people back to the bot's page over Socket Mode too, where it has a public address", () => {
    const manifest = slackManifest([aCommand], { kind: "socket", publicUrl: "https://bot.example.org" });

    expect(manifest.oauth_config?.redirect_urls).toEqual(["https://bot.example.org/slack/oauth_redirect"]);
    expect(manifest.settings?.interactivity).toEqual({ is_enabled: true });
  });

  it("needs no address with Socket Mode", () => {
    const manifest = slackManifest([aCommand], socket);

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
    const asked = slackManifest([aCommand], socket).oauth_config?.scopes?.bot ?? [];

    expect(new Set<string>(asked)).toEqual(createWorkspace().scopes);
    expect(asked).not.toContain("channels:history");
  });

  it.each([
    ["a description", { summary: "long ".repeat(500) }, /description of \/cluster: 2500, at most 2000/],
    ["a hint", { usage: "long ".repeat(300) }, /hint of \/cluster: 1500, at most 1000/],
  ])("is not made with %s that Slack would refuse", (_, change, problem) => {
    expect(() => slackManifest([{ ...aCommand, ...change }], socket)).toThrow(problem);
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
