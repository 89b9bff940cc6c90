import type { Owner } from "../../answering/answer.ts";
import type { Told } from "../../answering/records/told.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { clockPart, closedPart, contactPart, coveragePart } from "./coverage-card.ts";
import { eventsPart } from "./events-card.ts";
import { inquiriesPart } from "./inquiry-answer-card.ts";
import { organisationsPart, tiersPart } from "./membership-cards.ts";
import { paragraph } from "./pieces.ts";
import { positionPart } from "./position-answer-card.ts";

/** What a kind of record contributes to the card. */
export interface RecordsCardPart {
  /** The answer in sentences, for notifications and screen readers. */
  readonly sentences: readonly string[];
  readonly blocks: readonly Block[];
  /** What stands in lists and not in the sentences, as plain text. */
  readonly listed?: readonly string[];
  /** The records it rests on, by the names their sources give them. */
  readonly records: readonly string[];
}

export interface RecordsCardNeeds {
  readonly messages: Messages;
  /** Where a date of a public event is had as a calendar file by everybody; null without a public address. */
  readonly calendarAddress: (occurrenceId: string) => string | null;
  /** Dates to come have a button that asks for a reminder. */
  readonly offersReminders?: boolean;
  /** Whether whoever asks may announce the events of a cluster, and nobody else sees the card. */
  readonly mayAnnounce?: (cluster: string) => boolean;
}

/** What the records say, in the form of an answer: programs read it as any other. */
export function recordsCard(told: Told, needs: RecordsCardNeeds): Reply {
  const { messages } = needs;
  const { sentences, blocks, records, listed = [] } = partOf(told, needs);
  const owner = "owner" in told && told.outcome !== "answered" ? told.owner : null;
  return {
    summary: sentences.join(" "),
    blocks: [...blocks, ...ownerBlocks(owner, messages)],
    data: {
      kind: told.outcome,
      reason: told.outcome === "abstained" ? "nothing-found" : null,
      // Programs read no blocks: what is listed belongs to the answer.
      sentences: [...sentences, ...listed].map((text) => ({ text, citations: [] })),
      citations: [],
      closest: [],
      owner,
      caveats: [],
      writtenBy: "records",
      timing: {},
      records: [...new Set(records)],
    },
  };
}

function partOf(told: Told, needs: RecordsCardNeeds): RecordsCardPart {
  const { messages } = needs;
  switch (told.kind) {
    case "events":
      return eventsPart(told, needs);
    case "organisations":
      return organisationsPart(told, messages);
    case "tiers":
      return tiersPart(told, messages);
    case "coverage":
      return coveragePart(told, messages);
    case "closed":
      return closedPart(told, messages);
    case "contact":
      return contactPart(told, messages);
    case "clock":
      return clockPart(told, messages);
    case "position":
      return positionPart(told, messages);
    case "inquiries":
      return inquiriesPart(told, messages);
    case "asked-back":
      return askedBackPart(told, messages);
    case "refused": {
      const text = messages.directory.refused[told.reason];
      return { sentences: [text], blocks: [paragraph(text)], records: [] };
    }
  }
}

function askedBackPart(told: Extract<Told, { kind: "asked-back" }>, messages: Messages): RecordsCardPart {
  const words = messages.directory.askedBack;
  const text = words[told.about];
  if (told.choices.length === 0) return { sentences: [text], blocks: [paragraph(text)], records: [] };
  const items = told.choices.map((choice) => [{ type: "text" as const, text: choice }]);
  return {
    sentences: [words.choices, `${told.choices.join("; ")}.`],
    blocks: [paragraph(words.choices), { type: "list", ordered: false, items }],
    records: [],
  };
}

function ownerBlocks(owner: Owner | null, messages: Messages): readonly Block[] {
  if (owner === null) return [];
  const text = messages.answer.askOwner(owner.role, owner.clusterName);
  if (owner.address === null) return [paragraph(text)];
  const link = { type: "link" as const, text: owner.address, url: owner.address };
  return [{ type: "paragraph", content: [{ type: "text", text: `${text} ` }, link] }];
}
