import { LLMock } from "@copilotkit/aimock";

/**
 * A language model that quotes all it was shown, the worst one could do: what must not be said must not reach it. It can
 * be kept from finishing, so that something happens while an answer is being written.
 */
export interface HeldModel {
  /** For OPENAI_BASE_URL. */
  readonly url: () => string;
  /** Everything it was asked, with the cluster the asker belongs to. */
  readonly asked: readonly Draft[];
  /** From now on it does not finish what it writes for these clusters' people. */
  hold(clusterNames: readonly string[]): void;
  /** How many answers it is kept from finishing. */
  held(): number;
  release(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Draft {
  readonly ownCluster: string;
  readonly everything: string;
}

export function createHeldModel(): HeldModel {
  const mock = new LLMock({ port: 0, strict: true });
  const asked: Draft[] = [];
  let clusters: readonly string[] = [];
  let waiting: (() => void)[] = [];
  mock.onEmbedding(/.*/, { embedding: [0.6, 0.8, 0] });
  mock.on({ userMessage: /.*/s }, async ({ messages }) => {
    const everything = messages.map(({ content }) => textOf(content)).join("\n");
    const [, ownCluster = ""] = /belongs to: (.+?)\.$/m.exec(everything) ?? [];
    asked.push({ ownCluster, everything });
    if (clusters.includes(ownCluster)) await new Promise<void>((resolve) => waiting.push(resolve));
    return { content: JSON.stringify({ sentences: quotesFrom(everything) }) };
  });
  return {
    url: () => `${mock.url}/v1`,
    asked,
    hold: (names) => {
      clusters = names;
    },
    held: () => waiting.length,
    release: () => {
      clusters = [];
      for (const finish of waiting) finish();
      waiting = [];
    },
    start: async () => void (await mock.start()),
    stop: () => mock.stop(),
  };
}

function textOf(content: unknown): string {
  return typeof content === "string" ? content : JSON.stringify(content);
}

function quotesFrom(prompt: string) {
  const sources = [...prompt.matchAll(/<source id="([^"]+)"[^>]*>\n(.*?)\n<\/source>/gs)];
  return sources.map(([, id, text]) => ({ text, sources: [id] }));
}
