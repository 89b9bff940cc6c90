import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createGuilds } from "../../../src/adapters/discord/guilds.ts";
import type { WorkspaceRegister } from "../../../src/chat/workspace-register.port.ts";
import { BotError } from "../../../src/shared/errors.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { directMessagesWith, people } from "../../support/fake-discord/world.ts";
import { createMemoryRegister } from "../../support/memory-register.ts";
import { silentLog } from "../../support/silent-log.ts";
import { type AskedQuestions, createAskedQuestions, minute, sent } from "./asked-questions.ts";

let asked: AskedQuestions;

beforeEach(async () => {
  asked = await createAskedQuestions();
});

afterEach(() => asked.close());

const home = () => ({ platform: "discord", id: asked.fake.world.guildId, name: "Tech cluster" });

describe("The servers the bot is in", () => {
  it("are known from the start, by name", () => {
    expect(asked.register.present).toEqual([home()]);
  });

  it("are more when somebody adds the bot to another, and fewer when somebody removes it", async () => {
    const { id } = asked.fake.addToServer("Northern cluster");
    await vi.waitFor(() =>
      expect(asked.register.present).toEqual([home(), { platform: "discord", id, name: "Northern cluster" }]),
    );

    asked.fake.removeFromServer(id);

    await vi.waitFor(() => expect(asked.register.present).toEqual([home()]));
  });

  it("stay the same through an outage of Discord's", async () => {
    asked.fake.beginOutage(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();
    const during = [...asked.register.present];
    asked.fake.endOutage(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();

    expect(during).toEqual([home()]);
    expect(asked.register.present).toEqual([home()]);
  });

  it("are fewer when the bot was removed from one while the connection was gone for good", async () => {
    const { id } = asked.fake.addToServer("Northern cluster");
    await vi.waitFor(() => expect(asked.register.present).toHaveLength(2));

    asked.fake.world.guilds.delete(id);
    const dropped = asked.fake.gateway.drop(4000);
    asked.fake.gateway.forgetSession();
    await dropped;

    await vi.waitFor(() => expect(asked.register.present).toEqual([home()]), { timeout: 10_000 });
  });

  it("are fewer from the start when the bot was removed from one while it was off", async () => {
    const elsewhere = { platform: "slack", id: "T1", name: "North" } as const;
    await asked.register.joined({ platform: "discord", id: "900", name: "Left meanwhile" });
    await asked.register.joined(elsewhere);
    const next = asked.anotherProcess();

    await next.start(createRecordingInbox());

    await vi.waitFor(() => expect(asked.register.present).toEqual([home(), elsewhere]));
    await next.stop();
  });

  it("are told with when the bot was invited, since it may have been away meanwhile", async () => {
    const told: unknown[] = [];
    const register: WorkspaceRegister = {
      ...createMemoryRegister(),
      joined: async ({ id, invitedAt }) => void told.push([id, invitedAt?.toISOString()]),
    };
    const guilds = createGuilds({ register, log: silentLog, retryMilliseconds: 5 });

    guilds.created({ id: "1", name: "North", joined_at: "2026-11-02T09:00:00.123456+00:00" });
    guilds.created({ id: "2", name: "South", joined_at: "never" });

    await vi.waitFor(() =>
      expect(told).toEqual([
        ["1", "2026-11-02T09:00:00.123Z"],
        ["2", undefined],
      ]),
    );
    await guilds.stop();
  });

  it("stay the same when Discord has an outage of one while the bot starts", async () => {
    const register = createMemoryRegister();
    await register.joined({ platform: "discord", id: "1", name: "North" });
    await register.joined({ platform: "discord", id: "2", name: "South" });
    const guilds = createGuilds({ register, log: silentLog, retryMilliseconds: 5 });

    guilds.ready({ guilds: [{ id: "1", unavailable: true }] });

    await vi.waitFor(() => expect(register.present.map(({ id }) => id)).toEqual(["1"]));
    expect([guilds.stateOf("1"), guilds.stateOf("2")]).toEqual(["outage", "gone"]);
    await guilds.stop();
  });

  it("do not keep others from being heard when Discord tells of one what cannot be read", async () => {
    asked.fake.gateway.dispatch({ name: "GUILD_CREATE", intent: null, data: { id: "none" } });
    const { id } = asked.fake.addToServer("Northern cluster");

    await vi.waitFor(() => expect(asked.register.present.map((known) => known.id)).toContain(id));
  });
});

describe("What happens to servers while the records are away", () => {
  it("is written in order when they are back: removed and added again is not the same as still there", async () => {
    const written: string[] = [];
    let isAway = true;
    const note = async (what: string): Promise<void> => {
      if (isAway) throw new BotError("DATABASE_UNAVAILABLE");
      written.push(what);
    };
    const register: WorkspaceRegister = {
      ...createMemoryRegister(),
      joined: ({ name }) => note(`joined ${name}`),
      left: async ({ id }) => {
        await note(`left ${id}`);
        return true;
      },
    };
    const guilds = createGuilds({ register, log: silentLog, retryMilliseconds: 5 });

    guilds.created({ id: "1", name: "North" });
    guilds.deleted({ id: "1" });
    guilds.created({ id: "1", name: "North again" });
    isAway = false;

    await vi.waitFor(() => expect(written).toEqual(["joined North", "left 1", "joined North again"]));
    await guilds.stop();
  });

  it("does not keep the bot from stopping", async () => {
    const register: WorkspaceRegister = {
      ...createMemoryRegister(),
      joined: () => Promise.reject(new BotError("DATABASE_UNAVAILABLE")),
    };
    const guilds = createGuilds({ register, log: silentLog, retryMilliseconds: 60_000 });
    guilds.created({ id: "1", name: "North" });

    await guilds.stop();

    expect(guilds.stateOf("1")).toBe("here");
  });
});

describe("An answer to somebody in a server that removed the bot meanwhile", () => {
  const removed = { kind: "refused", reason: "the bot was removed from the server" };
  const health = () => asked.register.health.get(`discord:${asked.fake.world.guildId}`);

  it.each([
    ["to /cluster ask", () => asked.askedPrivately()],
    ["to a mention", () => asked.mentioned()],
  ])("%s is shown nowhere, and the server's record says why", async (_, ask) => {
    const incoming = await ask();
    asked.fake.removeFromServer(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();

    expect(await asked.send(incoming)).toEqual(removed);
    expect(asked.fake.seen()).toEqual([]);
    expect(health()).toBe("WORKSPACE_LEFT");
  });

  it("is not sent to the asker directly either once the interaction has run out", async () => {
    const incoming = await asked.askedPrivately();
    asked.fake.removeFromServer(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming)).toEqual(removed);
    expect(asked.fake.journal.of("POST", /\/users\/@me\/channels$/)).toEqual([]);
  });

  it("is not sent when the removal is heard only while the answer is on its way", async () => {
    const incoming = await asked.askedPrivately();
    asked.clock.advance(16 * minute);
    asked.fake.world.guilds.delete(asked.fake.world.guildId);
    const next = asked.anotherProcess();
    await next.start(createRecordingInbox());

    const outcome = await next.send(asked.sendingOf(incoming));
    await next.stop();

    expect(outcome).toEqual(removed);
    expect(asked.fake.seen()).toEqual([]);
  });

  it("does not go to another server, and does not keep others from theirs", async () => {
    const north = asked.fake.addToServer("Northern cluster");
    const there = await asked.mentioned(north.generalId);
    const here = await asked.mentioned();
    asked.fake.removeFromServer(north.id);
    await asked.fake.gateway.allHeard();

    expect(await asked.send(there)).toEqual(removed);
    expect(await asked.send(here, { key: "another" })).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ channelId: here.request.channel }]);
    expect(health()).toBeNull();
  });

  it("in a direct message is sent: it was asked of the bot, not of a server", async () => {
    const direct = directMessagesWith(asked.fake.world, people.asker);
    const incoming = await asked.askedPrivately({ channelId: direct.id });
    asked.fake.removeFromServer(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();

    expect(await asked.send(incoming)).toEqual(sent);
  });

  it("waits while Discord itself cannot reach the server", async () => {
    const incoming = await asked.mentioned();
    asked.fake.beginOutage(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();
    asked.fake.faults.next("POST", /\/messages$/, {
      answer: { status: 403, body: { message: "Missing Access", code: 50_001 } },
    });

    expect(await asked.send(incoming)).toEqual({ kind: "wait", seconds: 60 });
    asked.fake.endOutage(asked.fake.world.guildId);
    await asked.fake.gateway.allHeard();
    expect(await asked.send(incoming)).toEqual(sent);
  });

  it("that may not be posted in its channel is told to those who look after the server, until it works", async () => {
    const incoming = await asked.mentioned();
    const channel = asked.fake.world.channels.get(incoming.request.channel ?? "");
    channel?.permissions.delete("SEND_MESSAGES");

    expect(await asked.send(incoming)).toMatchObject({ kind: "refused" });
    expect(health()).toBe("PLATFORM_REFUSED_REPLY");
    channel?.permissions.add("SEND_MESSAGES");
    await asked.send(incoming, { key: "later" });

    expect(health()).toBeNull();
  });
});
