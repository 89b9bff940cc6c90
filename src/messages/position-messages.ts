import { writtenDate } from "./dates.ts";

type Age = { readonly unit: "day" | "month" | "year"; readonly count: number };

const ago = ({ unit, count }: Age): string =>
  count === 0 ? "today" : `${count} ${unit}${count === 1 ? "" : "s"} ago`;

/** What is said about policy positions. Days come as ISO dates. */
export const positionMessages = {
  list: {
    title: "Positions",
    summary: (total: number) => (total === 1 ? "One position." : `${total} positions.`),
    none: "I know of no position that can be shown here.",
    line: (title: string, owner: string) => ` – ${title} · ${owner}`,
    noLine: (owner: string) => ` – no line · ${owner}`,
    since: (from: string, age: Age) => ` · since ${writtenDate(from)} (${ago(age)})`,
    more: (count: number) => `… and ${count} more. Name a topic to see its position.`,
    how: "Write /cluster positions and a topic for its text, and “as of March 2020” for what it was then.",
  },
  owner: {
    own: (name: string) => `your cluster's own position (${name})`,
    federation: (name: string) => `the federation's position (${name})`,
    other: (name: string) => `another cluster's position (${name})`,
  },
  asOf: (day: string) => `As of ${writtenDate(day)}`,
  adopted: (from: string, age: Age, isNewest: boolean) =>
    `Adopted on ${writtenDate(from)} (adopted ${ago(age)}${isNewest ? ", no later text" : ""}).`,
  comes: (from: string) => `Adopted, and the line from ${writtenDate(from)} on.`,
  replacedBy: (until: string, title: string, version: number) =>
    `It was the line until ${writtenDate(until)}, when version ${version} replaced it: ${title}.`,
  withdrawn: (until: string) => `It was withdrawn on ${writtenDate(until)}, and is no line any more.`,
  replaced: (title: string, version: number, from: string) =>
    `It replaced version ${version} of ${writtenDate(from)}: ${title}.`,
  review: (on: string) => `To be reviewed by ${writtenDate(on)}.`,
  reviewOver: (on: string) => `It was to be reviewed by ${writtenDate(on)}: that day is over.`,
  stances: {
    signed: (names: readonly string[]) => `Signed (${names.length}): `,
    dissented: (names: readonly string[]) => `Dissented (${names.length}): `,
    abstained: (names: readonly string[]) => `Abstained (${names.length}): `,
    silent: (names: readonly string[]) => `Did not answer (${names.length}): `,
    withReason: (name: string, reason: string) => `${name} – “${reason}”`,
    none: "No cluster's stance on this text is recorded.",
  },
  published: "Where it is published",
  version: (name: string, version: number) => `${name}, version ${version}`,
  beginning: (part: number, parts: number) => `Part ${part} of ${parts} of the text.`,
  sample: "This is a made-up SAMPLE position, here to try the bot with.",
  summary: (title: string, facts: readonly string[]) => [`${title}.`, ...facts].join(" "),
  button: { readOn: "Read on", history: "History", now: "The line today" },
  noLine: (topic: string, day: string) => `There was no line on ${topic} on ${writtenDate(day)}.`,
  noLineNow: (topic: string) => `There is no line on ${topic} now.`,
  lastWas: (title: string, from: string, until: string) =>
    `The last one was “${title}”, from ${writtenDate(from)} until ${writtenDate(until)}.`,
  firstIs: (title: string, from: string) => `The first one is “${title}”, from ${writtenDate(from)}.`,
  which: (text: string) => `“${text}” may be any of these positions. Which one?`,
  closest: (text: string) => `I know of no position on “${text}”. Is it one of these?`,
  unknown: (text: string) => `I know of no position on “${text}” that can be shown here.`,
  notADate: (text: string) =>
    `I don't understand “${text}” as a date. Write, for example, “as of March 2020” or “as of 3 May 2021”.`,
  askTopic: "The history of which position? Write /cluster positions history and a topic.",
  history: {
    title: (topic: string) => `History: ${topic}`,
    summary: (topic: string, versions: number) =>
      versions === 1 ? `${topic}: one text so far.` : `${topic}: ${versions} texts.`,
    period: (from: string, until: string | null) =>
      until === null
        ? `the line since ${writtenDate(from)}`
        : `the line from ${writtenDate(from)} until ${writtenDate(until)}`,
    withdrawn: "then withdrawn",
    version: (version: number, title: string) => `Version ${version}: ${title}`,
    changed: (version: number) => `What changed from version ${version}:`,
    unchanged: (version: number) => `The text is the same as that of version ${version}.`,
    wholly: (version: number) => `Nothing of version ${version} stayed as it was.`,
    takenOut: "Taken out: ",
    putIn: "Put in: ",
    reworded: "Reworded: ",
    rewordedTo: " → ",
    more: (count: number) => `… and ${count} more ${count === 1 ? "change" : "changes"}.`,
    older: (count: number) => `${count} older ${count === 1 ? "text is" : "texts are"} not shown.`,
  },
};
