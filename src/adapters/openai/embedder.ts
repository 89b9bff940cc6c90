import type { Embedder } from "../../knowledge/embedder.port.ts";
import { BotError } from "../../shared/errors.ts";

export interface EmbedderSettings {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly embeddingModel: string;
}

/** Enough for a hundred passages on a slow service. */
const timeLimitMilliseconds = 30_000;

/** Vectors from an OpenAI-compatible service, without retries: search and the background job each know better. */
export async function openEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const { OpenAI } = await import("openai");
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    maxRetries: 0,
    timeout: timeLimitMilliseconds,
  });
  const model = settings.embeddingModel;
  return {
    model,
    embed: async (texts, signal) => {
      try {
        const { data } = await client.embeddings.create(
          { model, input: [...texts], encoding_format: "float" },
          signal === undefined ? {} : { signal },
        );
        const vectors = data.toSorted((left, right) => left.index - right.index).map((one) => one.embedding);
        if (vectors.length !== texts.length)
          throw new Error(`${vectors.length} vectors for ${texts.length} texts`);
        return vectors;
      } catch (error) {
        throw new BotError("EMBEDDER_FAILED", { cause: error });
      }
    },
  };
}
