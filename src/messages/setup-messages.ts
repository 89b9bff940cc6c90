/** What is said when a workspace is set up, and when an administrator decides whose it is. */
export const setupMessages = {
  noWorkspace:
    "This is set up in the Slack workspace or the Discord server itself. Nothing was changed; write /cluster setup there.",
  gone: "I am no longer in this workspace, so there is nothing to set up. Nothing was changed; install me again first.",
  noClusters:
    "I know of no clusters yet, so nothing can be chosen. Nothing was changed; whoever runs me has to import a clusters.yaml first.",
  openForm: "Press the button to fill in the form.",
  openAgain: "Open the form again",
  open: "Open the form",
  saved: "Saved.",
  proposed: "Kept as a proposal. It has effect once an administrator of the federation has confirmed it.",
  changedMeanwhile:
    "Somebody changed this while you had the form open. Nothing of yours was saved; this is how it stands now. Please look, and open the form again if it is still needed.",
  changedSinceCard: "It was changed since you last looked; this is how it stands now.",
  nothingSaved: (problem: string) => `${problem} Nothing was saved.`,
  rolesEnded: (count: number) =>
    count === 1
      ? "One role that a group of that workspace held has ended; the audit trail says which."
      : `${count} roles that groups of that workspace held have ended; the audit trail says which.`,
  state: {
    waiting:
      "It waits for an administrator of the federation to confirm whose it is. Until then everybody here is shown public documents only, and what is set up is a proposal.",
    confirmed: (cluster: string) =>
      `It is confirmed as a workspace of ${cluster}. What is set up here has effect.`,
    orphaned:
      "It is confirmed, but its cluster is no longer known: everybody here gets public documents only.",
    gone: "I am no longer in it.",
  },
  notWorking: (sentence: string) => `It does not work just now: ${sentence}`,
  facts: {
    cluster: "Cluster: ",
    noCluster: "not said yet",
    members: "Members: ",
    everyone: "everybody but guests",
    given: "only who is given it with /cluster grant",
    announcements: "Announcements of others: ",
    channels: "Channels",
    noChannels: "Channels: none set up, so each counts as public and none has a purpose.",
    contacts: (cluster: string) => `Who answers for ${cluster}`,
    noContacts: "Contacts: none named yet.",
  },
  consent: {
    hold: "held until somebody here approves them",
    veto: (hours: number) => `posted unless somebody here says no within ${hours} hours`,
    accept: "posted at once",
    cap: (count: number) => `${count} a day at most`,
    quiet: (from: string, until: string, zone: string) => `none between ${from} and ${until} (${zone})`,
    topics: (topics: string) => `not about ${topics}`,
    bankHolidays: {
      deliver: "on bank holidays too",
      "next-working-day": "on the next working day after a bank holiday",
      skip: "left out on bank holidays",
    },
  },
  purposes: {
    announcements: "announcements",
    mentions: "announcements may notify everybody (@channel)",
    digests: "digests",
    positions: "policy positions",
    questions: "questions",
  },
  noPurpose: "no purpose",
  audiences: { public: "public", members: "members only", board: "board only" },
  topics: { events: "Events", membership: "Membership", policy: "Policy", general: "Everything else" },
  buttons: {
    cluster: "Whose workspace",
    channels: "Channels",
    announcements: "Announcements",
    contacts: "Contacts",
  },
  clusterForm: {
    title: "Whose workspace",
    submit: "Save",
    waiting: "A proposal: an administrator of the federation confirms it.",
    confirmed: "Which cluster it belongs to is changed by an administrator of the federation only.",
    everybodyJoins:
      "On a server that anybody may join, “everybody” makes everybody who joins a member; give a role instead.",
    cluster: "Cluster",
    clusterHint: "The cluster this workspace belongs to",
    members: "Who is a member of the cluster",
    membersHint: "Members read members' documents",
    everyone: "Everybody here but guests",
    given: "Only who is given it with /cluster grant",
    unknownCluster: (typed: string) => `I know no cluster called “${typed}”.`,
    chooseCluster: "Choose the cluster this workspace belongs to.",
    chooseMembers: "Choose who is a member: everybody but guests, or only who is given it.",
  },
  channelsForm: {
    title: "Channels",
    submit: "Save",
    introduction:
      "Say “members” only of a channel that nobody but members can get into: replies there quote members' documents to whoever reads along. The same holds for the board.",
    channels: "Channels",
    channelsHint: "Up to ten at a time; what you say holds for each of them",
    purposes: "What they are for",
    purposesHint: "None, one or several",
    audience: "Who reads there",
    audienceHint: "Members or board: only where nobody else can get in",
    audiences: {
      public: "Everybody (public)",
      members: "Members of the cluster, nobody else",
      board: "The cluster's board, nobody else",
    },
    action: "What to do",
    actionHint: "Take out: it counts as public again, without a purpose",
    set: "Set them up",
    remove: "Take them out",
    noChannel: "Choose at least one channel.",
    tooMany: "At most ten channels at a time.",
    notAChannel: (typed: string) => `“${typed}” is not a channel of this workspace.`,
    chooseAudience: "Choose who reads in these channels.",
    warning: {
      members:
        "Replies there may quote members' documents. If anybody else can get into the channel, they read them too.",
      board:
        "Replies there may quote the board's papers. If anybody else can get into the channel, they read them too.",
    },
  },
  announcementsForm: {
    title: "Announcements",
    submit: "Save",
    introduction: "What this workspace agrees to when others announce something.",
    posting: "Announcements of others",
    postingChoices: {
      hold: "Hold them until somebody here approves",
      "veto-4": "Post them unless somebody here says no within 4 hours",
      "veto-24": "Post them unless somebody here says no within a day",
      "veto-48": "Post them unless somebody here says no within two days",
      accept: "Post them at once",
    },
    cap: "How many a day at most",
    capHint: "A whole number from 1 to 100; empty for no limit",
    quiet: "Quiet hours",
    quietHint: (zone: string) => `20:00-08:00, in ${zone}; write another zone behind it. Empty for none`,
    bankHolidays: "On a bank holiday",
    bankHolidayChoices: {
      "next-working-day": "Wait for the next working day",
      deliver: "Post all the same",
      skip: "Leave it out",
    },
    topics: "Topics not wanted",
    topicsHint: "Separated by commas, for example: jobs, funding",
    problems: {
      posting: "Choose what becomes of announcements of others.",
      "daily-cap": "The number a day has to be a whole number from 1 to 100, or empty for no limit.",
      "quiet-hours":
        "Quiet hours have to be two different times of day such as 20:00-08:00, or empty for none.",
      zone: "I know no time zone of that name; write one such as Europe/London or Europe/Dublin.",
      "bank-holidays": "Choose what happens on a bank holiday.",
      topics: "That is too much for topics: at most twenty, of at most 40 characters each.",
    },
  },
  contactsForm: {
    title: "Contacts",
    submit: "Save",
    introduction: (cluster: string) =>
      `Who answers for ${cluster} when the documents do not. Name a role, never a person: people change, and this is shown to everybody who asks.`,
    topic: "Topic",
    role: "Role",
    roleHint: "For example: the events team",
    address: "How to reach them",
    addressHint: "An e-mail address or an https address; may be empty",
    action: "What to do",
    set: "Save this contact",
    remove: "Remove the contact of this topic",
    saved: (topic: string, cluster: string) =>
      `Saved: the contact for “${topic}” at ${cluster}. Answers name it within a few seconds.`,
    removed: (topic: string, cluster: string) =>
      `Removed: ${cluster} no longer has a contact for “${topic}”.`,
    notThere: (topic: string) => `There is no contact for “${topic}” to remove.`,
    needsCluster: "Say first which cluster this workspace belongs to; contacts are a cluster's.",
    edit: (topic: string) => `Change: ${topic}`,
    problems: {
      topic: "Choose a topic.",
      role: "The role has to be written in 3 to 100 characters, for example “the events team”.",
      "role-is-a-name": "That looks like a person's name. Please name a role, for example “the events team”.",
      address: "The address has to be an e-mail address or start with https://, or be empty.",
    },
  },
} as const;
