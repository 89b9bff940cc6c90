import { english } from "../../src/messages/english.ts";
import { errorTable } from "../../src/shared/errors.ts";
import { createBotOnFake } from "../support/fake-discord/bot.ts";
import type { FakeDiscord } from "../support/fake-discord/fake-discord.ts";
import type { Entry } from "../support/fake-discord/journal.ts";
import { people, type StoredInteraction } from "../support/fake-discord/world.ts";
import { describePlatform, type PlatformDriver, type Taken } from "./platform.ts";

const notStored = errorTable.REQUEST_NOT_STORED.sentence;

describePlatform("Discord, spoken to by mention", async () => {
  const { fake, platform } = await createBotOnFake();

  /** Typing is the sign that a message was taken; a reply that says so that it was not. */
  const takenAfter = async (seen: number): Promise<Taken> => {
    const sign = await fake.journal.when(isSign, seen);
    return sign.path.endsWith("/typing") ? "accepted" : "told";
  };
  return {
    ...driverOf(fake, platform),
    ask: (text) => {
      const seen = fake.journal.entries.length;
      fake.mention(text);
      return takenAfter(seen);
    },
    redeliver: () => {
      const seen = fake.journal.entries.length;
      fake.gateway.repeatLast("MESSAGE_CREATE");
      return takenAfter(seen);
    },
    speakAsProgram: async (text) => {
      fake.mention(text, { userId: people.otherBot });
      await fake.gateway.allHeard();
    },
    speakAsSelf: async (text) => {
      fake.mention(text, { userId: fake.world.botId });
      await fake.gateway.allHeard();
    },
  } satisfies PlatformDriver;
});

describePlatform("Discord, by /cluster ask", async () => {
  const { fake, platform } = await createBotOnFake();
  return {
    ...driverOf(fake, platform),
    ask: async (text) => {
      const interaction = fake.use({ options: { question: text } });
      const { body } = await callbackOf(fake, interaction);
      return JSON.stringify(body).includes('"type":5') ? "accepted" : "told";
    },
  } satisfies PlatformDriver;
});

function driverOf(fake: FakeDiscord, platform: PlatformDriver["platform"]) {
  return {
    platform,
    shown: () =>
      fake
        .seen()
        .filter((message) => message.content !== notStored)
        .map((message) => ({ text: message.content, pinged: message.pinged })),
    cutSentence: english.chat.cut,
    close: () => fake.close(),
  };
}

function isSign({ method, path, status }: Entry): boolean {
  return method === "POST" && status < 300 && /^\/channels\/\d+\/(typing|messages)$/.test(path);
}

function callbackOf(fake: FakeDiscord, interaction: StoredInteraction): Promise<Entry> {
  return fake.journal.when(({ path }) => path.includes(`/interactions/${interaction.id}/`));
}
