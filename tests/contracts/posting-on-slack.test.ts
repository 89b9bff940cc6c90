import { describe, expect, it } from "vitest";
import { runSlack } from "../adapters/slack/slack-driver.ts";
import { pingsOf, readableText } from "../support/fake-slack/message-rules.ts";
import { anAnnouncement, aPart, describePoster } from "./poster.ts";
import type { Call, PosterDriver, PosterFault } from "./poster-driver.ts";
import { createRecordingInbox } from "./recording-inbox.ts";

const methods: Readonly<Record<Call, string>> = {
  post: "chat.postMessage",
  edit: "chat.update",
  remove: "chat.delete",
};
const faultOf = (fault: PosterFault) =>
  typeof fault === "object"
    ? fault.limitedFor
    : ({ lost: "lose", "done-but-500": "break", "500": "refuse" } as const)[fault];

async function open() {
  let now = new Date("2026-06-01T10:00:00Z").getTime();
  const { slack, platform } = await runSlack({ transport: "http", now: () => new Date(now) });
  const { workspace, faults } = slack;
  workspace.now = () => now;
  await platform.start(createRecordingInbox());
  const channel = workspace.generalChannel;
  const place = workspace.channels.get(channel);
  return {
    slack,
    askedBefore: slack.calls.filter(({ method }) => method === "auth.test").length,
    poster: platform.poster,
    destination: { platform: "slack", workspace: workspace.teamId, channel },
    shown: () =>
      workspace.messages
        .filter((message) => message.channel === channel)
        .map((message) => ({ id: message.ts, text: readableText(message), pinged: pingsOf(message) })),
    fail: (call, fault) => faults.next(methods[call], faultOf(fault)),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    now: () => new Date(now),
    troubles: [
      ["the app was removed", "token-dead", async () => void slack.uninstall(workspace)],
      ["the channel was deleted", "channel-gone", async () => void workspace.channels.delete(channel)],
      [
        "the channel was archived",
        "channel-archived",
        async () => {
          if (place !== undefined) place.isArchived = true;
        },
      ],
      ["the bot was taken out", "not-in-channel", async () => void place?.members.delete(workspace.botUser)],
    ],
    allowReadingBack: async (isAllowed) => {
      if (isAllowed) workspace.scopes.add("channels:history");
      else workspace.scopes.delete("channels:history");
    },
    deleteMessage: (id) => {
      workspace.messages.splice(
        workspace.messages.findIndex(({ ts }) => ts === id),
        1,
      );
    },
    close: async () => {
      await platform.stop();
      await slack.close();
    },
  } satisfies PosterDriver & { slack: typeof slack; askedBefore: number };
}

describePoster("on Slack", open);

describe("Announcements on Slack alone", () => {
  const image = { url: "https://example.org/poster.png", alt: "Two people, one laptop" };

  it.each([
    ["restricted_action", "may-not-post"],
    ["msg_too_long", "too-long"],
    ["invalid_auth", "token-dead"],
    ["something_new", "refused"],
  ])("are refused when Slack answers 200 and %s", async (error, reason) => {
    const driver = await open();
    driver.slack.faults.next("chat.postMessage", ...Array.from({ length: 3 }, () => ({ error })));

    expect(await driver.poster.post(aPart(driver))).toMatchObject({ kind: "refused", reason, detail: error });

    await driver.close();
  });

  it("of the same moment ask once where the workspace is", async () => {
    const driver = await open();

    const outcomes = await Promise.all(
      ["1", "2", "3", "4", "5"].map((key) => driver.poster.post({ ...aPart(driver), key })),
    );

    const asked = driver.slack.calls.filter(({ method }) => method === "auth.test").length;
    expect(outcomes.map((outcome) => outcome.kind === "posted" && outcome.receipt.link)).not.toContain(null);
    // The bot may just be asking whether its token is good.
    expect(asked - driver.askedBefore).toBeLessThanOrEqual(2);
    await driver.close();
  });

  it("are looked for before anything else after a fault within Slack", async () => {
    const driver = await open();
    driver.slack.faults.next("chat.postMessage", { error: "internal_error" });

    expect(await driver.poster.post(aPart(driver))).toMatchObject({ kind: "uncertain" });

    await driver.close();
  });

  it("hold up the workspace, and no other, when Slack says that it is too much", async () => {
    const driver = await open();
    driver.fail("post", { limitedFor: 30 });

    expect(await driver.poster.post(aPart(driver))).toMatchObject({
      kind: "wait",
      scope: "workspace",
      seconds: 30,
    });
    expect(driver.poster.laneOf("T1")).not.toBe(driver.poster.laneOf("T2"));

    await driver.close();
  });

  it("show their picture, or lead to it where Slack cannot fetch it", async () => {
    const driver = await open();
    const announced = anAnnouncement({ image });
    await driver.poster.post(aPart(driver, { announced }));
    driver.slack.workspace.missingPictures.add(image.url);
    await driver.poster.post(aPart(driver, { announced, key: "another" }));

    const [shown, led] = driver.slack.workspace.messages;
    expect(shown?.blocks).toContainEqual({ type: "image", image_url: image.url, alt_text: image.alt });
    expect(JSON.stringify(led?.blocks)).not.toContain('"image"');
    expect(JSON.stringify(led?.blocks)).toContain(`"url":"${image.url}","text":"Picture: ${image.alt}"`);
    for (const message of [shown, led]) expect(message?.text).toContain(image.alt);

    await driver.close();
  });

  it("cannot be corrected once the workspace's time for that is over", async () => {
    const driver = await open();
    const { workspace } = driver.slack;
    const outcome = await driver.poster.post(aPart(driver));
    if (outcome.kind !== "posted") throw new Error(outcome.kind);
    workspace.editSeconds = 60;
    driver.advance(120_000);

    const changed = await driver.poster.edit({ ...aPart(driver), receipt: outcome.receipt });

    expect(changed).toMatchObject({ kind: "refused", reason: "too-old" });

    await driver.close();
  });

  it("are known to be seen by others in a shared channel, and to be looked up where the bot may", async () => {
    const driver = await open();
    const { workspace } = driver.slack;
    const place = workspace.channels.get(workspace.generalChannel);
    if (place !== undefined) place.isExternallyShared = true;
    await driver.allowReadingBack(true);

    expect(await driver.poster.examine(driver.destination)).toMatchObject({
      isShared: true,
      canReadBack: true,
    });
    workspace.scopes.delete("channels:read");
    expect(await driver.poster.examine(driver.destination)).toMatchObject({ kind: "unknown" });

    await driver.close();
  });

  it("ask Slack once where the workspace is", async () => {
    const driver = await open();
    const asked = () => driver.slack.calls.filter(({ method }) => method === "auth.test").length;
    await driver.poster.post(aPart(driver));
    const before = asked();

    const outcome = await driver.poster.post(aPart(driver, { key: "another" }));

    expect(asked()).toBe(before);
    expect(outcome).toMatchObject({
      receipt: { link: expect.stringContaining("example.slack.com/archives/C0GENERAL1/p") },
    });

    await driver.close();
  });
});
