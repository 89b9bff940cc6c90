import { randomUUID } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { Asker, Attachment, Request as ChatRequest } from "../../chat/request.ts";
import { BotError } from "../../shared/errors.ts";
import type { Visitor } from "./web-needs.ts";

/** The body of `POST /api/ask`. */
const QuestionBody = z.object({ question: z.string() });

/** What a reply on the web is addressed to: a page that is waiting in this process, or was in an earlier one. */
export const PageAddress = z.object({ page: z.string() });

/** Reads the question out of a JSON body; throws BotError WEB_BAD_REQUEST. */
export function readQuestion(body: string): string {
  const question = QuestionBody.safeParse(parsedJson(body));
  if (!question.success) throw new BotError("WEB_BAD_REQUEST");
  return question.data.question;
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new BotError("WEB_BAD_REQUEST", { cause: error });
  }
}

/** What is said, and what came with it. */
export interface Said {
  readonly command: string;
  readonly text: string;
  readonly fields?: ChatRequest["fields"];
  readonly attachments?: readonly Attachment[];
  /** Different for every form that is shown, so that the same one sent twice counts once. */
  readonly delivery?: string;
}

/**
 * Somebody signed in asks as what they were where they asked for their link. All others are the same stranger, who
 * reads public material only.
 */
export function requestOf(said: Said, visitor: Visitor | null): ChatRequest {
  const { command, text, fields = null, attachments = [], delivery = randomUUID() } = said;
  return {
    deliveryKey: visitor === null ? `web:${delivery}` : `web:${visitor.as.personId}:${delivery}`,
    platform: "web",
    workspace: visitor === null ? null : placeOf(visitor),
    channel: null,
    thread: null,
    isExternallyShared: false,
    isDirectMessage: false,
    asker: visitor === null ? stranger : askerOf(visitor),
    visibility: "private",
    command,
    // A null character cannot be stored, and what nobody can see is no part of a question.
    text: cleanText(text),
    fields,
    attachments: [...attachments],
    locale: "en-GB",
  };
}

const stranger: Asker = { id: "visitor", standing: "unknown", groups: [], name: "", runsWorkspace: false };

function askerOf({ as }: Visitor): Asker {
  const { account, standing, groups, name } = as;
  return { id: account, standing, groups: [...groups], name, runsWorkspace: false };
}

function placeOf({ as }: Visitor): string | null {
  return as.workspace === null ? null : `${as.workspace.platform}:${as.workspace.externalId}`;
}
