import type { Passage, Section } from "./document.ts";

/** Two or three sentences: about one thing, and found by it; the whole document counts beside it. */
const wordsAtMost = 50;

/** Text that is not cut further, with what joins it to the text before. */
interface Piece {
  readonly text: string;
  readonly words: number;
  readonly glue: "\n" | " ";
}

/**
 * Cuts sections into passages of at most 50 words. No passage crosses a heading or a page; paragraphs stay whole where
 * they fit, else they are cut between sentences, and a sentence longer than a passage between words. The passages of a
 * section are about equally long, so that none is a remnant.
 */
export function splitPassages(sections: readonly Section[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const section of sections) {
    const { headingPath, anchor, page } = section;
    for (const text of splitText(section.paragraphs)) {
      passages.push({ ordinal: passages.length, headingPath, anchor, page, text });
    }
  }
  return passages;
}

function splitText(paragraphs: readonly string[]): string[] {
  const pieces = paragraphs.flatMap(splitParagraph);
  const words = pieces.reduce((sum, piece) => sum + piece.words, 0);
  const passageCount = Math.max(1, Math.ceil(words / wordsAtMost));
  return pack(pieces, Math.ceil(words / passageCount));
}

function splitParagraph(paragraph: string): Piece[] {
  const sentences = paragraph.match(/\S.*?(?:[.!?;:]+["'”’)\]]*(?=\s)|$)/gs) ?? [];
  return sentences.flatMap(splitSentence).map((text, index) => ({
    text,
    words: countWords(text),
    glue: index === 0 ? "\n" : " ",
  }));
}

/** Only a list without full stops, or no language at all, is longer than a passage. */
function splitSentence(sentence: string): string[] {
  const words = sentence.trim().split(/\s+/);
  if (words.length <= wordsAtMost) return [sentence.trim()];
  const parts: string[] = [];
  for (let start = 0; start < words.length; start += wordsAtMost) {
    parts.push(words.slice(start, start + wordsAtMost).join(" "));
  }
  return parts;
}

function pack(pieces: readonly Piece[], target: number): string[] {
  const texts: string[] = [];
  let text = "";
  let words = 0;
  for (const piece of pieces) {
    if (text !== "" && words + piece.words > target) {
      texts.push(text);
      text = "";
      words = 0;
    }
    text = text === "" ? piece.text : `${text}${piece.glue}${piece.text}`;
    words += piece.words;
  }
  if (text !== "") texts.push(text);
  return texts;
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}
