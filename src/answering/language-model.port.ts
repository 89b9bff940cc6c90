/** A passage the model may use; `id` is what its sentences must name. */
export interface ModelSource {
  readonly id: string;
  readonly title: string;
  readonly cluster: string;
  readonly asOf: string | null;
  readonly text: string;
}

export interface ModelQuestion {
  readonly question: string;
  /** Name of the asker's cluster, null when none. */
  readonly ownCluster: string | null;
  readonly sources: readonly ModelSource[];
}

/** What the model wrote: every sentence with the ids of its sources. Empty `sentences` means it abstains. */
export interface ModelDraft {
  readonly sentences: readonly { readonly text: string; readonly sources: readonly string[] }[];
}

/** Writes an answer from given sources in one structured-output call. */
export interface LanguageModel {
  /** Throws BotError MODEL_FAILED when the service fails, refuses, or takes longer than its time limit. */
  draft(question: ModelQuestion): Promise<ModelDraft>;
}
