import type { PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { Reader } from "../../people/readership.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import type { NamedPosition } from "./name-positions.ts";
import type { PositionQuestion } from "./read-position-question.ts";

export interface ChoosingAround {
  readonly reader: Reader;
  readonly clusters: readonly ClusterEntry[];
}

const shownAtMost = 3;

/** `several`: nothing says which of them. `without`: owners asked about that have none. `alsoBy`: those of others. */
export type Chosen =
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly positions: readonly PositionTopic[] }
  | {
      readonly kind: "some";
      readonly positions: readonly PositionTopic[];
      readonly without: readonly ClusterEntry[];
      readonly alsoBy: readonly PositionTopic[];
    };

/** Of the positions a question names, those it means: by whose it asks for, else own, then the federation's, then others'. */
export function choosePositions(
  question: PositionQuestion,
  named: readonly NamedPosition[],
  around: ChoosingAround,
): Chosen {
  if (named.length === 0) return { kind: "none" };
  const asked = ownersAsked(question, around);
  const ofOwner = (owner: string): readonly NamedPosition[] =>
    fullest(named.filter(({ position }) => position.owner === owner));
  const best = fullest(named);
  if (question.asksWhoHas)
    return { kind: "some", positions: best.map(({ position }) => position), without: [], alsoBy: [] };
  const found = asked.owners.map((cluster) => ({ cluster, positions: ofOwner(cluster.id) }));
  const unclear = found.find(
    ({ positions }) => positions.length > 1 && positions.every(({ share }) => share < 0.6),
  );
  if (unclear !== undefined)
    return { kind: "several", positions: unclear.positions.map(({ position }) => position) };
  const have = found.flatMap(({ positions }) => positions.slice(0, 1));
  // Without a name “rural broadband” means who has a line on that, not who has one on broadband.
  const meant = (
    asked.areNamed ? have : have.filter((one) => best.some(({ size }) => one.size >= size * 0.8))
  ).map(({ position }) => position);
  const others = best
    .map(({ position }) => position)
    .filter(({ owner }) => asked.owners.every(({ id }) => id !== owner));
  const without = found.filter(({ positions }) => positions.length === 0).map(({ cluster }) => cluster);
  if (meant.length === 0) {
    return {
      kind: "some",
      positions: others.slice(0, shownAtMost),
      without: asked.areNamed || question.isOurs ? without : [],
      alsoBy: [],
    };
  }
  const isDifference = question.asked === "difference";
  const first =
    asked.areNamed || singular.has(question.asked) ? meant.slice(0, asked.areNamed ? 4 : 1) : meant;
  return {
    kind: "some",
    positions: first,
    without: asked.areNamed && (isDifference || question.owners.length > 0) ? without : [],
    alsoBy: asked.areNamed ? [] : others,
  };
}

/** Of one text, not of own and the federation's at once. */
const singular: ReadonlySet<string> = new Set(["still", "stances", "review", "changes", "history"]);

/** Whose position is asked for; `areNamed` is whether the question says so. */
export function ownersAsked(
  { owners, isOurs, isOursToo, asked }: PositionQuestion,
  { reader, clusters }: ChoosingAround,
): { readonly owners: readonly ClusterEntry[]; readonly areNamed: boolean } {
  const own = clusters.filter(({ id, isFederation }) => id === reader.cluster && !isFederation);
  const federation = clusters.filter(({ isFederation }) => isFederation);
  const ours = own.length > 0 ? own : federation;
  if (asked === "difference") {
    return { owners: [...(isOurs ? ours : []), ...owners], areNamed: true };
  }
  if (owners.length > 0) return { owners: [...(isOursToo ? ours : []), ...owners], areNamed: true };
  return { owners: [...own, ...federation], areNamed: false };
}

function fullest(named: readonly NamedPosition[]): readonly NamedPosition[] {
  const size = Math.max(0, ...named.filter(({ share }) => share > 0.99).map((one) => one.size));
  const whole = named.filter((one) => one.share > 0.99 && one.size >= size * 0.99);
  if (whole.length > 0) return whole;
  const largest = Math.max(0, ...named.map((one) => one.share));
  return named.filter(({ share }) => share >= largest - 0.02);
}
