/** Cuts after so many characters at most, before a blank where there is one: between paragraphs, lines, or words. */
function cutAt(text: string, characters: number): number {
  if (text.length <= characters) return text.length;
  for (const blank of ["\n\n", "\n", " "]) {
    const at = text.lastIndexOf(blank, characters);
    if (at > 0) return at;
  }
  return characters;
}

/** A text as a form takes it, and what does not fit there: both together are the text. */
export function fittingText(
  text: string,
  characters: number,
): { readonly fits: string; readonly rest: string } {
  const end = cutAt(text, characters);
  return { fits: text.slice(0, end), rest: text.slice(end) };
}

/** A text in pieces that a card shows one at a time; at least one. */
export function textPages(text: string, characters: number): readonly [string, ...string[]] {
  const { fits, rest } = fittingText(text, characters);
  return rest.trim() === "" ? [fits] : [fits, ...textPages(rest.trimStart(), characters)];
}
