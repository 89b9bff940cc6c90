/** Whether a word read from elsewhere is one of an object's own keys. */
export function isKeyOf<Words extends object>(
  word: string,
  words: Words,
): word is Extract<keyof Words, string> {
  return Object.hasOwn(words, word);
}
