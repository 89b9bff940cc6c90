import { ukZone } from "../../calendar/zones.ts";
import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import { type Position, type PositionVersion, positionName } from "../../directory/positions/position.ts";
import { quorumState, signaturesNeeded, unanswered } from "../../directory/positions/quorum.ts";
import { type Consultation, type Stance, stillAsked, tallyOf } from "../../directory/positions/stance.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { momentText } from "./announcement-card.ts";
import { actions, labelled, note, paragraph } from "./pieces.ts";

const fingerprintShown = 8;

export interface ShownPosition {
  readonly consultation: Consultation;
  readonly ownerName: string;
  /** The part of its text that is shown, and which of how many it is. */
  readonly text: string;
  readonly part: number;
  readonly parts: number;
  /** A sentence above all else, for example what was just done. */
  readonly told: string | null;
  /** What is asked for of it, and waits for a second person. */
  readonly requests: readonly string[];
  /** Sentences about what is asked from outside. */
  readonly bearsOn: readonly string[];
  readonly buttons: readonly Button[];
}

/** A version as those see it who work on it. */
export function positionWorkCard(shown: ShownPosition, messages: Messages): Reply {
  const { positionWork: words } = messages;
  const { consultation, told, part, parts } = shown;
  const { version } = consultation;
  const name = versionTitle(version, messages);
  const state = stateOf(version, messages);
  const quorum = version.status === "consulting" ? [quorumSentence(consultation, messages)] : [];
  return {
    summary: [told, name, state, ...quorum, ...shown.requests].filter((text) => text !== null).join(" "),
    blocks: [
      ...(told === null ? [] : [paragraph(told)]),
      { type: "heading", text: name },
      paragraph([state, ...quorum].join(" ")),
      ...shown.requests.map(paragraph),
      { type: "list", ordered: false, items: facts(shown, messages) },
      ...shown.bearsOn.map(paragraph),
      paragraph(shown.text),
      ...(parts > 1 ? [note(words.part(part, parts))] : []),
      ...(version.status === "draft" ? willHappen(consultation, messages) : answers(consultation, messages)),
      ...actions(shown.buttons.slice(0, 5)),
      ...actions(shown.buttons.slice(5)),
      ...actions(shown.buttons.slice(10)),
    ],
    data: {
      kind: "position",
      name: positionName(version.position),
      version: version.version,
      status: version.status,
      fingerprint: version.fingerprint,
      tally: tallyOf(consultation),
    },
  };
}

export interface ShownPositions {
  readonly consultations: readonly Consultation[];
  /** Ids of those of which something is asked for that a second person has to confirm. */
  readonly waiting: ReadonlySet<string>;
  /** How many there are besides. */
  readonly more: number;
}

const buttonsShown = 5;

/** What is draft, consulting or waits for a second person, each with its tally and when it ends. */
export function positionsAtWorkCard(
  { consultations, waiting, more }: ShownPositions,
  messages: Messages,
): Reply {
  const { list: words, button, answers: counted } = messages.positionWork;
  if (consultations.length === 0)
    return {
      summary: words.none,
      blocks: [paragraph(words.none)],
      data: { kind: "positions", positions: [] },
    };
  const summary = words.summary(consultations.length + more);
  const items = consultations.map((consultation): Inline[] => {
    const { version } = consultation;
    const { closes, status } = version;
    const until =
      closes === null || status === "adopted" ? [] : [words.until(momentText(closes.instant, closes.zone))];
    const tally = status === "consulting" ? [counted.tally(countsOf(consultation))] : [];
    const waits = waiting.has(version.id) ? [messages.positionRequests.waits] : [];
    const text = [stateOf(version, messages), ...waits, ...tally, ...until].join(" ");
    return labelled(versionTitle(version, messages), text);
  });
  const buttons = consultations.slice(0, buttonsShown).map(({ version: { position, version } }): Button => {
    const name = positionName(position);
    return {
      label: button.show(name),
      command: "positions work",
      text: `${name} ${version}`,
      style: "normal",
    };
  });
  return {
    summary,
    blocks: [
      { type: "heading", text: words.title },
      { type: "list", ordered: false, items },
      ...(more > 0 ? [note(words.more(more))] : []),
      ...actions(buttons),
    ],
    data: {
      kind: "positions",
      positions: consultations.map(({ version }) => ({
        name: positionName(version.position),
        version: version.version,
        status: version.status,
      })),
    },
  };
}

/** `P7, version 2: Skills for all`. */
export function versionTitle(
  { position, version, title }: PositionVersion,
  { positionWork }: Messages,
): string {
  return positionWork.name(positionName(position), version, title);
}

export function stateOf(
  { status, withdrawnBecause }: PositionVersion,
  { positionWork: { states } }: Messages,
): string {
  return status === "withdrawn" ? states.withdrawn[withdrawnBecause ?? "taken-back"] : states[status];
}

/** `3 signed, 0 abstained, 1 dissented, 4 not answered yet.` */
export function tallyText(consultation: Consultation, { positionWork }: Messages): string {
  return positionWork.answers.tally(countsOf(consultation));
}

function countsOf(consultation: Consultation) {
  const tally = tallyOf(consultation);
  return { ...tally, unanswered: unanswered(tally) };
}

function quorumSentence(consultation: Consultation, { positionWork }: Messages): string {
  const tally = tallyOf(consultation);
  const { quorum } = consultation.version;
  const words = positionWork.quorumState;
  const state = quorumState(quorum, tally);
  return state === "open" ? words.open(signaturesNeeded(quorum, tally.asked) - tally.signed) : words[state];
}

function quorumText({ version: { quorum }, ...rest }: Consultation, { positionWork }: Messages): string {
  if (quorum.kind === "count") return positionWork.quorum.count(quorum.signatures);
  const asked = rest.asked.filter(({ leftAt }) => leftAt === null).length;
  return positionWork.quorum.share(quorum.percent, signaturesNeeded(quorum, asked), asked);
}

function facts({ consultation, ownerName }: ShownPosition, messages: Messages): Inline[][] {
  const { field, audiences, fingerprint, nobodyYet } = messages.positionWork;
  const { version, asked } = consultation;
  const { position, closes, embargoUntil, reviewOn, link } = version;
  const names = asked.filter(({ leftAt }) => leftAt === null).map(({ name }) => name);
  return [
    labelled(field.owner, ownerName),
    labelled(field.topic, position.topic),
    ...(position.alsoCalled.length === 0 ? [] : [labelled(field.also, position.alsoCalled.join(", "))]),
    labelled(field.asked, names.length === 0 ? nobodyYet : names.join(", ")),
    ...(closes === null ? [] : [labelled(field.closes, momentText(closes.instant, closes.zone))]),
    labelled(field.quorum, quorumText(consultation, messages)),
    labelled(field.audience, audienceText(position, audiences)),
    ...(embargoUntil === null ? [] : [labelled(field.embargo, momentText(embargoUntil, ukZone.id))]),
    ...(reviewOn === null ? [] : [labelled(field.review, writtenDate(reviewOn))]),
    ...(link === null
      ? []
      : [[...labelled(field.link, ""), { type: "link" as const, text: link, url: link }]]),
    labelled(field.fingerprint, fingerprint(version.fingerprint.slice(0, fingerprintShown))),
  ];
}

function audienceText({ audience }: Position, words: Messages["positionWork"]["audiences"]): string {
  return words[audience];
}

function willHappen({ version: { closes }, asked }: Consultation, { positionWork }: Messages): Block[] {
  return closes === null
    ? []
    : [paragraph(positionWork.willHappen(asked.length, momentText(closes.instant, closes.zone)))];
}

/** Who said what to the text as it is, and who has not answered; answers to an earlier text by themselves. */
function answers(consultation: Consultation, messages: Messages): Block[] {
  const { answers: words } = messages.positionWork;
  const { version, asked, stances } = consultation;
  const present = asked.filter(({ leftAt }) => leftAt === null);
  const nameOf = (cluster: string) => asked.find((one) => one.cluster === cluster)?.name ?? cluster;
  const ofPresent = stances.filter(({ cluster }) => present.some((one) => one.cluster === cluster));
  const counting = ofPresent.filter(({ fingerprint }) => fingerprint === version.fingerprint);
  const stale = ofPresent.filter(({ fingerprint }) => fingerprint !== version.fingerprint);
  const named = (given: readonly Stance[]) => given.map(({ cluster }) => nameOf(cluster));
  const said = (kind: Stance["kind"]) => counting.filter((stance) => stance.kind === kind);
  const lines = [
    { label: words.signed, names: named(said("sign")) },
    { label: words.abstained, names: named(said("abstain")) },
    { label: words.unanswered, names: stillAsked(consultation).map(({ name }) => name) },
    { label: words.stale, names: named(stale) },
    { label: words.left, names: asked.filter(({ leftAt }) => leftAt !== null).map(({ name }) => name) },
  ].filter(({ names }) => names.length > 0);
  const dissents = said("dissent").map(({ cluster, reason }) =>
    labelled(words.dissent(nameOf(cluster)), reason ?? ""),
  );
  return [
    { type: "heading", text: words.title },
    paragraph(tallyText(consultation, messages)),
    ...listOf([...lines.map(({ label, names }) => labelled(label, names.join(", "))), ...dissents]),
  ];
}

function listOf(items: Inline[][]): Block[] {
  return items.length === 0 ? [] : [{ type: "list", ordered: false, items }];
}
