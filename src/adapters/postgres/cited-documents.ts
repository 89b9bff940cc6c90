import { z } from "zod";
import type { Reply } from "../../chat/reply.ts";
import type { CitingAnswer } from "../../knowledge/document-register.port.ts";

/** Of the machine-readable form of a reply what tells which documents it rests on. */
const Cited = z.object({
  citations: z.array(z.object({ number: z.number().int(), documentId: z.uuid() })),
});
const Answered = Cited.extend({
  sentences: z.array(z.object({ text: z.string(), citations: z.array(z.number().int()) })),
});

/** Ids of the documents a reply cites; none where it is no answer. */
export function citedDocuments(reply: Reply): readonly string[] {
  const parsed = Cited.safeParse(reply.data);
  if (!parsed.success) return [];
  return [...new Set(parsed.data.citations.map(({ documentId }) => documentId))];
}

const Asked = z.object({ visibility: z.enum(["private", "shared"]), platform: z.string() });

/** The row of a question, without anything of who asked or what, nor a sentence that rests on other documents too. */
export function readCitingAnswer(
  row: { readonly received_at: Date; readonly request: unknown; readonly reply: unknown },
  documentId: string,
): CitingAnswer {
  const asked = Asked.safeParse(row.request).data ?? { visibility: "private", platform: "" };
  const answer = z.object({ data: Answered }).safeParse(row.reply).data?.data;
  const own = new Set(
    answer?.citations.filter((cited) => cited.documentId === documentId).map(({ number }) => number),
  );
  const sentences = (answer?.sentences ?? []).filter(
    ({ citations }) => citations.length > 0 && citations.every((number) => own.has(number)),
  );
  return { at: row.received_at, ...asked, sentences: sentences.map(({ text }) => text) };
}
