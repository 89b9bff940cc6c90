import { allStopMessages } from "./all-stop-messages.ts";
import { announcementToldMessages } from "./announcement-told-messages.ts";

/** `2 hours`, `24 hours`, `3 days`. */
function lateFor(minutes: number): string {
  const named = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
  if (minutes % 60 !== 0) return named(minutes, "minute");
  const hours = minutes / 60;
  return hours > 24 && hours % 24 === 0 ? named(hours / 24, "day") : named(hours, "hour");
}

/** What is said about announcements. */
export const announcementMessages = {
  states: {
    draft: "Draft: nobody has been asked to approve it yet.",
    "awaiting-approval": "Waiting for somebody else to approve it.",
    approved: "Approved.",
    finished: "Everything it promised has been sent or settled.",
    cancelled: "Cancelled: nothing more is sent.",
    recalled: "Taken back.",
  },
  notKept: "Nothing was kept, and nobody was asked: this is what would come of it.",
  paused: "Paused: nothing is sent until somebody resumes it.",
  askedForOther:
    "Nobody can approve it like this: a workspace it goes to has changed since approval was asked for. Whoever writes for its cluster has to ask again.",
  editWaiting: "A correction waits for somebody else to approve it.",
  stopped: "All announcements are stopped at the moment, everywhere.",
  name: (name: string, title: string) => `${name}: ${title}`,
  field: {
    when: "When",
    to: "To",
    topic: "Topic",
    link: "Link",
    image: "Picture",
    notify: "Notifies",
    cluster: "Cluster",
    late: "If I was away",
  },
  lateFor,
  late: (minutes: number) =>
    minutes === 0
      ? "sent only on time; later I ask you"
      : `sent up to ${lateFor(minutes)} late; after that I ask you`,
  aim: {
    everyone: "every cluster",
    /** What somebody would type for it. */
    everyoneTyped: "everyone",
    audiences: { public: "everybody", members: "members only", board: "boards only" },
    platforms: { slack: "Slack", discord: "Discord" },
    text: (clusters: string, audience: string, platforms: string) =>
      `${clusters}, for ${audience}, on ${platforms}`,
  },
  notify: {
    nobody: "No",
    here: "Who is online (@here)",
    everybody: "Everybody in the channel (@channel)",
  },
  /** What a correction of something that repeats changes. */
  reach: {
    "to-come": "From now on: what was posted stays",
    everywhere: "Also in what was posted already",
  },
  text: "What it says",
  page: (page: number, of: number) => `Part ${page} of ${of} of what it says.`,
  parts: (parts: number) => (parts === 1 ? "one message" : `${parts} messages`),
  destinations: (count: number) => (count === 1 ? "One channel" : `${count} channels`),
  more: (count: number) => `… and ${count} more.`,
  destination: (workspace: string, channel: string) => `${workspace}, ${channel}`,
  delivery: {
    waiting: (when: string) => `due ${when}`,
    held: (when: string, why: string) => `held ${why}, due ${when}`,
    sending: () => "being sent now",
    done: (when: string) => `sent, ${when}`,
    refused: (when: string, reason: string) => `not sent, due ${when}: ${reason}`,
    unconfirmed: () => "may be there: the answer was lost and I cannot look. Please check the channel",
    late: (when: string) => `not sent: I was away when it was due (${when})`,
    skipped: (when: string, reason: string) => `left out, due ${when}: ${reason}`,
  },
  /** Why a region holds something. */
  held: {
    "own-approval": "for their own approval",
    "daily-cap": "since they get as many that day as they want; they may let it through",
    "bank-holidays-unknown": "since nobody knows yet whether that day is a bank holiday there",
  },
  change: {
    edit: {
      waiting: "to be corrected",
      sending: "being corrected",
      done: "corrected",
      refused: "not corrected",
      leftOut: "shows the earlier text: somebody there left the correction out",
      held: "shows the earlier text: somebody there has to let the correction through",
      left: "not corrected: somebody chose to leave it as it is",
    },
    recall: {
      waiting: "to be taken back",
      sending: "being taken back",
      done: "taken back",
      refused: "not taken back",
      left: "not taken back: somebody chose to leave it there",
    },
  },
  reason: {
    "token-dead": "the workspace no longer accepts me; somebody there has to install me again",
    "bot-removed": "I am no longer in that workspace",
    "channel-gone": "the channel is not there any more",
    "channel-archived": "the channel is archived",
    deleted: "somebody deleted it there",
    "not-in-channel": "I am not in the channel; somebody there has to invite me",
    "may-not-post": "I may not post in that channel",
    "may-not-attach": "I may not attach a picture there",
    "too-long": "the platform says it is too long",
    "too-many-parts": "it would take too many messages there; it has to be shorter",
    "too-old": "it is too old to be changed there",
    refused: "the platform refused it",
    cancelled: "it was cancelled",
    recalled: "it was taken back before it was sent",
    replaced: "another announcement has taken its place",
    "run-skipped": "this time was skipped",
    "left-out": "somebody chose to leave it out",
    vetoed: "people there chose to leave it out",
    "said-to-be-there":
      "I know only from a person that it is there, so please have it changed or deleted by hand there",
    "nothing-on": "nothing was on there",
    "event-narrower": "the event it is about is no longer for everybody there",
    "event-cancelled": "the event it is about was cancelled after it was written",
    "event-on-again": "the event it is about takes place after all",
    "event-moved": "the event it is about was moved after it was written",
    "not-for-channel": "the channel is no longer set up for it",
    "topic-opted-out": "they want nothing on this topic",
    "bank-holiday": "they want nothing on a bank holiday",
    overtaken: "a later time of it took its place",
    "next-run-first": "the next time would come first",
    other: "no reason is known",
  },
  counts: (counts: readonly string[]) => `${counts.join(", ")}.`,
  /** `2 to be corrected`: a number, and what becomes of so many. */
  changed: (n: number, what: string) => `${n} ${what}`,
  count: {
    waiting: (n: number) => `${n} to be sent`,
    held: (n: number) => `${n} held by their region`,
    sending: (n: number) => `${n} being sent`,
    done: (n: number) => `${n} sent`,
    refused: (n: number) => `${n} not sent`,
    unconfirmed: (n: number) => `${n} unconfirmed`,
    late: (n: number) => `${n} late`,
    skipped: (n: number) => `${n} left out`,
  },
  button: {
    ask: "Ask for approval",
    change: "Change it",
    more: "Audience, link, topic …",
    picture: "Picture …",
    cancel: "Cancel it",
    approve: "Approve",
    refuse: "Send back",
    pause: "Pause",
    resume: "Resume",
    correct: "Correct it",
    useAgain: "Use it again",
    recall: "Take it back",
    approveEdit: "Approve the correction",
    refuseEdit: "Drop the correction",
    refresh: "Refresh",
    show: (name: string) => `Show ${name}`,
    list: "Show the list",
    readOn: "Read on",
    skipNext: "Skip the next time",
    unskip: "Don't skip it",
    there: "It is there",
    again: "Post again",
    leave: "Leave out",
    release: "Let it through",
    veto: "Leave it out here",
    yesRecall: "Yes, take it back everywhere",
    stop: "Stop all announcements",
    go: "Resume all announcements",
  },
  /** Buttons of what is there already, and could not be corrected or taken back. */
  changeButton: {
    edit: { again: "Try to correct it again", leave: "Leave it uncorrected" },
    recall: { again: "Try to take it back again", leave: "Leave it there" },
  },
  list: {
    title: "Announcements",
    none: "There are no announcements yet. Write one with /cluster announce.",
    summary: (count: number) => (count === 1 ? "One announcement." : `${count} announcements.`),
    held: (count: number) =>
      count === 1
        ? "One announcement of another cluster waits for your cluster's yes:"
        : `${count} announcements of other clusters wait for your cluster's yes:`,
    coming: (count: number) =>
      count === 1
        ? "One announcement of another cluster is to come to your channels. Show it to leave it out there:"
        : `${count} announcements of other clusters are to come to your channels. Show one to leave it out there:`,
  },
  form: {
    title: "Announcement",
    changeTitle: "Change it",
    againTitle: "Use it again",
    correctTitle: "Correct it everywhere",
    submit: "Show me first",
    introduction: "Nothing is sent before somebody else has approved it. You see it as others will, first.",
    correctRepeatTitle: "Correct it",
    correctRepeatIntroduction:
      "Once somebody else has approved it, it reads like this from then on. What was posted already stays, unless you choose otherwise.",
    reach: "What is corrected?",
    correctIntroduction: "It is corrected in every channel once somebody else has approved it.",
    titleField: "Title",
    titleHint: "One line",
    text: "What to say",
    textHint: "Markdown: **bold**, lists, [links](https://…)",
    textHintLong: "Its beginning; the rest does not fit here and stays as it is",
    to: "To",
    toHint: "“everyone”, or clusters: Tech North, ScotlandIS",
    when: "When",
    whenKept: "Leave it empty to keep the time it has",
    whenHint: "now; Thu 10 December 9:00; every first Tuesday 09:00",
    audience: "For whom?",
    platforms: "Where?",
    everywhere: "Slack and Discord",
    link: "Link",
    linkHint: "Where to read on or book; https://…",
    image: "Picture",
    imageHint: "Address of a picture; https://…",
    alt: "What the picture shows",
    altHint: "For people who can't see it",
    topic: "Topic",
    topicHint: "For example: jobs. Regions may opt out of a topic",
    notify: "Notify people at once?",
    late: "How late may it still be sent?",
    lateHint: "If I was away when it was due. After that I ask you first",
    cluster: "Whose announcement is it?",
  },
  problem: {
    title: "An announcement needs a title of up to 150 characters.",
    body: (most: string) => `An announcement needs a text of up to ${most} characters.`,
    "to-unknown": (typed: string, known: string) =>
      `I don't know “${typed}”. Write “everyone”, or names of clusters: ${known}.`,
    link: "The link has to begin with https:// or http://.",
    image: "The picture has to be at a public address that begins with https://.",
    alt: "A picture needs a few words that say what it shows.",
    topic: "A topic is one or two words, up to 40 characters.",
    author:
      "Say who writes it, as --author slack:T012AB3CD/U045EF6 or discord:123456789012345678: somebody else has to approve it. Nothing was written.",
    audience: "Say for whom it is: everybody, members only or boards only.",
    late: "Say how late it may still be sent, from 5 minutes to 7 days: 30m, 2h or 1d.",
    cluster: "Say whose announcement it is: choose one of your clusters.",
    kept: "What you wrote is kept; open the form again.",
    open: "Open the form",
  },
  unknown: (text: string) =>
    `I don't find the announcement “${text}”. Nothing was changed; /cluster announce list shows their numbers.`,
  which: "Say which announcement, for example A12. /cluster announce list shows their numbers.",
  lookFirst: "Nothing was approved yet: look at it first, then press the button below it.",
  decided: {
    "ask-approval":
      "Somebody else can approve it now: it is in their /cluster announce list, and I have written to those I could find.",
    approve: "Approved. It goes out as promised.",
    refuse: "Sent back. Nothing is sent; its author can change it and ask again.",
    cancel: "Cancelled. Nothing more is sent. What was sent already stays, unless you take it back.",
    pause: "Paused. Nothing is sent until it is resumed.",
    resume: "Resumed. What became due meanwhile and is too late is asked about.",
    "skip-run": "That time is skipped. The others stay as they are.",
    "unskip-run": "That time is no longer skipped.",
    recall: "It is being taken back in every channel. /cluster announce show tells how far it got.",
    "propose-edit": "The correction waits for somebody else to approve it.",
    "approve-edit": "It is being corrected in every channel.",
    "approve-edit-to-come": "From now on it reads like this. What was posted already stays as it is.",
    "refuse-edit": "The correction was dropped. What was sent stays as it is.",
  },
  undecided: {
    "changed-meanwhile":
      "Somebody changed it while you had the form open, so nothing of yours was saved yet.",
    changed:
      "It was changed since you saw this, or a workspace it goes to was. Nothing was done; look at it again.",
    "same-person":
      "It has to be approved by somebody who is certainly not its author. I can't tell that for you two: link your accounts (/cluster link), or ask an administrator to give one of you a role by name. Nothing was done.",
    "nobody-knows":
      "I can't find out just now who wrote it, so nobody can approve it. Nothing was done; try again in a minute.",
    expired:
      "The request for approval is over: nobody answered it before its time came, or within a week. Nothing was done; whoever wrote it can choose a time and ask again.",
    "of-a-position":
      "It belongs to a policy position, and changes with that alone: /cluster positions drafts. Nothing was done.",
    impossible: "Nothing would be sent like this. Look at what stands against it, change it, and try again.",
    "not-now": (state: string) => `That isn't possible now. ${state} Nothing was done.`,
  },
  /** In place of its number, while it is only looked at. */
  notNumbered: "A…",
  /** Small print under an announcement, wherever it is shown. */
  footer: (cluster: string, name: string) => `Announcement of ${cluster} · ${name}`,
  told: announcementToldMessages,
  recallAsk: (name: string, counts: readonly string[]) =>
    `Take back ${name}? I delete it in every channel it went to${counts.length === 0 ? "" : ` (${counts.join(", ")})`}, and send nothing more. Replies of people stay.`,
  settled: (count: number) =>
    count === 0 ? "Somebody was faster: nothing is left to decide there." : `Done, for ${count} of them.`,
  noRun: "There is nothing to skip: that time is skipped already, or over.",
  stop: allStopMessages,
} as const;
