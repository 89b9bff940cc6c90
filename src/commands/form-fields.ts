import { type FormField, formLimits } from "../chat/form.ts";
import type { Request } from "../chat/request.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { labelCharacters } from "../shared/label-characters.ts";

/** What a form was filled in with; null when none was sent in. */
export type Fields = Request["fields"];

/** What was written or chosen in a field, without spaces around it; empty when it was left so, or not asked for. */
export function fieldOf(fields: Fields, name: string): string {
  return fields?.[name]?.[0]?.trim() ?? "";
}

/** The value itself, or, where a platform asks in text, its label. */
export function chosenIn<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<string, string>>,
  written: string,
): Value | null {
  const wanted = written.toLowerCase();
  return values.find((value) => value === wanted || labels[value]?.toLowerCase() === wanted) ?? null;
}

/** One line that may be left empty. */
export function textField(name: string, label: string, hint: string | null) {
  const common = { name, label, hint, isRequired: false, value: "", isLong: false, maxLength: 300 };
  return { kind: "text", ...common } as const;
}

/** One of these has to be chosen; `value` is chosen to begin with. */
export function choiceField(
  name: string,
  { label, value }: { readonly label: string; readonly value: string },
  options: { value: string; label: string }[],
): FormField {
  return { kind: "choice", name, label, hint: null, isRequired: true, options, value: [value], atMost: 1 };
}

/** A cluster by name; where there are more than a choice may offer, to be written. `present` is filled in already. */
export function clusterField(
  clusters: readonly NamedCluster[],
  { label, hint }: { readonly label: string; readonly hint: string | null },
  present: string | null = null,
): FormField {
  const common = { name: "cluster", label, hint, isRequired: true } as const;
  const chosen = clusters.find(({ id }) => id === present);
  if (clusters.length > formLimits.options)
    return { kind: "text", ...common, value: chosen?.name ?? "", isLong: false, maxLength: 200 };
  const options = clusters.map(({ id, name }) => ({ value: id, label: name.slice(0, labelCharacters) }));
  return { kind: "choice", ...common, options, value: chosen === undefined ? [] : [chosen.id], atMost: 1 };
}
