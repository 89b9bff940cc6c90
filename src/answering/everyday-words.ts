// Short forms people type in chat, written out as documents have them. Only questions are read this way.

/** The first that fits is written out; single letters only in lower case between blanks, or "R&D" would change. */
const writtenOut: readonly (readonly [RegExp, string])[] = [
  [/(?<=^|\s)r(?=\s)/gu, "are"],
  [/(?<=^|\s)u(?=\s|\?|$)/gu, "you"],
  [/(?<=^|\s)ur(?=\s)/gu, "your"],
  [/(?<=\s)n(?=\s)/gu, "and"],
  [/(?<=\s)4(?= (?:u|you|me|us|my|our|the|an?|free)\b)/gu, "for"],
  [/\b(who|when|what|where)s\b/giu, "$1 is"],
  [/\bwots\b/giu, "what is"],
  [/\byr(s?)\b/giu, "year$1"],
  [/\bwk(s?)\b/giu, "week$1"],
  [/\bw\/c\b/giu, "week of"],
  [/\bgovt\b/giu, "government"],
  [/\buni\b/giu, "university"],
  [/\bunis\b/giu, "universities"],
  [/\b(?:bham|brum)\b/giu, "Birmingham"],
  [/\bmanc\b/giu, "Manchester"],
  [/\boct\b(?!\.)/giu, "October"],
  [/(?<=\btech4good )sw\b/giu, "South West"],
  [/\s*\b(?:pls|plz)\b/giu, ""],
];

/** Points of the compass are regions in capitals, or after "in the"; otherwise they may be anything. */
const regions = new Map([
  ["NE", "North East"],
  ["NW", "North West"],
  ["SE", "South East"],
  ["SW", "South West"],
  ["NI", "Northern Ireland"],
]);
/** NI is National Insurance before these. */
const regionInCapitals = /\b(?:NE|NW|SE|SW|NI)\b(?! (?:contributions?|numbers?|rates?))/gu;
const regionInThe = /(?<=\bin the )(?:ne|nw|se|sw)\b/giu;

/** A question with its short forms written out; any other question comes back as it is. */
export function writeOut(question: string): string {
  const plain = writtenOut.reduce((text, [short, long]) => text.replaceAll(short, long), question);
  const inFull = (short: string) => regions.get(short.toUpperCase()) ?? short;
  return plain.replaceAll(regionInCapitals, inFull).replaceAll(regionInThe, inFull).trim();
}
