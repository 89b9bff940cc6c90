/** What `/cluster web` and the web page say. Minutes and hours are those of people/sign-in.ts; a test compares them. */
export const webMessages = {
  linkTitle: "Sign in on the web page",
  openLink: "Sign in as yourself",
  linkRules:
    "The link works once, within 10 minutes, and is for you alone: whoever opens it acts as you. You stay signed in for 12 hours.",
  onlyOnBotsComputer:
    "It opens only in a browser on the computer the bot runs on: this bot's web page has no public address.",
  noPage: "The web page is not running just now, so I made no link. Please try again in a minute.",
  askInChat:
    "I make links to sign in only on Slack and Discord, where I can see who you are. Nothing was changed; write /cluster web there.",

  nav: "Pages",
  signedInAs: (who: string) => `Signed in as ${who}`,
  fromWorkspace: (who: string, workspace: string) => `${who} (${workspace})`,
  signedOut: "Not signed in",
  signIn: "Sign in",
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  signOutEverywhereHint: "Ends every session of yours, in every browser, and any sign-in link still unused.",
  signedOutNow: "You are signed out. Nothing else was changed.",
  signedOutEverywhereNow: "You are signed out in every browser, and no earlier link works any more.",
  publicOnly: "Answers come from public material only; members’ and board papers are not used here.",
  yourMaterial: "Answers come from what you may read, and only you see them.",
  ask: "Ask",
  me: "Me",
  documents: "Documents",
  events: "Events",
  announcements: "Announcements",
  positions: "Positions",
  workspaces: "Workspaces",
  sources: "Sources",
  audit: "Changes",

  calendars: "Calendars",
  calendarsTitle: "Calendars to subscribe to",
  calendarsLead:
    "Public events, kept up to date in your own calendar. “Subscribe” opens your calendar app (Apple, Outlook); in Google Calendar choose “From URL” and paste the address of the calendar file.",
  calendarsOnlyHere:
    "Public events as calendar files. This page has no public address, so calendar apps elsewhere cannot subscribe; a file can be opened in the one on this computer.",
  calendarsOfRegions: "By region",
  calendarsOfClusters: "By cluster",
  calendarsOfTags: "By subject",
  calendarSubscribe: "Subscribe",
  calendarFile: "Calendar file",

  signInTitle: "Sign in",
  signInHow:
    "Write /cluster web on your cluster’s Slack or Discord. I answer with a link that only you can see.",
  signInPaste: "If you came here by that link and nothing happens, paste the link here.",
  signInField: "Your link",
  signInContinue: "Continue",
  signInWhose: (who: string) => `You are about to sign in as ${who}.`,
  signInIsThatYou:
    "Go on only if that is you and you asked for this link yourself. If somebody sent it to you, close this page.",
  signInInstead: (who: string) => `In this browser you are signed in as ${who}; that ends now.`,
  signInButton: "Sign in",
  signInOtherwise: "No, that is not me",
  askHere: "Ask from public material, without signing in",

  meTitle: "You, here",
  meAccounts: "Your accounts",
  meSessions: "Signing out",
  commandTitle: "Say a command",
  commandHint: "What you may write after /cluster on Slack or Discord works here too.",
  commandName: "Command",
  commandText: "What follows it",
  commandSend: "Send",

  documentsTitle: "Documents",
  addDocument: "Add a document",
  eventsTitle: "Events added by hand",
  announcementsTitle: "Announcements",
  writeAnnouncement: "Write an announcement",
  announceEvent: "Announce an event",
  setUpDigest: "Set up a digest",
  positionsTitle: "Policy positions and consultations",
  proposePosition: "Propose a position",
  positionSearch: "A topic or a number, with a day if you like: R&D tax credits as of March 2020",
  positionShow: "Show it",
  addEvent: "Add an event",
  workspacesTitle: "Workspaces",
  sourcesTitle: "Sources that are read again",
  addSource: "Watch another one",
  auditTitle: "Who changed what",
  auditLead: (count: number) => `The latest ${count} changes you may see, newest first.`,
  auditNone: "Nothing was changed yet that you may see.",
  auditCsv: "Download the newest 10,000 as a table (CSV)",
  auditCut:
    "There are older changes than these 10,000. Whoever runs Clusterbot gets all of them with: clusterbot audit --csv",
  auditColumns: {
    at: "When (UTC)",
    actor: "Who",
    action: "What",
    subject: "Of what",
    cluster: "Cluster",
    place: "Where",
    before: "Before",
    after: "After",
  },
  back: "Back",
  problemTitle: "That did not work",
  replyTitle: "Reply",

  required: "needed",
  chooseUpTo: (count: number) => `up to ${count}`,
  channelsHint: (count: number) => `Paste links to channels, one a line, ${count} at most.`,
  fileHint: (megabytes: number) => `One file of at most ${megabytes} MB.`,
  formProblems: {
    missing: (label: string) => `“${label}” is needed. Nothing was sent; please fill it in.`,
    tooLong: (label: string, most: number) =>
      `“${label}” is longer than ${most.toLocaleString("en-GB")} characters. Nothing was sent; please shorten it.`,
    tooMany: (label: string, most: number) =>
      `“${label}” takes ${most} at most. Nothing was sent; please leave some out.`,
    notOffered: (label: string) =>
      `“${label}” holds something that is not offered. Nothing was sent; please choose again.`,
    notAChannel: (label: string, text: string) =>
      `“${label}”: “${text}” is no link to a channel of the workspace you signed in from. Nothing was sent; choose “Copy link” on the channel and paste that.`,
  },
} as const;

export type WebMessages = typeof webMessages;
