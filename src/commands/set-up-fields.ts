import type { FormField } from "../chat/form.ts";
import type { Messages } from "../messages/english.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { clusterField } from "./form-fields.ts";

/** Whose the workspace is. */
export function workspaceClusterField(
  clusters: readonly NamedCluster[],
  present: string | null,
  { setup }: Messages,
): FormField {
  const { cluster: label, clusterHint: hint } = setup.clusterForm;
  return clusterField(clusters, { label, hint }, present);
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
