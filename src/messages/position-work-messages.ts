/** What is said to those who work on a policy position: propose, ask the clusters, sign. */
export const positionWorkMessages = {
  name: (name: string, version: number, title: string) => `${name}, version ${version}: ${title}`,
  states: {
    draft: "Draft: no cluster has been asked yet.",
    consulting: "The clusters are being asked.",
    adopted: "Adopted: this is the line.",
    superseded: "A later version has taken its place.",
    withdrawn: {
      "taken-back": "Withdrawn.",
      "quorum-not-met": "Not adopted: too few clusters had signed when the time was over.",
    },
  },
  field: {
    owner: "Whose position",
    topic: "Topic",
    also: "Also called",
    asked: "Asked",
    closes: "Until",
    quorum: "Needed",
    audience: "Once adopted, for",
    embargo: "Nobody else knows of it before",
    review: "To be looked at again",
    link: "Link",
    fingerprint: "Fingerprint",
  },
  fingerprint: (beginning: string) => `${beginning}… (every answer belongs to exactly this text)`,
  quorum: {
    count: (signatures: number) => (signatures === 1 ? "one signature" : `${signatures} signatures`),
    share: (percent: number, needed: number, asked: number) =>
      asked === 0
        ? `signatures of ${percent}% of the clusters asked`
        : `signatures of ${percent}% of the clusters asked: ${needed} of ${asked}`,
  },
  quorumState: {
    met: "Enough clusters have signed. It is adopted once everybody has answered, or when the time is over.",
    open: (missing: number) =>
      missing === 1 ? "One signature is missing." : `${missing} signatures are missing.`,
    "out-of-reach":
      "With the answers so far it cannot be adopted any more: too few clusters are left that could sign. Nothing ends yet. Clusters may still change their answer; you can also change the text, which asks everybody again, or withdraw it.",
  },
  nobodyYet: "nobody yet: choose the clusters with “Change it”",
  willHappen: (asked: number, until: string) =>
    `What will happen: somebody else puts it to ${asked === 1 ? "one cluster" : `${asked} clusters`}. They can answer until ${until}. It is adopted if enough of them have signed, as soon as everybody has answered or when the time is over; otherwise it is withdrawn. Until then nobody is told of it but those who work on it.`,
  answers: {
    title: "Answers",
    tally: (counted: {
      readonly signed: number;
      readonly abstained: number;
      readonly dissented: number;
      readonly unanswered: number;
    }) =>
      `${counted.signed} signed, ${counted.abstained} abstained, ${counted.dissented} dissented, ${counted.unanswered} not answered yet.`,
    signed: "Signed",
    abstained: "Abstained",
    dissent: (cluster: string) => `${cluster} dissents`,
    unanswered: "Not answered yet",
    stale: "Answered an earlier text, which does not count any more",
    left: "Asked no more, as they left the federation",
  },
  part: (part: number, of: number) => `Part ${part} of ${of} of the text.`,
  button: {
    sign: "Sign",
    abstain: "Abstain",
    dissent: "Dissent …",
    open: "Ask the clusters",
    change: "Change it",
    more: "Embargo, review, link …",
    withdraw: "Withdraw it",
    yesWithdraw: "Yes, withdraw",
    next: "Write the next version",
    refresh: "Refresh",
    readOn: "Read on",
    show: (name: string) => `Show ${name}`,
    form: "Open the form",
    reason: "Say why",
  },
  list: {
    title: "Positions being worked on",
    none: "No position of your clusters is being worked on, and none waits for their answer. Propose one with /cluster positions propose.",
    summary: (count: number) =>
      count === 1 ? "One position is being worked on." : `${count} positions are being worked on.`,
    more: (count: number) => `… and ${count} more.`,
    until: (when: string) => `Until ${when}.`,
  },
  form: {
    title: "Propose a position",
    nextTitle: "The next version",
    changeTitle: "Change the position",
    dissentTitle: "Why do you dissent?",
    submit: "Show me first",
    dissentSubmit: "Dissent",
    introduction:
      "This makes a draft. No cluster is asked before somebody else has looked at it, and nobody else is told of it.",
    changeIntroduction: "Nobody is asked about it before somebody else has looked at it.",
    changeConsulting:
      "The clusters are being asked just now. If you change the title or the text, the answers given so far do not count any more, and everybody is asked again.",
    dissentIntroduction: (name: string) =>
      `Your reason is kept with your cluster's answer on ${name}. Once the position is adopted, whoever may read it can read your reason.`,
    cluster: "Whose position is it?",
    topic: "Topic",
    topicHint: "What people will ask for: R&D tax credits",
    also: "Other names",
    alsoHint: "What else people call it, with commas: R&D relief, research credits",
    titleField: "Title",
    titleHint: "One line; left empty, it is the topic",
    text: "The text that clusters sign",
    textHint: "Exactly as it is to be agreed",
    textHintLong: "Its beginning; the rest does not fit here and stays as it is",
    asked: "Who is asked?",
    askedHint: "“everyone” (all active clusters), or names: Tech North, ScotlandIS",
    closes: "Until when?",
    closesHint: "Day and time: Fri 18 December 17:00",
    closesKept: "Leave it empty to keep the time it has",
    quorum: "How many have to sign?",
    quorumHint: "A share (60%) or a number (8); left empty: 60%",
    audience: "Once adopted, for whom?",
    embargo: "Keep it quiet until",
    embargoHint: "Day and time; left empty: no embargo",
    review: "Look at it again on",
    reviewHint: "A day: 31 January 2028",
    link: "Link",
    linkHint: "Where it is published; https://…",
    reason: "Your cluster's reason",
    reasonHint: "In a few sentences",
  },
  audiences: { public: "Everybody", members: "Members only", board: "Boards only" },
  problem: {
    cluster: "Say whose position it is: choose one of your clusters.",
    topic: "A position needs a topic of up to 100 characters, in words: no number such as P7.",
    also: "Other names: up to 10, with commas between them, of up to 60 characters each.",
    title: "The title has up to 150 characters.",
    text: (most: string) => `A position needs a text of up to ${most} characters.`,
    closes: "I don't understand until when. Write one day and one time, for example “Fri 18 December 17:00”.",
    embargo:
      "I don't understand the end of the embargo. Write one day and one time, for example “Thu 24 December 9:00”, or leave it empty.",
    past: {
      closes: (when: string) =>
        `The clusters could answer until ${when}, and that has passed. Write a time to come.`,
      embargo: (when: string) =>
        `The embargo would end on ${when}, and that has passed. Write a time to come, or leave it empty.`,
    },
    field: { closes: "Until when", embargo: "Embargo" },
    review:
      "I don't understand when it is to be looked at again. Write a day to come, for example “31 January 2028”.",
    link: "The link has to begin with https:// or http://.",
    quorum: "Say how many have to sign: a share such as 60%, or a number such as 8.",
    dropped: (clusters: string) =>
      `While the clusters are being asked none can be taken off the list (${clusters}). Withdraw it and begin again if that has to be; others can be added.`,
    quorumStays:
      "While the clusters are being asked, how many have to sign stays as it is: others have answered under that rule.",
    unreachable: (signatures: number, asked: number) =>
      `${signatures} signatures are needed and ${asked === 1 ? "one cluster is" : `${asked} clusters are`} asked: it could never be adopted.`,
    audience: "Say for whom it is once it is adopted: everybody, members only or boards only.",
    nobody: "No cluster is an active member, so “everyone” is nobody. Name the clusters.",
    inactive: (clusters: string, count: number) =>
      `${clusters} ${count === 1 ? "is not an active member" : "are not active members"} of the federation, so ${count === 1 ? "its" : "their"} answer cannot be asked for. Leave ${count === 1 ? "it" : "them"} out.`,
    atWork: (name: string) =>
      `A version of ${name} is being worked on already, and there can be one at a time. Nothing was saved; look at /cluster positions work ${name}.`,
    changed: (name: string) =>
      `Somebody changed ${name} since you opened the form, so nothing was saved. Look at it first: sent again, your form takes the place of what they wrote.`,
    over: "The time for answers is over, so it cannot be changed any more. Nothing was saved.",
  },
  which: "Say which position, for example P7. /cluster positions drafts shows their numbers.",
  unknown: (text: string) =>
    `I don't find a position “${text}” that you work on. Nothing was changed; /cluster positions drafts shows their numbers.`,
  needsAccount:
    "Here I don't know who you are, and a position is worked on in somebody's name. Nothing was changed; use Slack, Discord or the web page, signed in.",
  decided: {
    proposed: (name: string) => `${name} is a draft now. This is what the clusters will be shown.`,
    nextVersion: (name: string, version: number) =>
      `There is a position ${name} already: this is a draft of its version ${version}. Its other names and its readers stay as they are.`,
    changed: "Changed. This is what the clusters will be shown.",
    askedAgain: "Changed. Answers to the earlier text do not count any more: every cluster is asked again.",
    stillAsked: "Changed. The text is the same, so the answers given so far count.",
    opened: "The clusters are being asked now.",
    withdrawn: "Withdrawn. Nothing of it is deleted, and no cluster can answer any more.",
  },
  undecided: {
    changed: "It was changed since you saw this. Nothing was done; this is how it is now.",
    look: "Look at it first: nobody puts a text to the clusters that they were not shown.",
    "not-draft": (state: string) => `Only a draft can be put to the clusters. ${state} Nothing was done.`,
    "not-now": (state: string) => `That isn't possible any more. ${state} Nothing was done.`,
    "same-person":
      "Somebody else has to put it to the clusters: somebody who is certainly not its author. I can't tell that for you two: link your accounts (/cluster link), or ask an administrator to give one of you a role by name. Nothing was done.",
    "nobody-knows":
      "I can't find out just now who wrote it, so nobody can put it to the clusters. Nothing was done; try again in a minute.",
    erased:
      "Whoever wrote it had their data erased, so I can't tell that you are somebody else. Nothing was done; have somebody else save it once more with “Change it”, then you can put it to the clusters.",
    "time-over":
      "The time for answers would be over at once. Nothing was done; change it and give it more time.",
    "nobody-asked": "No cluster would be asked. Nothing was done; change whom it asks.",
  },
  withdrawAsk: {
    draft: (name: string) => `Withdraw ${name}? No cluster was asked yet, and none will be.`,
    consulting: (name: string, answers: number) =>
      `Withdraw ${name}? The clusters are asked no more${answers === 0 ? "" : `; ${answers === 1 ? "one has" : `${answers} have`} answered already, and that is kept`}.`,
    adopted: (name: string) =>
      `Ask to withdraw ${name}? It stays the line until somebody else confirms; afterwards there is none until another version is adopted.`,
  },
  stance: {
    given: {
      sign: (cluster: string) => `Signed for ${cluster}.`,
      abstain: (cluster: string) => `Abstained for ${cluster}.`,
      dissent: (cluster: string) => `Dissented for ${cluster}.`,
    },
    said: { sign: "signed", abstain: "abstained", dissent: "dissented" },
    soFar: (tally: string) => `So far: ${tally}`,
    canChange: "You can change the answer until the time is over.",
    adopted: "With that, everybody has answered and enough have signed: the position is adopted.",
    changed: (before: string) => `This takes the place of what was said before: ${before}.`,
    already: (before: string) => `That was said already: ${before}. Nothing was changed, and it counts once.`,
    by: (who: string, answer: { readonly did: string; readonly cluster: string; readonly when: string }) =>
      `${who} ${answer.did} for ${answer.cluster} on ${answer.when}`,
    you: "you",
    somebody: "somebody whose account is no longer known",
    closed:
      "The time for answers is over, or has not begun, so your answer was not taken. What was said before stays.",
    superseded:
      "A later version has taken the place of this one, so your answer was not taken. What your cluster said to this one is kept.",
    withdrawn: "This version was withdrawn, so your answer was not taken. Nothing else was changed.",
    "text-changed":
      "The text was changed since you were shown it, so your answer was not taken. Read the text as it is now and answer again.",
    look: "Nobody answers to a text they were not shown, so nothing was taken yet. Read it and use the buttons below it.",
    "reason-kept": "The reason you wrote is kept: the form opens with it.",
    "not-asked": (cluster: string) =>
      `${cluster} is not asked for its answer to this, or has left the federation, so your answer was not taken. If that is wrong, write to whoever proposed it.`,
    "none-asked":
      "None of the clusters you sign for is asked for its answer to this, so your answer was not taken. If that is wrong, write to whoever proposed it.",
    "needs-reason": "A dissent says why. Nothing was taken yet; write your cluster's reason.",
    "long-reason": (most: string) => `The reason has up to ${most} characters. Nothing was taken yet.`,
    "not-yours": (cluster: string) =>
      `You may not answer for ${cluster}: only somebody who is its signatory can. Nothing was changed; a manager of that cluster can give you the role with /cluster grant.`,
    "none-yours":
      "You may not answer for any of the clusters that are asked: only their signatories can. Nothing was changed; a manager of your cluster can give you the role with /cluster grant.",
    "which-cluster": {
      sign: "You sign for several of the clusters that are asked. For which one do you sign?",
      abstain: "You sign for several of the clusters that are asked. For which one do you abstain?",
      dissent: "You sign for several of the clusters that are asked. For which one do you dissent?",
    },
  },
} as const;
