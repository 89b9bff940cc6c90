/** How good one ranking is, each from 0 to 1. */
export interface RankingMeasures {
  readonly ndcgAt10: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly reciprocalRankAt10: number;
}

/**
 * Measures a ranking of document ids, best first and each once, against the relevant ones (at least one). Relevance is
 * yes or no; the ideal ranking has all relevant documents first (Järvelin and Kekäläinen 2002).
 */
export function measureRanking(ranking: readonly string[], relevant: ReadonlySet<string>): RankingMeasures {
  const hits = ranking.slice(0, 10).map((id) => relevant.has(id));
  const gain = hits.reduce((sum, isHit, place) => sum + (isHit ? discount(place) : 0), 0);
  let ideal = 0;
  for (let place = 0; place < Math.min(10, relevant.size); place += 1) ideal += discount(place);
  const first = hits.indexOf(true);
  return {
    ndcgAt10: gain / ideal,
    recallAt5: countHits(hits.slice(0, 5)) / relevant.size,
    recallAt10: countHits(hits) / relevant.size,
    reciprocalRankAt10: first === -1 ? 0 : 1 / (first + 1),
  };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` of the values lie (nearest rank); 0 for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function discount(place: number): number {
  return 1 / Math.log2(place + 2);
}

function countHits(hits: readonly boolean[]): number {
  return hits.filter(Boolean).length;
}
