/** What is said where one announcement takes the place of another that repeats. */
export const announcementReplaceMessages = {
  button: "Change what is to come",
  title: "Change what is to come",
  introduction:
    "What repeats goes on as it is until somebody else has approved the change. The day of the approval is still the old one's; from the next day on it is this.",
  field: { replaces: "Takes the place of", successor: "Changed by" },
  replaces: (name: string) => `${name}, from the day after this is approved`,
  successor: {
    waiting: (name: string) => `${name}, once that is approved; until then it goes on like this`,
    approved: (name: string) => name,
  },
  notRepeat:
    "What takes the place of something that repeats has to repeat as well. To end it, cancel it; to say something once, write another announcement.",
  notNow: (name: string, successor: string | null) =>
    successor === null
      ? `${name} doesn't go on any more, so nothing of it is to come. Nothing was written; “Use it again” begins another one.`
      : `${successor} is to change ${name} already: change that one, or cancel it first. Nothing was written.`,
} as const;
