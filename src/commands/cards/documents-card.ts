import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import type { ManagedDocument } from "../../knowledge/document-register.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { actions, note, paragraph } from "./pieces.ts";

export interface ShownDocuments {
  readonly documents: readonly ManagedDocument[];
  readonly total: number;
  /** Number of the first one in the whole list, from 1; null where they were looked for by number or title. */
  readonly from: number | null;
  readonly clusters: readonly NamedCluster[];
  /** What the command says for the next page; null when this is the last. */
  readonly next: string | null;
}

/** So few that each gets its own buttons. */
const withButtons = 3;

/** The documents somebody looks after, by number; a few of them with buttons. */
export function documentsCard(shown: ShownDocuments, messages: Messages): Reply {
  const { list, button } = messages.documents;
  const { documents, total, from, next } = shown;
  const range = list.shown(from ?? 1, (from ?? 1) + documents.length - 1, total);
  const more: Button[] =
    next === null ? [] : [{ label: button.more, command: "documents list", text: next, style: "normal" }];
  return {
    summary: list.summary(total),
    blocks: [
      { type: "heading", text: list.title },
      ...(documents.length <= withButtons
        ? documents.flatMap((document) => single(document, shown, messages))
        : [paragraph(range), numbered(shown, messages), note(list.how)]),
      ...actions(more),
    ],
    data: { kind: "documents", total, documents },
  };
}

function single(document: ManagedDocument, shown: ShownDocuments, messages: Messages): Block[] {
  return [
    { type: "paragraph", content: lineOf(document, shown, messages) },
    ...actions(buttonsOf(document, messages)),
  ];
}

/** The number stands in the text: lists of some platforms always count from 1. */
function numbered(shown: ShownDocuments, messages: Messages): Block {
  const items = shown.documents.map((document, index): Inline[] => {
    const number: Inline[] =
      shown.from === null
        ? []
        : [
            { type: "code", text: String(shown.from + index) },
            { type: "text", text: " " },
          ];
    return [...number, ...lineOf(document, shown, messages)];
  });
  return { type: "list", ordered: false, items };
}

function lineOf(document: ManagedDocument, { clusters }: ShownDocuments, { documents }: Messages): Inline[] {
  const kinds: Readonly<Record<string, string>> = documents.kinds;
  const { list } = documents;
  const cluster =
    clusters.length > 1 ? clusters.find(({ id }) => id === document.clusterId)?.name : undefined;
  const facts = [
    cluster,
    kinds[document.kind] ?? document.kind,
    documents.audiences[document.audience],
    document.publishedOn === null ? undefined : writtenDate(document.publishedOn),
    documents.period(document.effectiveFrom, document.effectiveUntil) ?? undefined,
    list.imported(writtenDate(document.importedAt.toISOString()), document.version),
    list.cited(document.citedBy),
  ].filter((fact) => fact !== undefined);
  const title: Inline =
    document.url === null
      ? { type: "strong", text: document.title }
      : { type: "link", text: document.title, url: document.url };
  return [title, { type: "text", text: ` – ${facts.join(" · ")}` }];
}

function buttonsOf({ id }: ManagedDocument, { documents: { button } }: Messages): Button[] {
  return [
    { label: button.replace, command: "documents replace", text: id, style: "normal" },
    { label: button.cited, command: "documents cited", text: id, style: "normal" },
    { label: button.withdraw, command: "documents withdraw", text: id, style: "danger" },
  ];
}
