import { lineOn } from "../../directory/positions/line-on.ts";
import type { FoundVersion, PositionTopic } from "../../directory/positions/position-search.port.ts";
import { termsOf } from "../../shared/terms.ts";
import { tellingWeight } from "../commonness.ts";
import { asOneWord, type NamedPosition } from "./name-positions.ts";

/** Words that say nearly nothing may be missing from a text. */
const leastTelling = 0.3;
/** What is asked about has to tell this much, or any text would do: `funding` alone does not. */
const leastWeight = 0.9;

/** Positions whose text of today, with its title and names, has every telling word of what is asked about. */
export function namePositionsByText(
  subject: readonly string[],
  {
    topics,
    versions,
    today,
  }: {
    readonly topics: readonly PositionTopic[];
    readonly versions: readonly FoundVersion[];
    readonly today: string;
  },
): readonly NamedPosition[] {
  const telling = subject.filter((term) => tellingWeight(term) >= leastTelling);
  const size = telling.reduce((sum, term) => sum + tellingWeight(term), 0);
  if (size < leastWeight) return [];
  const found = topics.filter(({ positionId, topic, alsoCalled }) => {
    const line = lineOn(
      versions.filter((version) => version.positionId === positionId),
      today,
    );
    if (line === null) return false;
    const said = new Set(termsOf(asOneWord([topic, ...alsoCalled, line.title, line.text].join(". "))));
    return telling.every((term) => said.has(term));
  });
  return found.map((position) => ({ position, share: 1, size }));
}
