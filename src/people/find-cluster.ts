import { labelCharacters } from "../shared/label-characters.ts";
import type { NamedCluster } from "./cluster-list.port.ts";

/**
 * The cluster somebody means: by its id, its name or a nickname, whichever the case. “federation” is the federation,
 * whatever it is called. Null when there is none of that name, or more than one.
 */
export function findCluster(text: string, clusters: readonly NamedCluster[]): NamedCluster | null {
  const sought = normal(text);
  // An id is one cluster's alone; a nickname may be two clusters'.
  const withId = clusters.find(({ id }) => normal(id) === sought);
  if (withId !== undefined) return withId;
  const [only, ...others] = clusters.filter((cluster) => namesOf(cluster).includes(sought));
  return only === undefined || others.length > 0 ? null : only;
}

/** Whether somebody means the federation itself, which there is before any cluster is known. */
export function meansFederation(text: string): boolean {
  return normal(text) === federationWord;
}

const federationWord = "federation";

/** Where a platform asks in text, a name comes back as a choice shows it. */
function namesOf({ name, nicknames, isFederation }: NamedCluster): readonly string[] {
  const names = [name, name.slice(0, labelCharacters), ...nicknames].map(normal);
  return isFederation ? [...names, federationWord] : names;
}

function normal(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, " ").replace(/^the /, "");
}
