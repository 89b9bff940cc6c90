/** What administrators are told of all workspaces, on every platform and on the command line. */
export const workspacesMessages = {
  title: "Workspaces",
  none: "I am in no workspace yet. Install me in a Slack workspace or invite me to a Discord server; README.md says how.",
  count: (confirmed: number, waiting: number, gone: number) =>
    `${confirmed} confirmed, ${waiting} waiting for you to confirm, ${gone} gone.`,
  platforms: { slack: "Slack", discord: "Discord" },
  unnamed: "(no name yet)",
  states: {
    waiting: (date: string) => `waiting since ${date}`,
    confirmed: (date: string) => `confirmed on ${date}`,
    gone: (date: string) => `gone since ${date}`,
  },
  belongsTo: (cluster: string) => `belongs to ${cluster}`,
  proposed: (cluster: string) => `proposed: ${cluster}`,
  nothingProposed: "nothing proposed yet",
  wasOf: (cluster: string) => `was of ${cluster}`,
  works: "works",
  confirm: "Confirm",
  refuse: "Refuse",
  more: "More",
  page: (page: number, pages: number) => `Page ${page} of ${pages}.`,
  sayWhich: (example: string) =>
    `Which workspace? Write it as platform and id, for example ${example}; /cluster workspaces list shows them. Nothing was changed.`,
  notFound: (reference: string) =>
    `I know no workspace “${reference}”. Nothing was changed; /cluster workspaces list shows those I know.`,
  unknownCluster: (typed: string, known: string) =>
    `I know no cluster “${typed}”. Nothing was changed; known are ${known}.`,
  needsCluster: (reference: string) =>
    `Whose is it? Press the button, or write /cluster workspaces confirm ${reference} and the cluster's id. Nothing was changed.`,
  form: {
    title: "Confirm a workspace",
    submit: "Confirm",
    asks: (name: string) => `${name}: confirm whose it is. From then on what was set up there has effect:`,
    everyone: "Everybody there but guests would be a member.",
    given: "Only people given the role would be members.",
    notShown: (count: number) =>
      count === 1
        ? "One more channel is not shown here and would count as public."
        : `${count} more channels are not shown here and would count as public.`,
    announcements: (consent: string) => `Announcements of others: ${consent}.`,
  },
  members: {
    everyone: "members: everybody but guests",
    given: "members: only people given the role",
  },
  closedChannels: (channels: string) => `channels that are not public: ${channels}`,
  moreChannels: (count: number) => `${count} more`,
  noClosedChannels: "all channels are public",
  setUpNumber: (revision: number) => `set-up number ${revision}`,
  confirmed: (name: string, cluster: string) => `${name} is confirmed as a workspace of ${cluster}.`,
  hasEffect: (facts: string) => `What has effect there now: ${facts}.`,
  notTakenOver: (facts: string) =>
    `Not taken over from the proposal: ${facts}. If it is right, set it up again with /cluster setup there.`,
  everyoneAsMember: "everybody as a member",
  proposalChanged: (name: string) =>
    `${name} was changed since it was listed. Nothing of yours was saved; look at it again with \`clusterbot workspaces\`.`,
  refused: (name: string) =>
    `${name} goes on waiting, and what was proposed there is cleared. I stay in it and show public documents only; whoever runs it can remove me.`,
  released: (name: string) =>
    `${name} is nobody's again and waits for confirmation. Everybody there is shown public documents only; what was set up is kept as a proposal, without the roles of its groups.`,
  notPossible: {
    confirm: (name: string) =>
      `I am no longer in ${name}, so it cannot be confirmed. Nothing was changed; it waits again once I am back in it.`,
    refuse: (name: string) =>
      `${name} does not wait for confirmation, so there is nothing to refuse. Nothing was changed; release it first if it is confirmed.`,
    release: (name: string) =>
      `${name} is not confirmed, so there is nothing to release. Nothing was changed.`,
  },
  changedMeanwhile: (name: string) =>
    `${name} was changed since you looked at it. Nothing of yours was saved; please look at it again with /cluster workspaces list.`,
} as const;
