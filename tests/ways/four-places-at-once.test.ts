// Two Slack workspaces and two Discord servers of four clusters, and everybody asks at the same moment. Nobody is shown
// what is another cluster's, or not for those who read along; who sends the bot away in the middle keeps nobody waiting.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { newSealingKey } from "../../src/sealing-keys.ts";
import { installFrom } from "../adapters/slack/installed-slack.ts";
import type { Guild } from "../support/fake-discord/world.ts";
import { app } from "../support/fake-slack/oauth.ts";
import type { Workspace } from "../support/fake-slack/workspace.ts";
import { createHeldModel } from "../support/held-model.ts";
import { createDiscordPlace } from "../support/places/discord-place.ts";
import {
  clusterIds,
  clusters,
  doorCodes,
  markOf,
  marksFor,
  marksIn,
} from "../support/places/marked-documents.ts";
import { type Asked, audiences, type Place, persons } from "../support/places/place.ts";
import { createSlackPlace } from "../support/places/slack-place.ts";
import { type BotBetweenFakes, createFakes, startBotBetween } from "../support/running-bot.ts";

const question = "What is the door code of the spring conference?";

const model = createHeldModel();
let between: BotBetweenFakes;
let places: readonly Place[];
let north: Place;
let east: Place;
let south: Place;
let west: Place;
let eastern: Workspace;
let western: Guild;
let origin: string;

beforeAll(async () => {
  await model.start();
  const fakes = await createFakes();
  const { slack, discord } = fakes;
  eastern = slack.addWorkspace({ isInstalled: false });
  western = discord.addToServer("Western cluster");
  const home = discord.world.guilds.get(discord.world.guildId);
  if (home === undefined) throw new Error("there is no first server");
  north = createSlackPlace(slack, slack.workspace, "north");
  east = createSlackPlace(slack, eastern, "east");
  south = createDiscordPlace(discord, home, "south");
  west = createDiscordPlace(discord, western, "west");
  places = [north, east, south, west];
  between = await startBotBetween(fakes, {
    settingsFile: { federation: "fed", workspaces: places.map(({ settings }) => settings) },
    documents: doorCodes(),
    environment: {
      OPENAI_BASE_URL: model.url(),
      OPENAI_API_KEY: "test",
      SLACK_CLIENT_ID: app.clientId,
      SLACK_CLIENT_SECRET: app.clientSecret,
      PUBLIC_URL: "https://bot.example.org",
      CLUSTERBOT_KEYS: newSealingKey(),
    },
  });
  origin = between.bot.web.address()?.url ?? "";
  await installFrom(origin, slack, eastern);
});
afterAll(async () => {
  model.release();
  await between.close();
  await model.stop();
});

/** Words that somebody was shown, or the model was, who must not be. */
function leaks(): string[] {
  const toPeople = places.flatMap((place) =>
    place.shown().flatMap((shown) => {
      const allowed = marksFor(place.cluster, place.audienceOf(shown));
      return marksIn(shown)
        .filter((mark) => !allowed.includes(mark))
        .map((mark) => `${mark} in ${place.cluster} ${shown.channel}, for ${shown.onlyFor ?? "everybody"}`);
    }),
  );
  const toModel = model.asked.flatMap((draft) => {
    const cluster = clusterIds.find((id) => clusters[id] === draft.ownCluster) ?? "fed";
    const allowed = marksFor(cluster, "board");
    return marksIn(draft).filter((mark) => !allowed.includes(mark));
  });
  return [...toPeople, ...toModel];
}

/** Each got one reply, in its own place. */
async function answered(asked: readonly Asked[]): Promise<void> {
  const counts = () => asked.map(({ replies }) => replies().length);
  await vi.waitFor(() => expect(Math.min(...counts())).toBe(1), { timeout: 15_000 });
  expect(counts()).toEqual(asked.map(() => 1));
  expect(asked.map(({ replies }) => replies()[0]?.channel)).toEqual(asked.map(({ channel }) => channel));
}

/** How the questions of a place ended that were taken since. */
async function endsIn({ id }: Place, since: Date): Promise<string[]> {
  const { rows } = await between.bot.core.database.pool.query<{ state: string }>(
    "SELECT state FROM question WHERE request->>'workspace' = $1 AND received_at >= $2",
    [id, since],
  );
  return rows.map(({ state }) => state);
}

async function stateOf(place: Place): Promise<string | undefined> {
  return (await between.bot.core.workspaces.find(place.platform, place.id))?.state;
}

/** A federation administrator says again whose it is. */
async function confirm(place: Place): Promise<void> {
  const { workspaces } = between.bot.core;
  const workspace = await workspaces.find(place.platform, place.id);
  if (workspace === null) throw new Error("it is not known");
  const audit = { actor: "test", action: "workspace-confirmed", subject: place.id, place: "test" };
  const expected = { revision: workspace.revision, audit: { ...audit, cluster: place.cluster } };
  await workspaces.save(workspace.id, { state: "confirmed", cluster: place.cluster }, expected);
}

const GroupSettings = z.object({
  members: z.union([z.array(z.string()), z.literal("everyone").transform(() => [])]),
  board: z.array(z.string()),
});

/** What its groups held ended when it left, and is given again. */
async function giveGroups({ platform, id, cluster, settings }: Place): Promise<void> {
  const { members, board } = GroupSettings.parse(settings);
  const given = [...members.map((group) => ["member", group]), ...board.map((group) => ["board", group])];
  for (const [role, group] of given)
    await between.bot.core.database.pool.query(
      `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id)
       SELECT gen_random_uuid(), $3::role, $4, id, $5 FROM workspace WHERE platform = $1 AND external_id = $2`,
      [platform, id, role, cluster, group],
    );
}

describe("four places in which the same is asked at the same moment", () => {
  it.each(audiences.flatMap((channel) => persons.map((person) => ({ channel, person }))))(
    "each get what a $person in the $channel channel may read there, and nothing else",
    async ({ channel, person }) => {
      const asked = await Promise.all(places.map((place) => place.mention(question, channel, person)));

      await answered(asked);

      for (const { place, upTo, replies } of asked)
        expect(replies().flatMap(marksIn)).toContain(markOf(place.cluster, upTo));
      expect(leaks()).toEqual([]);
      expect(between.slack.wrongTokens()).toEqual([]);
    },
  );

  it.each(persons)("each get what a %s may read, where only they see it", async (person) => {
    const asked = await Promise.all(places.map((place) => place.command(question, "public", person)));

    await answered(asked);

    for (const { place, upTo, replies } of asked)
      expect(replies().flatMap(marksIn)).toContain(markOf(place.cluster, upTo));
    expect(leaks()).toEqual([]);
  });

  it("get every reply once where it was asked for, however many ask, by whatever name", async () => {
    const others = [clusters.fed, clusters.east, clusters.west];
    const names = others.map((name) => `${question.slice(0, -1)} of ${name}?`);
    const mentions = places.flatMap((place) =>
      audiences.flatMap((channel) =>
        names.map((text, index) => place.mention(text, channel, persons[index] ?? "stranger")),
      ),
    );
    const commands = places.flatMap((place) =>
      persons.map((person) => place.command(question, "board", person)),
    );
    const asked = await Promise.all([...mentions, ...commands]);

    await answered(asked);

    expect(leaks()).toEqual([]);
    expect(between.slack.wrongTokens()).toEqual([]);
    expect(between.discord.specificationProblems() ?? []).toEqual([]);
  });
});

describe("places that send the bot away while their answers are being written", () => {
  const inEach = (some: readonly Place[]) =>
    Promise.all(
      some.flatMap((place) => [
        place.mention(question, "members", "member"),
        place.command(question, "board", "trustee"),
      ]),
    );

  it.each([
    ["the token revoked first", ["revoked", "uninstalled"]],
    ["uninstalled first", ["uninstalled", "revoked"]],
    ["only told of the token", ["revoked"]],
    ["told of both twice", ["revoked", "uninstalled", "revoked", "uninstalled"]],
  ] as const)("are shown nothing more, the others get theirs, and it can come back: %s", async (_, order) => {
    const since = new Date();
    model.hold([clusters.east, clusters.west]);
    const leaving = await inEach([east, west]);
    await vi.waitFor(() => expect(model.held()).toBe(leaving.length), { timeout: 10_000 });
    await answered(await inEach([north, south]));

    const told = between.slack.uninstall(eastern);
    for (const event of order) await between.slack.socket.carry(told[event]);
    between.discord.removeFromServer(western.id);
    await between.discord.gateway.allHeard();
    const before = [east, west].map((place) => place.shown().length);
    model.release();
    const ends = () => Promise.all([east, west].map((place) => endsIn(place, since)));
    const undeliverable = ["undeliverable", "undeliverable"];
    await vi.waitFor(async () => expect(await ends()).toEqual([undeliverable, undeliverable]), {
      timeout: 10_000,
    });

    expect(leaving.flatMap(({ replies }) => replies())).toEqual([]);
    expect([east, west].map((place) => place.shown().length)).toEqual(before);
    await vi.waitFor(async () =>
      expect(await Promise.all([east, west].map(stateOf))).toEqual(["gone", "gone"]),
    );
    await Promise.all([installAgain(), addAgain()]);
    await expectToWait([east, west]);
  });

  it("leave a named outcome where only the token is dead and nothing was told yet, and the late word is heard", async () => {
    const since = new Date();
    model.hold([clusters.east]);
    const asked = await east.mention(question, "members", "member");
    await vi.waitFor(() => expect(model.held()).toBe(1), { timeout: 10_000 });

    const told = between.slack.uninstall(eastern);
    model.release();
    await vi.waitFor(async () => expect(await endsIn(east, since)).toEqual(["undeliverable"]), {
      timeout: 10_000,
    });
    const before = await stateOf(east);
    await between.slack.socket.carry(told.uninstalled);

    expect(asked.replies()).toEqual([]);
    expect([before, await stateOf(east)]).toEqual(["gone", "gone"]);
    await installAgain();
    await expectToWait([east]);
  });

  it("are not heard any more, so that nothing is kept of what is still said there", async () => {
    const since = new Date();
    await between.slack.socket.carry(between.slack.uninstall(eastern).uninstalled);
    const calls = between.slack.calls.length;

    await east.mention(question, "members", "member");
    await answered(await inEach([north]));

    expect(await endsIn(east, since)).toEqual([]);
    expect(between.slack.calls.slice(calls).filter(({ team }) => team === east.id)).toEqual([]);
    await installAgain();
    await expectToWait([east]);
  });
});

/** The way back that an installation ends with leads in only once. */
async function installAgain(): Promise<void> {
  const { page, back, browser } = await installFrom(origin, between.slack, eastern);
  const token = eastern.botToken;
  const replayed = await browser.follow(back);

  expect([page.status, replayed.status]).toEqual([200, 400]);
  expect(eastern.botToken).toBe(token);
}

async function addAgain(): Promise<void> {
  between.discord.world.guilds.set(western.id, western);
  between.discord.endOutage(western.id);
  await between.discord.gateway.allHeard();
}

/** A place that is back gets public material only, until it is confirmed again. */
async function expectToWait(back: readonly Place[]): Promise<void> {
  const ask = () => Promise.all(back.map((place) => place.mention(question, "members", "member")));
  await vi.waitFor(async () =>
    expect(await Promise.all(back.map(stateOf))).toEqual(back.map(() => "waiting")),
  );

  const whileWaiting = await ask();
  await answered(whileWaiting);
  await Promise.all(back.map(confirm));
  const confirmed = await ask();
  await answered(confirmed);
  await Promise.all(back.map(giveGroups));
  const given = await ask();
  await answered(given);

  // On the server members are a group.
  const withoutGroups = confirmed.filter(({ place }) => place.platform === "discord");
  const shown = [...whileWaiting, ...withoutGroups].flatMap(({ replies }) => replies().flatMap(marksIn));
  expect(shown.filter((mark) => !mark.includes("public"))).toEqual([]);
  for (const { place, replies } of given)
    expect(replies().flatMap(marksIn)).toContain(markOf(place.cluster, "members"));
  expect(leaks()).toEqual([]);
  expect(between.slack.wrongTokens()).toEqual([]);
}
