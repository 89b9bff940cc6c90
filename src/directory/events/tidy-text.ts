const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
/** What joins letters and emoji, and a line's end. */
const needed = /[\n\t\u200C\u200D]/;

/** Text a database can hold and a reader can see, so long at most; null for none. */
export function tidyText(text: string | null, charactersAtMost: number): string | null {
  if (text === null) return null;
  const seen = text.replace(hidden, (character) => (needed.test(character) ? character : ""));
  const tidy = seen.toWellFormed().trim().slice(0, charactersAtMost).toWellFormed();
  return tidy === "" ? null : tidy;
}

/** Characters of what is said of an event. */
export const longest = {
  title: 300,
  summary: 5_000,
  line: 500,
  address: 2_000,
  tags: 50,
  tag: 80,
  uid: 1_000,
} as const;

/** Without what is said twice. */
export function tidyTags(tags: readonly string[]): readonly string[] {
  const tidy = tags.map((tag) => tidyText(tag, longest.tag)).filter((tag) => tag !== null);
  return [...new Set(tidy)].slice(0, longest.tags);
}
