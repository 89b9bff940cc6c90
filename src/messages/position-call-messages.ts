/** What clusters read in their channels while a position is put to them, and when that is over. */
export const positionCallMessages = {
  call: (title: string) => `Your stance, please: ${title}`,
  adopted: (title: string) => `Adopted: ${title}`,
  notAdopted: (title: string) => `Not adopted: ${title}`,
  withdrawn: (title: string) => `Withdrawn: ${title}`,
  readOn: (name: string) => `… read all of it with /cluster positions work ${name}`,
  readLine: (name: string) => `… read all of it with /cluster positions list ${name}`,
  tally: (signed: number, asked: number) =>
    `**${signed} of ${asked} ${asked === 1 ? "cluster has" : "clusters have"} signed**`,
  needed: (count: number) => (count === 1 ? "one signature is needed" : `${count} signatures are needed`),
  dissented: (count: number) => (count === 1 ? "one dissents" : `${count} dissent`),
  abstained: (count: number) => (count === 1 ? "one abstains" : `${count} abstain`),
  outOfReach: "As things stand that cannot be reached any more; a stance may be changed until the end.",
  waitingFor: (names: string) => `Not answered yet: ${names}.`,
  andMore: (count: number) => `${count} more`,
  open: (when: string) =>
    `Open until ${when}. Press a button if you may sign for your cluster; a stance may be changed until then.`,
  signedBy: (names: string) => `Signed by: ${names}.`,
  dissentOf: (name: string, reason: string) => `${name} dissents: ${reason}`,
  moreDissents: (count: number) => `${count} more ${count === 1 ? "dissents" : "dissent"}.`,
  abstainedBy: (names: string) => `Abstained: ${names}.`,
  over: "This is over: no stance is taken any more.",
  outcome: {
    adopted: (title: string) => `The clusters have adopted “${title}”.`,
    superseded: (title: string) => `The clusters have adopted “${title}”.`,
    quorumNotMet: (title: string) =>
      `“${title}” was not adopted: too few clusters had signed when the time was over.`,
    lineTakenBack: (title: string) =>
      `The clusters had adopted “${title}”. It was withdrawn since: it is the line no more.`,
    takenBack: (title: string) => `“${title}” was withdrawn before it was adopted.`,
  },
  replaces: (since: string) => `It replaces the text that held since ${since}.`,
  button: { sign: "Sign for my cluster", abstain: "Abstain", dissent: "Dissent …", show: "Show it" },
  remind: {
    week: (title: string, cluster: string, when: string) =>
      `${cluster} has not said yet what it makes of “${title}”. It can until ${when}.`,
    day: (title: string, cluster: string, when: string) =>
      `Last call: ${cluster} has not said yet what it makes of “${title}”. It can until ${when}.`,
  },
} as const;
