import { afterEach, describe, expect, it, vi } from "vitest";
import { checkSlackToken } from "../../../src/adapters/slack/check-token.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { type Delivery, mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { silentLog } from "../../support/silent-log.ts";
import { type RunningSlack, runSlack, type SlackSetting } from "./slack-driver.ts";

let running: RunningSlack;

async function started(setting: SlackSetting) {
  running = await runSlack(setting);
  const inbox = createRecordingInbox();
  await running.platform.start(inbox);
  return inbox;
}

const mention = (): Delivery =>
  mentionDelivery({ user: person, channel: generalChannel, text: "When?" }, running.slack.workspace);
const untilConnectedAgain = () =>
  vi.waitFor(() =>
    expect([running.slack.socket.connections(), running.platform.health().state]).toEqual([1, "connected"]),
  );
const calls = (method: string) => running.slack.calls.filter((call) => call.method === method).length;

afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

describe("the connection to Slack", () => {
  it("says which workspace it is to, and which way", async () => {
    await started({ transport: "socket" });

    expect(running.platform.health()).toEqual({
      state: "connected",
      detail: "Slack: connected to Cluster workspace (Socket Mode).",
    });
  });

  it("is renewed when Slack asks for it, without a word lost", async () => {
    const inbox = await started({ transport: "socket" });

    running.slack.socket.renew();
    await vi.waitFor(() => expect(calls("apps.connections.open")).toBe(2));
    await untilConnectedAgain();
    await running.carrier.carry(mention());

    expect(inbox.stored).toHaveLength(1);
  });

  it("comes back after it broke, also when Slack refuses it at first", async () => {
    const inbox = await started({ transport: "socket" });
    running.slack.faults.next("apps.connections.open", "refuse", 1, { error: "internal_error" });

    running.slack.socket.cut();
    await vi.waitFor(() => expect(calls("apps.connections.open")).toBe(5));
    await untilConnectedAgain();
    await running.carrier.carry(mention());

    expect(inbox.stored).toHaveLength(1);
  });

  it("does not end the bot when Slack takes the app's token back", async () => {
    await started({ transport: "socket" });
    running.slack.faults.next("apps.connections.open", { error: "invalid_auth" });

    running.slack.socket.cut();
    await vi.waitFor(() => expect(calls("apps.connections.open")).toBe(3));
    await untilConnectedAgain();

    expect(running.platform.health().state).toBe("connected");
  });

  it("can be ended while it is being made again", async () => {
    await started({ transport: "socket" });
    running.slack.faults.next("apps.connections.open", "hang");
    running.slack.socket.cut();
    await vi.waitFor(() => expect(calls("apps.connections.open")).toBe(2));

    await running.platform.stop();

    expect(running.platform.health().state).toBe("disconnected");
    expect(running.slack.socket.connections()).toBe(0);
  });

  it.each(["socket", "http"] as const)(
    "is refused with a clear code when the bot's token is not valid (%s)",
    async (transport) => {
      running = await runSlack({ transport });
      running.slack.workspace.isTokenRevoked = true;

      await expect(running.platform.start(createRecordingInbox())).rejects.toMatchObject({
        code: "PLATFORM_REFUSED_TOKEN",
      });
      expect(running.platform.health().state).toBe("disconnected");
    },
  );

  it("is refused with a clear code when the app's token is not valid", async () => {
    running = await runSlack({ transport: "socket" });
    running.slack.faults.next("apps.connections.open", { error: "invalid_auth" });

    await expect(running.platform.start(createRecordingInbox())).rejects.toMatchObject({
      code: "PLATFORM_REFUSED_TOKEN",
    });
  });

  it("can be tried again later when Slack cannot be reached", async () => {
    running = await runSlack({ transport: "socket" });
    running.slack.faults.next("auth.test", "refuse");
    const inbox = createRecordingInbox();

    await expect(running.platform.start(inbox)).rejects.toMatchObject({ code: "PLATFORM_UNREACHABLE" });
    await running.platform.start(inbox);
    await running.carrier.carry(mention());

    expect(inbox.stored).toHaveLength(1);
  });

  it("over HTTP turns calls away until the bot has started", async () => {
    running = await runSlack({ transport: "http" });

    expect(await running.carrier.carry(mention())).toMatchObject({ kind: "failed", status: 503 });
  });
});

describe("the token check of doctor", () => {
  it("names the workspace, or says that the token is not accepted", async () => {
    running = await runSlack({ transport: "http" });
    const { apiUrl, workspace } = running.slack;

    expect(await checkSlackToken({ botToken: workspace.botToken, apiUrl }, silentLog)).toBe(
      "Cluster workspace",
    );
    await expect(checkSlackToken({ botToken: "xoxb-other", apiUrl }, silentLog)).rejects.toMatchObject({
      code: "PLATFORM_REFUSED_TOKEN",
    });
  });
});
