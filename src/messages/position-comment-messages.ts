/** What is said of comments on a position that is put to clusters; no stances, and no votes. */
export const positionCommentMessages = {
  role: { signatory: "signatory", manager: "manager", approver: "approver", administrator: "administrator" },
  by: (cluster: string, role: string) => `${cluster} (${role})`,
  byOnEarlier: (cluster: string, role: string) => `${cluster} (${role}), on an earlier text`,
  call: {
    some: (total: number) => (total === 1 ? "One comment:" : `${total} comments; the latest:`),
    over: (total: number, name: string) =>
      `${total === 1 ? "There was one comment" : `There were ${total} comments`}: /cluster positions work ${name}.`,
  },
  line: (by: string, text: string) => `${by}: ${text}`,
  title: (name: string) => `Comments on ${name}`,
  some: (from: number, to: number, total: number) => `${from} to ${to} of ${total}, the latest first.`,
  none: "There are no comments yet.",
  button: {
    comment: "Comment …",
    all: (total: number) => (total === 1 ? "One comment" : `${total} comments`),
    older: "Older comments",
    text: "Back to the text",
  },
  form: {
    title: "Comment",
    submit: "Comment",
    introduction: (name: string) =>
      `Your comment on ${name} is read by all clusters that are asked, with your cluster's name and your role. It is no answer: you can still sign, abstain or dissent.`,
    cluster: "For which cluster?",
    clusterHint: "One of those you work for",
    text: "Your comment",
    textHint: "In a few sentences",
  },
  made: {
    taken: (cluster: string) =>
      `Your comment for ${cluster} is there: every cluster that is asked can read it under the call.`,
    "taken-earlier": (cluster: string) =>
      `The text was changed since you were shown it. Your comment for ${cluster} is there, with a note that it was made to an earlier text.`,
    already: "You have said just that already. Your comment stands, once; nothing was changed.",
    over: "The time for comments is over, or has not begun, so your comment was not taken. Nothing else was changed.",
    "not-asked":
      "None of the clusters you work for is asked about this, nor is it theirs, so your comment was not taken. If that is wrong, write to whoever proposed it.",
    "may-not":
      "Comments are for those who work on positions for a cluster that is asked: its managers, approvers and signatories. Yours was not taken; a manager of your cluster can give you a role with /cluster grant.",
    empty:
      "There is no text in your comment, so nothing was taken. Say in a sentence what you would like to say.",
    "too-long": (most: string) =>
      `A comment has up to ${most} characters, so yours was not taken. Please shorten it and send it again.`,
    full: (most: string) =>
      `There are ${most} comments on this version already, and there can be no more. Yours was not taken; write to whoever proposed it.`,
    "which-cluster":
      "You work for several of the clusters that are asked. For which one do you comment? Nothing was taken yet.",
    "which-in-thread": (button: string) =>
      `You work for several of the clusters that are asked, so your comment was not taken yet. Press “${button}” under the call, and choose one of them there.`,
  },
  told: (title: string) => `Clusters are commenting on “${title}”, which you wrote.`,
} as const;
