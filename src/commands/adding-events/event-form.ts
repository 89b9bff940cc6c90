import type { Form, FormField } from "../../chat/form.ts";
import type { AddedEvent } from "../../directory/events/added-event.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import { clusterField, type Fields, textField } from "../form-fields.ts";
import { typedTextsOf } from "./typed-texts.ts";

/** Characters a field takes. */
export const longestTyped = {
  title: 300,
  when: 200,
  where: 1_000,
  page: 2_000,
  price: 200,
  summary: 3_000,
  tags: 500,
} as const;
export type TypedField = keyof typeof longestTyped;

const details = ["page", "price", "summary", "tags"] as const;

export interface EventFormOrder {
  readonly command: string;
  readonly text: string;
  /** `details` are the fields that a platform with little room leaves out of the others. */
  readonly part: "new" | "change" | "details";
  /** Clusters to choose from; empty when it is known whose it is. */
  readonly clusters: readonly NamedCluster[];
  /** What it says so far; null for a new one. */
  readonly added: AddedEvent | null;
}

/** What to ask of an event. Of a new one nothing is chosen for whom it is: nothing is public that nobody says is. */
export function eventForm(order: EventFormOrder, messages: Messages): Form {
  const { command, text, part, clusters, added } = order;
  const { form } = messages.addedEvents;
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  const field = (name: TypedField) => typedField(name, added, messages);
  const fields = {
    title: { ...field("title"), isRequired: true },
    when: { ...field("when"), isRequired: true },
    page: field("page"),
    price: field("price"),
    summary: { ...field("summary"), isLong: true },
    tags: field("tags"),
  };
  const waiting = details.map((name) => fields[name]);
  const titles = { new: form.add, change: form.change, details: form.details };
  return {
    command,
    text,
    title: titles[part],
    submit: form.send,
    introduction: part === "new" ? form.introduction : form.changing,
    fields:
      part === "details"
        ? waiting
        : [
            ...cluster,
            fields.title,
            fields.when,
            field("where"),
            audienceField(added, messages),
            ...waiting.map((one) => ({ ...one, canWait: true as const })),
          ],
  };
}

function typedField(name: TypedField, added: AddedEvent | null, { addedEvents: { form } }: Messages) {
  const hints = {
    title: null,
    when: form.whenHint,
    where: form.whereHint,
    page: form.pageHint,
    price: form.priceHint,
    summary: null,
    tags: form.tagsHint,
  };
  const maxLength = longestTyped[name];
  const value = added === null ? "" : typedTextsOf(added)[name].slice(0, maxLength);
  return { ...textField(name, form[name], hints[name]), value, maxLength };
}

function audienceField(added: AddedEvent | null, { addedEvents }: Messages): FormField {
  return {
    kind: "choice",
    name: "audience",
    label: addedEvents.form.audience,
    hint: null,
    isRequired: true,
    options: audiences.map((value) => ({ value, label: addedEvents.audiences[value] })),
    value: added === null ? [] : [added.audience],
    atMost: 1,
  };
}

/** Labels of the details that the form had no room for. */
export function notAskedIn(fields: Fields, { addedEvents: { form } }: Messages): readonly string[] {
  return details.filter((name) => fields?.[name] === undefined).map((name) => form[name]);
}
