/** What is said about adding events by hand and looking after them. Dates come written out. */
export const addedEventMessages = {
  form: {
    add: "Add an event",
    change: "Change an event",
    details: "Add details",
    send: "Show me",
    introduction: "I show you what I understood. Nothing is published before you press Publish.",
    changing:
      "I show you what will change. Nothing changes before you press Publish. With another date or time it is told as moved.",
    cluster: "Cluster",
    title: "Title",
    when: "When",
    whenHint: "Thu 10 December 6 till 8pm. A day alone, or 10-12 December, lasts all day. UK time.",
    where: "Where",
    whereHint: "Venue, street, town and postcode; or “online” with its link; or both",
    audience: "Who is it for?",
    page: "Page or booking link",
    pageHint: "https://…",
    price: "Price",
    priceHint: "Free, or £10",
    summary: "What is it about?",
    tags: "Subjects",
    tagsHint: "cloud, founders, women in tech",
  },
  audiences: {
    public: "Everybody (public)",
    members: "Members of the cluster",
    board: "The cluster's board",
  },
  button: {
    publish: "Publish",
    change: "Change",
    details: "Add details",
    discard: "Discard",
    move: "Change or move",
    cancelled: "Cancelled",
    soldOut: "Sold out",
    onAgain: "On again",
    withdraw: "Withdraw",
    withdrawSure: "Yes, withdraw it",
    more: "More",
    add: "Add an event",
  },
  problem: {
    noTitle: "An event needs a title.",
    tooLong: (label: string, most: number) => `“${label}” is longer than ${most} characters.`,
    noAudience: "Say who it is for.",
    noDay: (written: string) =>
      `I couldn't find a day in “${written}”. Write it like: Thu 10 December 6 till 8pm.`,
    noTime: (written: string) =>
      `I know the day in “${written}”, but not from when. Write a time, like 6pm, or the day alone if it lasts all day.`,
    several: (written: string) =>
      `I found more than one date or time in “${written}”. Write one, like: Thu 10 December 6 till 8pm.`,
    repeated:
      "I take one date at a time. A series comes best from its calendar: /cluster watch add reads one by itself.",
    leftOver: (written: string, left: string) =>
      `In “${written}” I couldn't read “${left}”. Write it like: Thu 10 December 6 till 8pm, in UK time.`,
    endBeforeStart: (written: string) =>
      `In “${written}” the end comes before the start. If it goes on to another day, write both days.`,
    otherWeekday: (day: string) => `Weekday and date don't go together: it would be ${day}.`,
    skipped: (day: string, time: string) =>
      `There is no ${time} on ${day}: the clocks go forward then. Write a time before or after.`,
    isOver: (when: string) => `That is over: I read ${when}.`,
    notALink: (label: string, text: string) =>
      `“${label}”: “${text}” is no link I can use. Paste the whole address, beginning with https://.`,
    chooseCluster: "You look after several clusters, so I need to know whose event it is.",
  },
  draft: {
    newHeading: (title: string) => `Not published yet: ${title}`,
    changeHeading: (title: string) => `Not changed yet: ${title}`,
    summary: (title: string, when: string) =>
      `I understood “${title}”, ${when}. Look at it, then press Publish.`,
    when: "When",
    where: "Where",
    found: "Found under",
    page: "Page",
    join: "Join online",
    price: "Price",
    audience: "For",
    whose: "Cluster",
    tags: "Subjects",
    status: "Marked as",
    statuses: { scheduled: "on", moved: "moved", cancelled: "cancelled", "sold out": "sold out" },
    movedFrom: (when: string) => `It will be told as moved from ${when}.`,
    audienceOf: (audience: string, clusters: string) =>
      clusters === "" ? audience : `${audience} (${clusters})`,
    noPlace: "not said",
    notYet: "Nobody is shown this before you press Publish. Unpublished, it is deleted after a day.",
    nothingChanges: "Nothing in it differs from what is published.",
    notAsked: (labels: string) => `Still to be said, if you like: ${labels}.`,
  },
  note: {
    yearTaken: (year: number) => `No year was written, so I took the next one to come: ${year}.`,
    dayFirst: (written: string, day: string) => `I read “${written}” with the day first: ${day}.`,
    twice: "That time comes twice, as the clocks go back; I took the first one, in BST.",
    lacksLink: "You say online, but there is no link to join; add it under “Where” if you have one.",
    unknownPlace: (place: string, region: string | null) =>
      region === null
        ? `I don't know where “${place}” is, so it is in no list of a place. Add the town or postcode if it should be.`
        : `I don't know where “${place}” is, so it is found under ${region}. Add the town or postcode to be exact.`,
    noPlace: (region: string | null) =>
      region === null ? "No place was given." : `No place was given, so it is found under ${region}.`,
    addedBefore: (title: string) =>
      `Your cluster added this already, as “${title}”. Publishing changes that one; there won't be two.`,
    known: (title: string, when: string) =>
      `I know this event already: “${title}”, ${when}. Publishing joins the two into one. If it is another event, give it another title or page first.`,
    knownSomewhere: "I know this event already, from another cluster. Publishing joins the two into one.",
    theirs: (cluster: string) =>
      `It is ${cluster}'s event: what they say of it counts, and you add what they don't say.`,
    narrower: (audience: string) =>
      `Another source says that fewer may see it, and that counts: ${audience}.`,
    alsoElsewhere:
      "A calendar or file tells of it as well. What it changes later counts again, even over what you write here.",
  },
  published: {
    new: (title: string, when: string) => `“${title}” is published: ${when}.`,
    joined: (title: string) => `“${title}” is published. I knew it already, so the two are one event now.`,
    changed: (title: string) => `“${title}” is changed.`,
    moved: (title: string, when: string) => `“${title}” is told as moved: it is now on ${when}.`,
    cancelled: (title: string) => `“${title}” is told as cancelled.`,
    unchanged: (title: string) => `“${title}” was published like this already. Nothing was changed.`,
    where: {
      public: "It is in answers, in /cluster events list, and in the calendars to subscribe to.",
      members: "It is in answers and in /cluster events list for members of the cluster only.",
      board: "It is in answers and in /cluster events list for the cluster's board only.",
    },
  },
  marked: {
    cancelled: (title: string) => `“${title}” is now told as cancelled.`,
    "sold out": (title: string) => `“${title}” is now told as sold out.`,
    scheduled: (title: string) => `“${title}” is told as on again.`,
    notTaken: (title: string) =>
      `“${title}” is another cluster's event, so how it stands is theirs to say. Your word is kept and not shown.`,
    already: "It is told like that already. Nothing was changed.",
  },
  withdraw: {
    sure: (title: string) =>
      `Withdraw “${title}”? It then goes from answers, lists and calendars, as if it had never been added. If people know of it, mark it as cancelled instead.`,
    done: (title: string) => `“${title}” is withdrawn.`,
    stays: (title: string) =>
      `What was added by hand of “${title}” is withdrawn. The event stays, because another source tells of it too.`,
    gone: "That event isn't there any more, or was withdrawn already. Nothing was changed.",
  },
  list: {
    title: "Events added by hand",
    none: "Nobody has added an event by hand for your cluster yet. Begin with /cluster events add.",
    noneFound: (words: string) => `None of the events added by hand has “${words}” in its title.`,
    summary: (total: number) => (total === 1 ? "1 event added by hand." : `${total} events added by hand.`),
    shown: (from: number, to: number, total: number) => `${from} to ${to} of ${total}`,
    how: "For one of them write /cluster events added and its number, or words of its title.",
    over: "over",
    elsewhere: "a calendar or file tells of it too",
    noDate: "no date",
  },
  openForm: "Events are added with a form.",
  open: "Open the form",
  series: (title: string) =>
    `“${title}” with this date is one of a series that a calendar tells of, and one date can't take the place of them all. Change it in that calendar, or give this one another title. Nothing was published.`,
  draftGone:
    "I don't have that draft any more: it was discarded, or is more than a day old. Nothing was changed; add the event again.",
  draftPublished:
    "That is published already. Nothing was changed; /cluster events added lists it, with buttons to change it.",
  discarded: "Discarded. Nothing of it was kept.",
  sayWhich: "Which event? /cluster events added lists them, with buttons.",
  noCluster: "There is no cluster yet that an event could belong to. Nothing was changed.",
} as const;
