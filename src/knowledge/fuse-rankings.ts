/** A ranking, best first, and how much it counts. */
export interface Ranking<Item> {
  readonly items: readonly Item[];
  readonly weight: number;
}

/** Softens the difference between the first places. */
const rankConstant = 60;

/** Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): each item with its score, best first. */
export function fuseRankings<Item>(
  rankings: readonly Ranking<Item>[],
  keyOf: (item: Item) => number,
): readonly { readonly item: Item; readonly score: number }[] {
  const fused = new Map<number, { item: Item; score: number }>();
  for (const { items, weight } of rankings) {
    for (const [place, item] of items.entries()) {
      const known = fused.get(keyOf(item));
      const score = (known?.score ?? 0) + weight / (rankConstant + place + 1);
      fused.set(keyOf(item), { item: known?.item ?? item, score });
    }
  }
  return [...fused.values()].toSorted((left, right) => right.score - left.score);
}
