type Audience = "public" | "members" | "board";

const whoReads = { public: "everybody", members: "members", board: "boards" } as const;
const whoConfirms = "an approver of its owner, who finds it with /cluster positions drafts.";

/** What is said of a position's other names and readers, and of what takes two people: one asks, another confirms. */
export const positionRequestMessages = {
  asked: {
    withdraw: (who: string, when: string) =>
      `${who} asked on ${when} to withdraw it. It stays the line until somebody else confirms that.`,
    widen: (who: string, when: string, audience: Audience) =>
      `${who} asked on ${when} that ${whoReads[audience]} may read it once it is adopted. Fewer people may until somebody else confirms that.`,
  },
  waits: "Somebody asked for something that a second person has to confirm.",
  button: {
    confirm: { withdraw: "Confirm: withdraw it", widen: "Confirm: more may read it" },
    refuse: "Leave it as it is",
    describe: "Names, readers …",
    show: "Show it",
  },
  told: {
    withdraw: (title: string) =>
      `Somebody asks to withdraw the position “${title}”. It waits for you to confirm.`,
    widen: (title: string) =>
      `Somebody asks that more people may read the position “${title}”. It waits for you to confirm.`,
  },
  form: {
    title: "Names and readers",
    submit: "Save",
    introduction:
      "The other names help people find it, and count at once. To make it known to more people, where clusters have been asked already, takes somebody else who confirms.",
  },
  decided: {
    asked: {
      withdraw: `Asked for. It stays the line until somebody else confirms: ${whoConfirms}`,
      widen: `Asked for. More people may read it once somebody else confirms: ${whoConfirms}`,
    },
    already: {
      withdraw: "That is asked for already. It stays the line until somebody else confirms.",
      widen: "That is asked for already. It stays as it is until somebody else confirms.",
    },
    confirmed: {
      withdraw:
        "Confirmed and withdrawn. Nothing of it is deleted; there is no line until another version is adopted.",
      widen: "Confirmed. More people may read it now.",
    },
    refused: "It stays as it is, and nothing is asked for any more.",
    described: "Changed: its other names and its readers are these. What was posted in channels stays there.",
    unchanged: "Nothing was changed: that is what it says already.",
  },
  undecided: {
    gone: "What was asked for is no longer asked for: it was done or refused, or the position was changed since. Nothing was done; this is how it is now.",
    look: "Look at it first: nobody confirms what they were not shown.",
    "same-person":
      "Somebody else has to confirm: somebody who is certainly not whoever asked for it. I can't tell that for you two: link your accounts (/cluster link), or ask an administrator to give one of you a role by name. Nothing was done.",
    erased:
      "Whoever asked for it had their data erased, so I can't tell that you are somebody else. Nothing was done; leave it as it is, and have somebody else ask for it again.",
    "nobody-knows":
      "I can't find out just now who asked for it, so nobody can confirm it. Nothing was done; try again in a minute.",
  },
} as const;
