import { tellingWeight } from "../commonness.ts";
import { questionWords, subjectTerms } from "./question-text.ts";

/** Words that ask for something of something that is not said. */
const asksOf =
  /\b(?:it|its|that|this|they|them|their|those|these|one|ones|thing|things|same|other|both|two|he|she|his|her)\b/iu;
const ofMembership = /\b(?:join|members?|membership|fees?|tiers?|contact|cluster|belong)\b/iu;
const ofEvents =
  /\b(?:when|where|time|start|starts|still|moved?|cancel+ed|free|online|in person|gmt|bst|link|postcode|park|parking|food|come|meet|tickets?|price|how much|cost|on|off)\b/iu;
/** What such a question may have beside the thing it does not name. */
const allowed =
  /\b(?:join|members?|membership|fees?|tiers?|contact|clusters?|belong|time|start|starts|still|moved?|cancel\w*|free|online|person|gmt|bst|link|postcode|park|food|meet|price|cost|month|before|difference|between|two|both|send|let|students?|mate|tomorrow|tmrw|date|venue|tickets?|again|bring|partner|friend|colleague|kids|last|week|year|today|tonight|open|public|event)\b/giu;

/**
 * What a question is about that names nothing to look up: “has it moved”, “how much”, “can I join”; null for one that
 * can be looked up. One word that is no everyday word is enough to look for.
 */
export function isVague(text: string): "event" | "membership" | "anything" | null {
  const words = questionWords(text);
  if (words.length === 0 || words.length > 14) return null;
  if (
    /\b(?:any(?:thing)?|owt|(?<!\bthe )events?|what(?:'?s| is)? on|next|happening|our|bank|policy|clocks?)\b/iu.test(
      text,
    )
  )
    return null;
  const rest = text.replaceAll(allowed, " ");
  const left = subjectTerms(questionWords(rest)).filter((term) => tellingWeight(term) > 0.3);
  if (left.length > 0) return null;
  if (ofMembership.test(text)) return "membership";
  if (ofEvents.test(text)) return "event";
  return asksOf.test(text) ? "anything" : null;
}
