import { CommanderError } from "commander";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inviteCommand } from "../../../src/cli/invite.ts";
import { discordInvite } from "../../../src/wiring/open-platforms.ts";
import { createFakeDiscord, type FakeDiscord } from "../../support/fake-discord/fake-discord.ts";

let fake: FakeDiscord;

beforeEach(async () => {
  fake = await createFakeDiscord();
});

afterEach(() => fake.close());

const settings = () => ({ discord: { token: fake.world.token, apiUrl: fake.url } });

describe("The link that adds the bot to a Discord server", () => {
  it("is for the application the token belongs to, and asks for the five rights it needs", async () => {
    const link = new URL((await discordInvite(settings())) ?? "");

    expect(link.origin + link.pathname).toBe("https://discord.com/oauth2/authorize");
    expect(link.searchParams.get("client_id")).toBe(fake.world.applicationId);
    expect(link.searchParams.get("scope")).toBe("bot applications.commands");
    // View Channels, Send Messages, Attach Files, Read Message History, Send Messages in Threads.
    expect(BigInt(link.searchParams.get("permissions") ?? "")).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n) | (1n << 38n),
    );
  });

  it("can be had for an application by its id, without a token", async () => {
    expect(await discordInvite({ discord: null }, "123")).toContain("client_id=123");
  });

  it("is not made up where nothing says whose it is", async () => {
    expect(await discordInvite({ discord: null })).toBeNull();
  });

  it("tells a wrong token from a Discord that cannot be reached", async () => {
    const { discord } = settings();
    const wrong = discordInvite({ discord: { ...discord, token: "wrong" } });
    await expect(wrong).rejects.toMatchObject({ code: "PLATFORM_REFUSED_TOKEN" });

    await fake.close();

    await expect(discordInvite(settings())).rejects.toMatchObject({ code: "PLATFORM_UNREACHABLE" });
  });

  it("is not made for an id that is none", async () => {
    const command = inviteCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    const outcome = command.parseAsync(["discord", "--application", "clusterbot"], { from: "user" });

    await expect(outcome).rejects.toBeInstanceOf(CommanderError);
  });
});
