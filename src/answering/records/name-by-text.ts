import { lineOn } from "../../directory/positions/line-on.ts";
import type { FoundVersion, PositionTopic } from "../../directory/positions/position-search.port.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { asOneWord, type NamedPosition } from "./name-positions.ts";

/** Words that say nearly nothing may be missing from a text. */
const leastTelling = 0.3;

/**
 * How much of what is asked about a text must have, and how much that has to tell at least. Where an owner is named, who
 * has few positions, less does: “funding” alone may mean any.
 */
export const textOfOwner = { share: 0.75, weight: 0.5 } as const;
export const textOfAnybody = { share: 1, weight: 0.9 } as const;

interface Texts {
  readonly topics: readonly PositionTopic[];
  readonly versions: readonly FoundVersion[];
  /** ISO day. */
  readonly today: string;
  readonly least: { readonly share: number; readonly weight: number };
}

/** Positions whose text of today, with its title and names, has what is asked about; those that have most of it. */
export function namePositionsByText(
  subject: readonly string[],
  { topics, versions, today, least }: Texts,
): readonly NamedPosition[] {
  const telling = subject.filter((term) => tellingWeight(term) >= leastTelling);
  const whole = weightOf(telling);
  if (whole < least.weight) return [];
  const rated = topics.flatMap((position) => {
    const { positionId, topic, alsoCalled } = position;
    const own = versions.filter((version) => version.positionId === positionId);
    const line = lineOn(own, today) ?? own.at(-1);
    if (line === undefined) return [];
    const said = new Set(termsOf(asOneWord([topic, ...alsoCalled, line.title, line.text].join(". "))));
    const size = weightOf(telling.filter((term) => said.has(term)));
    return size / whole >= least.share ? [{ position, share: 1, size }] : [];
  });
  const most = Math.max(0, ...rated.map(({ size }) => size));
  return rated.filter(({ size }) => size === most);
}

function weightOf(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + tellingWeight(term), 0);
}
