import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeSlack, type FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { pingsOf } from "../../support/fake-slack/message-rules.ts";
import { directOf, generalChannel, person } from "../../support/fake-slack/workspace.ts";

let slack: FakeSlack;

beforeEach(async () => {
  slack = await createFakeSlack();
});

afterEach(() => slack.close());

type Values = Readonly<Record<string, unknown>>;

async function call(method: string, values: Values = {}, token: string | null = slack.workspace.botToken) {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const form = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: new URLSearchParams(form).toString(),
  });
  const body = (await response.json().catch(() => ({}))) as Values;
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body };
}

const hello = { channel: generalChannel, text: "hello" };
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const richText = (...elements: Values[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

describe("the fake Slack refuses what Slack refuses", () => {
  it.each<[string, string, Values]>([
    ["unknown_method", "chat.shout", {}],
    ["invalid_arg_name", "chat.postMessage", { ...hello, colour: "red" }],
    ["no_text", "chat.postMessage", { channel: generalChannel }],
    ["channel_not_found", "chat.postMessage", { ...hello, channel: "C0NOWHERE1" }],
    ["channel_not_found", "chat.postMessage", { ...hello, channel: "G0PRIVATE1" }],
    ["not_in_channel", "chat.postMessage", { ...hello, channel: "C0NOTHERE1" }],
    ["invalid_metadata_format", "chat.postMessage", { ...hello, metadata: { event_type: "x" } }],
    ["invalid_blocks_format", "chat.postMessage", { ...hello, blocks: { type: "divider" } }],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: Array(51).fill({ type: "divider" }) }],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [section("x".repeat(3_001))] }],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [section("")] }],
    [
      "invalid_blocks",
      "chat.postMessage",
      { ...hello, blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] },
    ],
    [
      "invalid_blocks",
      "chat.postMessage",
      { ...hello, blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] },
    ],
    [
      "invalid_blocks",
      "chat.postMessage",
      {
        ...hello,
        blocks: [{ type: "context", elements: Array(11).fill({ type: "plain_text", text: "x" }) }],
      },
    ],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [richText({ type: "text", text: "" })] }],
    [
      "invalid_blocks",
      "chat.postMessage",
      { ...hello, blocks: [richText({ type: "link", url: "javascript:x" })] },
    ],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [richText({ type: "shout", text: "x" })] }],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [{ type: "rich_text", elements: [] }] }],
    ["invalid_blocks", "chat.postMessage", { ...hello, blocks: [{ type: "marquee" }] }],
    [
      "msg_blocks_too_long",
      "chat.postMessage",
      { ...hello, blocks: Array(4).fill(section("x".repeat(2_900))) },
    ],
    [
      "invalid_blocks",
      "chat.postMessage",
      { ...hello, blocks: [{ type: "image", image_url: "https://example.org/p.png", alt_text: "" }] },
    ],
    ["message_not_found", "chat.update", { ...hello, ts: "1.1" }],
    ["channel_not_found", "chat.update", { ...hello, channel: "C0NOWHERE1", ts: "1.1" }],
    ["message_not_found", "chat.delete", { channel: generalChannel, ts: "1.1" }],
    ["user_not_in_channel", "chat.postEphemeral", { ...hello, user: "U0ELSEWHER" }],
    ["not_in_channel", "chat.postEphemeral", { ...hello, channel: "C0NOTHERE1", user: person }],
    ["missing_scope", "conversations.history", { channel: generalChannel }],
    ["missing_scope", "conversations.replies", { channel: generalChannel, ts: "1.1" }],
    ["thread_not_found", "conversations.replies", { channel: directOf(person), ts: "1.1" }],
    ["channel_not_found", "conversations.info", { channel: "G0PRIVATE1" }],
    ["user_not_found", "conversations.open", { users: "U0NOBODY01" }],
    ["cannot_dm_bot", "conversations.open", { users: "U0PROGRAM1" }],
    ["user_not_found", "users.info", { user: "U0NOBODY01" }],
    ["no_such_subteam", "usergroups.users.list", { usergroup: "S0NOTHING1" }],
  ])("with %s: %s %j", async (error, method, values) => {
    expect(await call(method, values)).toMatchObject({ status: 200, body: { ok: false, error } });
  });

  it.each([
    ["not_authed", () => call("auth.test", {}, null)],
    ["invalid_auth", () => call("auth.test", {}, "xoxb-other")],
    [
      "token_revoked",
      () => call("auth.test", {}, Object.assign(slack.workspace, { isTokenRevoked: true }).botToken),
    ],
    ["not_authed", () => call("apps.connections.open", {}, null)],
    ["not_allowed_token_type", () => call("apps.connections.open")],
    ["invalid_auth", () => call("apps.connections.open", {}, "xapp-other")],
  ])("with %s when the token is not right", async (error, attempt) => {
    expect(await attempt()).toMatchObject({ body: { ok: false, error } });
  });

  it("with is_archived in an archived channel", async () => {
    Object.assign(slack.workspace.channels.get(generalChannel) ?? {}, { isArchived: true });

    expect(await call("chat.postMessage", hello)).toMatchObject({ body: { error: "is_archived" } });
  });

  it("with not_in_channel when the history of a channel it left is asked for", async () => {
    slack.workspace.scopes.add("channels:history");

    expect(await call("conversations.history", { channel: "C0NOTHERE1" })).toMatchObject({
      body: { error: "not_in_channel" },
    });
  });

  it("with 429 and the seconds to wait, after which it goes on", async () => {
    slack.faults.next("chat.postMessage", 17);

    const limited = await call("chat.postMessage", hello);

    expect([limited.status, limited.retryAfter]).toEqual([429, "17"]);
    expect(await call("chat.postMessage", hello)).toMatchObject({ body: { ok: true } });
  });
});

describe("the fake Slack keeps what it is told", () => {
  it("posts to the direct message of a person who is named as the channel", async () => {
    expect(await call("chat.postMessage", { ...hello, channel: person })).toMatchObject({
      body: { channel: directOf(person) },
    });
  });

  it("cuts text after 40,000 characters", async () => {
    await call("chat.postMessage", { ...hello, text: "x".repeat(40_001) });

    expect(slack.workspace.messages.at(-1)?.text).toHaveLength(40_000);
  });

  it("gives metadata back only when asked to, and never what one person alone has seen", async () => {
    const metadata = { event_type: "mark", event_payload: { key: "1" } };
    const channel = directOf(person);
    await call("chat.postMessage", { channel, text: "marked", metadata });
    await call("chat.postEphemeral", { channel, text: "secret", user: person });

    const plain = await call("conversations.history", { channel });
    const full = await call("conversations.history", { channel, include_all_metadata: true });

    expect(plain.body.messages).toEqual([expect.not.objectContaining({ metadata })]);
    expect(full.body.messages).toEqual([expect.objectContaining({ metadata })]);
  });

  it("gives long histories in pages", async () => {
    const channel = directOf(person);
    for (const text of ["one", "two", "three"]) await call("chat.postMessage", { channel, text });

    const first = await call("conversations.history", { channel, limit: "2" });

    expect(first).toMatchObject({ body: { has_more: true, response_metadata: { next_cursor: "2" } } });
    expect(await call("conversations.history", { channel, limit: "2", cursor: "2" })).toMatchObject({
      body: { has_more: false },
    });
  });

  it.each([
    ["a mention in text", { text: "<!channel> <@U1> <!subteam^S1>" }, 3],
    ["a date in text", { text: "<!date^1^{date}|today>" }, 0],
    ["a name in plain text", { text: "@channel" }, 0],
    ["a name in text that is to be linked", { text: "@channel", link_names: true }, 1],
    ["a name in mrkdwn that is not verbatim", { text: "x", blocks: [section("@here")] }, 1],
    ["a mention in rich text", { text: "x", blocks: [richText({ type: "broadcast", range: "here" })] }, 1],
    [
      "the same as words in rich text",
      { text: "x", blocks: [richText({ type: "text", text: "<!here> @here" })] },
      0,
    ],
  ])("pings for %s as Slack does", async (_, values, count) => {
    await call("chat.postMessage", { channel: generalChannel, ...values });

    const message = slack.workspace.messages.at(-1);
    expect(message === undefined ? [] : pingsOf(message)).toHaveLength(count);
  });
});

describe("the fake Slack's address for replies", () => {
  const respond = async (delivery: ReturnType<FakeSlack["command"]>, body: Values) => {
    const url = String(delivery.payload.response_url);
    const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    return [response.status, await response.text()];
  };
  const command = () => slack.command({ user: person, channel: generalChannel, text: "ask" });

  it("takes five replies and no sixth", async () => {
    const delivery = command();
    for (let use = 0; use < 5; use += 1)
      expect(await respond(delivery, { text: "hello" })).toEqual([200, "ok"]);

    expect(await respond(delivery, { text: "hello" })).toEqual([404, expect.stringContaining("used_url")]);
  });

  it("takes none after thirty minutes", async () => {
    const delivery = command();
    slack.workspace.now = () => Date.now() + 31 * 60_000;

    expect(await respond(delivery, { text: "hello" })).toEqual([404, expect.stringContaining("expired_url")]);
  });

  it("takes none it did not give out, and none Slack would not show", async () => {
    const elsewhere = { ...command(), payload: { response_url: new URL("/commands/1", slack.apiUrl).href } };

    expect(await respond(elsewhere, { text: "hello" })).toEqual([
      404,
      expect.stringContaining("invalid_url"),
    ]);
    expect(await respond(command(), { blocks: [{ type: "marquee" }] })).toEqual([
      400,
      expect.stringContaining("invalid_blocks"),
    ]);
  });

  it("shows to everybody only what is said to be for everybody", async () => {
    await respond(command(), { text: "for one" });
    await respond(command(), { text: "for all", response_type: "in_channel" });

    expect(slack.workspace.messages.map(({ text, seenBy }) => [text, seenBy])).toEqual([
      ["for one", person],
      ["for all", null],
    ]);
  });
});
