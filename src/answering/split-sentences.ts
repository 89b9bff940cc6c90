/** A sentence with where it stands, so that it can be quoted verbatim. */
export interface Sentence {
  /** As people read it: list marks and line breaks taken out, nothing else changed. */
  readonly text: string;
  readonly start: number;
  /** First character after it. */
  readonly end: number;
}

const segmenter = new Intl.Segmenter("en-GB", { granularity: "sentence" });
/** A full stop after these ends no sentence. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|approx|no|nos|st|mr|mrs|ms|dr|prof|ltd|co|inc|dept|est|fig|p|pp|vol|jan|feb|aug|sept|oct|nov|dec)|\b\p{Lu})\.\s*$/iu;
const listMark = /^(?:[-*•·–]|\d{1,2}[.)]|[a-z]\))\s+/u;
/** A list is read with the line that introduces it, up to this length. */
const introducedListAtMost = 420;

/** The sentences of a passage in order. A line that ends in a colon takes the list under it along. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let introduction: Sentence | null = null;
  for (const line of linesOf(text)) {
    if (introduction !== null && isListItem(line) && line.end - introduction.start <= introducedListAtMost) {
      introduction = joinedWith(introduction, line);
      sentences[sentences.length - 1] = introduction;
      continue;
    }
    const ofLine = sentencesOf(line, text);
    sentences.push(...ofLine);
    const last = ofLine.at(-1);
    introduction = last?.text.endsWith(":") ? last : null;
  }
  return sentences;
}

interface Line {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]+/gu)].flatMap((match) => {
    const raw = match[0].trim();
    if (raw === "") return [];
    const start = match.index + match[0].indexOf(raw);
    return [{ raw, start, end: start + raw.length }];
  });
}

/** In a passage a list item is a line of its own, often without a full stop. */
function isListItem(line: Line): boolean {
  return listMark.test(line.raw) || !/[.!?:]$/u.test(line.raw) || line.raw.length < 120;
}

function joinedWith(introduction: Sentence, line: Line): Sentence {
  const item = readable(line.raw).replace(/[;,.]$/u, "");
  const separator = introduction.text.endsWith(":") ? " " : "; ";
  return { text: `${introduction.text}${separator}${item}`, start: introduction.start, end: line.end };
}

function sentencesOf(line: Line, text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = line.start;
  for (const { segment, index } of segmenter.segment(line.raw)) {
    const end = line.start + index + segment.trimEnd().length;
    const isLast = line.start + index + segment.length >= line.end;
    const goesOn = abbreviation.test(text.slice(start, end)) || isWithin(text.slice(0, end), text.slice(end));
    if (!isLast && goesOn) continue;
    if (end > start) sentences.push({ text: readable(text.slice(start, end)), start, end });
    start = line.start + index + segment.length;
  }
  return sentences;
}

/** A question quoted in the middle of a sentence ends nothing; nor does a mark with no blank behind it, as in `<!all>`. */
function isWithin(before: string, after: string): boolean {
  return (
    (/[?!]["'”’»)\]]+$/u.test(before) && /^\s+\p{Ll}/u.test(after)) ||
    (/[?!]$/.test(before) && /^\S/u.test(after))
  );
}

function readable(raw: string): string {
  return raw.replace(listMark, "").replaceAll(/\s+/gu, " ").trim();
}
