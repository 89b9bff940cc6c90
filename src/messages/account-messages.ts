/** What is said of accounts, linking and whoami. */
export const accountMessages = {
  code: {
    title: "Link another account",
    summary: (code: string) => `Your code is ${code}.`,
    instruction:
      "In your other account (Slack or Discord), within ten minutes, write this, and confirm there that this account is yours:",
    once: "The code works once, and earlier ones of yours no longer work. Type it in your own account only and give it to nobody: whoever types it becomes one person with you, with everything you may do.",
  },
  confirm: {
    title: "Is this you?",
    question: (account: string) =>
      `This code was made in the account ${account}. Is that account yours too? Nothing is linked yet.`,
    warning:
      "If you link them, that account and this one are one person to me, and each may do and read everything the other may. If somebody sent you the code, leave it: I never ask anybody to type one, nor does any administrator.",
    button: "Yes, that is me: link them",
    how: (yes: string) =>
      `Until the code's ten minutes are over you can also write /cluster link ${yes}. To leave it, do nothing.`,
  },
  "nothing-to-confirm":
    "There is no code to confirm here, or its ten minutes are over. Nothing was changed; write /cluster link in your other account for a new one.",
  noAccount: "I can link accounts of Slack and Discord only. Nothing was changed; ask there.",
  linked: (accounts: string) =>
    `Done: these accounts are one person now: ${accounts}. What any of them was given by name counts for all. If one of them is not yours, write /cluster unlink with its name at once.`,
  "already-linked": (accounts: string) =>
    `These accounts were linked already: ${accounts}. Nothing was changed.`,
  administrator:
    "Done: you are an administrator of the federation now. /cluster whoami shows what that lets you do.",
  "already-administrator": "You are an administrator of the federation already. Nothing was changed.",
  "own-code": "That code was made for this very account. Nothing was changed; type it in your other account.",
  used: "That code has been used already. Nothing was changed; write /cluster link in your other account for a new one.",
  "not-here":
    "That code works only when it is typed on Slack or Discord. Nothing was changed, and the code is still good.",
  "wrong-or-expired":
    "I don't know that code; codes are good for ten minutes. Nothing was changed; check it, or write /cluster link in your other account for a new one.",
  "too-many": (time: string) =>
    `That was too many wrong codes, so I didn't look at this one. Nothing was changed; please try again after ${time}.`,
  unlinked: (account: string, remaining: string) =>
    `Done: ${account} stands by itself now and starts with nothing, but where you are a guest it is one too. What you were given by name stays with ${remaining}. If it was signed in on the web page, that has ended.`,
  "only-account":
    "This account is linked with no other. Nothing was changed; /cluster link links it with another one.",
  "not-yours":
    "That is not one of your accounts. Nothing was changed; /cluster whoami shows which are, write the one you mean as it stands there.",
  whoami: {
    title: "Who you are to me",
    summary: (name: string) => `This is what I know of you, ${name}, and what you may do.`,
    nameless: "whoever you are",
    account: "Your account here",
    accounts: "Your linked accounts",
    noLink: "Not linked with another account; /cluster link does that.",
    place: "Where we are",
    direct: "a direct message, so I don't know your standing in any workspace",
    unknownPlace: "a workspace I don't know yet; public documents only",
    waiting: "a workspace that waits to be confirmed; until then it gets public documents only",
    gone: "a workspace I was removed from; public documents only",
    workspaceOf: (cluster: string) => `a workspace of ${cluster}`,
    workspaceOfNobody: "a workspace of no cluster",
    roles: "Your roles",
    noRoles: "You hold no role that counts here.",
    standing: {
      guest: "You are a guest here: you may ask, and read what is public, whatever you were given elsewhere.",
      outsider:
        "You belong to another organisation: here you may ask, and read what is public, whatever you were given elsewhere.",
      bot: "You are a program: you may ask, and read what is public.",
      unknown: "I could not find out who you are here, so you may ask, and read what is public.",
    },
    byName: "by name",
    byGroup: (group: string, workspace: string) => `as one of ${group} in ${workspace}`,
    byBeingThere: "by being in this workspace",
    rights: "What you may do",
    forClusters: (right: string, clusters: string) => `${right} (${clusters})`,
    everywhere: "everywhere",
    reading: "What you may read in private",
    publicOnly: "public documents",
    members: (clusters: string) => `members' documents of ${clusters}`,
    board: (clusters: string) => `board papers of ${clusters}`,
  },
} as const;
