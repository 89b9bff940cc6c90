import { Temporal } from "temporal-polyfill";
import type { Announcement } from "../../announcing/announcement.ts";
import type { NewAnnouncement } from "../../announcing/announcement-store.port.ts";
import type { Aim } from "../../announcing/choose-destinations.ts";
import { readWhen } from "../../announcing/read-when.ts";
import { ukZone } from "../../calendar/zones.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import type { Form, FormField } from "../../chat/form.ts";
import { AnnouncementContent } from "../../chat/rich-text.ts";
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

/** What a form is filled with to begin with. */
export interface Written {
  readonly content: AnnouncementContent;
  readonly to: string;
  readonly when: string;
  readonly aim: Pick<Aim, "audience" | "platforms">;
}

export const nothingWritten: Written = {
  content: { title: "", body: "", topic: null, link: null, image: null },
  to: "",
  when: "",
  aim: { audience: "public", platforms: ["slack", "discord"] },
};

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
  const { form } = messages.announcements;
  const { clusters, written, title, text, command } = order;
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  return {
    command,
    text,
    title,
    submit: form.submit,
    introduction: form.introduction,
    fields: [
      ...cluster,
      ...textFields(written.content, messages),
      { ...textField("to", form.to, form.toHint), value: written.to, isRequired: true, maxLength: 1000 },
      { ...textField("when", form.when, form.whenHint), value: written.when, isRequired: true },
      ...otherFields(written, messages),
    ],
  };
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
  const options = audiences.map((value) => ({ value, label: aim.audiences[value] }));
  const audience = choiceField("audience", { label: form.audience, value: written.aim.audience }, options);
  const { link, image, alt, topic } = Object.fromEntries(
    contentFields(written.content, messages).map((field) => [field.name, field]),
  );
  return [audience, link, image, alt, topic].flatMap((field) =>
    field === undefined ? [] : [{ ...field, canWait: true } as const],
  );
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

/** The whole form, for whom and when included. */
export async function announcementIn(
  context: CommandContext,
  before: Announcement | null,
): Promise<Understood<Omit<NewAnnouncement, "author" | "cluster" | "lateMinutes">>> {
  const { needs, request } = context;
  const { fields } = request;
  const { messages } = needs;
  const content = contentIn(fields, before?.content ?? nothingWritten.content, messages);
  const clusters = clustersIn(fieldOf(fields, "to"), await needs.clusters.all(), messages);
  const typed = fieldOf(fields, "when");
  const when =
    typed === "" && before !== null
      ? ({ kind: "understood", schedule: before.schedule } as const)
      : readWhen(typed, { now: instantOf(needs.clock.now()), zone: ukZone });
  const sentences = [
    ...(content.kind === "problems" ? content.sentences : []),
    ...(clusters.kind === "problems" ? clusters.sentences : []),
    ...(when.kind === "problem" ? [whenProblemText(when.problem, messages)] : []),
  ];
  if (content.kind !== "understood" || clusters.kind !== "understood" || when.kind === "problem")
    return { kind: "problems", sentences };
  const { aim } = messages.announcements;
  const audience =
    chosenIn(audiences, aim.audiences, fieldOf(fields, "audience")) ?? before?.aim.audience ?? "public";
  const platforms = before?.aim.platforms ?? nothingWritten.aim.platforms;
  return {
    kind: "understood",
    value: {
      content: content.value,
      aim: { audience, clusters: clusters.value, platforms },
      schedule: when.schedule,
    },
  };
}

function instantOf(at: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime());
}
