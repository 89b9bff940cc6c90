import { createSlackPlatform, type SlackPlatform } from "../../../src/adapters/slack/slack-platform.ts";
import { english } from "../../../src/messages/english.ts";
import type { InstallationStore } from "../../../src/people/installation-store.port.ts";
import type { PlatformDriver, Taken } from "../../contracts/platform.ts";
import {
  type Carrier,
  type Delivered,
  type Delivery,
  directDelivery,
  mentionDelivery,
  retryOf,
} from "../../support/fake-slack/deliveries.ts";
import { createFakeSlack, type FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { pingsOf, readableText } from "../../support/fake-slack/message-rules.ts";
import { generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { noInstallations, noInstallStates } from "../../support/memory-installations.ts";
import { createMemoryRegister } from "../../support/memory-register.ts";
import { silentLog } from "../../support/silent-log.ts";

const cutSentence = "This answer was longer than one Slack message; ask about a part of it to see the rest.";

export interface SlackSetting {
  readonly transport: "http" | "socket";
  readonly groups?: readonly string[];
  /** How long the fake waits for an acknowledgement, in milliseconds; Slack's 3,000 when left out. */
  readonly patience?: number;
  readonly now?: () => Date;
  readonly installations?: InstallationStore;
}

export interface RunningSlack {
  readonly slack: FakeSlack;
  readonly platform: SlackPlatform;
  readonly carrier: Carrier;
  /** Over HTTP: the address Slack calls. */
  readonly url: string;
}

/** The real platform with the real SDK, against a fake of its own. */
export async function runSlack(setting: SlackSetting): Promise<RunningSlack> {
  const slack = await createFakeSlack(
    setting.patience === undefined ? {} : { socketPatience: setting.patience },
  );
  const { botToken, appToken, signingSecret } = slack.workspace;
  const isHttp = setting.transport === "http";
  const platform = createSlackPlatform(
    {
      botToken,
      appToken: isHttp ? null : appToken,
      signingSecret: isHttp ? signingSecret : null,
      apiUrl: slack.apiUrl,
      install: null,
    },
    {
      clock: { now: setting.now ?? (() => new Date()) },
      log: silentLog,
      register: createMemoryRegister(setting.groups ?? []),
      installations: setting.installations ?? noInstallations,
      installStates: noInstallStates,
      commandNames: ["ask", "help", "setup", "grant", "documents add", "documents list"],
      sentences: { ...english.slack, replyWasCut: cutSentence, posting: english.posting },
      reconnectPause: () => 0,
    },
  );
  if (platform.requestListener === null) return { slack, platform, carrier: slack.socket, url: "" };
  const http = await slack.callsTo(platform.requestListener, setting.patience);
  return { slack, platform, carrier: http, url: http.url };
}

/** How a person asks: by a mention in a channel, in a direct message, or by a slash command. */
export type Way = "mention" | "direct message" | "command";

export async function createSlackDriver(transport: "http" | "socket", way: Way): Promise<PlatformDriver> {
  // Without an acknowledgement over a socket only waiting tells; shorter than Slack waits is stricter and faster.
  const { slack, platform, carrier } = await runSlack({
    transport,
    ...(transport === "socket" ? { patience: 2_500 } : {}),
  });
  const { workspace } = slack;
  let last: Delivery | null = null;
  let reason = "http_timeout";

  const deliver = async (delivery: Delivery): Promise<Taken> => {
    last = delivery;
    const delivered = await carrier.carry(delivery);
    if (delivered.kind === "failed") reason = delivered.reason;
    return takenAs(delivery, delivered);
  };
  const said = (text: string, besides: Readonly<Record<string, unknown>> = {}, user: string = person) =>
    sayIt(slack, way, { text, besides, user });

  return {
    platform,
    cutSentence,
    ask: (text) => deliver(said(text)),
    ...(way === "command"
      ? {}
      : {
          redeliver: () => {
            if (last === null) throw new Error("nothing was delivered yet");
            return deliver(retryOf(last, reason));
          },
          speakAsProgram: async (text: string) => {
            await deliver(said(text, { bot_id: "B0OTHER001" }, "U0PROGRAM1"));
            await deliver(said(text, { subtype: "bot_message", bot_id: "B0OTHER001", user: undefined }));
            await deliver(said(text, {}, "U0PROGRAM1"));
          },
          speakAsSelf: async (text: string) => {
            await deliver(said(text, { bot_id: workspace.botId }, workspace.botUser));
            await deliver(said(text, {}, workspace.botUser));
          },
        }),
    shown: () =>
      workspace.messages
        .filter((message) => message.author === workspace.botUser && message.blocks.length > 0)
        .map((message) => ({ text: readableText(message), pinged: pingsOf(message) })),
    close: () => slack.close(),
  };
}

interface Words {
  readonly text: string;
  readonly user: string;
  readonly besides: Readonly<Record<string, unknown>>;
}

function sayIt(slack: FakeSlack, way: Way, words: Words): Delivery {
  if (way === "mention") return mentionDelivery({ ...words, channel: generalChannel }, slack.workspace);
  if (way === "direct message") return directDelivery(words, slack.workspace);
  return slack.command({ ...words, text: `ask ${words.text}`, channel: generalChannel });
}

/** docs: events-api: three retries; commands are never delivered again, the person sees operation_timeout */
function takenAs(delivery: Delivery, delivered: Delivered): Taken {
  if (delivered.kind === "acknowledged") return delivered.said === "" ? "accepted" : "told";
  return delivery.kind === "event" && delivery.retry < 3 ? "retried" : "ignored";
}
