import { Temporal } from "temporal-polyfill";
import type { Closing } from "../../calendar/closing.ts";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import { readPositionName } from "../../directory/positions/position.ts";
import type {
  NewPosition,
  NewVersion,
  PositionReaders,
} from "../../directory/positions/position-store.port.ts";
import { Quorum } from "../../directory/positions/quorum.ts";
import type { Messages } from "../../messages/english.ts";
import { audiences } from "../../shared/audience.ts";
import { fittingText } from "../announcing/fitting-text.ts";
import type { Understood } from "../announcing/read-announcement-form.ts";
import type { CommandContext } from "../command.ts";
import { chosenIn, type Fields, fieldOf } from "../form-fields.ts";
import { askedIn } from "../read-asked.ts";
import { dayIn, type MomentReading, momentIn } from "../read-moment.ts";
import { embargoTyped, formCharacters, type KeptVersion, nothingDescribed } from "./position-form.ts";

/** Characters of a text; what an announcement takes. */
const textCharacters = 12_000;
const topicCharacters = 100;
const titleCharacters = 150;
const otherNames = 10;
const otherNameCharacters = 60;
const usualQuorum: Quorum = { kind: "share", percent: 60 };

type ReadVersion = Omit<NewVersion, "fingerprint" | "author">;
type ReadTopic = Pick<NewPosition, "topic" | "alsoCalled" | "audience">;

/** What a form says of a version; `topic` is its title where none was written. */
export async function versionIn(
  { needs, request }: CommandContext,
  kept: KeptVersion,
  topic: string,
): Promise<Understood<ReadVersion>> {
  const { fields } = request;
  const { messages } = needs;
  const { problem } = messages.positionWork;
  const now = Temporal.Instant.fromEpochMilliseconds(needs.clock.now().getTime());
  const asked = await askedIn(said(fields, "asked", kept.askedTyped), needs);
  const closes = closesIn(fields, kept, { now, messages });
  const embargo = embargoIn(fields, kept, { now, messages });
  const title = said(fields, "title", kept.title).replaceAll(/\s+/g, " ").trim() || topic;
  const text = textIn(fields, kept.text);
  const quorum = quorumIn(fields, kept.quorum);
  const reviewOn = reviewIn(fields, kept, now);
  const typedLink = said(fields, "link", kept.link ?? "");
  const link = typedLink === "" ? null : (safeUrl(typedLink) ?? undefined);
  const sentences = [
    // What a file gave it may be longer.
    ...(title.length > titleCharacters && title !== kept.title ? [problem.title] : []),
    ...(text === "" || text.length > textCharacters ? [problem.text("12,000")] : []),
    ...[asked, closes, embargo].flatMap((read) => (read.kind === "problems" ? read.sentences : [])),
    ...(quorum === undefined ? [problem.quorum] : []),
    ...(reviewOn === undefined ? [problem.review] : []),
    ...(link === undefined ? [problem.link] : []),
    ...unreachable(quorum, asked, messages),
  ];
  if (asked.kind === "problems" || closes.kind === "problems" || embargo.kind === "problems")
    return { kind: "problems", sentences };
  if (quorum === undefined || reviewOn === undefined || link === undefined || sentences.length > 0)
    return { kind: "problems", sentences };
  const value = { title, text, quorum, reviewOn, link };
  return {
    kind: "understood",
    value: { ...value, asked: asked.value, closes: closes.value, embargoUntil: embargo.value },
  };
}

/** What a form says of a position that may not be there yet. */
export function topicIn(fields: Fields, messages: Messages): Understood<ReadTopic> {
  const topic = fieldOf(fields, "topic").replaceAll(/\s+/g, " ");
  const readers = readersIn(fields, nothingDescribed, messages);
  const sentences = [
    ...(topic === "" || topic.length > topicCharacters || readPositionName(topic) !== null
      ? [messages.positionWork.problem.topic]
      : []),
    ...(readers.kind === "problems" ? readers.sentences : []),
  ];
  if (readers.kind === "problems" || sentences.length > 0) return { kind: "problems", sentences };
  return { kind: "understood", value: { topic, ...readers.value } };
}

/** What it is called besides, and for whom it is. */
export function readersIn(
  fields: Fields,
  kept: PositionReaders,
  { positionWork: { problem, audiences: labels } }: Messages,
): Understood<PositionReaders> {
  const before = kept.alsoCalled.join(", ");
  const also = said(fields, "also", before);
  const names = [...new Set(namesIn(also))];
  // What a file gave it may be more.
  const isTooMuch =
    also !== before &&
    (names.length > otherNames || names.some(({ length }) => length > otherNameCharacters));
  const typed = fieldOf(fields, "audience");
  // What is not understood is never taken for the widest.
  const audience = typed === "" ? kept.audience : chosenIn(audiences, labels, typed);
  const sentences = [...(isTooMuch ? [problem.also] : []), ...(audience === null ? [problem.audience] : [])];
  if (audience === null || sentences.length > 0) return { kind: "problems", sentences };
  return { kind: "understood", value: { alsoCalled: also === before ? kept.alsoCalled : names, audience } };
}

function namesIn(typed: string): readonly string[] {
  return typed
    .split(/[,;\n]/)
    .map((name) => name.replaceAll(/\s+/g, " ").trim())
    .filter((name) => name !== "");
}

/** What was written, empty where it was cleared; what the form did not ask for stays. */
function said(fields: Fields, name: string, kept: string): string {
  return fields?.[name] === undefined ? kept : fieldOf(fields, name);
}

/** A form shows the beginning of what is longer than its field: the rest stays below whatever stands there now. */
function textIn(fields: Fields, kept: string): string {
  if (fields?.text === undefined) return kept;
  const typed = fieldOf(fields, "text");
  return typed === "" ? "" : typed + fittingText(kept, formCharacters).rest;
}

/** It could never be adopted: more signatures than clusters. */
function unreachable(
  quorum: Quorum | undefined,
  asked: Understood<readonly string[]>,
  { positionWork }: Messages,
): string[] {
  if (quorum?.kind !== "count" || asked.kind === "problems") return [];
  const { signatures } = quorum;
  const count = asked.value.length;
  return signatures > count ? [positionWork.problem.unreachable(signatures, count)] : [];
}

/** Undefined: not understood. */
function quorumIn(fields: Fields, kept: Quorum | null): Quorum | undefined {
  const typed = fields?.quorum === undefined ? "" : fieldOf(fields, "quorum");
  if (typed === "") return kept ?? usualQuorum;
  const [, percent] = /^(\d{1,3})\s*(?:%|per\s?cent)$/i.exec(typed) ?? [];
  const quorum =
    percent === undefined
      ? { kind: "count", signatures: /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN }
      : { kind: "share", percent: Number(percent) };
  return Quorum.safeParse(quorum).data;
}

/** An ISO day to come; undefined: not understood. */
function reviewIn(
  fields: Fields,
  { reviewOn }: KeptVersion,
  now: Temporal.Instant,
): string | null | undefined {
  const typed = fieldOf(fields, "review");
  if (fields?.review === undefined) return reviewOn;
  if (typed === "") return null;
  const day = dayIn(typed, now);
  const today = wallTimeAt(now, ukZone).toPlainDate().toString();
  return day !== null && (day === reviewOn || day > today) ? day : undefined;
}

interface Reading {
  readonly now: Temporal.Instant;
  readonly messages: Messages;
}

function closesIn(fields: Fields, { closes }: KeptVersion, reading: Reading): Understood<Closing | null> {
  const typed = fieldOf(fields, "closes");
  // A part of the form asks for neither.
  const isAsked = fields?.closes !== undefined || fields?.text !== undefined;
  if (!isAsked || (typed === "" && closes !== null)) return { kind: "understood", value: closes };
  return momentIn(typed, wordsFor("closes", reading));
}

function embargoIn(fields: Fields, { embargoUntil }: KeptVersion, reading: Reading): Understood<Date | null> {
  const before = embargoTyped(embargoUntil);
  const typed = said(fields, "embargo", before);
  if (typed === before) return { kind: "understood", value: embargoUntil };
  if (typed === "") return { kind: "understood", value: null };
  const read = momentIn(typed, wordsFor("embargo", reading));
  return read.kind === "problems" ? read : { kind: "understood", value: read.value.instant };
}

function wordsFor(field: "closes" | "embargo", { now, messages }: Reading): MomentReading {
  const { problem } = messages.positionWork;
  const words = { label: problem.field[field], unclear: problem[field], past: problem.past[field] };
  return { now, messages, words };
}
