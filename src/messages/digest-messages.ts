/** What is said of announcements that are made of an event, and of those that fill themselves when they are sent. */
export const digestMessages = {
  /** The lines of an announcement made of an event, each behind its label. */
  event: {
    when: "When",
    where: "Where",
    price: "Price",
    join: "Join online",
    button: "Announce this event",
    formTitle: "Announce an event",
    introduction: "Filled in from the calendar: change what you like. You see it as others will, first.",
    unknown:
      "I don't find that event, or you may not see it. Nothing was written; /cluster events shows what is on.",
    which: "Which of these do you mean?",
    toCome: (isMore: boolean) =>
      `Which event?${isMore ? " These are the next; for a later one write its name, as /cluster announce event Cloud Night." : ""}`,
    noneToCome:
      "I know of no event of your clusters in the next eight weeks that you may see. For a later one write its name, as /cluster announce event Cloud Night.",
    show: (title: string) => `Announce ${title}`,
    otherCluster: (cluster: string) =>
      `That is an event of ${cluster}, and you can't write announcements for it. Nothing was written.`,
    tooWide: (audience: string, clusters: string) =>
      `The event is for ${audience} of ${clusters}, so its announcement can't go to anybody else.`,
    audience: { public: "everybody", members: "members", board: "the board" },
  },
  form: {
    title: "Digest",
    introduction:
      "Each time I post what is on where the channel is. Somebody else approves it once; nothing is posted where nothing is on.",
    usualTitle: "What's on",
    usualBody: "What's on in the coming days:",
    body: "Introduction",
    bodyHint: "One line above the list",
    days: "How many days ahead",
    daysHint: "1 to 31; today counts",
    whenHint: "every Monday 08:30",
  },
  days: "Say how many days ahead it looks, from 1 to 31.",
  /** What an announcement is filled with, on its card. */
  fills: (days: number) =>
    days === 1 ? "what is on that day" : `what is on in the ${days} days from then, each time it is sent`,
  field: "Filled with",
  more: (count: number) => `… and ${count} more. Ask me with /cluster events.`,
  today: (where: string) => `What it would say today in ${where}:`,
} as const;
