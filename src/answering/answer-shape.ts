/** What an answer to a question would have in it: a date, an amount, a place; null where that cannot be told. */
export interface AnswerShape {
  readonly kind: "date" | "money" | "number" | "person" | "place" | "reason" | "steps" | "any";
  readonly pattern: RegExp | null;
}

const month =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const day = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";

const shapes: readonly (readonly [RegExp, AnswerShape])[] = [
  [
    /\b(?:how much|cost|costs|price|prices|fee|fees|charge|pay)\b/iu,
    {
      kind: "money",
      pattern: /[£$€]\s?\d|\b\d[\d,.]*\s?(?:pounds|pence|euros?|dollars?|%|per cent)|\bfree\b/iu,
    },
  ],
  [
    /\b(?:when|what (?:date|day|time|year)|which (?:date|day|year)|how (?:long|soon|often)|until|deadline)\b/iu,
    {
      kind: "date",
      pattern: new RegExp(
        `\\b\\d{1,2}[:.]\\d{2}\\b|\\b(?:1[5-9]|20)\\d{2}\\b|\\b\\d{1,2} ${month}\\b|\\b${month} \\d{1,2}\\b|\\b${day}s?\\b|\\b(?:day|week|month|year)s?\\b`,
        "iu",
      ),
    },
  ],
  [
    /\b(?:how many|what number|how large|how big)\b/iu,
    {
      kind: "number",
      pattern:
        /\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million)\b/iu,
    },
  ],
  [/\bwhere\b/iu, { kind: "place", pattern: /\b(?:in|at|near|from|to) \p{Lu}|\bonline\b|\bvenue\b/u }],
  [
    /\b(?:who|whose|whom)\b/iu,
    {
      kind: "person",
      pattern:
        /\p{Lu}[\p{L}'’-]+(?: (?:of |de |van )?\p{Lu}[\p{L}'’-]+)+|\b(?:chair|director|manager|team|contact|officer|board|council)\b/u,
    },
  ],
  [
    /\bwhy\b/iu,
    {
      kind: "reason",
      pattern: /\b(?:because|since|so that|due to|in order to|reason|therefore|as a result)\b/iu,
    },
  ],
  [
    /\bhow (?:do|can|should|to|does|would|may)\b/iu,
    {
      kind: "steps",
      pattern: /\b(?:must|should|can|by|ask|contact|apply|email|e-mail|send|write|tell|fill|form|notice)\b/iu,
    },
  ],
];

/** Judged by the question's words alone; the first that fits. */
export function shapeOf(question: string): AnswerShape {
  return shapes.find(([asks]) => asks.test(question))?.[1] ?? { kind: "any", pattern: null };
}
