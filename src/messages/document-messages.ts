import { writtenDate } from "./dates.ts";

/** What is said about handing in and looking after documents. */
export const documentMessages = {
  kinds: {
    event: "Event",
    membership: "Membership",
    policy: "Policy position",
    minutes: "Minutes",
    guide: "Guide",
    news: "News",
    other: "Something else",
  },
  audiences: {
    public: "Everybody (public)",
    members: "Members of the cluster",
    board: "The cluster's board",
  },
  form: {
    add: "Add a document",
    replace: "Replace a document",
    details: "Change details",
    send: "Read it",
    save: "Save",
    introduction:
      "I read it and show you what I understood. Nothing is searched before you press Publish. What the document says of itself counts first.",
    cluster: "Cluster",
    file: "File",
    fileHint: "PDF, Word, Markdown, HTML or text, up to 20 MB",
    link: "Or a link to a web page",
    linkHint: "https://…",
    title: "Title",
    titleHint: "Leave empty to take it from the document",
    kind: "What is it about?",
    audience: "Who may read it?",
    published: "Published on",
    publishedHint: "23 June 2026, June 2026 or 2026",
    effective: "In force",
    effectiveHint: "1 January 2027 to 31 December 2027, from …, or until …",
  },
  button: {
    publish: "Publish",
    publishReplacing: "Publish in its place",
    details: "Change details",
    discard: "Discard",
    replace: "Replace",
    withdraw: "Withdraw",
    withdrawSure: "Yes, withdraw it",
    cited: "Where cited",
    more: "More",
  },
  draft: {
    heading: (title: string) => `Not published yet: ${title}`,
    whose: "Cluster",
    kind: "About",
    audience: "For",
    published: "Published",
    effective: "In force",
    text: "Text",
    begins: "It begins",
    noDate: "no date",
    noPeriod: "no dates",
    notAsked: (details: string) =>
      `These were not asked for: ${details}. Look at what I understood; if any of it is wrong or missing, say so with “Change details” before you publish.`,
    datesNotKnown: "No dates are known. If it has any, say so with “Change details”.",
    amount: (passages: number, pages: number | null) =>
      pages === null
        ? counted(passages, "passage")
        : `${counted(pages, "page")}, ${counted(passages, "passage")}`,
    summary: (title: string, passages: number) =>
      `I read “${title}”: ${counted(passages, "passage")}. Look at what I understood, then publish it.`,
    notYet: "Nothing of this is searched before you press Publish. Unpublished, it is deleted after a day.",
    replaces: (title: string) => `It takes the place of “${title}”.`,
    comesBack: (title: string) => `“${title}” was withdrawn; publishing this brings it back.`,
    change: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
    unchanged: "Title, kind, audience and dates stay as they are.",
    readAgain:
      "The document it replaces was imported from a folder or is read again by itself; the next reading there may put that text back.",
  },
  warning: {
    pagesWithoutText: (pages: string, isOne: boolean) =>
      isOne
        ? `There is no text on page ${pages}. If it was scanned, run text recognition first.`
        : `There is no text on pages ${pages}. If they were scanned, run text recognition first.`,
    datesUnclear: (written: string) =>
      `I could not read the date “${written}”, so it was left out. Write it like 23 June 2026.`,
    veryShort: (words: number) => `It is very short: ${counted(words, "word")}.`,
    overruled: {
      title: "The document itself says another title, and that counts.",
      kind: "The document itself says another kind, and that counts.",
      audience: "The document itself says that fewer may read it, and that counts.",
      published: "The document itself says when it was published, and that counts.",
      effective: "The document itself says when it is in force, and that counts.",
    },
    replacesUnknown:
      "It says that it replaces a document that your cluster does not have, so that was left out.",
    sameText: (title: string) => `The same text is published already as “${title}”.`,
    sameTitle: (title: string) =>
      `There is a document called “${title}” already. If this is its new version, publish it in its place.`,
    onlyFirst: "I take one file at a time; only the first was read.",
  },
  published: {
    added: (title: string, passages: number) =>
      `“${title}” is published: ${counted(passages, "passage")} can be cited from now on.`,
    replaced: (title: string, version: number, passages: number) =>
      `“${title}” is published in the place of the old one (version ${version}): ${counted(passages, "passage")} can be cited from now on.`,
    already: (title: string) => `“${title}” is published already. Nothing was changed.`,
    taken:
      "What this would replace is no longer there, or isn't your cluster's. Nothing was changed; add it as a document of its own.",
  },
  draftGone:
    "I don't have that draft any more: it was discarded, or is more than a day old. Nothing was changed; add the document again.",
  draftPublished: "That is published already. Nothing was changed; withdraw it if it should not be cited.",
  draftNotRead: "I haven't read that document yet. Nothing was changed; add it again and send the form in.",
  discarded: "Discarded. Nothing of it was kept.",
  nothingHandedIn:
    "I found no file and no link. Nothing was changed; write /cluster documents add, attach a file or add a link.",
  notFetched: (reason: string) =>
    `I couldn't get it: ${reason}. Nothing was changed; try again, or send it another way.`,
  noFilesHere: "files cannot be taken from here",
  tooLarge: (bytes: number) => `it is larger than ${Math.round(bytes / 1_000_000)} MB, the most I take`,
  notAWebAddress: "the link does not begin with http or https",
  notRead: (reason: string) => `I couldn't take it: ${reason}. Nothing was changed.`,
  chooseCluster: (clusters: string) =>
    `You look after several clusters (${clusters}), so I need to know whose it is. Nothing was changed; write /cluster documents add and choose one.`,
  noCluster: "There is no cluster yet that a document could belong to. Nothing was changed.",
  unknownDocument: (words: string) =>
    words === ""
      ? "Which document? Write its number in /cluster documents list, or words of its title."
      : `I don't find exactly one document of yours by “${words}”. Nothing was changed; /cluster documents list shows their numbers.`,
  list: {
    title: "Your documents",
    none: "There are no documents yet. Add one with /cluster documents add.",
    noneFound: (words: string) => `None of your documents has “${words}” in its title.`,
    summary: (total: number) => `${counted(total, "document")}.`,
    shown: (from: number, to: number, total: number) =>
      from === 1 && to === total
        ? counted(total, "document")
        : `${from} to ${to} of ${counted(total, "document")}`,
    how: "For one of them write /cluster documents list and its number, or words of its title.",
    cited: (count: number) => (count === 0 ? "not cited" : `cited in ${counted(count, "answer")}`),
    imported: (date: string, version: number) =>
      version === 1 ? `added on ${date}` : `version ${version} of ${date}`,
  },
  withdraw: {
    sure: (title: string, citedBy: number) =>
      `Withdraw “${title}”? It is cited in ${counted(citedBy, "answer")} so far. No new answer will rest on it; what was answered stays as it is.`,
    done: (title: string) => `“${title}” is withdrawn: no new answer rests on it.`,
    already: (title: string) => `“${title}” was withdrawn already. Nothing was changed.`,
  },
  cited: {
    heading: (title: string) => `Where “${title}” is cited`,
    none: (title: string) => `No answer that I still keep cites “${title}”.`,
    summary: (title: string, total: number) => `“${title}” is cited in ${counted(total, "answer")}.`,
    private: "a private answer",
    shared: "in a channel",
    withOthers: "only together with other sources",
    newest: (count: number) => `These are the newest ${count}.`,
    notReadable:
      "You may not read the document itself, so what was answered from it isn't shown. Nor is who asked and what.",
    privacy: "Who asked and what is not shown, nor what rests on other documents too.",
  },
  period: (from: string | null, until: string | null) => {
    if (from === null && until === null) return null;
    if (from === null) return `until ${writtenDate(until ?? "")}`;
    if (until === null) return `from ${writtenDate(from)}`;
    return `${writtenDate(from)} to ${writtenDate(until)}`;
  },
  platforms: { slack: "Slack", discord: "Discord", web: "the web page", terminal: "the terminal" },
} as const;

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}
