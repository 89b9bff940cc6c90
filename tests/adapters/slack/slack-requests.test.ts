import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "../../../src/chat/request.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import {
  type Delivery,
  directDelivery,
  mentionDelivery,
  retryOf,
  type Said,
  twinOf,
} from "../../support/fake-slack/deliveries.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

let running: RunningSlack;
let inbox: RecordingInbox;

beforeEach(async () => {
  running = await runSlack({ transport: "http", groups: ["S0BOARD001", "S0UNKNOWN1"] });
  inbox = createRecordingInbox();
  await running.platform.start(inbox);
});

afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

const mention = (said: Partial<Said>): Delivery =>
  mentionDelivery(
    { user: person, channel: generalChannel, text: "When is the forum?", ...said },
    running.slack.workspace,
  );
const command = (said: Partial<Said>): Delivery =>
  running.slack.command({ user: person, channel: generalChannel, text: "ask When is the forum?", ...said });
const heard = async (delivery: Delivery): Promise<Request> => {
  await running.carrier.carry(delivery);
  const last = inbox.stored.at(-1);
  if (last === undefined) throw new Error("nothing was heard");
  return last.request;
};

describe("what is heard on Slack", () => {
  it("is a question by mention, answered in its thread before everybody", async () => {
    const request = await heard(mention({}));

    expect(request).toMatchObject({
      platform: "slack",
      workspace: running.slack.workspace.teamId,
      channel: generalChannel,
      visibility: "shared",
      isDirectMessage: false,
      command: "ask",
      text: "When is the forum?",
      locale: "en-GB",
    });
    expect(inbox.stored[0]?.replyAddress).toMatchObject({ kind: "message", thread: request.thread });
    expect(request.deliveryKey).toContain(request.thread ?? "no thread");
  });

  it("belongs to the thread it was asked in", async () => {
    expect((await heard(mention({ thread: "1700000000.000100" }))).thread).toBe("1700000000.000100");
  });

  it("is private in a direct message", async () => {
    const said = { user: person, text: "When is the forum?" };
    const request = await heard(directDelivery(said, running.slack.workspace));

    expect(request).toMatchObject({
      isDirectMessage: true,
      visibility: "private",
      thread: null,
      command: "ask",
    });
  });

  it("is private after a command", async () => {
    expect(await heard(command({}))).toMatchObject({
      visibility: "private",
      command: "ask",
      text: "When is the forum?",
    });
  });

  it.each([
    ["help", "help", ""],
    ["HELP", "help", ""],
    ["", "help", ""],
    ["ask", "ask", ""],
    ["ask  who decides?", "ask", "who decides?"],
    ["who decides?", "ask", "who decides?"],
    ["asking for a friend", "ask", "asking for a friend"],
  ])("after /cluster, %j is the command %s with the text %j", async (text, name, rest) => {
    expect(await heard(command({ text }))).toMatchObject({ command: name, text: rest });
  });

  it.each([
    ["help", "help", ""],
    ["help me find the forum", "ask", "help me find the forum"],
    ["ask who decides?", "ask", "who decides?"],
    ["", "ask", ""],
  ])("in a mention, %j is the command %s with the text %j", async (text, name, rest) => {
    expect(await heard(mention({ text }))).toMatchObject({ command: name, text: rest });
  });

  it("has people, channels, links and special characters as words", async () => {
    const delivery = mention({
      besides: {
        text: "<@U0BOT00001> ask <@U012|ana> in <#C012|general>, <https://a.org/x|a.org>, <!here>, <!date^1^{date}|today> &amp; &lt;b&gt;",
      },
    });

    expect((await heard(delivery)).text).toBe("@ana in #general, a.org, @here, today & <b>");
  });

  it.each([
    ["grant manager <@U012AB3CD|ana> north", "grant", "manager slack:T0CLUSTER1/U012AB3CD north"],
    ["grant board <!subteam^S012|@board>", "grant", "board slack-group:T0CLUSTER1/S012"],
    ["documents add <https://a.org/x?a=1&amp;b=2|a.org>", "documents add", "https://a.org/x?a=1&b=2"],
    ["Documents  ADD <mailto:a@b.org|a@b.org>", "documents add", "a@b.org"],
    ["documents", "documents add", ""],
    [
      "grant <!here> &lt;@U012AB3CD&gt; <@U0BOT00001> <#C012|general>",
      "grant",
      "@here <@U012AB3CD>  #general",
    ],
    ["ask is <@U012AB3CD|ana> <https://a.org/x|there>", "ask", "is @ana there"],
  ])("after /cluster, %j has references only where something is done", async (text, name, rest) => {
    const request = await heard(command({ besides: { text } }));

    expect(request).toMatchObject({ command: name, text: rest });
  });

  it("is taken once when Slack sends it as a mention and as a message", async () => {
    const delivery = mention({});
    await running.carrier.carry(delivery);
    await running.carrier.carry(twinOf(delivery, running.slack.workspace));
    await running.carrier.carry(retryOf(delivery, "http_timeout"));

    expect(inbox.stored).toHaveLength(1);
  });

  it("is a question also when a file comes with it", async () => {
    const said = { user: person, text: "What is this?", besides: { subtype: "file_share" } };

    expect((await heard(directDelivery(said, running.slack.workspace))).text).toBe("What is this?");
  });

  it.each([
    ["an edit", { subtype: "message_changed", message: { text: "changed" } }],
    ["a deletion", { subtype: "message_deleted" }],
    ["somebody joining", { subtype: "channel_join" }],
    ["another workspace's message", null],
    ["a message in a channel that does not mention the bot", { type: "message", channel_type: "channel" }],
  ])("is not %s", async (_, besides) => {
    const delivery = mention({ besides: besides ?? {} });
    const elsewhere = { ...delivery.payload, authorizations: [{ team_id: "T0OTHER001" }] };

    const delivered = await running.carrier.carry(
      besides === null ? { ...delivery, payload: elsewhere } : delivery,
    );

    expect(delivered.kind).toBe("acknowledged");
    expect(inbox.offered).toEqual([]);
  });

  it("names an address for the reply only when it is Slack's own", async () => {
    await heard(command({ besides: { response_url: "https://attacker.example/commands/1" } }));

    expect(inbox.stored[0]?.replyAddress).toMatchObject({ kind: "command", responseUrl: null });
  });
});

describe("who asks on Slack", () => {
  it("is a member, with the groups the settings ask for", async () => {
    const { asker } = await heard(mention({}));

    expect(asker).toMatchObject({ id: person, standing: "member", groups: ["S0BOARD001"] });
  });

  it.each([
    ["a guest of the workspace", "U0GUEST001", {}, "guest"],
    ["somebody of another organisation", "U0STRANGER", {}, "outsider"],
    ["somebody whose message says another workspace", person, { user_team: "T0OTHER001" }, "outsider"],
    ["somebody Slack does not know", "U0NOBODY01", {}, "unknown"],
  ])("%s is not a member, and in no group", async (_, user, besides, standing) => {
    const { asker } = await heard(mention({ user, besides }));

    expect(asker).toMatchObject({ id: user, standing, groups: [] });
  });

  it("counts as not known when the app may not look people up", async () => {
    running.slack.workspace.scopes.delete("users:read");

    expect((await heard(mention({}))).asker.standing).toBe("unknown");
  });

  it("counts as not known when looking up takes too long, and the question is still taken in time", async () => {
    running.slack.faults.next("users.info", "hang");

    const delivered = await running.carrier.carry(mention({}));

    expect(delivered.kind).toBe("acknowledged");
    expect(inbox.stored[0]?.request.asker.standing).toBe("unknown");
  });

  it("is in no group when groups cannot be looked up", async () => {
    running.slack.workspace.scopes.delete("usergroups:read");

    expect((await heard(mention({}))).asker).toMatchObject({ standing: "member", groups: [] });
  });

  it("is looked up once for several questions, and again after a failure", async () => {
    running.slack.faults.next("users.info", 30);
    await heard(mention({}));
    await heard(mention({}));
    await heard(mention({}));

    expect(running.slack.calls.filter((call) => call.method === "users.info")).toHaveLength(2);
    expect(inbox.stored.map((incoming) => incoming.request.asker.standing)).toEqual([
      "unknown",
      "member",
      "member",
    ]);
  });
});

describe("what somebody on Slack is now", () => {
  const now = (user: string) =>
    running.platform.lookUp?.({ workspace: running.slack.workspace.teamId, user });

  it("is what a request of theirs would say", async () => {
    expect(await now(person)).toMatchObject({ standing: "member", groups: ["S0BOARD001"] });
    expect(await now("U0GUEST001")).toMatchObject({ standing: "guest", groups: [] });
  });

  it("is not known while Slack does not say, nor where the app is not installed", async () => {
    running.slack.faults.next("users.info", 500);

    expect(await now(person)).toBeNull();
    expect(await running.platform.lookUp?.({ workspace: "T0NOWHERE1", user: person })).toBeNull();
  });
});

describe("who else reads a Slack channel", () => {
  const isShared = async (besides: Record<string, unknown>) => {
    const delivery = mention({});
    return (await heard({ ...delivery, payload: { ...delivery.payload, ...besides } })).isExternallyShared;
  };

  it.each([
    ["is told by the event", { is_ext_shared_channel: true }, true],
    ["is told by the event when nobody does", { is_ext_shared_channel: false }, false],
    ["is looked up when the event does not say", { is_ext_shared_channel: undefined }, false],
  ])("%s", async (_, besides, expected) => {
    expect(await isShared(besides)).toBe(expected);
  });

  it("is another organisation when that cannot be found out", async () => {
    running.slack.workspace.scopes.delete("channels:read");

    expect(await isShared({ is_ext_shared_channel: undefined })).toBe(true);
  });
});

describe("a question that cannot be written down", () => {
  it("is delivered again by Slack, and after the last time the person is told", async () => {
    inbox.fail();
    let delivery = mention({});
    const outcomes: string[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      outcomes.push((await running.carrier.carry(delivery)).kind);
      delivery = retryOf(delivery, "http_error");
    }

    const told = running.slack.workspace.messages.filter((message) => message.seenBy === person);
    expect(outcomes).toEqual(["failed", "failed", "failed", "failed"]);
    expect(told.map((message) => message.text)).toEqual([expect.stringContaining("ask again")]);
  });

  it("is answered at once with what happened when it was a command", async () => {
    inbox.fail();

    const delivered = await running.carrier.carry(command({}));

    expect(delivered).toMatchObject({ kind: "acknowledged", said: expect.stringContaining("ask again") });
  });
});
