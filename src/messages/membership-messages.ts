/** What is said about members of clusters and how to join one. */
export const membershipMessages = {
  dates: {
    since: (date: string) => `since ${date}`,
    from: (date: string) => `from ${date}`,
    until: (date: string) => `until ${date}`,
    ended: (date: string) => `ended on ${date}`,
  },
  members: {
    title: (where: string) => `Members: ${where}`,
    summary: (total: number, where: string) =>
      total === 1 ? `One member listed: ${where}.` : `${total} members listed: ${where}.`,
    some: (shown: number, total: number) =>
      `Here are ${shown} of ${total}, by name. Ask for a town or a name to narrow it down.`,
    page: (from: number, until: number, total: number) => `${from} to ${until} of ${total}, by name.`,
    more: "More",
    none: (where: string) => `I know of no listed member: ${where}.`,
    listedOnly: "Only organisations that agreed to be named are shown.",
    withUnlisted:
      "Those marked “not listed” did not agree to be named: only managers of their cluster are shown them. Don't pass them on.",
    unlisted: "not listed",
    asOf: (date: string) => `As of ${date}.`,
    lastSeen: (date: string) => `as of ${date}`,
    closest: (text: string) => `I don't know “${text}”. Is it one of these?`,
    unknown: (text: string) =>
      `I know of no cluster, place or listed member called “${text}”. Only organisations that agreed to be named are shown; their cluster would know more.`,
    ask: "Whose members? Write /cluster members and a cluster, a town or region, or an organisation's name.",
  },
  join: {
    title: (cluster: string) => `Joining ${cluster}`,
    summary: (cluster: string, tiers: string) => `${cluster} can be joined as: ${tiers}.`,
    later: "Later",
    contact: (role: string) => `Best placed to answer: ${role}.`,
    none: (cluster: string) =>
      `I don't know how to join ${cluster}: nobody has told me its kinds of membership.`,
    unknown: (text: string) =>
      `I know of no cluster called “${text}”. Write /cluster join and a cluster's name.`,
    ask: "Which cluster would you like to join? Write /cluster join and its name.",
  },
};
