/** What is said of roles and rights. */
export const roleMessages = {
  federation: "the federation",
  names: {
    administrator: "administrator",
    manager: "manager",
    approver: "approver",
    signatory: "signatory",
    board: "board",
    member: "member",
    guest: "guest",
  },
  rights: {
    ask: "ask questions",
    "look-after-own-data": "see, take away and delete what is kept of oneself",
    "link-accounts": "link accounts",
    "sign-in": "sign in on the web page",
    "set-up-workspace": "set up a workspace",
    "confirm-workspaces": "say whose a workspace is",
    "give-roles": "give and take roles",
    "manage-documents": "add, change and withdraw documents and events",
    "see-unlisted-members": "see members who did not agree to be named",
    "read-audit": "read the audit trail",
    "write-announcements": "write announcements",
    "notify-everybody": "let announcements notify everybody in channels set up for that",
    "handle-announcements": "see, pause, cancel and take back announcements, and stop all",
    "resume-announcements": "let announcements go out again after all were stopped",
    "approve-announcements": "approve announcements",
    "propose-positions": "propose, change and withdraw policy positions",
    "follow-positions": "see policy positions that are being worked on, and comment on them",
    "sign-positions": "sign policy positions",
  },
  table: {
    command: "Command",
    right: "What it is",
    without: "–",
    yes: "yes",
    no: "–",
    own: "own cluster",
    thisWorkspace: "this workspace",
    certain: "own cluster ¹",
    standings: {
      guestHere: "*guest of the workspace*",
      outsider: "*of another organisation*",
      unknown: "*not known*",
      bot: "*program*",
      running: "*runs a waiting workspace*",
    },
    notes: [
      "Roles stand in the order of what they are for; those in italics are not roles, and hold nothing whatever they were given elsewhere. “Not known” is whoever could not be looked up, and a visitor of the web page who is not signed in.",
      "¹ Only somebody of whom it is certain that they are another human: with accounts linked between a confirmed Slack workspace and Discord or across two confirmed Slack workspaces, or with the role given by name, by somebody else.",
    ],
  },
  until: (date: string) => `until the end of ${date}`,
  forGood: "for good",
  role: (role: string, cluster: string) => `${role} of ${cluster}`,
  given: (who: string, role: string, end: string) => `Done: ${who} is ${role} now, ${end}.`,
  changed: (who: string, role: string, end: string) =>
    `Done: ${who} was ${role} already; it now lasts ${end}.`,
  unchanged: (who: string, role: string, end: string) =>
    `${who} is ${role} already, ${end}. Nothing was changed.`,
  groupOnly: "It counts for everybody in that group, in its own workspace.",
  approverHint:
    "To approve or sign, each of them must have linked their accounts on Slack and Discord (/cluster link), or be given the role by name.",
  notForGiver:
    "It does not count for whoever gave it: if that is you and you are in the group, have somebody else give it to you by name.",
  taken: (who: string, role: string) => `Done: ${who} is no longer ${role}.`,
  "not-held": (who: string, role: string) =>
    `${who} was not given ${role}, so there is nothing to take. Nothing was changed; /cluster grant list shows what was given.`,
  "to-everybody":
    "A role for everyone on a Discord server would have no effect. Nothing was changed; whether everybody there is a member of its cluster is set with /cluster setup.",
  "to-oneself":
    "Nobody makes themselves an approver or signatory: what needs two people would then rest on one. Nothing was changed; ask another manager of the cluster, or an administrator of the federation, to give it to you.",
  "last-administrator":
    "That is the last administrator of the federation without an end; nobody could give roles any more. Nothing was changed; make somebody else an administrator first.",
  "group-not-confirmed":
    "The workspace of that group is not confirmed, so a role for it would have no effect. Nothing was changed; have the workspace confirmed first.",
  "group-of-other-cluster":
    "The workspace of that group is another cluster's, so a role for it would have no effect. Nothing was changed; give the role to people by name.",
  "only-administrator": (role: string) =>
    `Only an administrator of the federation gives and takes the role ${role}. Nothing was changed.`,
  "administrator-of-cluster":
    "An administrator is the whole federation's, not one cluster's. Nothing was changed; for one cluster give the role manager.",
  "administrator-to-group":
    "An administrator has to be somebody in particular: whoever runs a workspace decides who is in its groups. Nothing was changed; name the person.",
  "needs-cluster": "For which cluster? Nothing was changed; write its name behind the role, or “federation”.",
  "unknown-cluster": (known: string) =>
    `I don't know a cluster of that name, or not which of several. Nothing was changed; known are ${known}.`,
  "no-grantee": (usage: string) => `To whom? Nothing was changed; write /cluster ${usage}.`,
  "unknown-grantee":
    "I could not tell who that is. Nothing was changed; write @ and pick the person or group from the list that appears.",
  "unknown-role": (known: string) => `Which role? Nothing was changed; there are ${known}.`,
  "bad-end":
    "I did not understand until when. Nothing was changed; write for example “until 2027-01-31” or “for 30 days”.",
  "past-end": "That day is over. Nothing was changed; write a day to come.",
  list: {
    title: "Roles that were given",
    summary: (count: number) => (count === 1 ? "One role was given." : `${count} roles were given.`),
    none: "No role was given there by name or to a group. Whoever is in a workspace in which everyone is a member is one without it.",
    nobody: "nobody who can be reached",
    forgotten: "somebody who was forgotten, should they come back",
    group: (group: string, workspace: string) => `group ${group} in ${workspace}`,
    line: (role: string, holder: string, end: string) => `${role}: ${holder}, ${end}`,
    more: (count: number) =>
      `and ${count} more; write the name of a cluster, person or group behind /cluster grant list.`,
  },
} as const;
