import { afterEach, describe, expect, it } from "vitest";
import { checkDiscordToken } from "../../../src/adapters/discord/check-token.ts";
import type { DiscordSettings } from "../../../src/adapters/discord/discord-platform.ts";
import { english } from "../../../src/messages/english.ts";
import { errorTable } from "../../../src/shared/errors.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import type { FakeDiscordOptions } from "../../support/fake-discord/fake-discord.ts";
import { intents } from "../../support/fake-discord/payloads.ts";

const open: BotOnFake[] = [];

async function botOnFake(
  fake: FakeDiscordOptions = {},
  settings: Partial<DiscordSettings> = {},
): Promise<BotOnFake> {
  const bot = await createBotOnFake(fake, settings);
  open.push(bot);
  return bot;
}

afterEach(async () => {
  for (const bot of open.splice(0)) {
    await bot.platform.stop();
    await bot.fake.close();
  }
});

describe("Connecting to Discord", () => {
  it("asks for the events it needs and for no privileged ones", async () => {
    const { platform, fake } = await botOnFake();

    await platform.start(createRecordingInbox());

    expect(fake.gateway.identifiedIntents()).toBe(
      intents.guilds | intents.guildMessages | intents.directMessages,
    );
    expect(platform.health()).toEqual({ state: "connected", detail: english.chat.connected("Clusterbot") });
  });

  it("says what to do when Discord does not accept the token", async () => {
    const { platform } = await botOnFake({}, { token: "not.the.token" });

    await expect(platform.start(createRecordingInbox())).rejects.toMatchObject({
      code: "PLATFORM_REFUSED_TOKEN",
    });
    expect(platform.health()).toEqual({
      state: "disconnected",
      detail: errorTable.PLATFORM_REFUSED_TOKEN.sentence,
    });
  });

  it("says so when Discord refuses the events the bot asks for", async () => {
    const { platform, fake } = await botOnFake();
    const starting = platform.start(createRecordingInbox());
    const refused = expect(starting).rejects.toMatchObject({ code: "PLATFORM_REFUSED_INTENTS" });
    fake.gateway.refuseNext(4014);

    await refused;
  });

  it("says so when Discord cannot be reached", async () => {
    const { platform, fake } = await botOnFake();
    await fake.close();

    await expect(platform.start(createRecordingInbox())).rejects.toMatchObject({
      code: "PLATFORM_UNREACHABLE",
    });
  });

  it("can be tried again after it failed", async () => {
    const { platform, fake } = await botOnFake();
    fake.faults.next("GET", /^\/gateway\/bot$/, "server-error-before");
    await expect(platform.start(createRecordingInbox())).rejects.toMatchObject({
      code: "PLATFORM_UNREACHABLE",
    });

    await platform.start(createRecordingInbox());

    expect(platform.health().state).toBe("connected");
  });

  it("is not connected before it is started, and a reply waits until it is", async () => {
    const { platform } = await botOnFake();
    const outcome = await platform.send({
      request: {
        deliveryKey: "message-1",
        platform: "discord",
        workspace: null,
        channel: "1",
        thread: null,
        isExternallyShared: false,
        isDirectMessage: true,
        asker: { id: "1", standing: "unknown", groups: [], name: "", runsWorkspace: false },
        visibility: "private",
        command: "ask",
        text: "when?",
        fields: null,
        attachments: [],
        locale: "en-GB",
      },
      replyAddress: { kind: "message", channelId: "1", messageId: "2" },
      reply: { summary: "Soon.", blocks: [{ type: "divider" }] },
      key: "key",
      isRepeat: false,
      attemptedSince: null,
      receivedAt: new Date(),
    });

    expect(platform.health().state).toBe("disconnected");
    expect(outcome).toEqual({ kind: "wait", seconds: 2 });
  });

  it("keeps its connection alive at the pace Discord asks for", async () => {
    const { platform, fake } = await botOnFake({ heartbeatInterval: 20 });
    await platform.start(createRecordingInbox());

    await fake.gateway.heartbeats(3);

    expect(platform.health().state).toBe("connected");
  });
});

describe("When the connection to Discord breaks", () => {
  it("says that it is reconnecting, and hears what was asked meanwhile", async () => {
    const { platform, fake } = await botOnFake();
    const inbox = createRecordingInbox();
    await platform.start(inbox);

    await fake.gateway.drop(4000);
    const during = platform.health();
    fake.mention("who leads?");
    await inbox.calls(1);

    expect(during).toEqual({ state: "connecting", detail: english.chat.reconnecting });
    expect(fake.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 });
    expect(platform.health().state).toBe("connected");
  });

  it("says that the token is no longer valid when Discord ends the connection for that", async () => {
    const { platform, fake } = await botOnFake();
    await platform.start(createRecordingInbox());

    await fake.gateway.drop(4004);

    expect(platform.health()).toEqual({
      state: "disconnected",
      detail: errorTable.PLATFORM_REFUSED_TOKEN.sentence,
    });
  });
});

describe("Checking a Discord token without connecting", () => {
  it("tells whose it is", async () => {
    const { fake } = await botOnFake();

    expect(await checkDiscordToken({ token: fake.world.token, apiUrl: fake.url })).toBe("Clusterbot");
    expect(fake.gateway.counts.identifies).toBe(0);
  });

  it("tells a wrong token from a Discord that cannot be reached", async () => {
    const { fake } = await botOnFake();
    await expect(checkDiscordToken({ token: "wrong", apiUrl: fake.url })).rejects.toMatchObject({
      code: "PLATFORM_REFUSED_TOKEN",
    });

    await fake.close();

    await expect(checkDiscordToken({ token: "wrong", apiUrl: fake.url })).rejects.toMatchObject({
      code: "PLATFORM_UNREACHABLE",
    });
  });
});
