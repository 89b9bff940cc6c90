import { randomUUID } from "node:crypto";
import { z } from "zod";
import { acceptInTime } from "../../chat/accept-in-time.ts";
import type { Platform, RequestInbox, Sending, SendOutcome } from "../../chat/platform.port.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Request } from "../../chat/request.ts";
import { BotError } from "../../shared/errors.ts";
import { renderText } from "./render-text.ts";

/** Where text goes: process.stdout, or anything that takes it. */
export interface TextOutput {
  write(text: string): unknown;
}

export interface TerminalSettings {
  readonly output: TextOutput;
  /** Whether a person looks at `output`; lines are wrapped and styled only then. */
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 is assumed where it does not say. */
  readonly width: number | undefined;
  /** Print one JSON document (the reply's `data`) in place of text. */
  readonly json: boolean;
  /** False when NO_COLOR is set (no-color.org). */
  readonly allowsStyle: boolean;
  /** How long to wait for the answer before giving up. */
  readonly answerMilliseconds: number;
}

/** One question of the person at the terminal; `as` is whom to answer as: `public`, `member:<cluster>`, `board`. */
export interface TerminalQuestion {
  readonly text: string;
  readonly as: string;
  /** `ask` unless told. */
  readonly command?: string;
  /** What a form of that command would be filled in with. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * What was printed. An abstention is an answer too: whether it ends a command with another code is decided
 * where exit codes are (cli/). `failed`: a sentence that tells of a fault; `message`: a reply that is no answer.
 */
export type Printed = "answered" | "partial" | "abstained" | "asked-back" | "message" | "failed";

export interface TerminalPlatform extends Platform {
  /** Resolves once the reply is printed. Throws BotError, also TERMINAL_ANSWER_LATE. */
  ask(question: TerminalQuestion): Promise<Printed>;
}

const TerminalAddress = z.object({ terminal: z.string() });
const AnswerData = z.object({ kind: z.enum(["answered", "partial", "abstained", "asked-back"]) });
const FailedData = z.object({ error: z.object({ code: z.string() }) });

/** One question in, the reply out. A reply for a terminal of another process, or of an earlier one, finds nobody. */
export function createTerminalPlatform(settings: TerminalSettings): TerminalPlatform {
  const waiting = new Map<string, PromiseWithResolvers<Printed>>();
  const storing = new Set<Promise<unknown>>();
  let inbox: RequestInbox | null = null;

  return {
    name: "terminal",
    canAnswerLater: false,
    start: async (openedInbox) => {
      inbox = openedInbox;
    },
    stop: async () => {
      inbox = null;
      await Promise.allSettled(storing);
      for (const asked of waiting.values())
        asked.reject(new BotError("TERMINAL_ANSWER_LATE", { detail: "stopped" }));
      waiting.clear();
    },
    health: () =>
      inbox === null
        ? { state: "disconnected", detail: "The terminal takes no questions." }
        : { state: "connected", detail: "The terminal takes questions." },
    ask: (question) =>
      askAndWait(question, { inbox, waiting, storing, milliseconds: settings.answerMilliseconds }),
    send: async (sending) => {
      const address = TerminalAddress.safeParse(sending.replyAddress).data;
      const asked = address === undefined ? undefined : waiting.get(address.terminal);
      if (address === undefined || asked === undefined) return nobodyThere(sending);
      waiting.delete(address.terminal);
      printReply(sending.reply, settings);
      asked.resolve(printedKind(sending.reply));
      return { kind: "sent", remoteId: null };
    },
  };
}

interface Asking {
  readonly inbox: RequestInbox | null;
  readonly waiting: Map<string, PromiseWithResolvers<Printed>>;
  /** Questions being written down, which `stop` lets finish. */
  readonly storing: Set<Promise<unknown>>;
  readonly milliseconds: number;
}

async function askAndWait(
  question: TerminalQuestion,
  { inbox, waiting, storing, milliseconds }: Asking,
): Promise<Printed> {
  if (inbox === null)
    throw new BotError("UNEXPECTED", { detail: "the terminal was asked before it was started" });
  const terminal = randomUUID();
  // Waiting before the question is stored: the reply may come before that is confirmed.
  const asked = Promise.withResolvers<Printed>();
  waiting.set(terminal, asked);
  const timer = setTimeout(() => asked.reject(new BotError("TERMINAL_ANSWER_LATE")), milliseconds);
  const stored = acceptInTime(inbox, { request: requestOf(question, terminal), replyAddress: { terminal } });
  storing.add(stored);
  stored.then(
    () => storing.delete(stored),
    () => storing.delete(stored),
  );
  try {
    const [printed] = await Promise.all([asked.promise, stored]);
    return printed;
  } finally {
    clearTimeout(timer);
    waiting.delete(terminal);
  }
}

function nobodyThere({ isRepeat }: Sending): SendOutcome {
  const reason = "the terminal is gone";
  return isRepeat ? { kind: "uncertain", reason } : { kind: "refused", reason };
}

function printedKind({ data }: Reply): Printed {
  if (FailedData.safeParse(data).success) return "failed";
  return AnswerData.safeParse(data).data?.kind ?? "message";
}

function printReply(reply: Reply, settings: TerminalSettings): void {
  if (settings.json) {
    const document = reply.data ?? { kind: "message", text: reply.summary };
    settings.output.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const layout = {
    width: settings.isTerminal ? (settings.width ?? 80) : null,
    hasStyle: settings.isTerminal && settings.allowsStyle,
  };
  settings.output.write(renderText(reply, layout));
}

function requestOf(question: TerminalQuestion, terminal: string): Request {
  return {
    deliveryKey: `terminal:${terminal}`,
    platform: "terminal",
    workspace: null,
    channel: null,
    thread: null,
    isExternallyShared: false,
    isDirectMessage: true,
    asker: {
      id: "terminal",
      standing: "member",
      groups: [question.as],
      name: "",
      runsWorkspace: false,
    },
    visibility: "private",
    command: question.command ?? "ask",
    text: question.text,
    fields:
      question.fields === undefined
        ? null
        : Object.fromEntries(Object.entries(question.fields).map(([name, value]) => [name, [value]])),
    attachments: [],
    locale: "en-GB",
  };
}
