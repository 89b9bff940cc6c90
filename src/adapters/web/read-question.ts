import { randomUUID } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { Request as ChatRequest } from "../../chat/request.ts";
import { BotError } from "../../shared/errors.ts";

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

/** Nobody signs in on the page, so everybody is the same stranger, who reads public material only. */
export function requestOf(question: string): ChatRequest {
  return {
    deliveryKey: `web:${randomUUID()}`,
    platform: "web",
    workspace: null,
    channel: null,
    thread: null,
    isExternallyShared: false,
    isDirectMessage: false,
    asker: { id: "visitor", standing: "unknown", groups: [], name: "", runsWorkspace: false },
    visibility: "private",
    command: "ask",
    // A null character cannot be stored, and what nobody can see is no part of a question.
    text: cleanText(question),
    fields: null,
    attachments: [],
    locale: "en-GB",
  };
}
