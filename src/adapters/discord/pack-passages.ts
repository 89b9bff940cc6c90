import { limits } from "./limits.ts";

/**
 * Something that stays together where it can: a paragraph, an item of a list, the sources.
 *
 * - `pieces`: its text; a passage longer than a message is broken between them. Each fits in a message.
 * - `gap`: what stands between it and the passage before.
 * - `isKept`: stays when a reply has to be cut.
 */
export interface Passage {
  readonly pieces: readonly string[];
  readonly gap: string;
  readonly isKept: boolean;
}

/** Fills messages one after the other; none is empty or longer than Discord allows. */
export function packPassages(passages: readonly Passage[]): string[] {
  const contents: string[] = [];
  let current = "";
  const turnOver = (): void => {
    if (current.trim() !== "") contents.push(current.trim());
    current = "";
  };

  for (const passage of passages) {
    const text = passage.pieces.join("");
    const joined = current === "" ? text : current + passage.gap + text;
    if (joined.trimEnd().length <= limits.contentCharacters) {
      current = joined;
      continue;
    }
    if (text.trimEnd().length <= limits.contentCharacters) {
      turnOver();
      current = text;
      continue;
    }
    current += current === "" ? "" : passage.gap;
    for (const piece of passage.pieces) {
      if ((current + piece).length > limits.contentCharacters) turnOver();
      current += piece;
    }
  }
  turnOver();
  return contents;
}
