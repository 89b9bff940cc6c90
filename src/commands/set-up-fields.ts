import type { FormField } from "../chat/form.ts";
import type { Messages } from "../messages/english.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";

/** What a choice may offer, and a value or label may be long; chat/form.ts. */
const limits = { options: 100, characters: 75 } as const;

/** A cluster by name; where there are more than a choice may offer, to be written. */
export function clusterField(
  clusters: readonly NamedCluster[],
  present: string | null,
  { setup }: Messages,
): FormField {
  const { cluster: label, clusterHint: hint } = setup.clusterForm;
  const common = { name: "cluster", label, hint, isRequired: true } as const;
  if (clusters.length > limits.options) {
    const value = clusters.find(({ id }) => id === present)?.name ?? "";
    return { kind: "text", ...common, value, isLong: false, maxLength: 200 };
  }
  const options = clusters.map(({ id, name }) => ({ value: id, label: name.slice(0, limits.characters) }));
  const value = options.some((option) => option.value === present) && present !== null ? [present] : [];
  return { kind: "choice", ...common, options, value, atMost: 1 };
}

/** Who in the workspace is a member of its cluster. */
export function membersField(everyoneIsMember: boolean, { setup }: Messages): FormField {
  const { members, membersHint, everyone, given } = setup.clusterForm;
  return {
    kind: "choice",
    name: "members",
    label: members,
    hint: membersHint,
    isRequired: true,
    options: [
      { value: "given", label: given },
      { value: "everyone", label: everyone },
    ],
    value: [everyoneIsMember ? "everyone" : "given"],
    atMost: 1,
  };
}
