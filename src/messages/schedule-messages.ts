/** When an announcement goes out, in plain words, and what is wrong with what somebody typed. Dates come written out. */
export const scheduleMessages = {
  now: "At once, when it is approved",
  once: (when: string, where: string) => `${when}, ${where}`,
  /** `ends` are “until 31 March 2027” and what is left out. */
  repeat: (often: string, time: string, ends: readonly string[]) =>
    [`${often} at ${time}`, ...ends].join(", "),
  next: (sentence: string, next: string) => `${sentence}; next: ${next}`,
  over: (sentence: string) => `${sentence}; it has ended`,
  nextExcept: (next: string, where: string) => `${next} (not in ${where}: bank holiday)`,
  zones: {
    own: "in each region's own time",
    uk: "UK time",
    other: (zone: string) => `by the clock in ${zone}`,
  },
  until: (date: string) => `until ${date}`,
  times: (count: number) => (count === 1 ? "once" : `${count} times`),
  notOnBankHolidays: "not on bank holidays",
  notOn: (dates: readonly string[]) => `not on ${listed(dates)}`,
  often: {
    days: (interval: number) => `Every ${every(interval, "day")}`,
    weekdays: (names: readonly string[], interval: number) => {
      if (interval === 1) return `Every ${listed(names)}`;
      return interval === 2 && names.length === 1
        ? `Every other ${listed(names)}`
        : `Every ${every(interval, "week")} on ${listed(names)}`;
    },
    workingDays: (interval: number) =>
      interval === 1 ? "Every weekday (Monday to Friday)" : `Every ${every(interval, "week")} on weekdays`,
    places: (places: readonly string[], name: string, interval: number) =>
      interval === 1
        ? `Every ${listed(places)} ${name} of the month`
        : `Every ${every(interval, "month")} on the ${listed(places)} ${name}`,
    monthDays: (days: readonly string[], interval: number, isSometimesMissing: boolean) =>
      `On the ${listed(days)} of every ${every(interval, "month")}${isSometimesMissing ? " (where it has one)" : ""}`,
    lastDay: "last day",
    workingDay: "working day",
    yearly: (date: string, interval: number, isLeapDay: boolean) =>
      `Every ${every(interval, "year")} on ${date}${isLeapDay ? " (in leap years)" : ""}`,
    byRule: (rule: string) => `By the rule ${rule}`,
  },
  places: { 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", "-1": "last" } as Readonly<
    Record<string, string>
  >,
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  problems: {
    "not-understood": (said: string) =>
      said === ""
        ? "When should it go out? For example “tomorrow 9am”, “Thu 10 December 18:00” or “every first Tuesday 09:00”."
        : `I don't understand “${said}”. Write for example “tomorrow 9am”, “Thu 10 December 18:00” or “every first Tuesday 09:00 until 31 March”.`,
    "no-time": "At what time of day? Add it, for example “9am” or “18:00”.",
    "no-day": "On which day? For example “weekly on Thursday 9am” or “monthly on the 15th 9am”.",
    "time-unclear": (one: string, other: string) => `Is that ${one} or ${other}? Write it so.`,
    "repeat-unclear": (said: string) =>
      `“${said}” can mean two things. Write “of the month” behind it, or “every other” in place of “every second”.`,
    "two-times": (one: string, other: string) =>
      `An announcement goes out at one time of day, and you wrote ${one} and ${other}. Make two announcements, or leave one out.`,
    "two-days": (one: string, other: string) =>
      `You named two days, ${one} and ${other}. Which one is it? For days that come again, write “every”.`,
    "two-repeats": "You said in two ways how often it goes out. Leave one of them out.",
    contradictory: "You said “now” or “in …”, and another time besides. Leave one of them out.",
    "two-ends": "You said twice when it ends. Leave one of them out.",
    "two-zones": "You named two time zones. Leave one of them out.",
    "zone-differs": (said: string, moment: string) =>
      `On ${moment}, clocks in the UK don't show ${said}. Write “UK time” or “UTC”, so that the hour is certain.`,
    "weekday-differs": (date: string, said: string) => `${date} is not a ${said}. Which of the two is right?`,
    "no-such-day": (said: string) => `There is no ${said}. Which day do you mean?`,
    past: (when: string) => `${when} has passed. Write a time to come, or “now”.`,
    "too-far": (when: string) =>
      `${when} is more than two years away. Announcements can be planned two years ahead.`,
    "no-repeat": (said: string) =>
      `“${said}” belongs to something that is repeated. Write how often, for example “every Monday 9am ${said}”, or leave it out.`,
    "end-before-start": (start: string, end: string) =>
      `It would end on ${end}, before it begins on ${start}.`,
    "never-runs":
      "That never happens: there is no such day, it ends before the first one, or all of them are left out.",
    "weekday-left-out": (weekday: string) =>
      `Do you leave out one ${weekday}, or each? To leave out one, write its date. To leave out each, say on which days it does go out, for example “every Tuesday to Friday 9am”.`,
    "not-a-run": (date: string) => `Nothing would go out on ${date} anyway. Which day should be left out?`,
  },
};

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function every(interval: number, unit: string): string {
  if (interval === 1) return unit;
  return interval === 2 ? `other ${unit}` : `${interval} ${unit}s`;
}
