import type { PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { FoundPassage, PassageSearch } from "../../knowledge/passage-search.port.ts";
import type { Readership } from "../../shared/audience.ts";
import { termsInOrder } from "./name-positions.ts";
import type { BackgroundDocument } from "./told.ts";

const passagesAtMost = 12;
const documentsAtMost = 3;
const kinds: ReadonlySet<string> = new Set(["policy", "minutes", "news"]);

/** Documents these readers may read in which a name of the topic stands, newest first. Throws BotError DATABASE_UNAVAILABLE. */
export async function findBackground(
  positions: readonly PositionTopic[],
  readership: Readership,
  search: PassageSearch,
): Promise<readonly BackgroundDocument[]> {
  const [position] = positions;
  if (position === undefined) return [];
  const { topic, alsoCalled } = position;
  const names = [topic, ...alsoCalled].map(termsInOrder);
  const text = [topic, ...alsoCalled].join(" ").slice(0, 300);
  const { passages } = await search.search({ text, readership, clusters: null, limit: passagesAtMost });
  const found = new Map<string, FoundPassage>();
  for (const passage of passages) {
    if (!kinds.has(passage.kind) || passage.supersededById !== null || found.has(passage.documentId))
      continue;
    const said = ` ${termsInOrder(`${passage.title}. ${passage.headingPath.join(". ")}. ${passage.text}`)} `;
    if (names.some((name) => said.includes(` ${name} `))) found.set(passage.documentId, passage);
  }
  return [...found.values()]
    .toSorted((left, right) => (right.publishedOn ?? "").localeCompare(left.publishedOn ?? ""))
    .slice(0, documentsAtMost)
    .map(({ title, url, clusterName, publishedOn, isSample }) => ({
      title,
      url,
      clusterName,
      publishedOn,
      isSample,
    }));
}
