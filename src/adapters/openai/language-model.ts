import { z } from "zod";
import type {
  LanguageModel,
  ModelDraft,
  ModelQuestion,
  ModelSource,
} from "../../answering/language-model.port.ts";
import { BotError } from "../../shared/errors.ts";

export interface LanguageModelSettings {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly model: string;
  /** After this the quoted answer is given instead. */
  readonly timeLimitMilliseconds: number;
}

/** Fills the prompt for one question. */
export type DraftPrompt = (values: { own_cluster: string; question: string; sources: string }) => {
  readonly system: string;
  readonly user: string;
};

const Draft = z.object({
  sentences: z
    .array(
      z.object({
        text: z.string(),
        sources: z.array(z.string()).describe("ids of the sources that support the sentence"),
      }),
    )
    .describe("empty when the sources do not answer the question"),
});

/** Most characters of one source that are sent; a passage is shorter than this, a hostile one may not be. */
const sourceCharactersAtMost = 4_000;

/**
 * One structured-output call through langchain, with no retries: somebody is waiting, and the quoted answer is
 * ready. Loading langchain keeps the event loop busy for a second, so it is done here and not at the first
 * question, when others wait to be acknowledged.
 */
export async function openLanguageModel(
  settings: LanguageModelSettings,
  prompt: DraftPrompt,
): Promise<LanguageModel> {
  const model = await openModel(settings);
  return {
    draft: async (question: ModelQuestion): Promise<ModelDraft> => {
      const { system, user } = prompt({
        own_cluster: question.ownCluster ?? "not known",
        question: withoutTags(question.question),
        sources: question.sources.map(renderSource).join("\n\n"),
      });
      try {
        const signal = AbortSignal.timeout(settings.timeLimitMilliseconds);
        const result: unknown = await model.invoke(
          [
            { role: "system", content: system },
            { role: "user", content: user },
          ],
          { signal },
        );
        return Draft.parse(result);
      } catch (error) {
        throw new BotError("MODEL_FAILED", { cause: error });
      }
    },
  };
}

async function openModel(settings: LanguageModelSettings) {
  const { initChatModel } = await import("langchain");
  const model = await initChatModel(settings.model, {
    modelProvider: "openai",
    apiKey: settings.apiKey,
    maxRetries: 0,
    // Chat Completions is what OpenAI-compatible services speak; the Responses API is OpenAI's own.
    useResponsesApi: false,
    ...(settings.baseUrl === null ? {} : { configuration: { baseURL: settings.baseUrl } }),
  });
  return model.withStructuredOutput(Draft, { name: "answer" });
}

/** A source as the prompt shows it; nothing that a document says can close the tag around it, or open another. */
function renderSource(source: ModelSource): string {
  const text = withoutTags(source.text.slice(0, sourceCharactersAtMost));
  const [title, cluster] = [source.title, source.cluster].map(asAttribute);
  return `<source id="${source.id}" title="${title}" cluster="${cluster}" as-of="${source.asOf ?? "undated"}">\n${text}\n</source>`;
}

function withoutTags(text: string): string {
  return text.replaceAll(/<(\/?source)/gi, "‹$1");
}

function asAttribute(text: string): string {
  return text.replaceAll(/[<>"\s]+/g, " ").trim();
}
