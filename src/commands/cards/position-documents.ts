import type { Block } from "../../chat/reply.ts";
import type { LinkedDocument } from "../../directory/positions/position-search.port.ts";
import type { Messages } from "../../messages/english.ts";

const shownAtMost = 5;

/** Documents that belong to a position, each with what kind it is, whose and of when; nothing where there are none. */
export function positionDocumentBlocks(
  documents: readonly LinkedDocument[],
  { positionDocuments: words }: Messages,
): readonly Block[] {
  if (documents.length === 0) return [];
  const items = documents.slice(0, shownAtMost).map((document, index) => {
    const { title, url, clusterName, publishedOn, sort } = document;
    const note = words.note(clusterName, publishedOn, sort === null ? null : words.sorts[sort]);
    return { number: index + 1, title, url, note };
  });
  return [{ type: "sources", title: words.title, items }];
}
