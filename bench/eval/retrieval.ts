import { publicReadership } from "../../src/shared/audience.ts";
import { mean, measureRanking, percentile, type RankingMeasures } from "./measures.ts";
import { openSet } from "./open-set.ts";
import { readQuestions } from "./read-set.ts";

export interface EvaluationFiles {
  readonly documents: string;
  readonly questions: string;
}

/** Enough passages for ten documents, at most three passages each. */
const passages = 30;

/** Searches each question that has relevant documents; a document stands where its best passage does. */
export async function runRetrieval(files: EvaluationFiles): Promise<string> {
  const questions = (await readQuestions(files.questions)).filter(({ relevant }) => relevant.length > 0);
  const set = await openSet(files.documents);
  try {
    const measured: RankingMeasures[] = [];
    const milliseconds: number[] = [];
    for (const { question, relevant } of questions) {
      const started = performance.now();
      const query = { text: question, readership: publicReadership, clusters: null, limit: passages };
      const found = await set.core.search.search(query);
      milliseconds.push(performance.now() - started);
      const ranking = [...new Set(found.passages.map((passage) => set.idOf(passage.sourceKey)))];
      measured.push(measureRanking(ranking, new Set(relevant)));
    }
    const figure = (of: (one: RankingMeasures) => number): string => mean(measured.map(of)).toFixed(4);
    return [
      "retrieval",
      `ndcg@10=${figure((one) => one.ndcgAt10)}`,
      `recall@5=${figure((one) => one.recallAt5)}`,
      `recall@10=${figure((one) => one.recallAt10)}`,
      `mrr@10=${figure((one) => one.reciprocalRankAt10)}`,
      `p50_ms=${percentile(milliseconds, 0.5).toFixed(1)}`,
      `p95_ms=${percentile(milliseconds, 0.95).toFixed(1)}`,
    ].join(" ");
  } finally {
    await set.close();
  }
}
