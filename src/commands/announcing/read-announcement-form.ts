import { Temporal } from "temporal-polyfill";
import { type AboutEvent, mayHear } from "../../announcing/about-event.ts";
import type { Announcement } from "../../announcing/announcement.ts";
import { Digest } from "../../announcing/digest.ts";
import { readLateness } from "../../announcing/lateness.ts";
import { readWhen } from "../../announcing/read-when.ts";
import type { Schedule } from "../../announcing/schedule.ts";
import { ukZone } from "../../calendar/zones.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import { longTextCharacters } from "../../chat/form.ts";
import type { PlatformName, Request } from "../../chat/request.ts";
import { AnnouncementContent } from "../../chat/rich-text.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import { whenProblemText } from "../cards/schedule-text.ts";
import type { CommandContext } from "../command.ts";
import { chosenIn, type Fields, fieldOf } from "../form-fields.ts";
import { type Kept, nothingWritten, notifications } from "./announcement-form.ts";
import { fittingText } from "./fitting-text.ts";
import { mayFor } from "./named-announcement.ts";
import { clustersIn } from "./read-destination-clusters.ts";

/** Whom it notifies, where whoever fills the form in may do so; what the form did not ask for stays. */
function withMention(
  content: AnnouncementContent,
  { needs, request, ...context }: CommandContext,
  named: readonly NamedCluster[],
): AnnouncementContent {
  const said = fieldOf(request.fields, "notify");
  const whom =
    said === ""
      ? (content.mention?.whom ?? "nobody")
      : chosenIn(notifications, needs.messages.announcements.notify, said);
  const { mention: _, ...rest } = content;
  if (whom === null || whom === "nobody") return rest;
  const clusters = named.map(({ id }) => id).filter((id) => mayFor(context, "notify-everybody", id));
  return { ...rest, mention: { whom, in: clusters } };
}

/** What was filled in, understood; or one sentence for each thing that is wrong with it. */
export type Understood<Value> =
  | { readonly kind: "understood"; readonly value: Value }
  | { readonly kind: "problems"; readonly sentences: readonly string[] };

/** What a form says of the content; what it did not ask for stays as in `before`. */
export function contentIn(
  { fields, platform }: Pick<Request, "fields" | "platform">,
  before: AnnouncementContent,
  { announcements: { problem } }: Messages,
): Understood<AnnouncementContent> {
  const said = (name: string, otherwise: string | null): string | null =>
    fields?.[name] === undefined ? otherwise : fieldOf(fields, name) || null;
  const sentences: string[] = [];
  const link = addressIn(said("link", before.link));
  if (link === undefined) sentences.push(problem.link);
  const url = addressIn(said("image", before.image?.url ?? null));
  if (url === undefined) sentences.push(problem.image);
  const alt = said("alt", before.image?.alt ?? null);
  if (url && alt === null) sentences.push(problem.alt);
  const parsed = AnnouncementContent.safeParse({
    title: (said("title", before.title) ?? "").replaceAll(/\s+/g, " ").trim(),
    body: bodyIn(fields, before.body, platform),
    topic: said("topic", before.topic)?.toLowerCase().replaceAll(/\s+/g, " ") ?? null,
    link: link ?? null,
    image: url && alt !== null ? { url, alt } : null,
    mention: before.mention,
  });
  for (const issue of parsed.error?.issues ?? []) sentences.push(sentenceOf(String(issue.path[0]), problem));
  return parsed.success && sentences.length === 0
    ? { kind: "understood", value: parsed.data }
    : { kind: "problems", sentences: [...new Set(sentences)] };
}

/** A form shows the beginning of what is longer than its field: the rest stays below whatever stands there now. */
function bodyIn(fields: Fields, before: string, platform: PlatformName): string {
  if (fields?.body === undefined) return before;
  const typed = fieldOf(fields, "body");
  return typed === "" ? "" : typed + fittingText(before, longTextCharacters[platform]).rest;
}

function sentenceOf(field: string, problem: Messages["announcements"]["problem"]): string {
  if (field === "title" || field === "link" || field === "image" || field === "topic") return problem[field];
  return problem.body("12,000");
}

/** Undefined: it is none. */
function addressIn(text: string | null): string | null | undefined {
  return text === null ? null : (safeUrl(text) ?? undefined);
}

/** What a whole form comes to, ready to be kept. */
export interface Read
  extends Pick<Announcement, "content" | "aim" | "schedule" | "digest" | "about" | "lateMinutes"> {}

/** The whole form, for whom and when included. */
export async function announcementIn(context: CommandContext, kept: Kept | null): Promise<Understood<Read>> {
  const { needs, request } = context;
  const { fields } = request;
  const { messages } = needs;
  const before: Kept = kept ?? { ...nothingWritten, schedule: null };
  const content = contentIn(request, before.content, messages);
  const named = await needs.clusters.all();
  const present = before.aim.clusters;
  const clusters =
    fields?.to === undefined && present !== undefined
      ? ({ kind: "understood", value: present } as const)
      : clustersIn(fieldOf(fields, "to"), named, messages);
  const typed = fieldOf(fields, "when");
  const when =
    typed === "" && before.schedule !== null
      ? ({ kind: "understood", schedule: before.schedule } as const)
      : readWhen(typed, { now: instantOf(needs.clock.now()), zone: ukZone });
  const digest = digestIn(fields, before.digest);
  const lateMinutes = latenessIn(fields, before.lateMinutes);
  const sentences = [
    ...(content.kind === "problems" ? content.sentences : []),
    ...(clusters.kind === "problems" ? clusters.sentences : []),
    ...(when.kind === "problem" ? [whenProblemText(when.problem, messages)] : []),
    ...(digest === "problem" ? [messages.digests.days] : []),
    ...(lateMinutes === null ? [messages.announcements.problem.late] : []),
    ...(isOtherKind(when, before) ? [messages.announcementReplace.notRepeat] : []),
  ];
  const words = messages.announcements.aim;
  const wanted = fieldOf(fields, "audience");
  const chosen = chosenIn(audiences, words.audiences, wanted);
  // What is not understood is never taken for the widest.
  if (chosen === null && wanted !== "") sentences.push(messages.announcements.problem.audience);
  if (content.kind !== "understood" || clusters.kind !== "understood") return { kind: "problems", sentences };
  if (when.kind === "problem" || digest === "problem" || lateMinutes === null || sentences.length > 0)
    return { kind: "problems", sentences };
  const aim = {
    audience: chosen ?? before.aim.audience,
    clusters: clusters.value,
    platforms: before.aim.platforms,
  };
  const { about } = before;
  if (!mayHear(aim, about)) return { kind: "problems", sentences: [tooWideText(about, named, messages)] };
  return {
    kind: "understood",
    value: {
      content: withMention(content.value, context, named),
      aim,
      schedule: when.schedule,
      digest,
      about,
      lateMinutes,
    },
  };
}

/** What takes the place of a repeat without an end of its own has to go on like it. */
function isOtherKind(
  when: { readonly kind: "problem" } | { readonly kind: "understood"; readonly schedule: Schedule },
  { replaces }: Kept,
): boolean {
  return replaces != null && when.kind === "understood" && when.schedule.kind !== "repeat";
}

function digestIn(fields: Fields, before: Digest | null): Digest | null | "problem" {
  const typed = fieldOf(fields, "days");
  if (before === null || typed === "") return before;
  return Digest.safeParse({ ...before, days: Number(typed) }).data ?? "problem";
}

/** Null: it cannot be made out, or is too little or too much. */
function latenessIn(fields: Fields, before: number): number | null {
  const typed = fieldOf(fields, "late");
  return typed === "" ? before : readLateness(typed);
}

function tooWideText(
  about: AboutEvent | null,
  named: readonly NamedCluster[],
  { digests, announcements }: Messages,
): string {
  const words = digests.event;
  const clusters = about?.clusters ?? [];
  const names =
    clusters === "all"
      ? announcements.aim.everyone
      : clusters.map((id) => named.find((one) => one.id === id)?.name ?? id).join(", ");
  return words.tooWide(words.audience[about?.audience ?? "public"], names);
}

function instantOf(at: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime());
}
