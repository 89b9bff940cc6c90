import { type Inline, plainReply, type Reply } from "../../chat/reply.ts";
import type { CitingAnswer, ManagedDocument } from "../../knowledge/document-register.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { note, paragraph } from "./pieces.ts";

export interface Cited {
  readonly document: ManagedDocument;
  /** How many there are; `answers` are the newest of them. */
  readonly total: number;
  readonly answers: readonly CitingAnswer[];
  /** Whoever sees the card may read the document, and so what was answered from it. */
  readonly isReadable: boolean;
}

/** When and where a document was cited, and to its readers the sentences that rest on it alone. */
export function citedCard({ document, total, answers, isReadable }: Cited, messages: Messages): Reply {
  const { cited } = messages.documents;
  if (total === 0) return plainReply(cited.none(document.title));
  const summary = cited.summary(document.title, total);
  const item = (answer: CitingAnswer): Inline[] =>
    isReadable ? itemOf(answer, messages) : [{ type: "text", text: placeOf(answer, messages) }];
  return {
    summary,
    blocks: [
      { type: "heading", text: cited.heading(document.title) },
      paragraph(total > answers.length ? `${summary} ${cited.newest(answers.length)}` : summary),
      { type: "list", ordered: false, items: answers.map(item) },
      note(isReadable ? cited.privacy : cited.notReadable),
    ],
    data: { kind: "document-cited", document: document.id, total },
  };
}

function placeOf({ at, platform, visibility }: CitingAnswer, { documents }: Messages): string {
  const platforms: Readonly<Record<string, string>> = documents.platforms;
  return [writtenDate(at.toISOString()), platforms[platform] ?? platform, documents.cited[visibility]].join(
    ", ",
  );
}

function itemOf(answer: CitingAnswer, messages: Messages): Inline[] {
  const { sentences } = answer;
  const words = sentences.length === 0 ? messages.documents.cited.withOthers : sentences.join(" ");
  return [
    { type: "strong", text: `${placeOf(answer, messages)}: ` },
    { type: sentences.length === 0 ? "emphasis" : "text", text: words },
  ];
}
