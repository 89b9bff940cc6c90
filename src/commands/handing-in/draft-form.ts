import type { Form, FormField } from "../../chat/form.ts";
import { documentKinds } from "../../knowledge/document.ts";
import type { EnteredDetails } from "../../knowledge/document-draft.ts";
import { readPeriod, readWrittenDate } from "../../knowledge/written-dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import { choiceField, chosenIn, clusterField, type Fields, fieldOf, textField } from "../form-fields.ts";

/** What the fields of a form are filled with to begin with. */
export interface FilledIn {
  readonly title: string;
  readonly kind: string;
  readonly audience: string;
  readonly published: string;
  readonly effective: string;
}

export const nothingFilledIn: FilledIn = {
  title: "",
  kind: "other",
  audience: "members",
  published: "",
  effective: "",
};

export interface DraftFormOrder {
  readonly command: string;
  readonly text: string;
  readonly purpose: "add" | "replace" | "details";
  /** Whether the file or page is known already; else the form asks for it. */
  readonly hasSource: boolean;
  /** Clusters to choose from; empty when it is known whose it is. */
  readonly clusters: readonly NamedCluster[];
  readonly filledIn: FilledIn;
}

/** Title and dates can wait: “Change details” asks for what found no room. Whom it is for is in hardly any document. */
export function draftForm(order: DraftFormOrder, messages: Messages): Form {
  const { form } = messages.documents;
  const { clusters, hasSource, filledIn, purpose } = order;
  const source = hasSource ? [] : sourceFields(messages);
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  return {
    command: order.command,
    text: order.text,
    title: form[purpose],
    submit: purpose === "details" ? form.save : form.send,
    introduction: form.introduction,
    fields: [
      ...cluster,
      ...source,
      titleField(filledIn, messages),
      kindField(filledIn, messages),
      audienceField(filledIn, messages),
      dateField("published", filledIn, messages),
      dateField("effective", filledIn, messages),
    ],
  };
}

function sourceFields({ documents: { form } }: Messages): FormField[] {
  return [
    { kind: "file", name: "file", label: form.file, hint: form.fileHint, isRequired: false },
    { ...textField("link", form.link, form.linkHint), maxLength: 2000 },
  ];
}

function titleField({ title }: FilledIn, { documents: { form } }: Messages): FormField {
  const field = textField("title", form.title, form.titleHint);
  return { ...field, value: title.slice(0, 300), maxLength: 300, canWait: true };
}

function kindField({ kind }: FilledIn, { documents }: Messages): FormField {
  return choiceField(
    "kind",
    { label: documents.form.kind, value: kind },
    documentKinds.map((value) => ({ value, label: documents.kinds[value] })),
  );
}

export function audienceField({ audience }: Pick<FilledIn, "audience">, { documents }: Messages): FormField {
  return choiceField(
    "audience",
    { label: documents.form.audience, value: audience },
    audiences.map((value) => ({ value, label: documents.audiences[value] })),
  );
}

function dateField(name: "published" | "effective", filledIn: FilledIn, { documents }: Messages): FormField {
  const { form } = documents;
  const hint = name === "published" ? form.publishedHint : form.effectiveHint;
  return { ...textField(name, form[name], hint), value: filledIn[name], maxLength: 60, canWait: true };
}

const details = ["title", "kind", "audience", "published", "effective"] as const;

/** What the form had no room for, or what nobody was asked at all, by label. */
export function notAskedIn(fields: Fields, { documents: { form } }: Messages): readonly string[] {
  return details.filter((name) => fields?.[name] === undefined).map((name) => form[name]);
}

/** What was sent in; what the form did not ask for stays as in `before`. */
export function enteredIn(fields: Fields, before: EnteredDetails | null, messages: Messages): EnteredDetails {
  const asked = (name: string): boolean => fields?.[name] !== undefined;
  const published = fieldOf(fields, "published");
  const effective = fieldOf(fields, "effective");
  const date = published === "" ? null : readWrittenDate(published);
  const period = effective === "" ? null : readPeriod(effective);
  const { kinds, audiences: audienceLabels } = messages.documents;
  const keptUnclear = asked("published") && asked("effective") ? [] : (before?.unclear ?? []);
  return {
    title: asked("title") ? fieldOf(fields, "title") || null : (before?.title ?? null),
    kind: chosenIn(documentKinds, kinds, fieldOf(fields, "kind")) ?? before?.kind ?? null,
    audience: chosenIn(audiences, audienceLabels, fieldOf(fields, "audience")) ?? before?.audience ?? null,
    published: asked("published") ? date : (before?.published ?? null),
    effectiveFrom: asked("effective") ? (period?.from ?? null) : (before?.effectiveFrom ?? null),
    effectiveUntil: asked("effective") ? (period?.until ?? null) : (before?.effectiveUntil ?? null),
    unclear: [
      ...keptUnclear,
      ...(published !== "" && date === null ? [published.slice(0, 60)] : []),
      ...(effective !== "" && period === null ? [effective.slice(0, 60)] : []),
    ],
  };
}
