const counted = (count: number): string => count.toLocaleString("en-GB");

/** What the author of an announcement is told while it goes out, is corrected or is taken back. */
export const announcementStatusMessages = {
  name: (name: string, title: string) => `${name} “${title}”`,
  underWay: {
    post: (name: string) => `${name} is going out`,
    edit: (name: string) => `${name} is being corrected`,
    recall: (name: string) => `${name} is being taken back`,
  },
  text: (lead: string, parts: readonly string[]) => `${lead}: ${parts.join(", ")}.`,
  reached: {
    post: (done: number, all: number) => `${counted(done)} of ${counted(all)} posted`,
    edit: (done: number, all: number) => `corrected in ${counted(done)} of ${counted(all)}`,
    recall: (done: number, all: number) => `taken back in ${counted(done)} of ${counted(all)}`,
  },
  refused: {
    post: (count: number) => `${counted(count)} refused`,
    edit: (count: number) => `${counted(count)} not corrected`,
    recall: (count: number) => `${counted(count)} not taken back`,
  },
  unconfirmed: (count: number) => `${counted(count)} unconfirmed`,
  late: (count: number) => `${counted(count)} late`,
  heldBack: (count: number) => `${counted(count)} held back`,
  held: (count: number) => `${counted(count)} held by their region`,
  heldEdits: (count: number) =>
    count === 1 ? "1 correction held by its region" : `${counted(count)} corrections held by their regions`,
  skipped: (count: number) => `${counted(count)} left out`,
  toCome: (count: number, when: string) => `${counted(count)} to come, the next on ${when}`,
  /** In place of the sentences below, once they are true no more. */
  settled: (name: string) => `${name} needs you no more: nothing is left to decide on.`,
  /** Of an outage: when, and on which platforms nothing was sent. */
  away: {
    text: (since: string, until: string, where: string) =>
      `I was away from ${since} to ${until}, and sent no announcement on ${where} meanwhile.`,
    due: (posts: number, announcements: number, parts: readonly string[]) =>
      `${counted(posts)} ${posts === 1 ? "post was" : "posts were"} due, of ${announcements === 1 ? "one announcement" : `${counted(announcements)} announcements`}: ${parts.join(", ")}.`,
    caughtUp: (count: number) => `${counted(count)} sent since`,
    coming: (count: number) => `${counted(count)} still to be sent`,
    late: (count: number) =>
      `${counted(count)} too late by now, which I ask ${count === 1 ? "its author" : "the authors"} about`,
  },
  needsYou: {
    post: (name: string, parts: readonly string[]) =>
      `${name} needs you: ${parts.join(", ")}. Look where, and say what should become of them.`,
    edit: (name: string) =>
      `${name} needs you: it could not be corrected everywhere. Look where it still says what it said.`,
    recall: (name: string) =>
      `${name} needs you: it could not be taken back everywhere. Look where it is still there.`,
  },
};
