import { readChannelReference } from "../../chat/channel-reference.ts";
import type { Form, FormField } from "../../chat/form.ts";
import type { WebMessages } from "../../messages/web-messages.ts";
import type { Visitor } from "./web-needs.ts";

/** What came of looking at a form that was sent in. */
export type CheckedForm =
  | { readonly kind: "good"; readonly fields: Readonly<Record<string, string[]>> }
  | { readonly kind: "problem"; readonly problem: string };

export interface SentForm {
  /** As typed or chosen, by the field's name. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Names of the fields that a file came with. */
  readonly filesFor: readonly string[];
  /** Where the sender signed in from; only channels of that place can be named. */
  readonly workspace: Visitor["as"]["workspace"];
}

type CheckedField =
  | { readonly kind: "good"; readonly values: string[] }
  | { readonly kind: "problem"; readonly problem: string };

/** Checks what a browser may not have checked, and makes ids of channel links; the first problem counts. */
export function checkForm(form: Form, sent: SentForm, { formProblems }: WebMessages): CheckedForm {
  const fields: Record<string, string[]> = {};
  for (const field of form.fields) {
    const checked = checkField(field, sent, formProblems);
    if (checked.kind === "problem") return checked;
    if (field.kind !== "file") fields[field.name] = checked.values;
  }
  return { kind: "good", fields };
}

function checkField(field: FormField, sent: SentForm, problems: WebMessages["formProblems"]): CheckedField {
  const values = field.kind === "channels" ? wordsOf(sent, field) : valuesOf(sent, field);
  const isMissing = field.kind === "file" ? !sent.filesFor.includes(field.name) : values.length === 0;
  if (field.isRequired && isMissing) return problem(problems.missing(field.label));
  if (field.kind === "text" && (values[0] ?? "").length > field.maxLength)
    return problem(problems.tooLong(field.label, field.maxLength));
  if ((field.kind === "choice" || field.kind === "channels") && values.length > field.atMost)
    return problem(problems.tooMany(field.label, field.atMost));
  if (
    field.kind === "choice" &&
    values.some((value) => !field.options.some((option) => option.value === value))
  )
    return problem(problems.notOffered(field.label));
  return field.kind === "channels"
    ? checkChannels(field, values, { sent, problems })
    : { kind: "good", values };
}

function checkChannels(
  { label }: FormField,
  words: readonly string[],
  { sent, problems }: { readonly sent: SentForm; readonly problems: WebMessages["formProblems"] },
): CheckedField {
  const channels = new Set<string>();
  for (const word of words) {
    const channel = sent.workspace === null ? null : readChannelReference(word, sent.workspace);
    if (channel === null) return problem(problems.notAChannel(label, word.slice(0, 80)));
    channels.add(channel);
  }
  return { kind: "good", values: [...channels] };
}

/** What was left empty is not there. */
function valuesOf({ values }: SentForm, { name }: FormField): string[] {
  return (values[name] ?? []).map((value) => value.trim()).filter((value) => value !== "");
}

function wordsOf(sent: SentForm, field: FormField): string[] {
  return valuesOf(sent, field)
    .flatMap((value) => value.split(/[\s,]+/))
    .filter((word) => word !== "");
}

function problem(sentence: string): CheckedField {
  return { kind: "problem", problem: sentence };
}
