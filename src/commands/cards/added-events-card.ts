import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import type { KeptAdded } from "../../directory/events/added-events.port.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { placeText, whenOf } from "./event-text.ts";
import { actions, note, paragraph } from "./pieces.ts";

export interface ShownAddedEvents {
  readonly events: readonly KeptAdded[];
  readonly total: number;
  /** Number of the first one in the whole list, from 1; null where one was looked for. */
  readonly from: number | null;
  readonly clusters: readonly NamedCluster[];
  /** What the command says for the next page; null when this is the last. */
  readonly next: string | null;
}

/** So few that each gets its own buttons. */
const withButtons = 3;

/** The events somebody looks after, by number; a few of them with buttons. */
export function addedEventsCard(shown: ShownAddedEvents, messages: Messages): Reply {
  const { list, button } = messages.addedEvents;
  const { events, total, from, next } = shown;
  const range = list.shown(from ?? 1, (from ?? 1) + events.length - 1, total);
  const more: Button[] =
    next === null ? [] : [{ label: button.more, command: "events added", text: next, style: "normal" }];
  return {
    summary: list.summary(total),
    blocks: [
      { type: "heading", text: list.title },
      ...(events.length <= withButtons
        ? events.flatMap((event) => addedEventBlocks(event, shown.clusters, messages))
        : [paragraph(range), numbered(shown, messages), note(list.how)]),
      ...actions(more),
    ],
    data: { kind: "added-events", total, events },
  };
}

/** One event, with what can be done with it. */
export function addedEventBlocks(
  event: KeptAdded,
  clusters: readonly NamedCluster[],
  messages: Messages,
): Block[] {
  return [
    { type: "paragraph", content: lineOf(event, clusters, messages) },
    ...actions(buttonsOf(event, messages)),
  ];
}

/** The number stands in the text: lists of some platforms always count from 1. */
function numbered({ events, from, clusters }: ShownAddedEvents, messages: Messages): Block {
  const items = events.map((event, index): Inline[] => [
    ...(from === null
      ? []
      : ([
          { type: "code", text: String(from + index) },
          { type: "text", text: " " },
        ] as const)),
    ...lineOf(event, clusters, messages),
  ]);
  return { type: "list", ordered: false, items };
}

function lineOf(event: KeptAdded, clusters: readonly NamedCluster[], messages: Messages): Inline[] {
  const { addedEvents: words, directory } = messages;
  const { added, time, status, isOver, isToldElsewhere } = event;
  const cluster = clusters.length > 1 ? clusters.find(({ id }) => id === added.clusterId)?.name : undefined;
  const facts = [
    time === null ? words.list.noDate : whenOf(time, directory.events),
    placeText(added.facts) ?? undefined,
    words.audiences[added.audience],
    cluster,
    status === "scheduled" ? undefined : directory.events.status[status],
    isOver ? words.list.over : undefined,
    isToldElsewhere ? words.list.elsewhere : undefined,
  ].filter((fact) => fact !== undefined);
  const { title, url } = added.facts;
  const named: Inline = url === null ? { type: "strong", text: title } : { type: "link", text: title, url };
  return [named, { type: "text", text: ` – ${facts.join(" · ")}` }];
}

/** What is over may be put right or withdrawn; nothing becomes of it any more. */
function buttonsOf({ key, status, isOver }: KeptAdded, { addedEvents: { button } }: Messages): Button[] {
  const mark = (label: string, as: string): Button => ({
    label,
    command: "events mark",
    text: `${key} ${as}`,
    style: "normal",
  });
  const isOff = status === "cancelled" || status === "sold out";
  const marks = isOff
    ? [mark(button.onAgain, "on")]
    : [mark(button.soldOut, "sold-out"), mark(button.cancelled, "cancelled")];
  return [
    { label: isOver ? button.change : button.move, command: "events edit", text: key, style: "normal" },
    ...(isOver ? [] : marks),
    { label: button.withdraw, command: "events withdraw", text: key, style: "danger" },
  ];
}
