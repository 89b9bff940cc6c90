import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import type { FoundVersion, LinkedDocument } from "../../directory/positions/position-search.port.ts";
import type { StanceKind } from "../../directory/positions/stance.ts";
import type { Messages } from "../../messages/english.ts";
import { inquiryClosing } from "./inquiry-card.ts";
import { actions, note, paragraph } from "./pieces.ts";
import { ageOf } from "./position-age.ts";
import { positionDocumentBlocks } from "./position-documents.ts";
import { partsOf } from "./position-parts.ts";
import { positionTextBlocks } from "./position-text-blocks.ts";

/** Characters of a text that are shown at once. */
const partCharacters = 1_500;

export interface ShownPosition {
  readonly version: FoundVersion;
  /** All of its position, oldest first. */
  readonly versions: readonly FoundVersion[];
  /** ISO day. */
  readonly today: string;
  /** ISO day it was asked as of; null for none. */
  readonly asOf: string | null;
  /** Of its text, from 1. */
  readonly part: number;
  readonly owner: PositionOwner;
  /** What is asked from outside and open, on which it bears. */
  readonly bearsOn: readonly FoundInquiry[];
  readonly documents: readonly LinkedDocument[];
}

/** Whose it is, to whoever reads it. */
export type PositionOwner = "own" | "federation" | "other";

/** One text with all that is known of it: whose, since when, what it replaced, who signed it. */
export function positionCard(shown: ShownPosition, messages: Messages): Reply {
  const { positions: words } = messages;
  const { version, owner, asOf } = shown;
  const parts = partsOf(version.text, partCharacters);
  const part = Math.min(Math.max(1, shown.part), parts.length);
  const facts = factsOf(shown, words);
  const name = words.version(`P${version.number}`, version.version);
  const whose = [asOf === null ? [] : [words.asOf(asOf)], name, words.owner[owner](version.ownerName)].flat();
  const isBeginning = part === 1;
  return {
    summary: words.summary(version.title, facts.slice(0, 2)),
    blocks: [
      { type: "heading", text: version.title },
      note(whose.join(" · ")),
      ...positionTextBlocks(parts[part - 1] ?? ""),
      ...(parts.length > 1 ? [note(words.beginning(part, parts.length))] : []),
      ...(isBeginning ? factBlocks(shown, { facts, words }) : []),
      ...shown.bearsOn.map((inquiry) => paragraph(bearingText(inquiry, messages))),
      ...(isBeginning ? positionDocumentBlocks(shown.documents, messages) : []),
      ...(version.isSample ? [note(words.sample)] : []),
      ...actions(buttonsOf(shown, { words, next: part < parts.length ? part + 1 : null })),
    ],
    data: { kind: "position", asOf, ...version },
  };
}

function bearingText(inquiry: FoundInquiry, { inquiries }: Messages): string {
  return inquiries.bearing.open(inquiry.title, inquiry.asker, inquiryClosing(inquiry));
}

type Words = Messages["positions"];

function factBlocks(
  { version }: ShownPosition,
  { facts, words }: { readonly facts: readonly string[]; readonly words: Words },
): readonly Block[] {
  const link: Inline[] =
    version.link === null ? [] : [{ type: "link", text: words.published, url: version.link }];
  return [
    { type: "divider" },
    paragraph(facts.join(" ")),
    ...stanceBlocks(version, words.stances),
    ...(link.length === 0 ? [] : [{ type: "paragraph" as const, content: link }]),
  ];
}

/** Since when, how it ended, what it replaced, when it is looked at again. */
function factsOf(
  { version, versions, today }: Pick<ShownPosition, "version" | "versions" | "today">,
  words: Words,
): readonly string[] {
  const { from, until, status, reviewOn } = version;
  const index = versions.findIndex(({ versionId }) => versionId === version.versionId);
  const before = versions[index - 1];
  const after = versions[index + 1];
  const isReplacing = before !== undefined && before.status !== "withdrawn";
  const ends =
    until === null
      ? []
      : status === "withdrawn" || after === undefined
        ? [words.withdrawn(until)]
        : [words.replacedBy(until, after.title, after.version)];
  const reviews =
    reviewOn === null || until !== null
      ? []
      : [reviewOn < today ? words.reviewOver(reviewOn) : words.review(reviewOn)];
  return [
    from > today ? words.comes(from) : words.adopted(from, ageOf(from, today), until === null),
    ...ends,
    ...(isReplacing ? [words.replaced(before.title, before.version, before.from)] : []),
    ...reviews,
  ];
}

function stanceBlocks({ asked, stances }: FoundVersion, words: Words["stances"]): readonly Block[] {
  const said = new Set(stances.map(({ clusterName }) => clusterName));
  const of = (kind: StanceKind): readonly string[] =>
    stances
      .filter((stance) => stance.kind === kind)
      .map(({ clusterName, reason }) =>
        reason === null ? clusterName : words.withReason(clusterName, reason),
      );
  const groups = [
    [words.signed, of("sign")],
    [words.dissented, of("dissent")],
    [words.abstained, of("abstain")],
    [words.silent, asked.filter((name) => !said.has(name))],
  ] as const;
  const items = groups.flatMap(([label, names]): Inline[][] =>
    names.length === 0
      ? []
      : [
          [
            { type: "strong", text: label(names) },
            { type: "text", text: names.join("; ") },
          ],
        ],
  );
  return items.length === 0 ? [note(words.none)] : [{ type: "list", ordered: false, items }];
}

function buttonsOf(
  { version, versions, asOf }: ShownPosition,
  { words: { button }, next }: { readonly words: Words; readonly next: number | null },
): readonly Button[] {
  const name = `P${version.number}`;
  const list = (label: string, text: string): Button => {
    return { label, command: "positions list", text, style: "normal" };
  };
  return [
    ...(next === null ? [] : [list(button.readOn, `${name} version ${version.version} part ${next}`)]),
    ...(versions.length > 1
      ? [
          {
            label: button.history,
            command: "positions history",
            text: name,
            style: "normal" as const,
          },
        ]
      : []),
    ...(asOf !== null && version.until !== null ? [list(button.now, name)] : []),
  ];
}
