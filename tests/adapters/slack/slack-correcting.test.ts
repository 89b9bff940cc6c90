import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMarkdown } from "../../../src/announcing/read-markdown.ts";
import { anAnnouncement } from "../../contracts/poster.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { generalChannel } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

let running: RunningSlack;

beforeEach(async () => {
  running = await runSlack({ transport: "http" });
  await running.platform.start(createRecordingInbox());
});
afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

describe("a correction whose blocks Slack does not take", () => {
  it("is read as its text, and nothing of the earlier message stands above it", async () => {
    const { slack, platform } = running;
    const { teamId, messages } = slack.workspace;
    const destination = { platform: "slack", workspace: teamId, channel: generalChannel } as const;
    const common = { destination, part: 0, before: [], key: "key", isWanted: true, maySend: () => true };
    const posted = await platform.poster.post({
      ...common,
      announced: anAnnouncement(),
      doubtSince: null,
    });
    if (posted.kind !== "posted") throw new Error(JSON.stringify(posted));
    slack.faults.next("chat.update", { error: "invalid_blocks" });

    const changed = await platform.poster.edit({
      ...common,
      announced: anAnnouncement({ body: readMarkdown("On **Wednesday** at nine.") }),
      receipt: posted.receipt,
    });

    expect(changed).toEqual({ kind: "changed" });
    expect(messages.at(-1)?.text).toContain("Wednesday");
    expect(messages.at(-1)?.blocks).toEqual([]);
  });
});
