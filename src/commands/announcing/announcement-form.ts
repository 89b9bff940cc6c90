import { Temporal } from "temporal-polyfill";
import { type AboutEvent, mayHear } from "../../announcing/about-event.ts";
import type { Announcement } from "../../announcing/announcement.ts";
import { type Aim, isNarrowEnough } from "../../announcing/choose-destinations.ts";
import { Digest } from "../../announcing/digest.ts";
import { readWhen } from "../../announcing/read-when.ts";
import type { Schedule } from "../../announcing/schedule.ts";
import { ukZone } from "../../calendar/zones.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import type { Form, FormField } from "../../chat/form.ts";
import { AnnouncementContent, mentionables } from "../../chat/rich-text.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import { whenProblemText } from "../cards/schedule-text.ts";
import type { CommandContext } from "../command.ts";
import { choiceField, chosenIn, clusterField, type Fields, fieldOf, textField } from "../form-fields.ts";
import { mayFor } from "./named-announcement.ts";
import { clustersIn } from "./read-destination-clusters.ts";

/** What Slack's and Discord's fields take of a long text. */
const formCharacters = 3000;

/** What stands where a form does not ask, or was left empty; without a schedule a time has to be said. */
export interface Kept extends Pick<Announcement, "content" | "digest" | "about"> {
  readonly aim: Pick<Aim, "audience" | "platforms">;
  readonly schedule: Schedule | null;
}

/** What a form is filled with to begin with. */
export interface Written extends Omit<Kept, "schedule"> {
  readonly to: string;
  readonly when: string;
}

export const nothingWritten: Written = {
  content: { title: "", body: "", topic: null, link: null, image: null },
  to: "",
  when: "",
  aim: { audience: "public", platforms: ["slack", "discord"] },
  digest: null,
  about: null,
};

/** An announcement as somebody would have typed it, but for when. */
export function writtenOf(
  { content, aim, digest, about }: Announcement,
  clusters: readonly NamedCluster[],
  { announcements: words }: Messages,
): Written {
  const to =
    aim.clusters === "all"
      ? words.aim.everyoneTyped
      : aim.clusters.map((id) => clusters.find((one) => one.id === id)?.name ?? id).join(", ");
  return { content, aim, digest, about, to, when: "" };
}

/** The clusters somebody may write for, by name. */
export async function ownClusters(context: CommandContext): Promise<readonly NamedCluster[]> {
  const clusters = await context.needs.clusters.all();
  return clusters.filter(({ id }) => mayFor(context, "write-announcements", id));
}

/** Title, text, where to and when come first: what can wait is asked for with “Change it” where there is no room. */
export function announcementForm(
  order: {
    readonly command: string;
    readonly text: string;
    readonly title: string;
    /** Clusters to choose from; empty when it is known whose it is. */
    readonly clusters: readonly NamedCluster[];
    readonly written: Written;
  },
  messages: Messages,
): Form {
  const { announcements, digests } = messages;
  const { form } = announcements;
  const { clusters, written, title, text, command } = order;
  const isDigest = written.digest !== null;
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  const whenHint = isDigest ? digests.form.whenHint : form.whenHint;
  return {
    command,
    text,
    title,
    submit: form.submit,
    introduction: isDigest ? digests.form.introduction : form.introduction,
    fields: [
      ...cluster,
      ...(isDigest ? digestFields(written, messages) : textFields(written.content, messages)),
      { ...textField("to", form.to, form.toHint), value: written.to, isRequired: true, maxLength: 1000 },
      { ...textField("when", form.when, whenHint), value: written.when, isRequired: true },
      ...otherFields(written, messages),
    ],
  };
}

/** Its title can wait, so that the other fields have room; a picture it has none. */
function digestFields({ content, digest }: Written, messages: Messages): FormField[] {
  const { form } = messages.digests;
  const days = String(digest?.days ?? "");
  return textFields(content, messages).flatMap((field): FormField[] =>
    field.name === "title"
      ? [{ ...field, canWait: true as const }]
      : [
          { ...field, label: form.body, hint: form.bodyHint },
          { ...textField("days", form.days, form.daysHint), value: days, isRequired: true, maxLength: 2 },
        ],
  );
}

/** The form of a correction: what it says, and nothing of where and when. */
export function correctionForm(
  order: { readonly command: string; readonly text: string; readonly content: AnnouncementContent },
  messages: Messages,
): Form {
  const { form } = messages.announcements;
  return {
    command: order.command,
    text: order.text,
    title: form.correctTitle,
    submit: form.submit,
    introduction: form.correctIntroduction,
    fields: [...textFields(order.content, messages), ...contentFields(order.content, messages)],
  };
}

function textFields(
  { title, body }: AnnouncementContent,
  { announcements: { form } }: Messages,
): FormField[] {
  return [
    {
      ...textField("title", form.titleField, form.titleHint),
      value: title,
      isRequired: true,
      maxLength: 150,
    },
    {
      ...textField("body", form.text, form.textHint),
      value: body.slice(0, formCharacters),
      isRequired: true,
      isLong: true,
      maxLength: formCharacters,
    },
  ];
}

function contentFields(
  { link, image, topic }: AnnouncementContent,
  { announcements: { form } }: Messages,
): FormField[] {
  const later = { canWait: true } as const;
  return [
    { ...textField("link", form.link, form.linkHint), ...later, value: link ?? "", maxLength: 500 },
    { ...textField("image", form.image, form.imageHint), ...later, value: image?.url ?? "", maxLength: 500 },
    { ...textField("alt", form.alt, form.altHint), ...later, value: image?.alt ?? "", maxLength: 1000 },
    { ...textField("topic", form.topic, form.topicHint), ...later, value: topic ?? "", maxLength: 40 },
  ];
}

function otherFields(written: Written, messages: Messages): FormField[] {
  const { form, aim } = messages.announcements;
  const widest = written.about?.audience ?? "public";
  const options = audiences
    .filter((value) => isNarrowEnough(value, widest))
    .map((value) => ({ value, label: aim.audiences[value] }));
  const audience = choiceField("audience", { label: form.audience, value: written.aim.audience }, options);
  const content = contentFields(written.content, messages).filter(
    ({ name }) => written.digest === null || (name !== "image" && name !== "alt"),
  );
  const notify = choiceField(
    "notify",
    { label: form.notify, value: written.content.mention?.whom ?? "nobody" },
    notifications.map((value) => ({ value, label: messages.announcements.notify[value] })),
  );
  return [audience, ...content, notify].map((field) => ({ ...field, canWait: true }) as const);
}

const notifications = ["nobody", ...mentionables] as const;

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
  fields: Fields,
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
    body: said("body", before.body) ?? "",
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

function sentenceOf(field: string, problem: Messages["announcements"]["problem"]): string {
  if (field === "title" || field === "link" || field === "image" || field === "topic") return problem[field];
  return problem.body("12,000");
}

/** Undefined: it is none. */
function addressIn(text: string | null): string | null | undefined {
  return text === null ? null : (safeUrl(text) ?? undefined);
}

/** What a whole form comes to, ready to be kept. */
export interface Read extends Pick<Announcement, "content" | "aim" | "schedule" | "digest" | "about"> {}

/** The whole form, for whom and when included. */
export async function announcementIn(context: CommandContext, kept: Kept | null): Promise<Understood<Read>> {
  const { needs, request } = context;
  const { fields } = request;
  const { messages } = needs;
  const before: Kept = kept ?? { ...nothingWritten, schedule: null };
  const content = contentIn(fields, before.content, messages);
  const named = await needs.clusters.all();
  const clusters = clustersIn(fieldOf(fields, "to"), named, messages);
  const typed = fieldOf(fields, "when");
  const when =
    typed === "" && before.schedule !== null
      ? ({ kind: "understood", schedule: before.schedule } as const)
      : readWhen(typed, { now: instantOf(needs.clock.now()), zone: ukZone });
  const digest = digestIn(fields, before.digest);
  const sentences = [
    ...(content.kind === "problems" ? content.sentences : []),
    ...(clusters.kind === "problems" ? clusters.sentences : []),
    ...(when.kind === "problem" ? [whenProblemText(when.problem, messages)] : []),
    ...(digest === "problem" ? [messages.digests.days] : []),
  ];
  if (content.kind !== "understood" || clusters.kind !== "understood") return { kind: "problems", sentences };
  if (when.kind === "problem" || digest === "problem") return { kind: "problems", sentences };
  const words = messages.announcements.aim;
  const audience = chosenIn(audiences, words.audiences, fieldOf(fields, "audience")) ?? before.aim.audience;
  const aim = { audience, clusters: clusters.value, platforms: before.aim.platforms };
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
    },
  };
}

function digestIn(fields: Fields, before: Digest | null): Digest | null | "problem" {
  const typed = fieldOf(fields, "days");
  if (before === null || typed === "") return before;
  return Digest.safeParse({ ...before, days: Number(typed) }).data ?? "problem";
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
