import { type Audience, audiences } from "../../shared/audience.ts";
import { stateKeys } from "../../shared/stated-keys.ts";
import type { EntryProblem } from "./stated-event.ts";

/** A cluster that events may belong to. */
export interface EventCluster {
  readonly id: string;
  readonly isFederation: boolean;
}

/** Whose the events of a source are, and for whom, where an event does not say it itself. */
export interface SourceDefaults {
  readonly clusterId: string;
  readonly audience: Audience;
  /** Empty for what is public. */
  readonly audienceClusters: readonly string[];
  readonly isSample: boolean;
}

/** What whoever imports says where the file says nothing. */
export interface SourceOptions {
  readonly cluster?: string | undefined;
  readonly audience?: Audience | undefined;
}

export type SourceUnderstood =
  | { readonly kind: "understood"; readonly defaults: SourceDefaults }
  | { readonly kind: "refused"; readonly problem: EntryProblem };

const statedKeys = ["cluster", "audience", "audience-clusters", "sample", "source"];

/**
 * Whose a file is and for whom: what stands beside it (`<file>.yaml`) counts before the options. Without a word about
 * it its events are for the members of the cluster, never public.
 */
export function understandSource(
  beside: Readonly<Record<string, unknown>>,
  options: SourceOptions,
  clusters: readonly EventCluster[],
): SourceUnderstood {
  const { stated, problems } = stateKeys(beside, statedKeys);
  const [slip] = problems;
  if (slip !== undefined) return refused({ kind: "said", sentence: `${slip}.` });
  const cluster = textOf(stated.cluster)?.toLowerCase() ?? options.cluster ?? federationOf(clusters);
  if (cluster === null) return refused({ kind: "no-cluster" });
  const said = stated.audience === undefined ? (options.audience ?? "members") : textOf(stated.audience);
  const audience = audiences.find((one) => one === said?.toLowerCase());
  if (audience === undefined)
    return refused({ kind: "unknown-word", field: "audience", text: said ?? "", known: audiences });
  const named = listOf(stated["audience-clusters"]);
  const unknown = [cluster, ...(named ?? [])].find((id) => !clusters.some((known) => known.id === id));
  if (unknown !== undefined) return refused({ kind: "unknown-cluster", text: unknown });
  // Whoever limits what is public has made a mistake, and nobody knows which.
  if (named !== null && (audience === "public" || named.length === 0))
    return refused({ kind: "unknown-word", field: "audience-clusters", text: named.join(", "), known: [] });
  const audienceClusters = audience === "public" ? [] : (named ?? [cluster]);
  const isSample = stated.sample === true || textOf(stated.sample)?.toLowerCase() === "true";
  return { kind: "understood", defaults: { clusterId: cluster, audience, audienceClusters, isSample } };
}

/** Id of the cluster that is the federation; null without one. */
export function federationOf(clusters: readonly EventCluster[]): string | null {
  return clusters.find(({ isFederation }) => isFederation)?.id ?? null;
}

function refused(problem: EntryProblem): SourceUnderstood {
  return { kind: "refused", problem };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function listOf(value: unknown): readonly string[] | null {
  if (value === undefined) return null;
  const parts: readonly unknown[] = Array.isArray(value) ? value : String(value).split(",");
  return parts.map((part) => String(part).trim().toLowerCase()).filter((part) => part !== "");
}
