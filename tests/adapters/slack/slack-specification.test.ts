import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { plainReply } from "../../../src/chat/reply.ts";
import { anAnnouncement } from "../../contracts/poster.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { send } from "../../contracts/send-reply.ts";
import { directDelivery, mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

/** Slack's published specification, where it stands beside the project; it is of 2021. */
const specification = new URL("../../../../shared/specs/slack-web-openapi-v2.json", import.meta.url);

/** Arguments and methods that came after 2021, with where they are described. */
const newer: Readonly<Record<string, readonly string[]>> = {
  // docs: chat.postMessage, metadata; conversations.replies and .history, include_all_metadata
  "chat.postMessage": ["metadata"],
  "conversations.replies": ["include_all_metadata"],
  "conversations.history": ["include_all_metadata"],
};

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
}

let running: RunningSlack | null = null;

afterEach(async () => {
  await running?.platform.stop();
  await running?.slack.close();
});

describe("every call to Slack", () => {
  it("uses only methods and arguments of Slack's own specification", async (context) => {
    if (!existsSync(specification)) return context.skip(`not checked: there is no ${specification.pathname}`);
    const { paths } = JSON.parse(readFileSync(specification, "utf8")) as {
      paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    };

    const calls = await everyCall();

    const methods = new Set(calls.map((call) => call.method));
    expect(methods.size).toBeGreaterThanOrEqual(10);
    for (const { method, arguments: used } of calls) {
      const [operation] = Object.values(paths[`/${method}`] ?? {});
      const known = [...(operation?.parameters ?? []).map(({ name }) => name), ...(newer[method] ?? [])];
      expect(known, `${method} is not in the specification`).not.toEqual([]);
      expect(Object.keys(used).filter((name) => !known.includes(name) && name !== "team_id")).toEqual([]);
    }
  });
});

/** Makes the bot use every method it knows. */
async function everyCall() {
  running = await runSlack({ transport: "http", groups: ["S0BOARD001"] });
  const { slack, platform, carrier } = running;
  const inbox = createRecordingInbox();
  slack.workspace.scopes.add("channels:history");
  await platform.start(inbox);
  const mention = mentionDelivery({ user: person, channel: generalChannel, text: "When?" }, slack.workspace);
  await carrier.carry({ ...mention, payload: { ...mention.payload, is_ext_shared_channel: undefined } });
  await carrier.carry(directDelivery({ user: person, text: "When?" }, slack.workspace));
  await carrier.carry(slack.command({ user: person, channel: "C0NOTHERE1", text: "ask When?" }));
  const longAgo = new Date(Date.now() - 60 * 60_000);
  for (const incoming of inbox.stored) {
    await send({ platform }, incoming, { reply: plainReply("On Thursday."), receivedAt: longAgo });
    await send({ platform }, incoming, { reply: plainReply("On Thursday."), isRepeat: true });
  }
  const destination = {
    platform: "slack",
    workspace: slack.workspace.teamId,
    channel: generalChannel,
  } as const;
  const announced = anAnnouncement();
  const allowed = { isWanted: true, maySend: () => true };
  const part = { destination, announced, part: 0, before: [], key: "key", ...allowed };
  await platform.poster.examine(destination);
  await platform.poster.post({ ...part, doubtSince: longAgo });
  await platform.poster.post({ ...part, doubtSince: null });
  const receipt = { id: slack.workspace.messages.at(-1)?.ts ?? "", link: null };
  await platform.poster.edit({ ...part, receipt });
  await platform.poster.remove(destination, receipt);
  return slack.calls.filter((call) => call.method !== "apps.connections.open");
}
