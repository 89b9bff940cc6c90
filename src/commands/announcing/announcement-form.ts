import { type Announcement, type CorrectionReach, correctionReaches } from "../../announcing/announcement.ts";
import { type Aim, isNarrowEnough } from "../../announcing/choose-destinations.ts";
import { lateChoices, usualLateMinutes } from "../../announcing/lateness.ts";
import type { Schedule } from "../../announcing/schedule.ts";
import { type Form, type FormField, longTextCharacters } from "../../chat/form.ts";
import { type AnnouncementContent, mentionables } from "../../chat/rich-text.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import type { CommandContext } from "../command.ts";
import { choiceField, clusterField, textField } from "../form-fields.ts";
import { fittingText } from "./fitting-text.ts";
import { mayFor } from "./named-announcement.ts";

/** What stands where a form does not ask, or was left empty; without a schedule a time has to be said. */
export interface Kept extends Pick<Announcement, "content" | "digest" | "about" | "lateMinutes"> {
  /** With clusters where it is known whom it goes to. */
  readonly aim: Pick<Aim, "audience" | "platforms"> & Partial<Pick<Aim, "clusters">>;
  readonly schedule: Schedule | null;
  /** Whose place it takes; absent or null: no other's. */
  readonly replaces?: Announcement["replaces"];
}

/** What a form is filled with to begin with. */
export interface Written extends Omit<Kept, "schedule"> {
  readonly to: string;
  readonly when: string;
}

export const notifications = ["nobody", ...mentionables] as const;

export const nothingWritten: Written = {
  content: { title: "", body: "", topic: null, link: null, image: null },
  to: "",
  when: "",
  aim: { audience: "public", platforms: ["slack", "discord"] },
  digest: null,
  about: null,
  lateMinutes: usualLateMinutes,
};

/** An announcement as somebody would have typed it, but for when. */
export function writtenOf(
  { content, aim, digest, about, lateMinutes }: Announcement,
  clusters: readonly NamedCluster[],
  { announcements: words }: Messages,
): Written {
  const to =
    aim.clusters === "all"
      ? words.aim.everyoneTyped
      : aim.clusters.map((id) => clusters.find((one) => one.id === id)?.name ?? id).join(", ");
  return { content, aim, digest, about, lateMinutes, to, when: "" };
}

/** The clusters somebody may write for, by name. */
export async function ownClusters(context: CommandContext): Promise<readonly NamedCluster[]> {
  const clusters = await context.needs.clusters.all();
  return clusters.filter(({ id }) => mayFor(context, "write-announcements", id));
}

/** What a form depends on: the words, and what the fields of a platform take. */
interface FormContext {
  readonly needs: Pick<CommandContext["needs"], "messages">;
  readonly request: Pick<CommandContext["request"], "platform">;
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
  context: FormContext,
): Form {
  const { messages } = context.needs;
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
      ...(isDigest ? digestFields(written, context) : textFields(written.content, context)),
      { ...textField("to", form.to, form.toHint), value: written.to, isRequired: true, maxLength: 1000 },
      { ...textField("when", form.when, whenHint), value: written.when, isRequired: true },
      ...otherFields(written, messages),
    ],
  };
}

/** Its title can wait, so that the other fields have room; a picture it has none. */
function digestFields({ content, digest }: Written, context: FormContext): FormField[] {
  const { form } = context.needs.messages.digests;
  const days = String(digest?.days ?? "");
  return textFields(content, context).flatMap((field): FormField[] =>
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
  order: {
    readonly command: string;
    readonly text: string;
    readonly content: AnnouncementContent;
    /** Of what goes on, what is chosen to begin with; null where it changes what is posted in any case. */
    readonly reach: CorrectionReach | null;
  },
  context: FormContext,
): Form {
  const { messages } = context.needs;
  const { form, reach: labels } = messages.announcements;
  const options = correctionReaches.map((value) => ({ value, label: labels[value] }));
  const reach =
    order.reach === null ? [] : [choiceField("reach", { label: form.reach, value: order.reach }, options)];
  return {
    command: order.command,
    text: order.text,
    title: order.reach === null ? form.correctTitle : form.correctRepeatTitle,
    submit: form.submit,
    introduction: order.reach === null ? form.correctIntroduction : form.correctRepeatIntroduction,
    fields: [...textFields(order.content, context), ...reach, ...contentFields(order.content, messages)],
  };
}

function textFields({ title, body }: AnnouncementContent, { needs, request }: FormContext): FormField[] {
  const { form } = needs.messages.announcements;
  const maxLength = longTextCharacters[request.platform];
  const { fits, rest } = fittingText(body, maxLength);
  return [
    {
      ...textField("title", form.titleField, form.titleHint),
      value: title,
      isRequired: true,
      maxLength: 150,
    },
    {
      ...textField("body", form.text, rest === "" ? form.textHint : form.textHintLong),
      value: fits,
      isRequired: true,
      isLong: true,
      maxLength,
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
  return [audience, ...content, notify, lateField(written, messages)].map(
    (field) => ({ ...field, canWait: true }) as const,
  );
}

/** What was said on the command line may be none of the usual ones. */
function lateField({ lateMinutes }: Written, { announcements: { form, lateFor } }: Messages): FormField {
  const offered = [...new Set([...lateChoices, lateMinutes])].toSorted((left, right) => left - right);
  const options = offered.map((minutes) => ({ value: `${minutes}m`, label: lateFor(minutes) }));
  return {
    ...choiceField("late", { label: form.late, value: `${lateMinutes}m` }, options),
    hint: form.lateHint,
  };
}
