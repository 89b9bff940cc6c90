import { termsOf } from "../../shared/terms.ts";

const numberWords = new Map(
  "one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, index) => [word, index + 1]),
);
const shares = new Map([
  ["half", 50],
  ["third", 100 / 3],
  ["quarter", 25],
]);
const scales = new Map([
  ["thousand", 1e3],
  ["k", 1e3],
  ["million", 1e6],
  ["m", 1e6],
  ["billion", 1e9],
  ["bn", 1e9],
]);

const months =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
/** Days and months of the calendar, and numbers of items: none is what a text asks for. */
const notAsked = new RegExp(
  `\\b\\d{1,2}(?:st|nd|rd|th)? ${months}\\b|\\b${months} \\d{1,2}\\b|^\\s*(?:item \\d+|\\d+[.)]\\s)`,
  "giu",
);
const deadline = /\b(?:by|before|until|from) ((?:19|20)\d{2})\b/giu;
const year = /\b(?:1[5-9]|20)\d{2}\b/gu;
const often = /\b(?:every|each|per|a) (day|week|month|quarter|year)\b(?! of\b)/giu;
const share = /\b(?:(two|three) )?(half|thirds?|quarters?)\b(?= of\b)/giu;
const amount = /[£$€]\s?(\d[\d,.]*)\s?(thousand|million|billion|bn|m|k)?\b/giu;
const percent = /(\d[\d.]*)\s?(?:%|per ?cent\b)/giu;
const counted =
  /\b(\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](\p{L}+)/giu;

/** The figures of a sentence by what they are of: `percent`, `money`, `deadline`, `often`, or the word that is counted. */
export type Figures = ReadonlyMap<string, ReadonlySet<number | string>>;

export function readFigures(sentence: string): Figures {
  const figures = new Map<string, Set<number | string>>();
  const add = (unit: string, value: number | string): void => {
    figures.set(unit, (figures.get(unit) ?? new Set()).add(value));
  };
  let left = sentence.replaceAll(notAsked, " ");
  const take = (pattern: RegExp, read: (parts: readonly string[]) => void): void => {
    left = left.replaceAll(pattern, (...found: unknown[]) => {
      read(found.map((part) => (typeof part === "string" ? part : "")));
      return " ";
    });
  };
  take(often, ([, unit = ""]) => add("often", unit.toLowerCase()));
  take(deadline, ([, day = ""]) => add("deadline", Number(day)));
  take(amount, ([, value = "", scale = ""]) => add("money", numberOf(value) * scaleOf(scale)));
  take(percent, ([, value = ""]) => add("percent", toTenth(numberOf(value))));
  take(share, ([, times = "", part = ""]) =>
    add("percent", toTenth(shareOf(part) * (numberWords.get(times.toLowerCase()) ?? 1))),
  );
  take(year, () => {});
  take(counted, ([, value = "", word = ""]) => {
    const [unit] = termsOf(word);
    if (unit !== undefined) add(unit, numberWords.get(value.toLowerCase()) ?? numberOf(value));
  });
  return figures;
}

/** 33% and a third are the same, 0.5% and 0.7% are not. */
function toTenth(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
}

function numberOf(text: string): number {
  return Number(text.replaceAll(",", "").replace(/\.$/u, ""));
}

function scaleOf(word: string): number {
  return scales.get(word.toLowerCase()) ?? 1;
}

function shareOf(word: string): number {
  return shares.get(word.toLowerCase().replace(/s$/u, "")) ?? 0;
}
