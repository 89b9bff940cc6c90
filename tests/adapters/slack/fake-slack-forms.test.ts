import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeSlack, type FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { app } from "../../support/fake-slack/oauth.ts";
import { issueTrigger, person, type Workspace } from "../../support/fake-slack/workspace.ts";

let slack: FakeSlack;

beforeEach(async () => {
  slack = await createFakeSlack();
});
afterEach(() => slack.close());

type Values = Readonly<Record<string, unknown>>;

async function call(method: string, values: Values, token: string | null = slack.workspace.botToken) {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: new URLSearchParams(
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])),
    ).toString(),
  });
  return (await response.json()) as Values;
}

const plain = (text: string) => ({ type: "plain_text", text });
const option = (value: string) => ({ text: plain(value), value });
const input = (element: Values, besides: Values = {}) => ({
  type: "input",
  block_id: "one",
  label: plain("One"),
  element: { action_id: "value", ...element },
  ...besides,
});
const words = { type: "plain_text_input" };
const view = (changes: Values = {}) => ({
  type: "modal",
  title: plain("Title"),
  submit: plain("Save"),
  blocks: [input(words)],
  ...changes,
});
const open = (shown: Values, trigger = issueTrigger(slack.workspace, person)) =>
  call("views.open", { trigger_id: trigger, view: shown });

describe("the fake Slack's forms", () => {
  it("are shown to whoever the trigger is of", async () => {
    expect(await open(view())).toMatchObject({ ok: true });
    expect(slack.workspace.views).toMatchObject([{ user: person, isOpen: true }]);
  });

  it("need a trigger that is known, not used, and not older than three seconds", async () => {
    const trigger = issueTrigger(slack.workspace, person);
    const late = issueTrigger(slack.workspace, person);
    await open(view(), trigger);

    expect(await open(view(), "1.2.3")).toMatchObject({ error: "invalid_trigger_id" });
    expect(await open(view(), trigger)).toMatchObject({ error: "exchanged_trigger_id" });
    slack.workspace.now = () => Date.now() + 3_500;
    expect(await open(view(), late)).toMatchObject({ error: "expired_trigger_id" });
  });

  it.each<[string, Values]>([
    ["a long title", { title: plain("x".repeat(25)) }],
    ["a title with formatting", { title: { type: "mrkdwn", text: "x" } }],
    ["no way to send it in", { submit: undefined }],
    ["much carried along", { private_metadata: "x".repeat(3_001) }],
    ["nothing in it", { blocks: [] }],
    ["an input twice", { blocks: [input(words), input(words)] }],
    ["an empty introduction", { blocks: [{ type: "section", text: plain("") }] }],
    [
      "more text to begin with than may be",
      { blocks: [input({ ...words, max_length: 1, initial_value: "xx" })] },
    ],
    ["a choice of nothing", { blocks: [input({ type: "static_select", options: [] })] }],
    [
      "the same choice twice",
      { blocks: [input({ type: "static_select", options: [option("a"), option("a")] })] },
    ],
    [
      "a choice to begin with that is not offered",
      { blocks: [input({ type: "static_select", options: [option("a")], initial_option: option("b") })] },
    ],
    [
      "an empty selection",
      { blocks: [input({ type: "multi_static_select", options: [option("a")], initial_options: [] })] },
    ],
    ["eleven files", { blocks: [input({ type: "file_input", max_files: 11 })] }],
    ["an input the bot does not use", { blocks: [input({ type: "datepicker" })] }],
  ])("are refused with %s", async (_, changes) => {
    expect(await open(view(changes))).toMatchObject({ ok: false, error: "invalid_arguments" });
  });

  it("ask for files only with the right to read them", async () => {
    slack.workspace.scopes.delete("files:read");

    expect(await open(view({ blocks: [input({ type: "file_input" })] }))).toMatchObject({
      error: "missing_scope",
    });
  });

  it("let nobody send in what Slack's own form would not", async () => {
    await open(
      view({
        blocks: [
          input({ ...words, max_length: 3 }),
          input({ type: "static_select", options: [option("a")] }, { block_id: "two" }),
        ],
      }),
    );
    const [shown] = slack.workspace.views;
    if (shown === undefined) throw new Error("nothing was shown");

    expect(() => slack.submit(shown, { one: "long" })).toThrow("longer");
    expect(() => slack.submit(shown, { one: "x" })).toThrow("two has to be filled in");
    expect(() => slack.submit(shown, { one: "x", two: "b" })).toThrow("not offered");
    expect(() => slack.submit(shown, { three: "x" })).toThrow("no three");
    expect(slack.submit(shown, { one: "x", two: "a" }).kind).toBe("interaction");
  });
});

describe("the fake Slack's installations", () => {
  const authorize = (changes: Readonly<Record<string, string>> = {}) => {
    const values = {
      client_id: app.clientId,
      redirect_uri: app.redirectUrls[0],
      scope: "chat:write",
      state: "s",
      ...changes,
    };
    return `${new URL("/oauth/v2/authorize", slack.apiUrl)}?${new URLSearchParams(values)}`;
  };
  const agreed = (workspace: Workspace) =>
    new URL(slack.oauth.agree(authorize(), workspace)).searchParams.get("code") ?? "";
  const exchange = (code: string, changes: Values = {}) =>
    call(
      "oauth.v2.access",
      {
        client_id: app.clientId,
        client_secret: app.clientSecret,
        redirect_uri: app.redirectUrls[0],
        code,
        ...changes,
      },
      null,
    );

  it("give each workspace a token of its own, with the rights that were asked for", async () => {
    const north = slack.addWorkspace({ isInstalled: false });

    const granted = await exchange(agreed(north));

    expect(granted).toMatchObject({ ok: true, team: { id: north.teamId }, scope: "chat:write" });
    expect(await call("auth.test", {}, String(granted.access_token))).toMatchObject({
      team_id: north.teamId,
    });
    expect([...north.scopes]).toEqual(["chat:write"]);
  });

  it.each<[string, Values]>([
    ["invalid_client_id", { client_id: "1" }],
    ["bad_client_secret", { client_secret: "1" }],
    ["bad_redirect_uri", { redirect_uri: "https://elsewhere.example" }],
    ["invalid_code", { code: "1" }],
  ])("refuse with %s", async (error, changes) => {
    expect(await exchange(agreed(slack.addWorkspace()), changes)).toMatchObject({ ok: false, error });
  });

  it("take a code once, and for ten minutes", async () => {
    const north = slack.addWorkspace({ isInstalled: false });
    const [code, late] = [agreed(north), agreed(north)];
    await exchange(code);

    expect(await exchange(code)).toMatchObject({ error: "code_already_used" });
    north.now = () => Date.now() + 11 * 60_000;
    expect(await exchange(late)).toMatchObject({ error: "invalid_code" });
  });

  it("send nobody back to an address the app does not list, and ask for some right", () => {
    const elsewhere = authorize({ redirect_uri: "https://elsewhere.example" });

    expect(() => slack.oauth.agree(elsewhere, slack.workspace)).toThrow("redirect_uri");
    expect(() => slack.oauth.agree(authorize({ scope: "" }), slack.workspace)).toThrow("scopes");
    expect(() => slack.oauth.agree(authorize({ client_id: "1" }), slack.workspace)).toThrow("client_id");
  });

  it("end with a token that is dead, and come back with another", async () => {
    const north = slack.addWorkspace();
    const before = north.botToken;
    slack.uninstall(north);

    expect(await call("auth.test", {}, before)).toMatchObject({ error: "token_revoked" });
    await exchange(agreed(north));
    expect(north.botToken).not.toBe(before);
    expect(await call("auth.test", {}, before)).toMatchObject({ error: "invalid_auth" });
  });
});

describe("the fake Slack's journal", () => {
  it("shows a token of one workspace used for another", async () => {
    const north = slack.addWorkspace();
    await call("chat.postMessage", { channel: slack.workspace.generalChannel, text: "hello" });
    expect(slack.wrongTokens()).toEqual([]);

    const answer = await call("chat.postMessage", { channel: north.generalChannel, text: "hello" });

    expect(answer).toMatchObject({ error: "channel_not_found" });
    expect(slack.wrongTokens()).toMatchObject([{ method: "chat.postMessage", team: "T0CLUSTER1" }]);
  });
});
