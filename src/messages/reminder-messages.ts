/** What is said of reminders. Dates come written out: “Thursday 3 December 2026, 18:30–20:00 GMT”. */
export const reminderMessages = {
  remindMe: "Remind me",
  remindMeOf: (title: string) => `Remind me: ${title}`,
  stop: "Stop reminding me",
  stopOf: (title: string) => `Stop: ${title}`,
  message: {
    day: (title: string, inDays: number) =>
      `${title} is ${inDays === 0 ? "today" : inDays === 1 ? "tomorrow" : `in ${inDays} days`}.`,
    hour: (title: string, minutes: number) =>
      minutes > 50 ? `${title} starts in about an hour.` : `${title} starts in ${minutesText(minutes)}.`,
    on: (title: string) => `${title} is on after all.`,
    gone: (title: string, when: string, cluster: string) =>
      `${title} on ${when} is no longer among the dates that ${cluster} announces. Check before you go.`,
    asked: "You asked me to remind you.",
  },
  added: (title: string, when: string, toCome: readonly ("day" | "hour")[]) =>
    `I'll send you a direct message about ${title} (${when}): ${toCome
      .map((kind) => (kind === "day" ? "the day before" : "an hour before"))
      .join(" and ")}. If it is moved or called off before, I'll tell you.`,
  already: (title: string, when: string) => `You have already asked me to remind you of ${title} (${when}).`,
  tooSoon: (title: string, when: string) =>
    `${title} is too soon for a reminder: ${when}. So this is it: don't miss it.`,
  begun: (title: string, when: string) =>
    `${title} has begun or is over (${when}), so there is nothing to remind you of.`,
  cancelled: (title: string, when: string) =>
    `${title} on ${when} is cancelled, so there is nothing to remind you of.`,
  tooMany:
    "You already have as many reminders as I keep for one person. Nothing was added; stop some of them with /cluster remind.",
  gone: "I don't know that date any more: it may have been changed since. Ask for the event again, for example with /cluster events.",
  unknown:
    "I don't know of such an event to come. Tell me its name, for example: /cluster remind Cloud Night.",
  which: "Which of these shall I remind you of?",
  more: (count: number) => `There are ${count} more; tell me its name, or a day.`,
  none: "You have asked me for no reminders. Press “Remind me” under an event, or write, for example: /cluster remind Cloud Night.",
  list: "I'll remind you of these, the day before and an hour before:",
  refused:
    "The last message about this could not be delivered: you take no direct messages from me, or I was removed.",
  stopped: "I won't remind you of that any more.",
  notThere: "There is no such reminder any more, so there is nothing to stop.",
  elsewhere:
    "I can send reminders on Slack and Discord only, as direct messages. There, write /cluster remind with the name of the event, or press “Remind me” under it.",
  // How the command puts it as a question; read by the same rules as what people ask.
  askWhen: (what: string) => `when is ${what}`,
} as const;

function minutesText(minutes: number): string {
  return minutes <= 1 ? "a minute" : `${minutes} minutes`;
}
