import type { Embedder } from "../../src/knowledge/embedder.port.ts";

const dimensions = 64;

/** An embedder that needs no model: texts that share words are near each other. The same text, the same vector. */
export const bagOfWords: Embedder = {
  model: "bag-of-words",
  embed: async (texts) => texts.map(vectorOf),
};

function vectorOf(text: string): number[] {
  // Never all zeros, of which the cosine distance is undefined.
  const vector = [1, ...new Array<number>(dimensions - 1).fill(0)];
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const place = 1 + (hashOf(word) % (dimensions - 1));
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

/** FNV-1a. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
