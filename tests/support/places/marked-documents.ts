import type { Audience } from "../../../src/shared/audience.ts";
import { audiences, type Shown } from "./place.ts";

/** The federation and its clusters, by id. */
export const clusters = {
  fed: "The Federation",
  north: "North",
  east: "East",
  south: "South",
  west: "West",
} as const;
type Cluster = keyof typeof clusters;
export const clusterIds = Object.keys(clusters) as Cluster[];

/** A word that stands in one document only. */
export const markOf = (cluster: string, audience: Audience): string => `${cluster}${audience}quandle`;
const marks = /(?:fed|north|east|south|west)(?:public|members|board)quandle/g;
/** For every cluster and the federation a document of each audience on the same subject. */
export function doorCodes(): Record<string, string> {
  const entries = clusterIds.map((id) => `  - id: ${id}\n    name: ${clusters[id]}\n`);
  const documents = clusterIds.flatMap((cluster) =>
    audiences.map((audience): [string, string] => {
      const mark = markOf(cluster, audience);
      const head = `title: Door code ${mark}\ncluster: ${cluster}\nkind: guide\naudience: ${audience}`;
      const text = `The door code of the spring conference of ${clusters[cluster]} is ${mark}.`;
      const more = `published: 2026-05-04\nurl: https://${cluster}.example/${mark}`;
      return [`${cluster}-${audience}.md`, `---\n${head}\n${more}\n---\n# Door code\n\n${text}\n`];
    }),
  );
  return {
    "clusters.yaml": `federation: fed\nclusters:\n${entries.join("")}`,
    ...Object.fromEntries(documents),
  };
}

/** What those who read up to this audience in a cluster may be shown: that, and what is the federation's or public. */
export function marksFor(cluster: string, upTo: Audience): string[] {
  const own = audiences.slice(0, audiences.indexOf(upTo) + 1).map((audience) => markOf(cluster, audience));
  const federal = upTo === "public" ? [] : [markOf("fed", "members")];
  return [...own, ...federal, ...clusterIds.map((id) => markOf(id, "public"))];
}

/** The marked words of what was shown. */
export const marksIn = ({ everything }: Pick<Shown, "everything">): string[] => everything.match(marks) ?? [];
