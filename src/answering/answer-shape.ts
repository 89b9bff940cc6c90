/**
 * What an answer to a question would have in it. `grade` says of a sentence how well it has that, from 0 to 1; null
 * where the question does not tell.
 */
export interface AnswerShape {
  readonly kind: "money" | "date" | "number" | "place" | "person" | "reason" | "steps" | "definition" | "any";
  readonly grade: ((sentence: string) => number) | null;
}

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const dayAndMonth = new RegExp(
  `\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b|\\b(?:${months}) \\d{1,2}\\b`,
  "iu",
);
const clockTime = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]m\b/iu;
const vagueTime = new RegExp(
  `\\b(?:${months}) (?:1[5-9]|20)\\d{2}\\b|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b|\\b\\d+ (?:day|week|month|year|hour|minute)s?\\b|\\b(?:daily|weekly|monthly|yearly|annual(?:ly)?)\\b`,
  "iu",
);
const year = /\b(?:1[0-9]|20)\d{2}s?\b/u;
const amount = /[£$€]\s?\d|\b\d[\d,.]*\s?(?:pounds|pence|euros?|dollars?|%|per cent)/iu;
const noCharge = /\bfree\b|\bno (?:fee|charge|cost)\b|\bamounts? (?:is|are) not\b/iu;
const count =
  /\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million)\b/iu;
const name = /\b\p{Lu}[\p{L}'’-]+(?: (?:of |de |van )?\p{Lu}[\p{L}'’-]+)+/u;
const role = /\b(?:chair|director|manager|team|contact|officer|board|council|executive|committee)\b/iu;
const place = /\b(?:in|at|near|from|to|off|across) (?:the )?\p{Lu}|\b(?:online|venue|located)\b/u;
const because =
  /\b(?:because|since|so that|due to|in order to|reasons?|therefore|as a result|caused|led to|to (?:avoid|allow|help|make))\b/iu;
const instruction =
  /\b(?:must|should|can|by \w+ing|ask|contact|apply|e-?mail|send|write to|fill in|form|notice)\b/iu;
const tellsWhatItIs =
  /^[^,;:]{2,90}?\b(?:is|are|was|were) (?:an?|the|one of)\b|\b(?:means|refers to|stands for|is defined as)\b/iu;

/** The first that is there decides. */
const graded =
  (...grades: readonly (readonly [RegExp, number])[]) =>
  (sentence: string) =>
    grades.find(([pattern]) => pattern.test(sentence))?.[1] ?? 0;

const shapes: readonly (readonly [RegExp, AnswerShape])[] = [
  [
    /\b(?:how much|costs?|prices?|fees?|charges?|expensive|subscription)\b/iu,
    { kind: "money", grade: graded([amount, 1], [noCharge, 0.8]) },
  ],
  [
    /\b(?:when|what (?:dates?|day|time|year|month)|which (?:dates?|day|year|month)|how (?:long|soon|often)|deadline)\b/iu,
    { kind: "date", grade: graded([dayAndMonth, 1], [clockTime, 1], [vagueTime, 0.8], [year, 0.5]) },
  ],
  [
    /\b(?:how many|what number|how large|how big|how far|how high)\b/iu,
    { kind: "number", grade: graded([count, 1]) },
  ],
  [/\bwhere\b/iu, { kind: "place", grade: graded([place, 1]) }],
  [/\b(?:who|whose|whom)\b/iu, { kind: "person", grade: graded([role, 1], [name, 0.8]) }],
  [/\bwhy\b/iu, { kind: "reason", grade: graded([because, 1]) }],
  [/\bhow (?:do|can|should|to|would|may)\b/iu, { kind: "steps", grade: graded([instruction, 1]) }],
  [/^(?:what|who)(?:'s| is| are| was| were)\b/iu, { kind: "definition", grade: graded([tellsWhatItIs, 1]) }],
];

/** Judged by the question's words alone; the first that fits. */
export function shapeOf(question: string): AnswerShape {
  return shapes.find(([asks]) => asks.test(question))?.[1] ?? { kind: "any", grade: null };
}
