/** The largest number up to `limit` for which this holds, when it holds for every smaller one; 0 when for none. */
export function mostThat(limit: number, holds: (count: number) => boolean): number {
  if (limit > 0 && holds(limit)) return limit;
  let [most, tooMany] = [0, limit];
  while (most + 1 < tooMany) {
    const middle = Math.floor((most + tooMany) / 2);
    if (holds(middle)) most = middle;
    else tooMany = middle;
  }
  return most;
}
