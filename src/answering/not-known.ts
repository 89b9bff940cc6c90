// Documents also say what is not known: “The fees were not found.” Word for word that is the best match for a question
// about the fees, and no answer to it.

const notKnown =
  /^no (?!(?:later|newer|more recent|further)\b)(?:\S+ ){1,14}?(?:was|were|is|are|has been|have been) (?:found|known|held|recorded|published)\b|\b(?:is|are|was|were|has|have)(?: been)? (?:not|neither)(?: been)? (?:found|known|held|recorded|confirmed)\b|\b(?:is|was|has been) no record of\b|^no (?:document|page|source)s? (?:here )?(?:says?|tells?|names?)\b|\bnobody (?:should|can) say\b/iu;
const asksWhether =
  /^(?:(?:so|and|but|hi|hey|ok|please|pls)[, ]+)*(?:did|do|does|has|have|had|is|are|was|were|can|could|will|would|should)(?:n'?t)? /iu;

/** Whether a sentence tells that something is not known. “No later statement was found” does not: it backs an earlier one. */
function saysNotKnown(sentence: string): boolean {
  return notKnown.test(sentence);
}

/**
 * How far sentences answer, best first: a first one that tells what is not known leaves it open, and whoever asks
 * whether something is so has no answer by it. One further down says what else was looked for.
 */
export function knownOf(question: string, sentences: readonly string[]): "nothing" | "some" | "all" {
  const [best = ""] = sentences;
  if (!saysNotKnown(best)) return "all";
  return asksWhether.test(question) || sentences.every(saysNotKnown) ? "nothing" : "some";
}
