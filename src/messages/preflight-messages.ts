/** What is told before anybody approves an announcement. Times come written out: “Tuesday 1 December 2026, 09:00 GMT”. */
export const preflightMessages = {
  outcome: {
    goes: (when: string) => `Goes out ${when}`,
    held: (when: string, why: readonly string[]) => `Held (${why.join("; ")}); meant for ${when}`,
    skipped: (why: string) => `Left out: ${why}`,
    late: "Its time there has passed by too long: I would ask you what to do.",
    "will-fail": (why: string) => `Won't work: ${why}`,
  },
  held: {
    "own-approval": "somebody there approves what others announce",
    "daily-cap": "as many announcements a day as they want are planned already",
    "bank-holidays-unknown": "I don't know yet whether that is a bank holiday",
  },
  skipped: {
    "topic-opted-out": "they don't want announcements on this topic",
    "bank-holiday": "they want none on a bank holiday",
    "next-run-first": "by then the next one goes out",
    excepted: "it is not sent on bank holidays",
    "same-channel": "that channel gets it already",
    "no-run": "it has ended",
  },
  failing: {
    "token-dead": "the bot's access to that workspace has ended; install it there again",
    "bot-removed": "the bot was removed from there; invite it again",
    "channel-gone": "the channel is no longer there",
    "channel-archived": "the channel is archived",
    deleted: "somebody deleted it there",
    "not-in-channel": "the bot is not in that channel; invite it there",
    "may-not-post": "the bot may not write in that channel",
    "may-not-attach": "the bot may not add pictures in that channel",
    "too-long": "it is too long for that platform",
    "too-old": "it is too old to be changed there",
    refused: "the platform refuses it",
    "too-many-parts": "it would take too many messages there; shorten it",
    audience: "more people read that channel than it is for",
    "shared-with-others": "the channel is shared with another organisation, and this is not public",
  },
  notes: {
    "after-quiet-hours": (from: string, to: string) => `${from} is in their quiet hours; moved to ${to}.`,
    "may-veto": (hours: number, from: string | null) =>
      from === null
        ? "Somebody there can still say no until then."
        : `They want ${hours} hours to say no, counted from the approval; ${from} would be sooner.`,
    "next-working-day": (from: string, to: string, holiday: string) =>
      `${from} is a bank holiday there (${holiday}); moved to ${to}.`,
    "in-quiet-hours": (until: string) =>
      `That is in this workspace's quiet hours, which end ${until}; your own announcements go out all the same.`,
    "on-bank-holiday": (holiday: string) => `That is a bank holiday there (${holiday}).`,
    "bank-holidays-unknown": (day: string) => `Bank holidays on ${day} are not known yet.`,
    "clock-skips": (time: string, day: string, shown: string) =>
      `${time} does not exist on ${day}, when the clocks change; it goes out at ${shown}.`,
    "clock-twice": (time: string, day: string, shown: string) =>
      `${time} comes twice on ${day}, when the clocks change; it goes out the first time, at ${shown}.`,
    "goes-at-once": (slot: string) => `${slot} has just passed there; it goes out at once.`,
    "excepted-holiday": (holiday: string) => `The coming one falls on a bank holiday there (${holiday}).`,
    "holidays-known-until": (year: number) =>
      `Bank holidays are known until the end of ${year}; what falls on a weekday after that is held until they are.`,
    mentions: {
      here: "Notifies everybody there who is online (@here).",
      everybody: "Notifies everybody there (@channel).",
    },
    "mention-not-wanted": "Notifies nobody there: that channel is not set up for it.",
    "mention-not-yours":
      "Notifies nobody there: whoever wrote it may do that only in workspaces of their own clusters.",
    "several-parts": (parts: number) => `Takes ${parts} messages there.`,
    "lists-today": (items: number) =>
      items === 0
        ? "Today nothing is on there, so nothing would be posted."
        : items === 1
          ? "Today it would list one event."
          : `Today it would list ${items} events.`,
    "not-examined": "I couldn't find out about this channel just now.",
    "cannot-look-up":
      "I may not read this channel: should the platform's answer get lost, I'd ask you whether the post is there.",
    "same-channel-as": (workspace: string) => `It is the same shared channel as in ${workspace}.`,
  },
  correction: {
    reaches: (channels: number) =>
      channels === 0
        ? "No channel has it, so nothing would be corrected."
        : channels === 1
          ? "It is corrected in the one channel that has it."
          : `It is corrected in the ${channels} channels that have it.`,
    /** Of what repeats, which may have been posted often in one channel. */
    reachesPosts: (posts: number, channels: number, since: string) =>
      `It changes what was posted already as well: ${posts === 1 ? "one post" : `${posts} posts`} in ${channels === 1 ? "one channel" : `${channels} channels`}, back to ${since}.`,
    toCome: (posts: number) =>
      `It reads like this from now on. What was posted already stays as it is${posts === 0 ? "" : `: ${posts === 1 ? "one post" : `${posts} posts`}`}.`,
    wrongToCome: (channels: number, of: number) =>
      `As things are it won't go out any more in ${channels} of its ${of} channels:`,
    failingToCome: (why: string) => `Won't go out: ${why}`,
    wrongPosts: (posts: number, of: number) => `It won't work for ${posts} of these ${of} posts:`,
    wrong: (channels: number, of: number) =>
      `It won't work in ${channels} of the ${of} channels that have it:`,
    failing: (why: string) => `Won't be corrected: ${why}`,
    held: "Somebody there has to let it through first; until then the earlier text stays",
    byHand: "only a person saw the post, so somebody there has to change it by hand",
    more: (now: number, then: number) =>
      `Takes ${then} messages there instead of ${now}; what is added stands below all that was said since.`,
    fewer: (now: number, then: number) =>
      `Takes ${then === 1 ? "one message" : `${then} messages`} there instead of ${now}; the others are deleted.`,
  },
  problems: {
    "no-destination":
      "Nobody would get this: no channel is set up for such announcements where you want it to go.",
    "nothing-goes": "As things are it would go out nowhere.",
    "event-narrower":
      "The event it is about is no longer for everybody this would reach. Change whom it is for, or cancel it.",
    image: (reason: string) => `The picture can't be used: ${reason}.`,
  },
  /** Of the event it is about, once that has changed. */
  event: {
    changed: {
      cancelled: "The event it is about was cancelled after this was written.",
      "on-again": "The event it is about was cancelled when this was written, and takes place after all.",
      moved: (when: string) => `The event it is about was moved to ${when} after this was written.`,
      /** It is as it was again. */
      other: "The event it is about was changed, and changed back.",
    },
    changeOrSave: (changed: string) =>
      `${changed} Change what it says; opened and saved as it is, it can go out all the same.`,
    heldBack: (name: string, channels: number, changed: string) =>
      `${name} was not sent to ${channels === 1 ? "one channel" : `${channels} channels`}. ${changed} Change what it says, or press “Post again” to send it all the same.`,
    comingChanged: (changed: string) =>
      `${changed} As it is it will not be sent when its time comes, and you are asked. Change what it says, or cancel it.`,
  },
  leftOut: {
    audience: (workspace: string) =>
      `${workspace}: a channel is left out, since more people read it than this is for.`,
    "no-channel": (workspace: string) => `${workspace}: no channel is set up for announcements.`,
    "no-digest-channel": (workspace: string) => `${workspace}: no channel is set up for digests.`,
    "not-confirmed": (workspace: string) => `${workspace}: nobody has confirmed yet whose workspace it is.`,
  },
  noWorkspace: (cluster: string) => `${cluster} has no workspace there.`,
} as const;
