import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mentionDelivery, retryOf } from "../../support/fake-slack/deliveries.ts";
import { createFakeSlack, type FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";

let slack: FakeSlack;

beforeEach(async () => {
  slack = await createFakeSlack();
});

afterEach(() => slack.close());

describe("the fake Slack's patience", () => {
  const delivery = () =>
    mentionDelivery({ user: person, channel: generalChannel, text: "hello" }, slack.workspace);

  it.each<[string, RequestListener, unknown]>([
    ["an answer in time", (_, outgoing) => outgoing.end(), { kind: "acknowledged", said: "" }],
    [
      "an error",
      (_, outgoing) => outgoing.writeHead(500).end(),
      { kind: "failed", reason: "http_error", status: 500 },
    ],
    ["no answer", () => {}, { kind: "failed", reason: "http_timeout", status: null }],
    [
      "a broken connection",
      (incoming) => incoming.destroy(),
      { kind: "failed", reason: "connection_failed", status: null },
    ],
  ])("knows %s over HTTP", async (_, listener, expected) => {
    const isSilent = listener.length === 0;
    const carrier = await slack.callsTo(listener, isSilent ? 50 : 3_000);

    expect(await carrier.carry(delivery())).toEqual(expected);
  });

  it("says of a repeated delivery which one it is, and why", async () => {
    const headers: unknown[] = [];
    const carrier = await slack.callsTo((incoming, outgoing) => {
      headers.push([incoming.headers["x-slack-retry-num"], incoming.headers["x-slack-retry-reason"]]);
      outgoing.end();
    });
    const first = delivery();

    await carrier.carry(first);
    await carrier.carry(retryOf(first, "http_timeout"));

    expect(headers).toEqual([
      [undefined, undefined],
      ["1", "http_timeout"],
    ]);
  });

  it("has nobody to tell over a socket that is not there", async () => {
    expect(await slack.socket.carry(delivery())).toMatchObject({ reason: "connection_failed" });
  });

  it("ends when an acknowledgement does not come over the socket", async () => {
    const hasty = await createFakeSlack({ socketPatience: 50 });
    const socket = new WebSocket(hasty.apiUrl.replace("http", "ws").replace("/api/", "/socket"));
    await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));

    expect(await hasty.socket.carry(delivery())).toMatchObject({ reason: "http_timeout" });
    await hasty.close();
  });
});
