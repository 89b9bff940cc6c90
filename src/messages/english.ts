import { accountMessages } from "./account-messages.ts";
import { addedEventMessages } from "./added-event-messages.ts";
import { announcementMessages } from "./announcement-messages.ts";
import { announcementPreviewMessages } from "./announcement-preview-messages.ts";
import { announcementReplaceMessages } from "./announcement-replace-messages.ts";
import { announcementStatusMessages } from "./announcement-status-messages.ts";
import { calendarFileMessages } from "./calendar-file-messages.ts";
import { calendarMessages } from "./calendar-messages.ts";
import { digestMessages } from "./digest-messages.ts";
import { directoryMessages } from "./directory-messages.ts";
import { discordMessages } from "./discord-messages.ts";
import { documentMessages } from "./document-messages.ts";
import { eventImportMessages } from "./event-import-messages.ts";
import { feedMessages } from "./feed-messages.ts";
import { inquiryImportMessages } from "./inquiry-import-messages.ts";
import { inquiryMessages } from "./inquiry-messages.ts";
import { membershipMessages } from "./membership-messages.ts";
import { positionAnswerMessages } from "./position-answer-messages.ts";
import { positionCallMessages } from "./position-call-messages.ts";
import { positionCommentMessages } from "./position-comment-messages.ts";
import { positionDocumentMessages } from "./position-document-messages.ts";
import { positionImportMessages } from "./position-import-messages.ts";
import { positionMessages } from "./position-messages.ts";
import { positionProofMessages } from "./position-proof-messages.ts";
import { positionRequestMessages } from "./position-request-messages.ts";
import { positionWorkMessages } from "./position-work-messages.ts";
import { postingMessages } from "./posting-messages.ts";
import { preflightMessages } from "./preflight-messages.ts";
import { privacyMessages } from "./privacy-messages.ts";
import { recordMessages } from "./record-messages.ts";
import { reminderMessages } from "./reminder-messages.ts";
import { roleMessages } from "./role-messages.ts";
import { scheduleMessages } from "./schedule-messages.ts";
import { setupMessages } from "./setup-messages.ts";
import { slackMessages } from "./slack-messages.ts";
import { tableMessages } from "./table-messages.ts";
import { watchMessages } from "./watch-messages.ts";
import { webMessages } from "./web-messages.ts";
import { workspacesMessages } from "./workspaces-messages.ts";

/**
 * Every sentence the bot says, by key, in British English; another language is another file of the same shape.
 * Sentences that belong to an error code stand in shared/errors.ts.
 */
export const english = {
  privacy: privacyMessages,
  positions: positionMessages,
  positionDocuments: positionDocumentMessages,
  positionImport: positionImportMessages,
  positionProof: positionProofMessages,
  inquiries: inquiryMessages,
  inquiryImport: inquiryImportMessages,
  announcements: announcementMessages,
  announcementPreview: announcementPreviewMessages,
  announcementReplace: announcementReplaceMessages,
  positionWork: positionWorkMessages,
  positionRequests: positionRequestMessages,
  positionComments: positionCommentMessages,
  digests: digestMessages,
  feeds: feedMessages,
  answer: {
    sources: "Sources",
    closest: "Closest sources",
    askOwner: (role: string, cluster: string) =>
      `Best placed to answer: ${role}${namesCluster(role, cluster) ? "" : ` (${cluster})`}.`,
    abstained: {
      "no-question":
        "What would you like to know? Ask me about events, membership or policy positions, for example “How do I leave Software Cornwall?”",
      "too-long":
        "That is longer than I can read as one question. Please ask in a few sentences (up to about 2,000 characters).",
      "nothing-found":
        "I don't know: I found nothing that answers this in the documents that can be shown here.",
      "thin-evidence":
        "I don't know: the documents that can be shown here come close, but none of them answers this.",
      "not-ours":
        "That isn't something I can help with. I answer questions on the clusters' events, membership and policy positions.",
    },
    caveat: {
      old: (date: string) => `The newest source for this is from ${date}; check before you rely on it.`,
      superseded: (title: string) => `A newer document replaces one of these sources: ${title}.`,
      "sources-disagree": (titles: string) => `The sources do not agree with each other: ${titles}.`,
      "only-part": "The sources answer only part of your question.",
      "model-failed":
        "I couldn't write this in my own words just now, so these are sentences from the sources.",
      sample: "At least one source is made-up SAMPLE material, here to try the bot with.",
      "not-yet-in-force": (date: string) => `This takes effect on ${date}.`,
      expired: (date: string) => `This applied until ${date}.`,
    },
    standing: { own: "your cluster", federation: "the federation", other: "another cluster" },
    asOf: (date: string) => `as of ${date}`,
    undated: "undated",
    sample: "SAMPLE",
    members: "members only",
    board: "board only",
    partly: "Here is the part I can answer.",
  },
  help: {
    title: "What I can do",
    introduction:
      "I answer questions from the clusters' own documents, with sources, or say that I don't know and who would.",
    audience:
      "In a channel I use only what everybody there may read; in a private message, what you may read.",
    mention: "You can also mention me with a question in any channel I'm in, or send me a direct message.",
  },
  request: {
    unknownCommand: (name: string) => `I don't know “${name}”. Here is what I can do.`,
    keptForLater:
      "I can't reach my records just now. Your question is kept: I'll answer it as soon as they are back.",
    recordsGone:
      "I can't reach my records just now. Nothing was lost or changed; please ask again in a minute.",
    onlyInPrivate: (command: string) =>
      `The reply to that is for you alone, and here others would see it. Please write /cluster ${command}, or send me a direct message.`,
  },
  permit: {
    "not-known":
      "I can't tell who you are here, so I can't do that. Nothing was changed; try again in a minute, from your cluster's own Slack or Discord.",
    guest:
      "Guests can ask questions, but not do that. Nothing was changed; ask somebody who manages your cluster.",
    outsider:
      "People of other organisations can ask questions here, but not do that. Nothing was changed; ask in your own cluster's workspace.",
    program: "Programs can't do that. Nothing was changed.",
    "needs-role":
      "You haven't been given the right to do that. Nothing was changed; a manager of your cluster or an administrator of the federation can give it to you with /cluster grant.",
    "other-cluster": "You may do that for your own cluster, not for this one. Nothing was changed.",
    "needs-link":
      "For this I must be certain that you are one person with one voice. Nothing was changed; link your Slack and Discord accounts with /cluster link, or ask an administrator to give you the role by name.",
    "given-by-oneself":
      "You gave your group this role yourself, so it does not count for you: what needs two people would then rest on one. Nothing was changed; ask another manager of the cluster, or an administrator of the federation, to give you the role by name.",
  },
  accounts: accountMessages,
  roles: roleMessages,
  documents: documentMessages,
  membership: membershipMessages,
  positionAnswers: positionAnswerMessages,
  records: recordMessages,
  reminders: reminderMessages,
  watch: watchMessages,
  chat: {
    commandSummary: "Ask about events, membership and policy positions of the tech clusters",
    cut: "This reply was too long to show whole here, so its end is left out.",
    moreSources: (count: number) => `and ${count} more`,
    /** Said where everybody reads it, so it tells neither who asked nor what. */
    privateReplyWaiting:
      "A private answer could not be delivered: it took too long and direct messages are closed. If you asked here, please ask again.",
    connected: (name: string) => `Connected as ${name}.`,
    connecting: "Connecting.",
    reconnecting: "The connection was lost; trying again. What is asked meanwhile may be missed.",
    notConnected: "Not connected.",
    commandsNotRegistered:
      "The /cluster command could not be registered; mentions and direct messages work all the same.",
  },
  positionCalls: positionCallMessages,
  posting: postingMessages,
  discord: discordMessages,
  slack: slackMessages,
  calendar: calendarMessages,
  directory: directoryMessages,
  addedEvents: addedEventMessages,
  calendarFiles: calendarFileMessages,
  eventImport: eventImportMessages,
  tables: tableMessages,
  schedule: scheduleMessages,
  announcementStatus: announcementStatusMessages,
  preflight: preflightMessages,
  setup: setupMessages,
  workspaces: workspacesMessages,
  web: webMessages,
} as const;

export type Messages = typeof english;

/** Roles are written as "the events team at ScotlandIS" or as "the events team". */
function namesCluster(role: string, cluster: string): boolean {
  return role.includes(cluster) || cluster.includes(role.split(" ").at(-1) ?? cluster);
}
