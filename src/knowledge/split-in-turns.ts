import { setImmediate } from "node:timers/promises";
import type { Passage, Section } from "./document.ts";

/** Cuts sections into passages; ordinals count from 0. */
export type SplitPassages = (sections: readonly Section[]) => readonly Passage[];

/** Long sections are handed over in parts. */
const paragraphsAtOnce = 50;

/** Splits section by section, with a turn for the event loop in between: a running bot must not stand still. */
export async function splitInTurns(
  sections: readonly Section[],
  split: SplitPassages,
): Promise<readonly Passage[]> {
  const passages: Passage[] = [];
  let since = performance.now();
  for (const section of sections) {
    for (let start = 0; start < section.paragraphs.length; start += paragraphsAtOnce) {
      const paragraphs = section.paragraphs.slice(start, start + paragraphsAtOnce);
      for (const passage of split([{ ...section, paragraphs }]))
        passages.push({ ...passage, ordinal: passages.length });
      if (performance.now() - since < 10) continue;
      await setImmediate();
      since = performance.now();
    }
  }
  return passages;
}

/** The title is indexed with every passage and shown with every citation: it need not stand in the heading path too. */
export function withoutTitle(passages: readonly Passage[], title: string): readonly Passage[] {
  return passages.map((passage) => {
    const [first, ...deeper] = passage.headingPath;
    return first?.toLowerCase() === title.toLowerCase() ? { ...passage, headingPath: deeper } : passage;
  });
}
