import { writtenDate } from "./dates.ts";

/** Why a rule of recurrence cannot be used; `part` is as the file has it. */
const ruleProblems: Readonly<Record<string, (part: string) => string>> = {
  "too-long": () => "The rule for its dates is longer than any calendar writes.",
  "not-a-part": (part) => `“${part}” is no part of a rule for dates.`,
  "unknown-part": (part) => `“${part}” in the rule for its dates is not known.`,
  "said-twice": (part) => `The rule for its dates says “${part}” twice.`,
  "no-frequency": () => "The rule for its dates does not say how often (FREQ).",
  "unknown-frequency": (part) =>
    `“${part}” does not say how often it repeats: write FREQ=WEEKLY, for example.`,
  "not-a-value": (part) => `“${part}” in the rule for its dates makes no sense.`,
  "unknown-calendar": (part) => `“${part}” asks for a calendar other than the Gregorian one.`,
  "shorter-than-a-day": (part) => `It lasts all day and repeats more than once a day (“${part}”).`,
  "too-many-exceptions": () => "It lists more single dates than can be kept (5,000).",
};

const fieldNames: Readonly<Record<string, string>> = {
  start: "The start",
  end: "The end",
  excluded: "The list of dates left out",
  audience: "The audience",
  "audience-clusters": "The list of clusters it is for",
  status: "The status",
  url: "The address of its page",
  onlineUrl: "The address to join online",
};

function nameOf(field: string): string {
  return fieldNames[field] ?? field;
}

/** What the fates are called, in the order they are told. */
const fates = {
  new: "new",
  joined: "known already, now told here too",
  changed: "changed",
  moved: "moved",
  cancelled: "cancelled",
  gone: "withdrawn",
} as const;

/** What is said while events are imported, for whoever imports. */
export const eventImportMessages = {
  fates,
  unreadable: (reason: string) => `The file can't be read: ${reason}.`,
  unknownTable: (columns: readonly string[]) =>
    `This is no table of events, organisations or membership tiers that I know. Events need a title and a start; the columns are ${listed(columns)}.`,
  unsureColumn: (field: string, headings: readonly string[]) =>
    `${listed(headings)} could each be the ${field} of the event. Rename the ones that are not.`,
  guessedColumn: (heading: string, field: string) =>
    `The column “${heading}” is read as the event's ${field}.`,
  contradiction: (line: number) =>
    `It says something else than line ${line}, and both are the same event. Neither was taken; correct one of them.`,
  noTitle: "The event has no title.",
  noStart: "The event has no start.",
  notATime: (field: string, text: string) =>
    `${nameOf(field)} “${text}” is no date and time I can read. Write it as 2026-12-03T18:30, or 2026-12-03 for a whole day.`,
  endBeforeStart: "The event ends before it starts.",
  unknownZone: (text: string) => `The time zone “${text}” is not known. Write Europe/London, for example.`,
  unknownWord: (field: string, text: string, known: readonly string[]) =>
    known.length === 0
      ? `${nameOf(field)} can't be “${text}” here.`
      : `${nameOf(field)} is “${text}”, and should be ${either(known)}.`,
  unknownCluster: (text: string) => `There is no cluster “${text}”.`,
  noCluster: "No cluster is known yet. Import your clusters.yaml first.",
  notAnAddress: (field: string, text: string) => `${nameOf(field)} “${text}” is not a web address.`,
  rule: (problem: string, part: string) => ruleProblems[problem]?.(part) ?? `“${part}” is no rule for dates.`,
  tooManyDates: "It lists more dates or rules than can be kept.",
  notKept: "It calls off an event that is not in my records.",
  otherCluster: "It calls off an event of another cluster, which only that cluster can do.",
  line: (line: number, sentence: string) => `line ${line}: ${sentence}`,
  when: (start: string) => `${writtenDate(start)}${start.length > 10 ? `, ${start.slice(11, 16)}` : ""}`,
  further: (count: number) => `… and ${count} more.`,
  summary: (label: string, counts: readonly string[]) =>
    `${label}: ${counts.length === 0 ? "no events" : counts.join(", ")}.`,
  wouldBe: "Nothing was changed; an import would do this:",
  unchanged: (count: number) => `${count} unchanged`,
  older: (count: number) => `${count} older than what is kept and passed over`,
  leftOut: (count: number) => `${count} private and not taken`,
  refused: (count: number) => `${count} refused`,
};

function listed(texts: readonly string[]): string {
  return texts
    .slice(0, 12)
    .map((text) => `“${text}”`)
    .join(", ");
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}
