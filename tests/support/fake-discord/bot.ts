import {
  createDiscordPlatform,
  type DiscordPlatform,
  type DiscordSettings,
} from "../../../src/adapters/discord/discord-platform.ts";
import type { FetchPicture } from "../../../src/chat/fetch-picture.port.ts";
import { english } from "../../../src/messages/english.ts";
import type { Clock } from "../../../src/shared/clock.port.ts";
import { createMemoryRegister, type MemoryRegister } from "../memory-register.ts";
import { silentLog } from "../silent-log.ts";
import { createFakeDiscord, type FakeDiscord, type FakeDiscordOptions } from "./fake-discord.ts";
import { commands } from "./test-commands.ts";

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  advance(milliseconds: number): void;
}

export function createMovableClock(start = "2026-06-01T10:00:00Z"): MovableClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** The real bot, not started yet, over the fake. */
export interface BotOnFake {
  readonly fake: FakeDiscord;
  readonly clock: MovableClock;
  readonly platform: DiscordPlatform;
  readonly register: MemoryRegister;
  /** The bot as another process would start it, with the same token. */
  readonly anotherProcess: (settings?: Partial<DiscordSettings>) => DiscordPlatform;
}

export async function createBotOnFake(
  fakeOptions: FakeDiscordOptions = {},
  settings: Partial<DiscordSettings> = {},
  fetchPicture: FetchPicture = async () => ({ kind: "refused", reason: "there are no pictures here" }),
): Promise<BotOnFake> {
  const clock = createMovableClock();
  const fake = await createFakeDiscord({ clock, ...fakeOptions });
  const register = createMemoryRegister();
  const anotherProcess = (changed: Partial<DiscordSettings> = {}): DiscordPlatform =>
    createDiscordPlatform(
      { token: fake.world.token, apiUrl: fake.url, commands, ...settings, ...changed },
      {
        clock,
        log: silentLog,
        messages: { ...english.chat, ...english.discord },
        register,
        sentences: english.posting,
        fetchPicture,
      },
    );
  return { fake, clock, platform: anotherProcess(), register, anotherProcess };
}
