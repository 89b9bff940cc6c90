import type { Inline, Reply } from "../../chat/reply.ts";
import { inquiryName, inquiryState, opensLater, yetToAnswer } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { inquiryClosing } from "./inquiry-card.ts";
import { actions, note, paragraph } from "./pieces.ts";

const shownAtMost = 25;

export interface ShownInquiries {
  readonly inquiries: readonly FoundInquiry[];
  /** Whether past ones are among what was asked for. */
  readonly which: "open" | "all";
  readonly now: Date;
}

/** What is asked from outside, each with who asks and when it closes. */
export function inquiriesCard({ inquiries, which, now }: ShownInquiries, messages: Messages): Reply {
  const { list: words, button } = messages.inquiries;
  const data = { kind: "inquiries", inquiries };
  if (inquiries.length === 0)
    return { summary: words.none[which], blocks: [paragraph(words.none[which])], data };
  const shown = inquiries.slice(0, shownAtMost);
  const more = inquiries.length - shown.length;
  const buttons = shown.slice(0, 5).map((inquiry) => ({
    label: button.show(inquiryName(inquiry)),
    command: "inquiries show",
    text: inquiryName(inquiry),
    style: "normal" as const,
  }));
  return {
    summary: words.summary(inquiries.length),
    blocks: [
      { type: "heading", text: words.title[which] },
      { type: "list", ordered: false, items: shown.map((inquiry) => inquiryItem(inquiry, now, messages)) },
      ...(more > 0 ? [note(words.more(more))] : []),
      note(words.how),
      ...(shown.some(({ isSample }) => isSample) ? [note(messages.directory.sample)] : []),
      ...actions(buttons),
    ],
    data,
  };
}

/** One of them in one line. */
export function inquiryItem(inquiry: FoundInquiry, now: Date, { inquiries }: Messages): Inline[] {
  const { list: words } = inquiries;
  const { title, asker, asked, opensOn } = inquiry;
  const state = inquiryState(inquiry, now);
  const missing = yetToAnswer(asked).length;
  const said = {
    open: () =>
      words.line(asker, inquiryClosing(inquiry)) +
      (opensOn !== null && opensLater(inquiry, now) ? words.opens(writtenDate(opensOn)) : "") +
      (missing === 0 ? "" : words.missing(missing)),
    closed: () => words.closed(asker, inquiryClosing(inquiry)),
    withdrawn: () => words.withdrawn(asker),
  }[state]();
  return [
    { type: "code", text: inquiryName(inquiry) },
    { type: "text", text: " " },
    { type: "strong", text: title },
    { type: "text", text: ` – ${said}` },
  ];
}
