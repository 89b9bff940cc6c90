import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createWebPlatform,
  type WebNeeds,
  type WebPlatform,
  type WebSettings,
} from "../../../src/adapters/web/web-platform.ts";
import type { IncomingRequest, RequestInbox, SendOutcome } from "../../../src/chat/platform.port.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { descriptions } from "../../../src/commands/catalogue.ts";
import { english } from "../../../src/messages/english.ts";
import type { LogFields } from "../../../src/shared/log.port.ts";
import { noForm } from "../../support/no-form.ts";
import { anAnswer, replyOf } from "./web-answers.ts";

/** What the core would answer; null leaves the question unanswered. */
export type Answering = (question: string) => Reply | null | Promise<Reply | null>;

export interface RunningWeb {
  readonly platform: WebPlatform;
  readonly url: string;
  readonly received: readonly IncomingRequest[];
  readonly outcomes: readonly SendOutcome[];
  readonly logged: readonly { readonly event: string; readonly fields: LogFields | undefined }[];
  stop(): Promise<void>;
}

interface Overrides {
  readonly answering?: Answering;
  readonly settings?: Partial<WebSettings>;
  readonly needs?: Partial<WebNeeds>;
}

/** The web page on a free port, in front of an inbox that answers each stored question at once. */
export async function startWeb({
  answering = () => replyOf(anAnswer()),
  settings,
  needs,
}: Overrides = {}): Promise<RunningWeb> {
  const received: IncomingRequest[] = [];
  const outcomes: SendOutcome[] = [];
  const logged: { event: string; fields: LogFields | undefined }[] = [];
  const write = (event: string, fields?: LogFields): void => {
    logged.push({ event, fields });
  };
  const platform = createWebPlatform(
    { ...webSettings, ...settings },
    {
      log: { debug: write, info: write, warn: write, error: write },
      clock: { now: () => new Date("2026-11-23T12:00:00Z") },
      readiness: async () => ({ ready: true, parts: {} }),
      mounts: [],
      ...nobodySignedIn,
      ...needs,
    },
  );
  const inbox: RequestInbox = {
    form: noForm,
    accept: async (incoming) => {
      received.push(incoming);
      const reply = await answering(incoming.request.text);
      if (reply !== null) outcomes.push(await platform.send(sendingOf(incoming, reply)));
      return "stored";
    },
  };
  await platform.start(inbox);
  const url = platform.address()?.url ?? "";
  return { platform, url, received, outcomes, logged, stop: () => platform.stop() };
}

/** Of somebody who signs in nothing is expected, and there are no calendars. */
export const nobodySignedIn: Pick<WebNeeds, "signIn" | "access" | "calendars"> = {
  calendars: {
    feed: async () => null,
    offered: async () => ({ all: { scope: "all", title: "Events" }, clusters: [], regions: [], tags: [] }),
  },
  signIn: {
    look: async () => ({ kind: "unknown" }),
    redeem: async () => ({ kind: "unknown" }),
    find: async () => null,
    end: async () => {},
    endAll: async () => {},
    accountsOf: async () => [],
  },
  access: async () => ({
    pages: [],
    commands: [
      "ask",
      "web",
      "help",
      "documents list",
      "documents add",
      "watch list",
      "watch add",
      "setup show",
      "workspaces list",
      "positions list",
      "positions drafts",
      "inquiries list",
    ],
    readAudit: async () => null,
    auditCsv: async () => null,
  }),
};

export const webSettings: WebSettings = {
  name: "Clusterbot",
  examples: ["How do I leave?", "When is the next meeting?", "What is the position on data centres?"],
  commands: descriptions,
  sentences: english.web,
  publicUrl: null,
  uploadFolder: join(tmpdir(), "clusterbot-test-uploads"),
  port: 0,
  answerMilliseconds: 5_000,
  stopMilliseconds: 50,
};

export function sendingOf(incoming: IncomingRequest, reply: Reply) {
  return {
    ...incoming,
    reply,
    key: "reply-1",
    isRepeat: false,
    attemptedSince: null,
    receivedAt: new Date(),
  };
}
