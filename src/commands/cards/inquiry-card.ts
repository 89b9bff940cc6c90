import { Temporal } from "temporal-polyfill";
import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import { inquiryName, inquiryState, opensLater, yetToAnswer } from "../../directory/inquiries/inquiry.ts";
import type {
  BearingPosition,
  FoundAnswer,
  FoundInquiry,
} from "../../directory/inquiries/inquiry-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { momentText } from "./announcement-card.ts";
import { actions, labelled, note, paragraph } from "./pieces.ts";

export interface ShownInquiry {
  readonly inquiry: FoundInquiry;
  readonly now: Date;
  /** A sentence above all else, for example what was just done. */
  readonly told: string | null;
  readonly buttons: readonly Button[];
}

/** What is asked from outside, with our lines on it and who responds. */
export function inquiryCard({ inquiry, now, told, buttons }: ShownInquiry, messages: Messages): Reply {
  const { inquiries: words } = messages;
  const name = words.name(inquiryName(inquiry), inquiry.title);
  const state = inquiryStateText(inquiry, now, messages);
  return {
    summary: [told, name, state].filter((text) => text !== null).join(" "),
    blocks: [
      ...(told === null ? [] : [paragraph(told)]),
      { type: "heading", text: name },
      paragraph(state),
      { type: "list", ordered: false, items: inquiryFacts(inquiry, messages) },
      { type: "heading", text: words.positions.title },
      ...positionBlocks(inquiry.positions, messages),
      { type: "heading", text: words.answers.title },
      ...answerBlocks(inquiry, messages),
      ...(inquiry.isSample ? [note(words.sample)] : []),
      ...actions(buttons.slice(0, 5)),
      ...actions(buttons.slice(5)),
    ],
    data: { kind: "inquiry", name: inquiryName(inquiry), state: inquiryState(inquiry, now), ...inquiry },
  };
}

/** `Tuesday 30 March 2027, 17:00 BST`. */
export function inquiryClosing({ closes }: Pick<FoundInquiry, "closes">): string {
  return momentText(closes.instant, closes.zone);
}

/** Until when it is open and how long that is, when it opens, or since when it is closed. */
export function inquiryStateText(
  inquiry: Pick<FoundInquiry, "closes" | "withdrawnAt" | "opensOn">,
  now: Date,
  { inquiries: { states } }: Messages,
): string {
  const state = inquiryState(inquiry, now);
  if (state === "withdrawn") return states.withdrawn;
  const when = inquiryClosing(inquiry);
  const { opensOn } = inquiry;
  if (state === "open" && opensOn !== null && opensLater(inquiry, now))
    return states.opens(writtenDate(opensOn), when);
  return state === "closed" ? states.closed(when) : states.open(when, timeLeft(inquiry, now));
}

/** Whole days on the clock there, else hours, else minutes. */
function timeLeft({ closes }: Pick<FoundInquiry, "closes">, now: Date) {
  const zoned = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(closes.zone);
  const { days, hours, minutes } = zoned(now).until(zoned(closes.instant), { largestUnit: "day" });
  if (days > 0) return { unit: "day", count: days } as const;
  return hours > 0
    ? ({ unit: "hour", count: hours } as const)
    : ({ unit: "minute", count: Math.max(1, minutes) } as const);
}

/** Who asks, who looks after it, since when, for whom and where. */
export function inquiryFacts(
  { asker, ownerName, opensOn, audience, link }: FoundInquiry,
  { inquiries: { field, audiences } }: Messages,
): Inline[][] {
  return [
    labelled(field.asker, asker),
    labelled(field.owner, ownerName),
    ...(opensOn === null ? [] : [labelled(field.opens, writtenDate(opensOn))]),
    labelled(field.audience, audiences[audience]),
    ...(link === null
      ? []
      : [[...labelled(field.link, ""), { type: "link" as const, text: link, url: link }]]),
  ];
}

function positionBlocks(positions: readonly BearingPosition[], messages: Messages): Block[] {
  const { positions: words } = messages.inquiries;
  if (positions.length === 0) return [paragraph(words.none)];
  const items = positions.map(({ number, topic, line, isConsulting }) => {
    const said = line === null ? words.noLine : words.line(line.title, line.from);
    return labelled(`P${number} ${topic}`, [said, ...(isConsulting ? [words.consulting] : [])].join(", "));
  });
  return [{ type: "list", ordered: false, items }];
}

/** Who responds how, and who has not said so. */
export function answerBlocks({ asked, ownerName }: FoundInquiry, { inquiries }: Messages): Block[] {
  const { answers: words } = inquiries;
  if (asked.length === 0) return [paragraph(words.nobody)];
  const given = asked.flatMap(({ name, isActive, answer }): Inline[][] =>
    answer === null
      ? []
      : [answerItem({ name: isActive ? name : `${name}, ${words.left}`, answer, ownerName }, words)],
  );
  const missing = yetToAnswer(asked).map(({ name }) => name);
  const items = [...given, ...(missing.length === 0 ? [] : [labelled(words.missing, missing.join(", "))])];
  return [{ type: "list", ordered: false, items }];
}

function answerItem(
  {
    name,
    answer,
    ownerName,
  }: { readonly name: string; readonly answer: FoundAnswer; readonly ownerName: string },
  words: Messages["inquiries"]["answers"],
): Inline[] {
  const said = answer.kind === "joint" ? words.joint(ownerName) : words[answer.kind];
  const by = words.by(answer.role, answer.at.toISOString());
  const { link } = answer;
  return [
    ...labelled(name, `${said} ${by}`),
    ...(link === null
      ? []
      : [
          { type: "text" as const, text: " " },
          { type: "link" as const, text: link, url: link },
        ]),
  ];
}
