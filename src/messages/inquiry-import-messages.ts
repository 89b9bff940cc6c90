import { fieldProblemMessages } from "./field-problem-messages.ts";

/** What is said about importing inquiries. */
export const inquiryImportMessages = {
  /** By what was found; the values come in the order in which they are named. */
  problems: {
    ...fieldProblemMessages,
    "bad-closing": (field, text) =>
      `${field} must be a day and a time such as 2027-03-30T17:00, but is “${text}”`,
    "bad-zone": (field, text) => `${field} must be a time zone such as Europe/London, but is “${text}”`,
    "other-inquiry-owner": (owner, only) => `${owner} looks after it; the import is for ${only} only`,
    "unknown-position": (field, text) =>
      `${field}: I know of no position “${text}”; write its topic, or whose it is and its topic: scotlandis/skills`,
    "opens-late": (field, day, closes) => `${field} is ${day}, and it closes before that, at ${closes}`,
    "bad-answer": (field, number) =>
      `${field}: number ${number} must look like { cluster: scotlandis, answer: own, on: 2027-01-31 }; answer is own, joint or none`,
    "same-title": (field, text) => `${field}: “${text}” is in another file of this import too`,
  } satisfies Record<string, (...values: string[]) => string>,
  wouldBe: "Nothing was changed; an import would do this:",
  line: (owner: string, title: string) => `${title} (${owner})`,
  refused: (label: string, line: number | null, clause: string) =>
    `${line === null ? label : `${label}, line ${line}`}: ${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`,
  noWithdrawal: "an inquiry is not taken out with its file; say status: withdrawn in the file and import it",
  summary: (counts: string) => `Consultations and calls for evidence: ${counts}.`,
};
