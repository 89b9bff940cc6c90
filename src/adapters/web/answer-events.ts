import { z } from "zod";
import type { Reply } from "../../chat/reply.ts";

const AnswerParts = z.object({ sentences: z.array(z.unknown()), citations: z.array(z.unknown()) });

/** One server-sent event, its data as JSON. */
export interface AnswerEvent {
  readonly event: "sentence" | "citation" | "done" | "error";
  readonly data: string;
}

/** The machine-readable form of a reply; a reply without one is a message. */
export function dataOf(reply: Reply): unknown {
  return reply.data ?? { kind: "message", text: reply.summary };
}

/** A reply as events: each sentence, each citation, then the whole as `done`. */
export function eventsOf(reply: Reply): readonly AnswerEvent[] {
  const data = dataOf(reply);
  const parts = AnswerParts.safeParse(data).data ?? { sentences: [], citations: [] };
  return [
    ...parts.sentences.map((sentence) => answerEvent("sentence", sentence)),
    ...parts.citations.map((citation) => answerEvent("citation", citation)),
    answerEvent("done", data),
  ];
}

export function answerEvent(event: AnswerEvent["event"], data: unknown): AnswerEvent {
  return { event, data: JSON.stringify(data) };
}
