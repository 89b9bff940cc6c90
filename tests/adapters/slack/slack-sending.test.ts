import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IncomingRequest, Sending, SendOutcome } from "../../../src/chat/platform.port.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { BotError } from "../../../src/shared/errors.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { send } from "../../contracts/send-reply.ts";
import { type Delivery, directDelivery, mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import { readableText } from "../../support/fake-slack/message-rules.ts";
import { directOf, generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { noInstallations } from "../../support/memory-installations.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

const reply = plainReply("The forum is on Thursday.");
const minutes = (count: number) => count * 60_000;

let running: RunningSlack;
let now: number;

beforeEach(async () => {
  now = Date.now();
  running = await runSlack({ transport: "http", now: () => new Date(now) });
  running.slack.workspace.now = () => now;
});

afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

async function heard(delivery: Delivery): Promise<IncomingRequest> {
  const inbox = createRecordingInbox();
  await running.platform.start(inbox);
  await running.carrier.carry(delivery);
  const [incoming] = inbox.stored;
  if (incoming === undefined) throw new Error("nothing was heard");
  return incoming;
}
const mentioned = () =>
  heard(mentionDelivery({ user: person, channel: generalChannel, text: "When?" }, running.slack.workspace));
const direct = () => heard(directDelivery({ user: person, text: "When?" }, running.slack.workspace));
const commanded = (channel: string = generalChannel) =>
  heard(running.slack.command({ user: person, channel, text: "ask When?" }));
const sendTo = (incoming: IncomingRequest, overrides: Partial<Sending> = {}): Promise<SendOutcome> =>
  send(running, incoming, { reply, ...overrides });
const answers = () =>
  running.slack.workspace.messages.filter((message) =>
    readableText(message).includes("The forum is on Thursday."),
  );

describe("a reply to a mention", () => {
  it("appears in the thread of the question, with no preview of links and no name looked up", async () => {
    const incoming = await mentioned();

    const outcome = await sendTo(incoming);

    const [answer] = answers();
    const [call] = running.slack.calls.filter(({ method }) => method === "chat.postMessage");
    expect(outcome).toEqual({ kind: "sent", remoteId: `${generalChannel}:${answer?.ts}` });
    expect(answer).toMatchObject({ thread: incoming.request.thread, seenBy: null });
    expect(call?.arguments).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
    expect(call?.arguments).not.toHaveProperty("link_names");
  });

  it.each([
    ["the answer to the call is lost", "lose"],
    ["Slack fails after it took the reply", "break"],
  ] as const)("appears once when %s and the thread may be read", async (_, fault) => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();
    running.slack.faults.next("chat.postMessage", fault);

    expect((await sendTo(incoming)).kind).toBe("sent");
    expect(answers()).toHaveLength(1);
  });

  it("is tried again when Slack failed before it took the reply and the thread may be read", async () => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();
    running.slack.faults.next("chat.postMessage", "refuse");

    const first = await sendTo(incoming);
    const second = await sendTo(incoming);

    expect(first).toMatchObject({ kind: "wait" });
    expect(second.kind).toBe("sent");
    expect(answers()).toHaveLength(1);
  });

  it("is looked for before another attempt when the first may have been shown", async () => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();
    running.slack.faults.next("chat.postMessage", "lose");
    running.slack.faults.next("conversations.replies", 7);

    const first = await sendTo(incoming);
    if (first.kind !== "wait" || first.doubtSince === undefined) throw new Error("there was no doubt");
    const second = await sendTo(incoming, { isRepeat: true, attemptedSince: first.doubtSince });

    expect(first.seconds).toBe(7);
    expect(second.kind).toBe("sent");
    expect(answers()).toHaveLength(1);
  });

  it.each(["lose", "break", "refuse"] as const)(
    "is never sent again when nobody can tell (%s)",
    async (fault) => {
      const incoming = await mentioned();
      running.slack.faults.next("chat.postMessage", fault);

      expect((await sendTo(incoming)).kind).toBe("uncertain");
    },
  );

  it("is found again after a crash, and not sent twice", async () => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();
    const first = await sendTo(incoming);

    expect(await sendTo(incoming, { isRepeat: true })).toEqual(first);
    expect(answers()).toHaveLength(1);
  });

  it("is sent after a crash when it certainly was not", async () => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();

    expect((await sendTo(incoming, { isRepeat: true })).kind).toBe("sent");
    expect(answers()).toHaveLength(1);
  });

  it("is found among many others", async () => {
    running.slack.workspace.scopes.add("channels:history");
    const incoming = await mentioned();
    for (let other = 0; other < 150; other += 1) await sendTo(incoming, { key: `other-${other}` });
    const first = await sendTo(incoming, { key: "ours" });

    expect(await sendTo(incoming, { key: "ours", isRepeat: true })).toEqual(first);
  });

  it("waits as long as Slack says when there were too many", async () => {
    const incoming = await mentioned();
    running.slack.faults.next("chat.postMessage", 23);

    expect(await sendTo(incoming)).toEqual({ kind: "wait", seconds: 23 });
    expect(answers()).toEqual([]);
  });

  it.each([
    [
      "not_in_channel",
      () =>
        running.slack.workspace.channels.get(generalChannel)?.members.delete(running.slack.workspace.botUser),
    ],
    ["channel_not_found", () => running.slack.workspace.channels.delete(generalChannel)],
    [
      "is_archived",
      () => Object.assign(running.slack.workspace.channels.get(generalChannel) ?? {}, { isArchived: true }),
    ],
    ["token_revoked", () => Object.assign(running.slack.workspace, { isTokenRevoked: true })],
    ["missing_scope", () => running.slack.workspace.scopes.delete("chat:write")],
    ["account_inactive", () => running.slack.faults.next("chat.postMessage", { error: "account_inactive" })],
  ])("is given up when Slack says %s", async (reason, spoil) => {
    const incoming = await mentioned();
    spoil();

    expect(await sendTo(incoming)).toEqual({ kind: "refused", reason });
  });

  it("is shown as plain text when Slack does not like its blocks", async () => {
    const incoming = await mentioned();
    running.slack.faults.next("chat.postMessage", { error: "invalid_blocks" });

    expect((await sendTo(incoming)).kind).toBe("sent");
    expect(answers().map((answer) => answer.blocks)).toEqual([[]]);
  });

  it("waits when Slack cannot be reached at all", async () => {
    const incoming = await mentioned();
    await running.slack.close();

    expect(await sendTo(incoming)).toMatchObject({ kind: "wait" });
  });

  it("is given up when its address is of no known form", async () => {
    const incoming = await mentioned();

    expect((await sendTo(incoming, { replyAddress: { to: "nowhere" } })).kind).toBe("refused");
  });
});

describe("a reply to a workspace", () => {
  it("that the app is not in is given up", async () => {
    const incoming = await mentioned();
    const request = { ...incoming.request, workspace: "T0OTHER001" };

    expect((await sendTo({ ...incoming, request })).kind).toBe("refused");
    expect(running.slack.calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
  });

  it("whose token cannot be looked up waits, and keeps its doubts", async () => {
    await running.platform.stop();
    await running.slack.close();
    const away = { ...noInstallations, find: () => Promise.reject(new BotError("DATABASE_UNAVAILABLE")) };
    running = await runSlack({ transport: "http", installations: away });
    const incoming = await mentioned();
    const other = { ...incoming, request: { ...incoming.request, workspace: "T0OTHER001" } };
    const attemptedSince = new Date(now);

    expect(await sendTo(other)).toEqual({ kind: "wait", seconds: 15 });
    expect(await sendTo(other, { isRepeat: true, attemptedSince })).toEqual({
      kind: "wait",
      seconds: 15,
      doubtSince: attemptedSince,
    });
  });
});

describe("a reply to a direct message", () => {
  it("appears there, and is found again without any further right", async () => {
    const incoming = await direct();
    running.slack.faults.next("chat.postMessage", "lose");

    const outcome = await sendTo(incoming);

    expect(outcome.kind).toBe("sent");
    expect(await sendTo(incoming, { isRepeat: true })).toEqual(outcome);
    expect(answers().map(({ channel, thread }) => ({ channel, thread }))).toEqual([
      { channel: directOf(person), thread: null },
    ]);
  });
});

describe("a reply to a command", () => {
  it("is seen by the asker only", async () => {
    expect(await sendTo(await commanded())).toEqual({ kind: "sent", remoteId: null });
    expect(answers().map((answer) => answer.seenBy)).toEqual([person]);
  });

  it("is a new message, seen by the asker only, after half an hour", async () => {
    const incoming = await commanded();
    now += minutes(31);

    const outcome = await sendTo(incoming, { receivedAt: new Date(now - minutes(31)) });

    expect(outcome).toMatchObject({ kind: "sent", remoteId: expect.stringContaining(generalChannel) });
    expect(answers().map((answer) => answer.seenBy)).toEqual([person]);
  });

  it("is a new message when its address was used up", async () => {
    const incoming = await commanded();
    for (let use = 0; use < 5; use += 1) await sendTo(incoming, { reply: plainReply("Working on it.") });

    expect((await sendTo(incoming)).kind).toBe("sent");
    expect(answers().map((answer) => answer.seenBy)).toEqual([person]);
  });

  it("is a direct message when the bot is not in the channel any reply could appear in", async () => {
    const incoming = await commanded("C0NOTHERE1");
    now += minutes(31);

    const outcome = await sendTo(incoming, { receivedAt: new Date(now - minutes(31)) });

    expect(outcome.kind).toBe("sent");
    expect(answers().map((answer) => answer.channel)).toEqual([directOf(person)]);
  });

  it.each(["lose", "break"] as const)(
    "is never sent again when it may have been seen (%s)",
    async (fault) => {
      const incoming = await commanded();
      running.slack.faults.next("respond", fault);

      expect((await sendTo(incoming)).kind).toBe("uncertain");
      expect(await sendTo(incoming, { isRepeat: true })).toMatchObject({ kind: "uncertain" });
      expect(answers()).toHaveLength(1);
    },
  );

  it("waits as long as Slack says when there were too many", async () => {
    const incoming = await commanded();
    running.slack.faults.next("respond", 12);

    expect(await sendTo(incoming)).toEqual({ kind: "wait", seconds: 12 });
  });

  it("is given up when the asker cannot be reached any more", async () => {
    const incoming = await commanded("C0NOTHERE1");
    running.slack.workspace.users.delete(person);
    now += minutes(31);

    const outcome = await sendTo(incoming, { receivedAt: new Date(now - minutes(31)) });

    expect(outcome).toEqual({ kind: "refused", reason: "user_not_found" });
  });
});
