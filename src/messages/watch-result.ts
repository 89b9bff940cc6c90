import { documents, pages, watchMessages } from "./watch-messages.ts";

/** What came of reading a source; knowledge/watched-source.ts says what each field means. */
type Result =
  | {
      readonly kind: "read";
      readonly documents: number;
      readonly added: number;
      readonly replaced: number;
      readonly unchanged: number;
      readonly withdrawn: number;
      readonly refused: number;
      readonly firstReason: string | null;
      readonly isCut: boolean;
      readonly elsewhere: number;
      readonly isUnfinished: boolean;
    }
  | { readonly kind: "failed"; readonly reason: string };

/** “12 pages: 1 new, 1 changed, 10 unchanged.” */
export function describeResult(outcome: Result, kind: string): string {
  const { result } = watchMessages;
  if (outcome.kind === "failed") return result.failed(outcome.reason);
  const { added, replaced, unchanged, withdrawn, refused, firstReason } = outcome;
  const parts = [
    ...(added > 0 ? [result.added(added)] : []),
    ...(replaced > 0 ? [result.replaced(replaced)] : []),
    ...(unchanged > 0 ? [result.unchanged(unchanged)] : []),
    ...(withdrawn > 0 ? [result.withdrawn(withdrawn)] : []),
    ...(refused > 0 ? [result.refused(refused, firstReason ?? "")] : []),
  ];
  return [
    result.counts(
      kind === "folder" ? documents(outcome.documents) : pages(outcome.documents),
      parts.join(", "),
    ),
    ...(outcome.isCut ? [result.cut] : []),
    ...(outcome.elsewhere > 0 ? [result.elsewhere(outcome.elsewhere)] : []),
    ...(outcome.isUnfinished ? [result.unfinished] : []),
  ].join(" ");
}

/** What was found at an address that is to be watched. */
export function describeFound(addresses: number, as: string): string {
  const { added } = watchMessages;
  return as === "page" ? added.page : added.list(pages(addresses));
}
