import { verifySlackRequest } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { mentionDelivery, sign } from "../../support/fake-slack/deliveries.ts";
import { signedCall } from "../../support/fake-slack/http-carrier.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

/** Slack's own example, as in java-slack-sdk's SlackSignatureTest. */
const example = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: 1531420618,
  body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
};

describe("Slack's signature", () => {
  it("is computed as in Slack's own example", () => {
    expect(sign(example.secret, String(example.timestamp), example.body)).toBe(example.signature);
  });

  it("is checked as in Slack's own example", () => {
    const check = (signature: string) =>
      verifySlackRequest({
        signingSecret: example.secret,
        body: example.body,
        headers: { "x-slack-signature": signature, "x-slack-request-timestamp": example.timestamp },
        nowMilliseconds: example.timestamp * 1000,
      });

    expect(() => check(example.signature)).not.toThrow();
    expect(() => check(example.signature.replace("a2", "a3"))).toThrow(/signature mismatch/);
  });
});

describe("a call to the bot's Slack address", () => {
  let running: RunningSlack;
  let inbox: RecordingInbox;

  beforeEach(async () => {
    running = await runSlack({ transport: "http" });
    inbox = createRecordingInbox();
    await running.platform.start(inbox);
  });

  afterEach(async () => {
    await running.platform.stop();
    await running.slack.close();
  });

  const call = async (
    changes: (headers: Record<string, string>) => Record<string, string>,
    body?: string,
  ) => {
    const { workspace } = running.slack;
    const delivery = mentionDelivery({ user: person, channel: generalChannel, text: "hello" }, workspace);
    const signed = signedCall(delivery, workspace);
    const response = await fetch(running.url, {
      method: "POST",
      headers: changes(signed.headers),
      body: body ?? signed.body,
    });
    return response.status;
  };
  const without = (name: string) => (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));
  const ofAnotherCall = (headers: Record<string, string>) => {
    const { workspace } = running.slack;
    const delivery = mentionDelivery({ user: person, channel: generalChannel, text: "hello" }, workspace);
    return { ...headers, ...signedCall(delivery, workspace).headers };
  };
  const signedAt = async (seconds: number) => {
    const { workspace } = running.slack;
    const moved = { ...workspace, now: () => Date.now() + seconds * 1000 };
    const delivery = mentionDelivery({ user: person, channel: generalChannel, text: "hello" }, moved);
    const response = await fetch(running.url, { method: "POST", ...signedCall(delivery, moved) });
    return response.status;
  };

  it("is taken when Slack signed it", async () => {
    expect(await call((headers) => headers)).toBe(200);
    expect(inbox.stored).toHaveLength(1);
  });

  it.each([
    [
      "with a wrong signature",
      (headers: Record<string, string>) => ({ ...headers, "x-slack-signature": "v0=00" }),
    ],
    [
      "with another version's signature",
      (headers: Record<string, string>) => ({ ...headers, "x-slack-signature": "v1=00" }),
    ],
    ["without a signature", without("x-slack-signature")],
    ["without a time", without("x-slack-request-timestamp")],
    [
      "with a time that is none",
      (headers: Record<string, string>) => ({ ...headers, "x-slack-request-timestamp": "soon" }),
    ],
    ["with another call's signature", ofAnotherCall],
  ])("%s is refused, and nothing is done", async (_, changes) => {
    expect(await call(changes)).toBe(401);
    expect(inbox.offered).toEqual([]);
  });

  it("is refused when its body was changed on the way", async () => {
    expect(await call((headers) => headers, JSON.stringify({ type: "event_callback" }))).toBe(401);
    expect(inbox.offered).toEqual([]);
  });

  it.each([
    ["six minutes old", -360],
    ["from six minutes in the future", 360],
  ])("is refused when it is %s, however well signed", async (_, seconds) => {
    expect(await signedAt(seconds)).toBe(401);
    expect(inbox.offered).toEqual([]);
  });

  it("is taken when it is four minutes old", async () => {
    expect(await signedAt(-240)).toBe(200);
  });

  it("cannot slip in behind Slack's certificate check, which is not signed", async () => {
    const form = new URLSearchParams({
      ssl_check: "1",
      payload: '{"type":"block_actions"}',
      command: "/cluster",
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(running.url, { method: "POST", headers, body: form.toString() });

    expect(response.status).toBe(200);
    expect(inbox.offered).toEqual([]);
  });

  it("finds nothing at any other address", async () => {
    const other = await fetch(running.url.replace("/events", "/install"), { method: "POST", body: "{}" });
    const read = await fetch(running.url);

    expect([other.status, read.status]).toEqual([404, 404]);
  });

  it("is turned away, to come again, once the bot is stopping", async () => {
    await running.platform.stop();

    expect(await call((headers) => headers)).toBe(503);
    expect(inbox.offered).toEqual([]);
  });
});
