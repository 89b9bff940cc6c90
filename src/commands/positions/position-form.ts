import { Temporal } from "temporal-polyfill";
import { wallMinute } from "../../announcing/schedule.ts";
import { ukZone, wallTimeAt } from "../../calendar/zones.ts";
import { type Form, type FormField, formLimits } from "../../chat/form.ts";
import type { PositionVersion } from "../../directory/positions/position.ts";
import type { PositionReaders } from "../../directory/positions/position-store.port.ts";
import type { Quorum } from "../../directory/positions/quorum.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import { fittingText } from "../announcing/fitting-text.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";
import { choiceField, clusterField, textField } from "../form-fields.ts";
import { askedAsTyped } from "../read-asked.ts";

/** What Slack's and Discord's fields take of a long text. */
export const formCharacters = 3000;

/** What stands where a form does not ask, or was left empty where that is allowed. */
export interface KeptVersion
  extends Pick<PositionVersion, "title" | "text" | "closes" | "embargoUntil" | "reviewOn" | "link"> {
  /** Null: the usual one. */
  readonly quorum: Quorum | null;
  /** As somebody would have typed it. */
  readonly askedTyped: string;
}

export const nothingKept: KeptVersion = {
  title: "",
  text: "",
  closes: null,
  embargoUntil: null,
  reviewOn: null,
  link: null,
  quorum: null,
  askedTyped: "",
};

/** Of a position that is not there yet. */
export const nothingDescribed: PositionReaders = { alsoCalled: [], audience: "public" };

/** The clusters somebody may propose positions for, by name. */
export async function proposingClusters(context: CommandContext): Promise<readonly NamedCluster[]> {
  const clusters = await context.needs.clusters.all();
  return clusters.filter(({ id }) => mayFor(context, "propose-positions", id));
}

/** Characters of a field, at least so many: what stands in it already fits, else no platform would open the form. */
function roomFor(value: string, atLeast: number): number {
  return Math.min(Math.max(atLeast, value.length), formCharacters);
}

/** A version as somebody would have typed it. */
export async function keptOf(
  { version, asked }: Consultation,
  { needs }: Pick<CommandContext, "needs">,
): Promise<KeptVersion> {
  const present = asked.filter(({ leftAt }) => leftAt === null);
  return { ...version, askedTyped: await askedAsTyped(present, needs) };
}

/** The form of a version; `topic` null: the position is there already, and says so itself. */
export function positionForm(
  order: Pick<Form, "command" | "text" | "title" | "introduction"> & {
    readonly topic: string | null;
    /** To choose from; empty when it is known whose it is. */
    readonly clusters: readonly NamedCluster[];
    readonly kept: KeptVersion;
  },
  messages: Messages,
): Form {
  const { form } = messages.positionWork;
  const { topic, clusters, kept, ...rest } = order;
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  const fields = [
    ...cluster,
    ...(topic === null ? [] : [topicField(topic, messages)]),
    ...essentialFields(kept, messages),
    ...laterFields(kept, topic !== null, messages),
  ];
  // What has no room here is asked for with “Change it”.
  return { ...rest, submit: form.submit, fields: fields.slice(0, formLimits.fields) };
}

function topicField(topic: string, { positionWork: { form } }: Messages): FormField {
  return {
    ...textField("topic", form.topic, form.topicHint),
    value: topic,
    isRequired: true,
    maxLength: 100,
  };
}

function essentialFields(kept: KeptVersion, { positionWork: { form } }: Messages): FormField[] {
  const { fits, rest } = fittingText(kept.text, formCharacters);
  return [
    {
      ...textField("text", form.text, rest === "" ? form.textHint : form.textHintLong),
      value: fits,
      isRequired: true,
      isLong: true,
      maxLength: formCharacters,
    },
    {
      ...textField("asked", form.asked, form.askedHint),
      value: kept.askedTyped,
      isRequired: true,
      maxLength: roomFor(kept.askedTyped, 1000),
    },
    {
      ...textField("closes", form.closes, kept.closes === null ? form.closesHint : form.closesKept),
      isRequired: kept.closes === null,
    },
  ];
}

function laterFields(
  kept: KeptVersion,
  isNew: boolean,
  { positionWork }: Pick<Messages, "positionWork">,
): FormField[] {
  const { form } = positionWork;
  const fields: FormField[] = [
    {
      ...textField("title", form.titleField, form.titleHint),
      value: kept.title,
      maxLength: roomFor(kept.title, 150),
    },
    {
      ...textField("quorum", form.quorum, form.quorumHint),
      value: kept.quorum === null ? "" : quorumTyped(kept.quorum),
      maxLength: 20,
    },
    ...(isNew ? readerFields(nothingDescribed, { positionWork }) : []),
    { ...textField("embargo", form.embargo, form.embargoHint), value: embargoTyped(kept.embargoUntil) },
    {
      ...textField("review", form.review, form.reviewHint),
      value: kept.reviewOn === null ? "" : writtenDate(kept.reviewOn),
    },
    {
      ...textField("link", form.link, form.linkHint),
      value: kept.link ?? "",
      maxLength: roomFor(kept.link ?? "", 500),
    },
  ];
  return fields.map((field) => ({ ...field, canWait: true as const }));
}

/** What a position is called besides, and for whom it is. */
export function readerFields(
  { alsoCalled, audience: value }: PositionReaders,
  { positionWork: { form, audiences: labels } }: Pick<Messages, "positionWork">,
): FormField[] {
  const also = alsoCalled.join(", ");
  return [
    // What a file gave it may be longer.
    {
      ...textField("also", form.also, form.alsoHint),
      value: also.slice(0, formCharacters),
      maxLength: roomFor(also, 700),
    },
    choiceField(
      "audience",
      { label: form.audience, value },
      audiences.map((audience) => ({ value: audience, label: labels[audience] })),
    ),
  ];
}

function quorumTyped(quorum: Quorum): string {
  return quorum.kind === "share" ? `${quorum.percent}%` : String(quorum.signatures);
}

/** `24 December 2026 09:00`, on the clock in the United Kingdom. */
export function embargoTyped(until: Date | null): string {
  if (until === null) return "";
  const wall = wallMinute(wallTimeAt(Temporal.Instant.fromEpochMilliseconds(until.getTime()), ukZone));
  return `${writtenDate(wall)} ${wall.slice(11)}`;
}
