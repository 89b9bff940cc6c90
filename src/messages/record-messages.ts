interface LaterImport {
  readonly id: number;
  readonly label: string;
  readonly day: string;
}

/** What is said about importing organisations, memberships and tiers, and about undoing that. */
export const recordMessages = {
  /** By what was found in a line or in the whole file; the values come in the order in which they are named. */
  findings: {
    "no-name": () => "The name is missing.",
    "no-cluster": () => "No cluster is named, in the file or with --cluster.",
    "unknown-cluster": (text) => `I know of no cluster “${text}”.`,
    "other-cluster": (name) => `This is about ${name}; the import is for another cluster only.`,
    "bad-day": (text) => `“${text}” is no date. Write 2026-04-01 or 1/4/2026.`,
    "ends-before-start": (until, since) => `It ends on ${until}, before it begins on ${since}.`,
    contradiction: (...[one = "", other = "", left = "", right = ""]) =>
      `Lines ${one} and ${other} contradict each other: “${left}” and “${right}”.`,
    overlap: (one, other) => `Lines ${one} and ${other} say two things of the same time.`,
    "bad-company-number": (text) => `“${text}” is no company number and is left out.`,
    "bad-website": (text) => `“${text}” is no web address and is left out.`,
    "unclear-listed": (text) => `“${text}” is neither yes nor no, so it counts as not listed.`,
    "possible-duplicate": (...[name = "", other = "", by = "", line = ""]) =>
      `${name} may be the same as ${other}${line === "" ? "" : ` (line ${line})`}: they have the same ${by}. Both are kept.`,
    "facts-kept": (name) =>
      `${name} is another cluster's member too, so what is known of it stays; only the membership is changed.`,
    "guessed-column": (heading, field) => `Column “${heading}” is taken for: ${field}.`,
    "unsure-column": (field, headings) => `“${headings}” may each be: ${field}. None of them was read.`,
    "unused-column": (heading) => `Column “${heading}” is not kept.`,
    "unkept-column": (heading, what) => `Column “${heading}” was not read: the bot keeps no ${what}.`,
    "not-in-file": (cluster, count) =>
      `Memberships of ${cluster} that are not in the file: ${count}. They stay; with --complete they end.`,
    "not-ended": () => "Because lines were refused, nobody who is missing from the file was taken for gone.",
    "without-headings": () => "The first line seems to hold values, not headings.",
    "too-long": (characters) => `A cell is longer than ${characters} characters.`,
  } satisfies Record<string, (...values: string[]) => string>,
  fields: {
    reference: "the id in the file",
    name: "name",
    companyNumber: "company number",
    website: "website",
    cluster: "cluster",
    tier: "tier",
    since: "member since",
    until: "member until",
    town: "town",
    postcode: "postcode",
    listed: "listed",
    fee: "fee",
    whoMayJoin: "who may join",
    benefits: "benefits",
    howToJoin: "how to join",
    url: "web address",
    validFrom: "valid from",
    validUntil: "valid until",
    telephone: "telephone numbers",
    payment: "payments",
    email: "e-mail addresses of members",
  },
  line: (label: string, line: number | null, sentence: string) =>
    line === null ? `${label}: ${sentence}` : `${label}, line ${line}: ${sentence}`,
  wouldBe: "Nothing was changed; an import would do this:",
  further: (lines: number) => `… and ${lines} more.`,
  summary: (label: string, counts: string) => `${label}: ${counts}.`,
  imported: (id: number) => `To undo it: npm run -s clusterbot -- import --undo ${id}`,
  undo: {
    done: (id: number, removed: number, restored: number) =>
      `Import ${id} was undone: ${removed} records were removed and ${restored} put back as they were.`,
    unknown: (id: string) =>
      `There is no import ${id}. Nothing was changed; --imports lists those there are.`,
    already: (id: number, day: string) => `Import ${id} was undone on ${day} already. Nothing was changed.`,
    changedSince: (id: number, records: number, later: LaterImport) =>
      `Import ${id} can't be undone: import ${later.id} (${later.label}, ${later.day}) changed ${records} of its records or builds on them. Nothing was changed; undo import ${later.id} first.`,
    changedOtherwise: (id: number, records: number) =>
      `Import ${id} can't be undone: ${records} of its records are not as it left them. Nothing was changed; restore a backup, or import a corrected file.`,
  },
  list: {
    none: "Nothing was imported yet.",
    line: (id: number, label: string, what: string) => `${id}  ${label}: ${what}`,
    counts: (made: number, changed: number, seen: number) =>
      `${made} made, ${changed} changed, ${seen} as before`,
    undone: (day: string) => `, undone on ${day}`,
  },
};
