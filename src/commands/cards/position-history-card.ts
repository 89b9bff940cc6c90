import type { Block, Inline, Reply } from "../../chat/reply.ts";
import { compareTexts, type TextChange } from "../../directory/positions/compare-texts.ts";
import type { FoundVersion, LinkedDocument } from "../../directory/positions/position-search.port.ts";
import type { Messages } from "../../messages/english.ts";
import { note } from "./pieces.ts";
import { positionDocumentBlocks } from "./position-documents.ts";

const versionsAtMost = 8;
const changesAtMost = 10;
const sentenceCharacters = 300;

export interface ShownHistory {
  /** Oldest first, one at least. */
  readonly versions: readonly FoundVersion[];
  readonly documents: readonly LinkedDocument[];
}

/** Every text of a position, newest first, with what changed from the one before. */
export function positionHistoryCard({ versions, documents }: ShownHistory, messages: Messages): Reply {
  const { history, sample } = messages.positions;
  const topic = versions[0]?.topic ?? "";
  const from = Math.max(0, versions.length - versionsAtMost);
  const shown = versions.slice(from).toReversed();
  return {
    summary: history.summary(topic, versions.length),
    blocks: [
      { type: "heading", text: history.title(topic) },
      ...shown.flatMap((version) => versionBlocks(version, before(version, versions), history)),
      ...(from > 0 ? [note(history.older(from))] : []),
      ...positionDocumentBlocks(documents, messages),
      ...(versions.some(({ isSample }) => isSample) ? [note(sample)] : []),
    ],
    data: { kind: "position-history", versions },
  };
}

type Words = Messages["positions"]["history"];

function before(version: FoundVersion, versions: readonly FoundVersion[]): FoundVersion | undefined {
  return versions[versions.indexOf(version) - 1];
}

function versionBlocks(
  version: FoundVersion,
  earlier: FoundVersion | undefined,
  words: Words,
): readonly Block[] {
  const { title, from, until, status } = version;
  const period = words.period(from, until);
  const heading: Block = {
    type: "paragraph",
    content: [
      { type: "strong", text: words.version(version.version, title) },
      { type: "text", text: ` – ${status === "withdrawn" ? `${period}, ${words.withdrawn}` : period}` },
    ],
  };
  return earlier === undefined ? [heading] : [heading, ...changeBlocks(earlier, version, words)];
}

function changeBlocks(earlier: FoundVersion, later: FoundVersion, words: Words): readonly Block[] {
  const { changes, kept } = compareTexts(earlier.text, later.text);
  if (changes.length === 0) return [note(words.unchanged(earlier.version))];
  const items = changes.slice(0, changesAtMost).map((change) => changeItem(change, words));
  const more = changes.length - items.length;
  return [
    note(words.changed(earlier.version)),
    ...(kept === 0 ? [note(words.wholly(earlier.version))] : []),
    { type: "list", ordered: false, items },
    ...(more > 0 ? [note(words.more(more))] : []),
  ];
}

function changeItem(change: TextChange, words: Words): Inline[] {
  switch (change.kind) {
    case "taken-out":
      return said(words.takenOut, change.sentence);
    case "put-in":
      return said(words.putIn, change.sentence);
    case "reworded":
      return [
        ...said(words.reworded, change.before),
        { type: "text", text: words.rewordedTo },
        { type: "text", text: shortened(change.after) },
      ];
  }
}

function said(label: string, sentence: string): Inline[] {
  return [
    { type: "strong", text: label },
    { type: "text", text: shortened(sentence) },
  ];
}

function shortened(sentence: string): string {
  return sentence.length > sentenceCharacters
    ? `${sentence.slice(0, sentenceCharacters).toWellFormed()}…`
    : sentence;
}
