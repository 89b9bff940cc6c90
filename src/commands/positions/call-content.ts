import { Temporal } from "temporal-polyfill";
import { escapeMarkdown } from "../../announcing/escape-markdown.ts";
import { wallTimeAt, zoneLabel } from "../../calendar/zones.ts";
import type { Button } from "../../chat/reply.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import { type PositionVersion, positionName } from "../../directory/positions/position.ts";
import type { CommentsShown } from "../../directory/positions/position-comment.ts";
import { quorumState, signaturesNeeded } from "../../directory/positions/quorum.ts";
import {
  type Consultation,
  type Stance,
  type StanceKind,
  stillAsked,
  tallyOf,
} from "../../directory/positions/stance.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { partsOf } from "../cards/position-parts.ts";
import { dateAndTime } from "../cards/schedule-text.ts";
import { allShown } from "./all-shown.ts";
import { commentLines } from "./call-comments.ts";

/** What an announcement takes, and of it the text at most, which gives way to what stands around it. */
const titleCharacters = 150;
const bodyCharacters = 12_000;
const textCharacters = 9_000;
const namesShown = 12;
const reasonCharacters = 300;
const leastText = 500;
/** For the sentence where to read on, and what stands between. */
const aside = 100;
/** Of a fingerprint in a button: it binds the button to the text it stands under. */
const shownCharacters = 16;

/** What clusters are shown while a version is put to them: its text, how it stands, and the buttons to answer with. */
export function callContent(
  consultation: Consultation,
  messages: Messages,
  comments: CommentsShown = { total: 0, comments: [] },
): AnnouncementContent {
  const { version } = consultation;
  const words = messages.positionCalls;
  const isOpen = version.status === "consulting";
  const title = isOpen ? words.call(version.title) : endTitle(version, messages);
  const readOn = words.readOn(positionName(version.position));
  const around = [
    ...tallyLines(consultation, messages),
    ...commentLines(version, comments, messages),
    isOpen ? closingLine(version, messages) : words.over,
  ];
  const room = roomBeside(around);
  const body = [shortened(version.text, { room, readOn }), ...around];
  const content = { ...plain(title), body: body.filter((line) => line !== "").join("\n\n") };
  return isOpen ? { ...content, buttons: buttonsFor(version, messages) } : content;
}

/** What came of it, with who signed and who did not. */
export function outcomeContent(
  consultation: Consultation,
  { replaced }: { readonly replaced: PositionVersion | null },
  messages: Messages,
): AnnouncementContent {
  const { version } = consultation;
  const words = messages.positionCalls;
  const isAdopted = version.status === "adopted" || version.status === "superseded";
  const since = isAdopted ? (replaced?.effectiveFrom ?? null) : null;
  const around = [
    [
      outcomeSentence(version, messages),
      ...(since === null ? [] : [words.replaces(writtenDate(since))]),
    ].join(" "),
    ...tallyLines(consultation, messages),
    ...namesLines(consultation, messages),
  ];
  const room = roomBeside(around);
  const readOn = words.readLine(positionName(version.position));
  const body = [...around, ...(isAdopted ? [shortened(version.text, { room, readOn })] : [])];
  return { ...plain(endTitle(version, messages)), body: body.join("\n\n"), link: version.link };
}

function plain(title: string) {
  return { title: title.slice(0, titleCharacters), topic: null, link: null, image: null };
}

function endTitle({ status, title, withdrawnBecause }: PositionVersion, { positionCalls }: Messages): string {
  if (status === "adopted" || status === "superseded") return positionCalls.adopted(title);
  return withdrawnBecause === "quorum-not-met"
    ? positionCalls.notAdopted(title)
    : positionCalls.withdrawn(title);
}

function outcomeSentence(
  { status, title, withdrawnBecause, effectiveFrom }: PositionVersion,
  { positionCalls }: Messages,
): string {
  const { outcome } = positionCalls;
  const escaped = escapeMarkdown(title);
  if (status === "adopted" || status === "superseded") return outcome[status](escaped);
  if (withdrawnBecause === "quorum-not-met") return outcome.quorumNotMet(escaped);
  return effectiveFrom === null ? outcome.takenBack(escaped) : outcome.lineTakenBack(escaped);
}

function roomBeside(around: readonly string[]): number {
  return Math.max(leastText, bodyCharacters - around.join("\n\n").length - aside);
}

interface Shortening {
  readonly room: number;
  readonly readOn: string;
}

function shortened(text: string, { room, readOn }: Shortening): string {
  const most = Math.min(room, textCharacters);
  return text.length <= most ? allShown(text) : `${allShown(partsOf(text, most)[0])}\n\n${readOn}`;
}

function tallyLines(consultation: Consultation, messages: Messages): readonly string[] {
  const { version } = consultation;
  const words = messages.positionCalls;
  const tally = tallyOf(consultation);
  const needed = signaturesNeeded(version.quorum, tally.asked);
  const counts = [
    words.tally(tally.signed, tally.asked),
    words.needed(needed),
    ...(tally.dissented > 0 ? [words.dissented(tally.dissented)] : []),
    ...(tally.abstained > 0 ? [words.abstained(tally.abstained)] : []),
  ];
  const isOpen = version.status === "consulting";
  const left = stillAsked(consultation).map(({ name }) => name);
  return [
    `${counts.join(", ")}.`,
    ...(isOpen && quorumState(version.quorum, tally) === "out-of-reach" ? [words.outOfReach] : []),
    ...(isOpen && left.length > 0 ? [words.waitingFor(namesText(left, messages))] : []),
  ];
}

function namesLines({ version, asked, stances }: Consultation, messages: Messages): readonly string[] {
  const words = messages.positionCalls;
  const present = new Map(
    asked.filter(({ leftAt }) => leftAt === null).map(({ cluster, name }) => [cluster, name]),
  );
  const counting = stances.filter(
    ({ cluster, fingerprint }) => present.has(cluster) && fingerprint === version.fingerprint,
  );
  const nameOf = ({ cluster }: Stance): string => present.get(cluster) ?? cluster;
  const names = (kind: StanceKind): readonly string[] =>
    counting.filter((stance) => stance.kind === kind).map(nameOf);
  const dissents = counting.filter(({ kind }) => kind === "dissent");
  return [
    ...(names("sign").length > 0 ? [words.signedBy(namesText(names("sign"), messages))] : []),
    ...(names("abstain").length > 0 ? [words.abstainedBy(namesText(names("abstain"), messages))] : []),
    ...dissents
      .slice(0, namesShown)
      .map((stance) => words.dissentOf(escapeMarkdown(nameOf(stance)), escapeMarkdown(shownReason(stance)))),
    ...(dissents.length > namesShown ? [words.moreDissents(dissents.length - namesShown)] : []),
  ];
}

function shownReason({ reason }: Stance): string {
  const [shown, ...more] = partsOf(reason ?? "", reasonCharacters);
  return more.length === 0 ? shown : `${shown} …`;
}

function namesText(names: readonly string[], { positionCalls }: Messages): string {
  const shown = names.slice(0, namesShown).map(escapeMarkdown);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [positionCalls.andMore(more)] : [])].join(", ");
}

function closingLine({ closes }: PositionVersion, { positionCalls }: Messages): string {
  return closes === null ? "" : positionCalls.open(closingText(closes));
}

/** `Friday 18 December 2026, 17:00 GMT`. */
export function closingText({ instant, zone: id }: NonNullable<PositionVersion["closes"]>): string {
  const wall = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(instant.getTime()), { id });
  return `${dateAndTime(wall)} ${zoneLabel(wall, { id })}`;
}

function buttonsFor({ position, version, fingerprint }: PositionVersion, messages: Messages): Button[] {
  const { button } = messages.positionCalls;
  const text = `${positionName(position)} ${version} ${fingerprint.slice(0, shownCharacters)}`;
  return [
    { label: button.sign, command: "positions sign", text, style: "primary" },
    { label: button.abstain, command: "positions abstain", text, style: "normal" },
    { label: button.dissent, command: "positions dissent", text, style: "normal" },
    { label: messages.positionComments.button.comment, command: "positions comment", text, style: "normal" },
  ];
}
