/** What is said of what one person asks for and a second one has to confirm, of policy positions. */
export const positionRequestMessages = {
  asked: {
    withdraw: (who: string, when: string) =>
      `${who} asked on ${when} to withdraw it. It stays the line until somebody else confirms that.`,
  },
  waits: "Somebody asked for something that a second person has to confirm.",
  button: { confirm: { withdraw: "Confirm: withdraw it" }, refuse: "Leave it as it is" },
  decided: {
    asked: {
      withdraw:
        "Asked for. It stays the line until somebody else confirms: an approver of its owner, who finds it with /cluster positions drafts.",
    },
    already: {
      withdraw: "That is asked for already. It stays the line until somebody else confirms.",
    },
    confirmed: {
      withdraw:
        "Confirmed and withdrawn. Nothing of it is deleted; there is no line until another version is adopted.",
    },
    refused: "It stays as it is, and nothing is asked for any more.",
  },
  undecided: {
    gone: "What was asked for is no longer asked for: it was done or refused, or the position was changed since. Nothing was done; this is how it is now.",
    look: "Look at it first: nobody confirms what they were not shown.",
    "same-person":
      "Somebody else has to confirm: somebody who is certainly not whoever asked for it. I can't tell that for you two: link your accounts (/cluster link), or ask an administrator to give one of you a role by name. Nothing was done.",
    "nobody-knows":
      "I can't find out just now who asked for it, so nobody can confirm it. Nothing was done; try again in a minute.",
  },
} as const;
