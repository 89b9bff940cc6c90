import type { Block, Inline, Reply } from "../../chat/reply.ts";
import { bearsOn } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import { lineOn } from "../../directory/positions/line-on.ts";
import type { FoundVersion, PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { Messages } from "../../messages/english.ts";
import { inquiryClosing } from "./inquiry-card.ts";
import { actions, note, paragraph } from "./pieces.ts";
import { ageOf } from "./position-age.ts";

const shownAtMost = 25;

export interface ShownPositions {
  /** Each with all versions that are known, oldest first; at least one. */
  readonly positions: readonly (readonly FoundVersion[])[];
  /** ISO day they are shown as of. */
  readonly day: string;
  /** ISO day. */
  readonly today: string;
  /** What is asked from outside and open. */
  readonly inquiries: readonly FoundInquiry[];
}

/** The topics there are, with the line on each and since when it is. */
export function positionsCard(
  { positions, day, today, inquiries }: ShownPositions,
  messages: Messages,
): Reply {
  const { list, asOf } = messages.positions;
  if (positions.length === 0) return { summary: list.none, blocks: [paragraph(list.none)] };
  const items = positions.slice(0, shownAtMost).flatMap((versions): Inline[][] => {
    const [first] = versions;
    if (first === undefined) return [];
    const line = lineOn(versions, day);
    const said =
      line === null
        ? list.noLine(first.ownerName)
        : `${list.line(line.title, line.ownerName)}${list.since(line.from, ageOf(line.from, today))}`;
    return [
      [
        { type: "code", text: `P${first.number}` },
        { type: "text", text: " " },
        { type: "strong", text: first.topic },
        { type: "text", text: said },
        ...inquiries
          .filter((inquiry) => bearsOn(first.positionId, inquiry))
          .map(
            (inquiry): Inline => ({
              type: "text",
              text: messages.inquiries.bearing.short(inquiry.title, inquiryClosing(inquiry)),
            }),
          ),
      ],
    ];
  });
  const more = positions.length - items.length;
  const isSample = positions.some((versions) => versions.some((version) => version.isSample));
  return {
    summary: list.summary(positions.length),
    blocks: [
      { type: "heading", text: list.title },
      ...(day === today ? [] : [note(asOf(day))]),
      { type: "list", ordered: false, items },
      ...(more > 0 ? [note(list.more(more))] : []),
      note(list.how),
      ...(isSample ? [note(messages.directory.sample)] : []),
    ],
    data: { kind: "positions", positions: positions.map((versions) => lineOn(versions, day)) },
  };
}

interface Asking {
  readonly sentence: string;
  readonly topics: readonly PositionTopic[];
  /** What choosing one of them says. */
  readonly command: "positions list" | "positions history";
  /** What follows the name of the one that is chosen. */
  readonly rest: string;
  readonly ownerName: (id: string) => string;
}

/** Asks which of several positions is meant. */
export function whichPositionCard({ sentence, topics, command, rest, ownerName }: Asking): Reply {
  const items = topics.map(({ number, topic, owner }): Inline[] => [
    { type: "code", text: `P${number}` },
    { type: "text", text: ` ${topic} · ${ownerName(owner)}` },
  ]);
  const buttons = topics.map(({ number, topic, owner }) => {
    const label = `${topic} (${ownerName(owner)})`;
    return {
      label: label.length > 60 ? `P${number} ${label.slice(0, 50)}…` : label,
      command,
      text: `P${number}${rest}`,
      style: "normal" as const,
    };
  });
  const list: Block[] = items.length === 0 ? [] : [{ type: "list", ordered: false, items }];
  return {
    summary: sentence,
    blocks: [paragraph(sentence), ...list, ...actions(buttons)],
    data: { kind: "which-position", topics },
  };
}
