/** What became of one document (or of a `clusters.yaml`). */
export type DocumentFate = "added" | "replaced" | "unchanged" | "withdrawn" | "refused" | "clusters";

export type ImportEvent =
  /** More documents are known to be coming: the progress bar's total grows. */
  | { readonly kind: "expected"; readonly documents: number }
  | DocumentEvent
  /** The import's options name something that does not exist: it ended before the first document. */
  | { readonly kind: "wrongUse"; readonly reason: string }
  | { readonly kind: "finished"; readonly summary: ImportSummary };

export interface DocumentEvent {
  readonly kind: "document";
  readonly fate: DocumentFate;
  /** How the person who imports knows it: a path, an address, a row. */
  readonly label: string;
  readonly title: string | null;
  /** One plain sentence when it was refused, what else is to be known otherwise; null when there is nothing. */
  readonly reason: string | null;
}

export interface Refusal {
  readonly label: string;
  readonly reason: string;
}

export interface ImportSummary {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  /** Clusters read from `clusters.yaml`. */
  readonly clusters: number;
  readonly refused: readonly Refusal[];
  readonly dryRun: boolean;
}

/** Counts events into the summary of the end; refusals beyond `keptRefusals` are counted but not kept. */
export function createTally(dryRun: boolean): {
  count(event: DocumentEvent): void;
  summary(): ImportSummary;
} {
  const counts = { added: 0, replaced: 0, unchanged: 0, withdrawn: 0, refused: 0, clusters: 0 };
  const refused: Refusal[] = [];
  return {
    count: (event) => {
      counts[event.fate] += 1;
      if (event.fate === "refused") refused.push({ label: event.label, reason: event.reason ?? "" });
    },
    summary: () => ({
      added: counts.added,
      replaced: counts.replaced,
      unchanged: counts.unchanged,
      withdrawn: counts.withdrawn,
      clusters: counts.clusters,
      refused,
      dryRun,
    }),
  };
}
