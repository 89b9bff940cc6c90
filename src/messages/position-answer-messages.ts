interface Quoted {
  readonly title: string;
  readonly says: string;
}

interface QuotedDocument extends Quoted {
  /** What kind of document it is, whose, and of when. */
  readonly whose: string;
}

const theyDisagree = ({ title, whose }: QuotedDocument): string => `They disagree: “${title}” (${whose})`;

const toReview = { all: "", review: " with a day for review", overdue: " and whose review is overdue" };

/** What is said of policy positions in answer to questions. Dates come written out. */
export const positionAnswerMessages = {
  none: "I know of no line on that, at least of none that can be shown here.",
  noneOf: (cluster: string) => `I know of no line of ${cluster} on this.`,
  onlyAdopted: "I tell only of texts that were adopted, never of what may be to come.",
  whose: {
    own: (cluster: string) => `${cluster}, your cluster`,
    federation: (cluster: string) => `${cluster}, the federation`,
    other: (cluster: string) => `${cluster}, another cluster`,
  },
  cut: "(The text goes on.)",
  page: "Published here",
  publishedAt: (link: string | null) =>
    link === null ? "The register doesn't say where it is published." : `It is published at ${link}`,
  adopted: (date: string, ago: string) => `Adopted on ${date}, ${ago}; I know of no later text.`,
  wasLine: (from: string, until: string, by: string | null) =>
    `It was the line from ${from} until ${until}${by === null ? "" : `, when “${by}” replaced it`}.`,
  withdrawn: (from: string, until: string) => `It was adopted on ${from} and withdrawn on ${until}.`,
  noLineNow: "There is no line on this now.",
  toCome: (from: string) => `It is the line from ${from} on.`,
  isReplaced: (date: string, by: string) => `Adopted, and to be replaced by “${by}” on ${date}.`,
  replaced: (title: string, from: string) => `It replaced “${title}” of ${from}.`,
  review: (date: string) => `It is to be reviewed on ${date}.`,
  reviewOver: (date: string) => `Its review was due on ${date}, and that day is past.`,
  noReview: (title: string) => `The register has no day for a review of “${title}”.`,
  isStill: (title: string) => `“${title}” is still the line.`,
  isNoMore: (title: string, date: string) => `“${title}” is no longer the line: it was replaced on ${date}.`,
  isWithdrawn: (title: string, date: string) =>
    `“${title}” is no longer the line: it was withdrawn on ${date}.`,
  notThen: (date: string) =>
    `I know of no line on this at that time. The first text I know of is of ${date}:`,
  sideBySide: "Side by side:",
  inCommon: (count: number) =>
    count === 1 ? "One sentence is the same in both." : `${count} sentences are the same in both.`,
  nothingInCommon: "No sentence is the same in both.",
  alsoBy: (clusters: string) => `Others have a line on this too: ${clusters}. Ask for it by their name.`,
  stances: {
    sign: (clusters: string) => `Signed by ${clusters}.`,
    abstain: (clusters: string) => `Abstained: ${clusters}.`,
    dissent: (clusters: string) => `Dissented: ${clusters}.`,
    onDay: (cluster: string, date: string) => `${cluster} on ${date}`,
    because: (cluster: string, reason: string) => `${cluster} (“${reason}”)`,
    of: (title: string) => `What clusters said to “${title}”:`,
    none: {
      sign: (title: string) => `Nobody signed “${title}”.`,
      abstain: (title: string) => `Nobody abstained on “${title}”.`,
      dissent: (title: string) => `Nobody dissented from “${title}”.`,
    },
    unknown: (title: string) => `The register doesn't say who signed “${title}”.`,
    ofOne: {
      sign: (cluster: string, title: string, date: string) => `${cluster} signed “${title}” on ${date}.`,
      abstain: (cluster: string, title: string, date: string) =>
        `${cluster} did not sign “${title}”: it abstained on ${date}.`,
      dissent: (cluster: string, title: string, date: string) =>
        `${cluster} did not sign “${title}”: it dissented on ${date}.`,
    },
    reason: (reason: string) => `Its reason: “${reason}”`,
    noneOf: (cluster: string, title: string) => `The register has no stance of ${cluster} on “${title}”.`,
  },
  history: (topic: string, count: number) =>
    `${topic}: ${count === 1 ? "one text" : `${count} texts`} I know of.`,
  changed: (from: string, until: string) => `What changed from “${from}” to “${until}”:`,
  nothingChanged: "The words are the same.",
  takenOut: "Taken out",
  putIn: "Put in",
  reworded: "Reworded",
  became: (before: string, after: string) => `“${before}” became “${after}”`,
  list: (count: number, listed: "all" | "review" | "overdue") =>
    `${count === 1 ? "There is a line on one subject" : `There are lines on ${count} subjects`} that I know of${toReview[listed]}:`,
  listMore: (count: number) => `… and ${count} more. Ask for one by its subject.`,
  noReviews: {
    review: "I know of no line that is to be reviewed then, at least of none that can be shown here.",
    overdue: "I know of no line whose review is overdue, at least of none that can be shown here.",
  },
  listed: (title: string, since: string) => `${title}, since ${since}.`,
  listedWithdrawn: (title: string, until: string) => `${title}, withdrawn on ${until}.`,
  background: "Background",
  disagrees: {
    figure: (document: QuotedDocument, line: Quoted) =>
      `${theyDisagree(document)} gives another figure: “${document.says}” The line, “${line.title}”, says: “${line.says}”`,
    against: (document: QuotedDocument, line: Quoted) =>
      `${theyDisagree(document)} says the opposite: “${document.says}” The line, “${line.title}”, says: “${line.says}”`,
    ended: (document: QuotedDocument, line: Quoted) =>
      `${theyDisagree(document)} says that the line has ended: “${document.says}” The register still has “${line.title}”.`,
  },
  newer: (title: string, whose: string) =>
    `A newer document speaks of this: “${title}” (${whose}). I see nothing in it against the line; read it before you rely on the line.`,
  sample: "At least one of these is made-up SAMPLE material, here to try the bot with.",
  ago: (count: number, unit: "year" | "month" | "day"): string =>
    count === 0 ? "today" : `${count} ${unit}${count === 1 ? "" : "s"} ago`,
};
