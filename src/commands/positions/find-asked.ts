import type { Reply } from "../../chat/reply.ts";
import { plainReply } from "../../chat/reply.ts";
import { findPositions } from "../../directory/positions/find-positions.ts";
import type {
  FoundVersion,
  LinkedDocument,
  PositionTopic,
} from "../../directory/positions/position-search.port.ts";
import { whichPositionCard } from "../cards/positions-card.ts";
import type { CommandContext } from "../command.ts";

export interface AskedPosition {
  readonly about: string;
  readonly command: "positions list" | "positions history";
  /** What is said after the name of the one that is chosen: ` as of 2020-03-31`. */
  readonly rest: string;
}

/** All versions of the position somebody names, oldest first, and its documents, as everybody who sees the reply may know them; or what to ask back. */
export async function findAsked(
  { about, command, rest }: AskedPosition,
  { needs, reader }: CommandContext,
): Promise<
  | {
      readonly kind: "found";
      readonly topic: PositionTopic;
      readonly versions: readonly FoundVersion[];
      readonly documents: readonly LinkedDocument[];
    }
  | { readonly kind: "asked-back"; readonly reply: Reply }
> {
  const { positions: words } = needs.messages;
  const at = needs.clock.now();
  const [topics, clusters] = await Promise.all([
    needs.positions.topics(reader.readership, at),
    needs.clusters.all(),
  ]);
  const found = findPositions(about, topics, clusters);
  if (found.kind === "one") {
    const ids = [found.topic.positionId];
    const { readership } = reader;
    const [versions, documents] = await Promise.all([
      needs.positions.versions(ids, readership, at),
      needs.positions.documents({ positions: ids, readership, at, about: [] }),
    ]);
    return { kind: "found", topic: found.topic, versions, documents };
  }
  const named = about.slice(0, 60);
  const ownerName = (id: string): string => clusters.find((one) => one.id === id)?.name ?? id;
  if (found.topics.length === 0) return { kind: "asked-back", reply: plainReply(words.unknown(named)) };
  const sentence = found.kind === "several" ? words.which(named) : words.closest(named);
  const reply = whichPositionCard({ sentence, topics: found.topics.slice(0, 5), command, rest, ownerName });
  return { kind: "asked-back", reply };
}
