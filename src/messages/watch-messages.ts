/** What is said about sources that are read again by themselves. */
export const watchMessages = {
  kinds: {
    page: "A single page",
    list: "A page or list with links",
    sitemap: "A sitemap",
    feed: "A feed (RSS or Atom)",
    calendar: "A calendar (.ics)",
    folder: "A folder",
    guess: "As it looks",
  },
  every: {
    usual: "As usual: calendars every hour, the rest every day",
    "1": "Every hour",
    "6": "Every six hours",
    "24": "Every day",
    "168": "Every week",
  },
  everyHours: (hours: number) => {
    if (hours === 168) return "every week";
    if (hours === 24) return "every day";
    return hours === 1 ? "every hour" : `every ${hours} hours`;
  },
  form: {
    title: "Read again by itself",
    submit: "Watch it",
    introduction:
      "I read its pages again and again. What is new or changed is published at once, unseen by anybody.",
    cluster: "Cluster",
    address: "Address",
    addressHint: "A page, a list of pages, a sitemap, a feed or a calendar (.ics)",
    kind: "What is it?",
    audience: "Who may read its pages?",
    documentKind: "What are they about?",
    every: "How often?",
  },
  list: {
    title: "Read again by themselves",
    none: "Nothing is read again by itself. Add a page, sitemap or feed with /cluster watch add.",
    summary: (total: number) => (total === 1 ? "One source is watched." : `${total} sources are watched.`),
    notYet: "not read yet",
    failed: (sentence: string) => `did not work: ${sentence}`,
    how: "To stop one write /cluster watch remove and its number.",
    stop: (number: number) => `Stop ${number}`,
  },
  added: {
    calendar: "It is a calendar. I take over its events within ten minutes, and read it again",
    page: "I read this page within ten minutes, and then again",
    list: (count: string) => `I found ${count} in it. I read them within ten minutes, and then again`,
  },
  addedWhole: (found: string, every: string) =>
    `${found} ${every}. /cluster watch list shows what came of it.`,
  taken: "This address is watched already. Nothing was changed; /cluster watch list shows yours.",
  takenElsewhere:
    "Another cluster has this address watched, so what stands there counts as that cluster's. Nothing was changed. If it should be yours, ask an administrator of the federation, or whoever runs the bot.",
  notAnAddress:
    "I can watch addresses that begin with http or https. Nothing was changed; check the address.",
  notLooked: (reason: string) => `I couldn't read it: ${reason}. Nothing was changed.`,
  unknown:
    "I don't find that among your sources. Nothing was changed; /cluster watch list shows their numbers.",
  removed: (address: string) =>
    `${address} is no longer read again. What was read from it stays; withdraw it with /cluster documents list.`,
  chooseCluster: (clusters: string) =>
    `You look after several clusters (${clusters}), so I need to know whose it is. Nothing was changed; write /cluster watch add and choose one.`,
  result: {
    counts: (total: string, parts: string) => (parts === "" ? `${total}.` : `${total}: ${parts}.`),
    added: (count: number) => `${count} new`,
    replaced: (count: number) => `${count} changed`,
    unchanged: (count: number) => `${count} unchanged`,
    withdrawn: (count: number) => `${count} gone and withdrawn`,
    refused: (count: number, reason: string) => `${count} could not be read (the first: ${reason})`,
    calendar: (total: string, parts: string) => `${total}: ${parts}.`,
    calendarUnchanged: "Nothing has changed since it was last read.",
    noTime: "there was no time left to take it over",
    calendarEmpty: "There are no events in it.",
    refusedEvents: (count: number, reason: string) =>
      `${count} could not be taken over (the first: ${reason})`,
    cut: "It names more than I read.",
    elsewhere: (count: number) =>
      `${pages(count)} on other servers ${count === 1 ? "was" : "were"} passed over.`,
    unfinished: "The time was over before the last one; the next reading goes on.",
    failed: (reason: string) => `It could not be read: ${reason}. What was read before stays.`,
  },
  commandLine: {
    address: (found: string) => `${found} by itself, as long as the bot runs.`,
    folder: (path: string) =>
      `${path} is read within ten minutes, and then again by itself, as long as the bot runs.`,
    unknown: (source: string) => `${source} is not watched. Nothing was changed.`,
    removed: (address: string) =>
      `${address} is no longer read again. What was read from it stays; take it out with import --withdraw.`,
    nothingDue: "Nothing is due; --all reads everything.",
  },
  doctor: {
    none: "Nothing is read again by itself; `npm run -s clusterbot -- watch add` changes that.",
    good: (count: number) =>
      `${count === 1 ? "One source is" : `${count} sources are`} read again by themselves.`,
    failed: (address: string, sentence: string) => `${address}: ${sentence}`,
  },
} as const;

export function pages(count: number): string {
  return count === 1 ? "1 page" : `${count} pages`;
}

export function documents(count: number): string {
  return count === 1 ? "1 document" : `${count} documents`;
}

export function events(count: number): string {
  return count === 1 ? "1 event" : `${count} events`;
}
