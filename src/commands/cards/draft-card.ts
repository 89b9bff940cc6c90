import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import { type DraftWarning, type PreparedDocument, warningsOf } from "../../knowledge/document-draft.ts";
import type { Alike, ManagedDocument } from "../../knowledge/document-register.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { actions, labelled, note, paragraph } from "./pieces.ts";

/** What is shown of a draft before anybody publishes it. */
export interface ShownDraft {
  readonly id: string;
  readonly prepared: PreparedDocument;
  readonly clusterName: string;
  /** The document whose place it takes; null when it is a new one. */
  readonly replaced: ManagedDocument | null;
  readonly alike: Alike;
  /** More than one file came with the request. */
  readonly hasMoreFiles: boolean;
  /** Labels of the details that nobody was asked for. */
  readonly notAsked: readonly string[];
}

/** A draft as whoever handed it in sees it: what was understood, what to look at, what can be done. */
export function draftCard(shown: ShownDraft, messages: Messages): Reply {
  const { draft } = messages.documents;
  const { metadata, facts } = shown.prepared;
  const begins = beginningOf(facts.passages.map(({ text }) => text));
  return {
    summary: draft.summary(metadata.title, facts.passages.length),
    blocks: [
      { type: "heading", text: draft.heading(metadata.title) },
      { type: "list", ordered: false, items: understood(shown, messages) },
      { type: "paragraph", content: [...labelled(draft.begins, ""), { type: "emphasis", text: begins }] },
      ...replacementBlocks(shown, messages),
      ...warningTexts(shown, messages).map(note),
      ...openDetails(shown, messages),
      note(draft.notYet),
      ...actions(buttonsOf(shown, messages)),
    ],
    data: { kind: "document-draft", draft: shown.id, metadata, passages: facts.passages.length },
  };
}

/** What is still to be said of it, if anything, by “Change details”. */
function openDetails({ notAsked, prepared }: ShownDraft, { documents: { draft } }: Messages): Block[] {
  if (notAsked.length > 0) return [paragraph(draft.notAsked(notAsked.join(", ")))];
  return hasDates(prepared.metadata) ? [] : [note(draft.datesNotKnown)];
}

function hasDates({ publishedOn, effectiveFrom, effectiveUntil }: PreparedDocument["metadata"]): boolean {
  return publishedOn !== null || effectiveFrom !== null || effectiveUntil !== null;
}

function understood({ prepared, clusterName }: ShownDraft, { documents }: Messages): Inline[][] {
  const { metadata, facts } = prepared;
  const { draft } = documents;
  return [
    labelled(draft.whose, clusterName),
    labelled(draft.kind, documents.kinds[metadata.kind]),
    labelled(draft.audience, documents.audiences[metadata.audience]),
    labelled(
      draft.published,
      metadata.publishedOn === null ? draft.noDate : writtenDate(metadata.publishedOn),
    ),
    labelled(
      draft.effective,
      documents.period(metadata.effectiveFrom, metadata.effectiveUntil) ?? draft.noPeriod,
    ),
    labelled(draft.text, draft.amount(facts.passages.length, facts.pages)),
  ];
}

const beginningCharacters = 300;

function beginningOf(texts: readonly string[]): string {
  const text = texts.slice(0, 5).join(" ").replace(/\s+/g, " ");
  return text.length > beginningCharacters ? `${text.slice(0, beginningCharacters - 1)}…` : text;
}

/** What becomes of the document whose place it takes, with what changes. */
function replacementBlocks({ replaced, prepared }: ShownDraft, messages: Messages): Block[] {
  if (replaced === null) return [];
  const { documents } = messages;
  if (!replaced.isCurrent) return [paragraph(documents.draft.comesBack(replaced.title))];
  const changes = changesOf(replaced, prepared, messages);
  const isImported = !replaced.sourceKey.startsWith("upload:") && !/^https?:/.test(replaced.sourceKey);
  return [
    paragraph(documents.draft.replaces(replaced.title)),
    {
      type: "list",
      ordered: false,
      items: changes.map((text): Inline[] => [{ type: "text", text }]),
    },
    ...(isImported ? [note(documents.draft.readAgain)] : []),
  ];
}

function changesOf(
  before: ManagedDocument,
  { metadata, facts }: PreparedDocument,
  { documents }: Messages,
): readonly string[] {
  const { draft, form } = documents;
  const kinds: Readonly<Record<string, string>> = documents.kinds;
  const rows: readonly (readonly [label: string, before: string, after: string])[] = [
    [form.title, before.title, metadata.title],
    [draft.kind, kinds[before.kind] ?? before.kind, documents.kinds[metadata.kind]],
    [draft.audience, documents.audiences[before.audience], documents.audiences[metadata.audience]],
    [draft.published, dated(before.publishedOn, draft.noDate), dated(metadata.publishedOn, draft.noDate)],
    [
      draft.effective,
      documents.period(before.effectiveFrom, before.effectiveUntil) ?? draft.noPeriod,
      documents.period(metadata.effectiveFrom, metadata.effectiveUntil) ?? draft.noPeriod,
    ],
  ];
  const changed = rows.filter(([, was, is]) => was !== is).map((row) => draft.change(...row));
  const text = draft.change(
    draft.text,
    draft.amount(before.passages, null),
    draft.amount(facts.passages.length, facts.pages),
  );
  return changed.length === 0 ? [draft.unchanged, text] : [...changed, text];
}

function dated(date: string | null, otherwise: string): string {
  return date === null ? otherwise : writtenDate(date);
}

function warningTexts({ prepared, alike, replaced, hasMoreFiles }: ShownDraft, messages: Messages): string[] {
  const { warning } = messages.documents;
  const named = replaced === null ? alike.sameTitle : [];
  return [
    ...warningsOf(prepared).map((one) => warningText(one, messages)),
    ...alike.sameText.map((title) => warning.sameText(title)),
    ...named.slice(0, 1).map(({ title }) => warning.sameTitle(title)),
    ...(hasMoreFiles ? [warning.onlyFirst] : []),
  ];
}

function warningText(shown: DraftWarning, { documents: { warning } }: Messages): string {
  switch (shown.kind) {
    case "pages-without-text":
      return warning.pagesWithoutText(ranges(shown.pages), shown.pages.length === 1);
    case "dates-unclear":
      return warning.datesUnclear(shown.written);
    case "very-short":
      return warning.veryShort(shown.words);
    case "overruled":
      return warning.overruled[shown.detail];
    case "replaces-unknown":
      return warning.replacesUnknown;
  }
}

/** `3, 4, 5, 9` → `3-5, 9`. */
function ranges(pages: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run !== undefined && run.to === page - 1) run.to = page;
    else runs.push({ from: page, to: page });
  }
  const shown = runs.slice(0, 10).map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  return `${shown.join(", ")}${runs.length > 10 ? ", …" : ""}`;
}

/** The first one is what to do next. */
function buttonsOf(shown: ShownDraft, { documents: { button } }: Messages): Button[] {
  const { id, alike, replaced, notAsked } = shown;
  const [same] = replaced === null ? alike.sameTitle : [];
  const details: Button = { label: button.details, command: "documents details", text: id, style: "normal" };
  const publish: Button = { label: button.publish, command: "documents publish", text: id, style: "normal" };
  const replacing: Button[] =
    same === undefined ? [] : [{ ...publish, label: button.publishReplacing, text: `${id} ${same.id}` }];
  const ways = notAsked.length > 0 ? [details, ...replacing, publish] : [...replacing, publish, details];
  const discard: Button = { label: button.discard, command: "documents discard", text: id, style: "normal" };
  return [...ways, discard].map((way, index) => (index === 0 ? { ...way, style: "primary" } : way));
}
