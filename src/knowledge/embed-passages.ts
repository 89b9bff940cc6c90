import type { Embedder } from "./embedder.port.ts";
import type { PassageToEmbed, VectorSearch } from "./vector-search.port.ts";

/** Small enough for any service's limit, and for an interruption to lose little. */
const batchSize = 64;

/**
 * Gives every passage that has none a vector, batch by batch, until none is missing or `signal` aborts. What was
 * saved stays. Returns how many were made; throws BotError EMBEDDER_FAILED or DATABASE_UNAVAILABLE.
 */
export async function embedPassages(
  needs: { readonly embedder: Embedder; readonly vectors: VectorSearch },
  signal: AbortSignal,
): Promise<number> {
  let made = 0;
  while (!signal.aborted) {
    const passages = await needs.vectors.missing(needs.embedder.model, batchSize);
    if (passages.length === 0) break;
    const vectors = await needs.embedder.embed(passages.map(textToEmbed), signal);
    const byPassage = new Map(passages.map((passage, index) => [passage.passageId, vectors[index] ?? []]));
    await needs.vectors.save(needs.embedder.model, byPassage);
    made += byPassage.size;
  }
  return made;
}

/** A passage alone often does not say what it is about; its title and headings do. */
function textToEmbed({ title, headingPath, text }: PassageToEmbed): string {
  return [title, ...headingPath, text].join("\n");
}
