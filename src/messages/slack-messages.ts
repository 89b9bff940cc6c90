/** What is said on Slack alone, and on the pages from which workspaces install the bot. */
export const slackMessages = {
  formNotOpened: "I couldn't open the form just now. Nothing was changed; please try again.",
  formNotSaved:
    "I couldn't write this down just now. Nothing was changed, and what you filled in is still here: please send it again in a minute.",
  notInstalled:
    "I'm no longer installed in this workspace, so I can't do that. Nothing was changed; whoever runs the workspace can add me again.",
  cancel: "Cancel",
  files: {
    tooLarge: (megabytes: number) => `it is larger than ${megabytes} MB`,
    notSlack: "it is kept outside Slack",
    notAllowed: "Slack doesn't let me read it; a manager of the app may have to allow it to read files",
    notFound: "Slack doesn't give it to me; it may have been deleted",
    unreachable: "Slack couldn't be reached to read it",
  },
  install: {
    product: "Clusterbot",
    offer: {
      title: "Add Clusterbot to Slack",
      paragraphs: [
        "Clusterbot answers questions about events, membership and policy positions from the clusters' own documents, and names its sources.",
        "You need the right to add apps to your workspace. Clusterbot hears what is said to it and nothing else.",
      ],
      button: "Add to Slack",
    },
    done: {
      title: (workspace: string) => `Clusterbot is in ${workspace}`,
      paragraphs: [
        "Nothing more is needed on this page; you can close it.",
        "Now an administrator of the federation has to confirm whose workspace it is. Until then Clusterbot answers there from public documents only.",
        "Meanwhile, run /cluster setup in Slack to say which cluster it belongs to and what its channels are for.",
      ],
    },
    cancelled: {
      title: "Clusterbot was not added",
      paragraphs: ["You cancelled, so nothing was changed. Start again whenever you like."],
    },
    stale: {
      title: "This link can't be used any more",
      paragraphs: [
        "It was used already, is older than ten minutes, or was begun in another browser. Nothing was changed.",
        "Please start again, and finish in the same browser.",
      ],
    },
    organisation: {
      title: "Please choose one workspace",
      paragraphs: [
        "Clusterbot can't be added to a whole Slack organisation at once, because each workspace belongs to one cluster. Nothing was kept.",
        "Please start again and choose a single workspace.",
      ],
    },
    refused: {
      title: "Slack did not finish this",
      paragraphs: [
        "Slack did not let me add Clusterbot, or could not be reached. Nothing was kept; please start again, and tell your administrator if it happens twice.",
      ],
    },
    recordsGone: {
      title: "This is not finished yet",
      paragraphs: [
        "I can't reach my records just now, so your workspace was not written down. Please start again in a minute: adding Clusterbot twice does no harm.",
      ],
    },
    again: "Start again",
  },
} as const;
