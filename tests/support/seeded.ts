/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What happens how often: parts of 1 for each; null is what happens else. */
export type Chances<Kind> = readonly (readonly [chance: number, kind: Kind])[];

/** One of these by chance. */
export function choose<Kind>(chances: Chances<Kind>, random: () => number): Kind | null {
  let left = random();
  for (const [chance, kind] of chances) {
    if (left < chance) return kind;
    left -= chance;
  }
  return null;
}
