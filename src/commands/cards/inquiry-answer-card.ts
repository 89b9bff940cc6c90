import type { InquiriesTold } from "../../answering/records/told.ts";
import type { Block } from "../../chat/reply.ts";
import { inquiryState, opensLater } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { inquiryItem } from "./inquiries-card.ts";
import { answerBlocks, inquiryFacts, inquiryStateText } from "./inquiry-card.ts";
import { note, paragraph } from "./pieces.ts";
import { positionPart } from "./position-answer-card.ts";
import type { RecordsCardPart } from "./records-card.ts";

/** What the register says of consultations and calls for evidence. */
export function inquiriesPart(told: InquiriesTold, messages: Messages): RecordsCardPart {
  const { inquiries: words } = messages;
  const [inquiry] = told.inquiries;
  const sample = told.inquiries.some(({ isSample }) => isSample) ? [note(words.sample)] : [];
  if (told.asked === "list" || inquiry === undefined) return listPart(told, sample, messages);
  const state = inquiryStateText(inquiry, told.now, messages);
  const lead = `${words.told.of(inquiry.title, inquiry.asker)} ${state}`;
  const answers = answersOf(inquiry, told, messages);
  const blocks = [paragraph(lead), ...answers.blocks, ...sample];
  return {
    sentences: [lead, ...answers.sentences],
    blocks,
    listed: answers.listed ?? [],
    records: [recordOf(inquiry), ...answers.records],
  };
}

/** As its file is told apart. */
function recordOf({ owner, title }: FoundInquiry): string {
  return `inquiry/${owner}/${title}`;
}

function listPart(told: InquiriesTold, sample: readonly Block[], messages: Messages): RecordsCardPart {
  const { told: words, list } = messages.inquiries;
  const { inquiries, days, outcome, now } = told;
  const from = days === null ? null : writtenDate(days.from.toString());
  const until = days === null ? null : writtenDate(days.until.toString());
  const later = inquiries.filter((inquiry) => opensLater(inquiry, now)).length;
  const lead =
    inquiries.length === 0
      ? list.none.open
      : from === null || until === null
        ? words.open(inquiries.length - later, later)
        : outcome === "partial"
          ? words.noneThen(from, until)
          : words.closing(inquiries.length, from, until);
  const items = inquiries.map((inquiry) => inquiryItem(inquiry, now, messages));
  const blocks: Block[] = items.length === 0 ? [] : [{ type: "list", ordered: false, items }];
  return {
    sentences: [lead],
    blocks: [paragraph(lead), ...blocks, ...sample],
    listed: items.map(textOf),
    records: inquiries.map(recordOf),
  };
}

/** What is told below when it closes. */
function answersOf(inquiry: FoundInquiry, told: InquiriesTold, messages: Messages): RecordsCardPart {
  const nothing: RecordsCardPart = { sentences: [], blocks: [], records: [] };
  switch (told.asked) {
    case "line": {
      if (told.lines !== null) return positionPart(told.lines, messages);
      const none = messages.inquiries.told.noLine;
      return { ...nothing, sentences: [none], blocks: [paragraph(none)] };
    }
    case "answers":
      return listedPart(answerBlocks(inquiry, messages));
    case "about": {
      const facts: Block = { type: "list", ordered: false, items: inquiryFacts(inquiry, messages) };
      const isOpen = inquiryState(inquiry, told.now) === "open";
      return listedPart([facts, ...(isOpen ? answerBlocks(inquiry, messages) : [])]);
    }
    default:
      return nothing;
  }
}

function listedPart(blocks: readonly Block[]): RecordsCardPart {
  const listed = blocks.flatMap((block) => {
    if (block.type === "list") return block.items.map(textOf);
    return block.type === "paragraph" ? [textOf(block.content)] : [];
  });
  return { sentences: [], blocks, listed, records: [] };
}

function textOf(content: Extract<Block, { type: "paragraph" }>["content"]): string {
  return content.map((inline) => ("text" in inline ? inline.text : "")).join("");
}
