/** What is said when somebody wants to be forgotten. */
export const privacyMessages = {
  title: "Forget me",
  introduction:
    "I can delete what I keep about you, on every platform you linked. Nothing has been deleted yet.",
  deleted: [
    "your questions and my replies to them, also those still waiting",
    "your accounts, the link between them, and the roles given to you by name",
    "your sessions and links on the web page, and codes you made",
    "documents you handed in that nobody has published yet",
    "your comments on policy positions, also where clusters are shown them",
  ],
  kept: "What stays: lines that tell what was changed and when, with “erased” where you were named; if you were made a guest, that your accounts are, without their names; documents that are published, which are your cluster's; and the messages here, which are Slack's or Discord's to delete. Backups made before are not changed and are deleted in time.",
  warning: "This cannot be undone.",
  button: "Forget me",
  how: "Press the button, or write",
  done: (rows: number) =>
    rows === 1
      ? "Done. One record of yours was deleted or made nameless; this request goes as soon as you have this reply."
      : `Done. ${rows} records of yours were deleted or made nameless; this request goes as soon as you have this reply.`,
  nothingKept: "I kept nothing about you but this request, and that goes as soon as you have this reply.",
  partly:
    "I deleted what I could find, but something that names you is left. Please ask whoever runs me to finish it with “clusterbot erase”.",
  lastAdministrator:
    "You are the federation's only administrator, and without one nobody could give roles or confirm workspaces. Nothing was deleted; give the role to somebody else with /cluster grant first, then ask me again.",
  noAccount:
    "I can't tell who you are here, so I can't tell what is yours. Nothing was deleted; ask me from Slack or Discord, or ask whoever runs me to use “clusterbot erase”.",
} as const;
