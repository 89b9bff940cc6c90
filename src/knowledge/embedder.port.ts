/** Turns texts into vectors whose nearness is nearness in meaning. Throws BotError EMBEDDER_FAILED. */
export interface Embedder {
  /** Name of the model, kept with each vector: vectors of two models cannot be compared. */
  readonly model: string;
  /** One vector a text, in the same order, all of the same length. At most 100 texts. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly (readonly number[])[]>;
}
