import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMovableClock, type MovableClock } from "./bot.ts";
import { type Caller, createCaller, inGeneral, refused, silent } from "./caller.ts";
import { createFakeDiscord, type FakeDiscord } from "./fake-discord.ts";
import { tooManyRequests } from "./faults.ts";
import { pingsOf } from "./rules.ts";
import { createBodyCheck } from "./specification.ts";
import { directMessagesWith, type Permission, people, places } from "./world.ts";

let fake: FakeDiscord;
let clock: MovableClock;
let caller: Caller;

beforeEach(async () => {
  clock = createMovableClock();
  fake = await createFakeDiscord({ clock });
  caller = createCaller(fake);
});

afterEach(() => fake.close());

const used = () => fake.use({ options: { question: "when?" } });
const forbid = (permission: Permission, channelId: string = places.general) =>
  fake.world.channels.get(channelId)?.permissions.delete(permission);

describe("The imitation of Discord, asked to post a message", () => {
  it("does so, and gives the nonce back this once", async () => {
    const { status, body } = await caller.post({ nonce: "n" });
    const history = await caller.call("GET", inGeneral);

    expect(status).toBe(200);
    expect(body).toMatchObject({ content: "Hello", nonce: "n" });
    expect(JSON.stringify(history.body)).not.toContain("nonce");
  });

  it.each([
    ["no text", { content: undefined }, 50_006],
    ["blanks", { content: " \n" }, 50_006],
    ["2,001 characters", { content: "x".repeat(2_001) }, 50_035],
    ["text that is none", { content: 5 }, 50_035],
    ["no word on mentions", { allowed_mentions: undefined }, 50_035],
    ["mentions of people allowed", { allowed_mentions: { parse: ["users"] } }, 50_035],
    ["a ping for the person replied to", { allowed_mentions: { parse: [], replied_user: true } }, 50_035],
    ["a nonce of 26 characters", { nonce: "n".repeat(26) }, 50_035],
    ["the flag of a private reply", { flags: 64 }, 50_035],
    ["a reply to a message that is not there", { message_reference: { message_id: "1" } }, 50_035],
  ])("refuses %s", async (_, body, code) => {
    expect(await caller.post(body)).toEqual(refused(400, code));
    expect(fake.seen()).toEqual([]);
  });

  it("takes 2,000 characters, counting an emoji as one", async () => {
    expect((await caller.post({ content: "🦩".repeat(2_000) })).status).toBe(200);
  });

  it("sends a plain message when that is wanted where the one replied to is gone", async () => {
    const message_reference = { message_id: "1", fail_if_not_exists: false };

    expect((await caller.post({ message_reference })).status).toBe(200);
    expect(fake.seen()).toMatchObject([{ replyTo: null }]);
  });

  it("refuses a channel that is not there, not visible, or not writable", async () => {
    expect(await caller.post({}, "/channels/1/messages")).toEqual(refused(404, 10_003));
    forbid("SEND_MESSAGES");
    expect(await caller.post()).toEqual(refused(403, 50_013));
    forbid("VIEW_CHANNEL");
    expect(await caller.post()).toEqual(refused(403, 50_001));
  });

  it("asks for another right in a thread", async () => {
    const inThread = `/channels/${places.thread}/messages`;
    forbid("SEND_MESSAGES", places.thread);
    expect((await caller.post({}, inThread)).status).toBe(200);

    forbid("SEND_MESSAGES_IN_THREADS", places.thread);

    expect(await caller.post({}, inThread)).toEqual(refused(403, 50_013));
  });

  it("refuses a reply where the bot may not read what was said", async () => {
    const question = fake.say({ content: "when?" });
    forbid("READ_MESSAGE_HISTORY");

    expect(await caller.post({ message_reference: { message_id: question.id } })).toEqual(
      refused(400, 160_002),
    );
  });

  it("refuses to write to somebody who takes no direct messages", async () => {
    const { id } = directMessagesWith(fake.world, people.asker);
    fake.world.closedTo.add(people.asker);

    expect(await caller.post({}, `/channels/${id}/messages`)).toEqual(refused(403, 50_007));
  });

  it("shows the same nonce once within minutes, where that is asked for", async () => {
    const first = await caller.post({ nonce: "n", enforce_nonce: true });
    const second = await caller.post({ nonce: "n", enforce_nonce: true, content: "Again" });

    expect(second.body).toMatchObject({ content: "Hello" });
    expect(second.body).toMatchObject({ id: JSON.parse(JSON.stringify(first.body)).id });
    expect(fake.seen()).toHaveLength(1);
  });

  it.each([
    ["without asking for it", { nonce: "n" }, inGeneral, 0],
    ["in another channel", { nonce: "n", enforce_nonce: true }, `/channels/${places.members}/messages`, 0],
    ["after some minutes", { nonce: "n", enforce_nonce: true }, inGeneral, 4 * 60_000],
  ])("shows the same nonce again %s", async (_, body, path, later) => {
    await caller.post({ nonce: "n", enforce_nonce: true });
    clock.advance(later);

    await caller.post(body, path);

    expect(fake.seen()).toHaveLength(2);
  });
});

describe("The imitation of Discord, asked to change a message", () => {
  const own = async (): Promise<string> => {
    const { body } = await caller.post();
    return `${inGeneral}/${(body as { id: string }).id}`;
  };

  it("does so, and takes it away once", async () => {
    const path = await own();

    expect((await caller.call("PATCH", path, { content: "Bye", ...silent })).body).toMatchObject({
      content: "Bye",
    });
    expect((await caller.call("DELETE", path)).status).toBe(204);
    expect(await caller.call("DELETE", path)).toEqual(refused(404, 10_008));
    expect(await caller.call("PATCH", path, { content: "Bye", ...silent })).toEqual(refused(404, 10_008));
  });

  it("refuses what would ping, what is too long, and what somebody else said", async () => {
    const path = await own();
    const { id } = fake.say({ content: "mine" });

    expect(await caller.call("PATCH", path, { content: "Bye" })).toEqual(refused(400, 50_035));
    expect(await caller.call("PATCH", path, { content: "x".repeat(2_001), ...silent })).toEqual(
      refused(400, 50_035),
    );
    expect(await caller.call("PATCH", `${inGeneral}/${id}`, { content: "Bye", ...silent })).toEqual(
      refused(403, 50_005),
    );
  });

  it("refuses attachments that did not come, or may not", async () => {
    const attachments = [{ id: 0, filename: "p.png" }];

    expect(await caller.post({ attachments })).toEqual(refused(400, 50_035));
    forbid("ATTACH_FILES");
    expect(await caller.post({ attachments })).toEqual(refused(403, 50_013));
  });
});

describe("The imitation of Discord, asked what was said", () => {
  it("lists the newest first, and of others' messages not the text", async () => {
    fake.say({ content: "secret" });
    await caller.post();

    const { body } = await caller.call("GET", `${inGeneral}?limit=100&after=0`);

    expect(body).toMatchObject([{ content: "Hello" }, { content: "" }]);
  });

  it("lists nothing to those who may not read the history", async () => {
    await caller.post();
    forbid("READ_MESSAGE_HISTORY");

    expect(await caller.call("GET", inGeneral)).toEqual({ status: 200, body: [] });
  });

  it("gives at most 100 messages, those next after the one named", async () => {
    const first = fake.say({ content: "0" });
    for (let count = 1; count <= 120; count++) fake.say({ content: String(count) });

    const { body } = await caller.call("GET", `${inGeneral}?limit=100&after=${first.id}`);

    expect(body).toHaveLength(100);
    expect(await caller.call("GET", `${inGeneral}?limit=101`)).toEqual(refused(400, 50_035));
    expect(fake.world.messages[100]?.id).toBe(JSON.parse(JSON.stringify(body))[0].id);
  });
});

describe("The imitation of Discord, called wrongly", () => {
  it("asks for the bot's token, but where a call carries its own", async () => {
    const interaction = used();
    const stranger = caller.withToken("wrong");

    expect(await stranger.post()).toEqual(refused(401, 0));
    expect((await stranger.answer(interaction)).status).toBe(204);
  });

  it("knows nothing of other calls and other versions", async () => {
    expect((await caller.call("GET", "/guilds/1")).status).toBe(404);
    expect((await fetch(`${fake.url}/v9/gateway/bot`)).status).toBe(404);
  });

  it("says how long to wait when it is too much", async () => {
    fake.faults.next("GET", /messages/, tooManyRequests(3));

    expect(await caller.call("GET", inGeneral)).toMatchObject({ status: 429, body: { retry_after: 3 } });
    expect((await caller.call("GET", inGeneral)).status).toBe(200);
  });

  it("notices what the published specification does not know", async (context) => {
    const check = createBodyCheck();
    if (check === null) return context.skip("../shared/specs/discord-openapi.json is not there");

    expect(check("POST", inGeneral, { content: "x", nonse: "1" })).toHaveLength(1);
    expect(check("POST", inGeneral, { content: 5 })).toHaveLength(1);
    expect(check("POST", "/nowhere", {})).toHaveLength(1);
    expect(check("POST", inGeneral, { content: "x", nonce: "1" })).toEqual([]);
  });
});

describe("The imitation of Discord, deciding whom a message pings", () => {
  it.each([
    ["everybody it names, where nothing is said of mentions", undefined, ["@everyone", "<@1>", "<@&2>"]],
    ["only kinds that are allowed", { parse: ["roles" as const] }, ["<@&2>"]],
    ["nobody, where nobody is allowed", { parse: [] }, []],
  ])("pings %s", (_, allowed, pinged) => {
    expect(pingsOf("@everyone <@1> <@&2>", allowed)).toEqual(pinged);
  });
});
