import { type Inline, plainReply, type Reply } from "../../chat/reply.ts";
import type { CitingAnswer, ManagedDocument } from "../../knowledge/document-register.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { note, paragraph } from "./pieces.ts";

export interface Cited {
  readonly document: ManagedDocument;
  /** Whether whoever sees the card may read it. */
  readonly isReadable: boolean;
  /** How many there are; `answers` are the newest of them. */
  readonly total: number;
  readonly answers: readonly CitingAnswer[];
}

/** When and where a document was cited, and to its readers the sentences that rest on it alone. */
export function citedCard({ document, isReadable, total, answers }: Cited, messages: Messages): Reply {
  const { cited } = messages.documents;
  if (total === 0) return plainReply(cited.none(document.title));
  const summary = cited.summary(document.title, total);
  return {
    summary,
    blocks: [
      { type: "heading", text: cited.heading(document.title) },
      paragraph(total > answers.length ? `${summary} ${cited.newest(answers.length)}` : summary),
      { type: "list", ordered: false, items: answers.map((answer) => itemOf(answer, isReadable, messages)) },
      note(isReadable ? cited.privacy : cited.notReadable),
    ],
    data: { kind: "document-cited", document: document.id, total },
  };
}

function itemOf(answer: CitingAnswer, isReadable: boolean, { documents }: Messages): Inline[] {
  const { cited } = documents;
  const { at, platform, visibility, sentences } = answer;
  const platforms: Readonly<Record<string, string>> = documents.platforms;
  const where = `${writtenDate(at.toISOString())}, ${platforms[platform] ?? platform}, ${cited[visibility]}`;
  if (!isReadable) return [{ type: "strong", text: where }];
  const words = sentences.length === 0 ? cited.withOthers : sentences.join(" ");
  return [
    { type: "strong", text: `${where}: ` },
    { type: sentences.length === 0 ? "emphasis" : "text", text: words },
  ];
}
