import type { Understood } from "./announcing/read-announcement-form.ts";
import { clustersIn } from "./announcing/read-destination-clusters.ts";
import type { CommandNeeds } from "./command.ts";

type Needs = Pick<CommandNeeds, "clusters" | "messages">;

/** Whom somebody wants to ask, as clusters' ids: “everyone”, all active members, or names. */
export async function askedIn(
  typed: string,
  { clusters, messages }: Needs,
): Promise<Understood<readonly string[]>> {
  const all = await clusters.all();
  const read = clustersIn(typed, all, messages);
  if (read.kind === "problems") return read;
  const { problem } = messages.positionWork;
  const members = await clusters.activeMembers();
  if (read.value === "all")
    return members.length === 0
      ? { kind: "problems", sentences: [problem.nobody] }
      : { kind: "understood", value: members };
  const named = read.value;
  // Whoever has left would only be crossed out again.
  const inactive = all.filter(
    ({ id, isFederation }) => named.includes(id) && !isFederation && !members.includes(id),
  );
  const names = inactive.map(({ name }) => name).join(", ");
  return inactive.length === 0
    ? { kind: "understood", value: named }
    : { kind: "problems", sentences: [problem.inactive(names, inactive.length)] };
}

/** What a form takes of them; ids of clusters are shorter than their names. */
const askedCharacters = 1000;

/** The same as somebody would have typed it. */
export async function askedAsTyped(
  present: readonly { readonly cluster: string; readonly name: string }[],
  { clusters, messages }: Needs,
): Promise<string> {
  const members = await clusters.activeMembers();
  const isEverybody =
    members.length === present.length && present.every(({ cluster }) => members.includes(cluster));
  if (isEverybody) return messages.announcements.aim.everyoneTyped;
  const names = present.map(({ cluster, name }) => (/[,;&\n]|\band\b/i.test(name) ? cluster : name));
  const typed = names.join(", ");
  return typed.length <= askedCharacters ? typed : present.map(({ cluster }) => cluster).join(", ");
}
