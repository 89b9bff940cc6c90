import { asksForAdvice, asksToAct } from "./position-words.ts";
import type { NotTold } from "./told.ts";

const aboutPositions = /\b(?:positions?|lines?|stances?|sign|dissent|abstain|adopt|policy)\b/iu;

/** What of positions people decide and do, by reading them or with a command. */
export function decidedByPeople(text: string): NotTold | null {
  if (!aboutPositions.test(text)) return null;
  if (asksForAdvice.test(text)) return "opinion";
  return asksToAct.test(text) ? "errand" : null;
}
