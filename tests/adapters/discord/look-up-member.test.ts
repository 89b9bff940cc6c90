import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { memberRole, people } from "../../support/fake-discord/world.ts";

let bot: BotOnFake;

beforeEach(async () => {
  bot = await createBotOnFake();
  await bot.platform.start(createRecordingInbox());
});

afterEach(async () => {
  await bot.platform.stop();
  await bot.fake.close();
});

const now = (user: string, workspace = bot.fake.world.guildId) => bot.platform.lookUp?.({ workspace, user });

describe("what a member of a Discord server is now", () => {
  it("is what a request of theirs would say", async () => {
    expect(await now(people.asker)).toEqual({ standing: "member", groups: [memberRole] });
    expect(await now(people.newcomer)).toEqual({ standing: "guest", groups: [] });
  });

  it("is an outsider once they left", async () => {
    bot.fake.world.members.delete(people.asker);

    expect(await now(people.asker)).toEqual({ standing: "outsider", groups: [] });
  });

  it("is not known in a server the bot is not in", async () => {
    expect(await now(people.asker, "999999999999999999")).toBeNull();
  });
});
