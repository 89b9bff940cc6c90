import { writtenDate } from "./dates.ts";

type Left = { readonly unit: "day" | "hour" | "minute"; readonly count: number };

const left = ({ unit, count }: Left): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

const between = (from: string, until: string): string =>
  from === until ? `on ${from}` : `between ${from} and ${until}`;

/** What is said of consultations and calls for evidence: what somebody outside asks for. */
export const inquiryMessages = {
  name: (name: string, title: string) => `${name}: ${title}`,
  states: {
    open: (when: string, time: Left) => `Open until ${when} (${left(time)} left).`,
    opens: (day: string, when: string) => `Opens on ${day}, and closes on ${when}.`,
    closed: (when: string) => `Closed since ${when}.`,
    withdrawn: "Taken off the list: nobody is asked any more.",
  },
  field: {
    asker: "Who asks",
    owner: "Looked after by",
    opens: "Opens",
    audience: "Shown to",
    link: "Link",
  },
  positions: {
    title: "Our positions on this",
    line: (title: string, from: string) => `“${title}”, since ${writtenDate(from)}`,
    noLine: "no line yet",
    consulting: "the clusters are being asked just now",
    none: "No position that can be shown here bears on it.",
  },
  answers: {
    title: "Who responds",
    own: "responds itself",
    joint: (owner: string) => `joins the response of ${owner}`,
    none: "does not respond",
    by: (role: string, day: string) => `(${role}, ${writtenDate(day)})`,
    missing: "Not answered yet",
    left: "no longer an active member",
    nobody: "No cluster is asked.",
  },
  sample: "This is a made-up SAMPLE, here to try the bot with.",
  button: {
    own: "We respond ourselves",
    joint: "We join the response",
    none: "We do not respond",
    link: "Add a link …",
    change: "Change it",
    more: "Positions, link …",
    withdraw: "Take it off the list",
    yesWithdraw: "Yes, take it off",
    form: "Open the form",
    show: (name: string) => `Show ${name}`,
    position: (name: string) => `Our line: ${name}`,
  },
  list: {
    title: { open: "Open consultations and calls for evidence", all: "Consultations and calls for evidence" },
    none: {
      open: "I know of no open consultation or call for evidence that can be shown here.",
      all: "I know of no consultation or call for evidence that can be shown here.",
    },
    summary: (count: number) =>
      count === 1
        ? "One consultation or call for evidence."
        : `${count} consultations or calls for evidence.`,
    line: (asker: string, when: string) => `${asker} · closes ${when}`,
    opens: (day: string) => ` · opens only on ${day}`,
    closed: (asker: string, when: string) => `${asker} · closed ${when}`,
    withdrawn: (asker: string) => `${asker} · taken off the list`,
    missing: (count: number) =>
      count === 1 ? " · one cluster has not answered" : ` · ${count} clusters have not answered`,
    more: (count: number) => `… and ${count} more.`,
    how: "Write /cluster inquiries show and a number, for example I7. With “closed”, /cluster inquiries list shows past ones too.",
  },
  bearing: {
    open: (title: string, asker: string, when: string) =>
      `Bears on a consultation: “${title}” (${asker}), which closes ${when}.`,
    short: (title: string, when: string) => ` · bears on “${title}”, which closes ${when}`,
    late: (title: string, when: string) =>
      `Too late for “${title}”: it closes ${when}, before the clusters have answered. Ask for an earlier end if this position is to be used there.`,
  },
  told: {
    of: (title: string, asker: string) => `“${title}” (${asker}):`,
    open: (count: number, later: number) => {
      const open =
        count === 1
          ? "One consultation or call for evidence is open"
          : `${count === 0 ? "No" : count} consultations or calls for evidence are open`;
      const opens = later === 1 ? ", and one opens later" : `, and ${later} open later`;
      return `${open}${later === 0 ? "" : opens}:`;
    },
    closing: (count: number, from: string, until: string) =>
      `${count === 1 ? "One closes" : `${count} close`} ${between(from, until)}:`,
    noneThen: (from: string, until: string) =>
      `I know of no consultation or call for evidence that closes ${between(from, until)}. These close at another time:`,
    noLine: "There is no line yet that can be shown here on what bears on it.",
  },
  form: {
    title: "Add a consultation",
    changeTitle: "Change the consultation",
    linkTitle: "Where is your response?",
    submit: "Save",
    introduction:
      "A consultation, call for evidence or inquiry from outside. The clusters you name are asked whether they respond, and are reminded before it closes.",
    changeIntroduction:
      "Whoever has answered stays asked. If it closes at another time, reminders go out for that time.",
    cluster: "Who looks after it?",
    titleField: "Title",
    titleHint: "As it is published: AI and copyright",
    asker: "Who asks?",
    askerHint: "A department, committee or body: Department for Science",
    closes: "When does it close?",
    closesHint: "Day and time: Tue 30 March 17:00; another clock: 17:00 Brussels time",
    closesKept: "Leave it empty to keep the time it has",
    asked: "Which clusters are asked?",
    askedHint: "“everyone” (all active clusters), or names: Tech North, ScotlandIS",
    positions: "Which positions bear on it?",
    positionsHint: "Topics or numbers, with commas: R&D tax credits, P7",
    link: "Link",
    linkHint: "Where it is published; https://…",
    opens: "Since when is it open?",
    opensHint: "A day: 5 January 2027; left empty: not known",
    audience: "Who is it shown to?",
    response: "Link to your response",
    responseHint: "https://…; left empty: none",
  },
  audiences: { public: "Everybody", members: "Members only", board: "Boards only" },
  problem: {
    cluster: "Say who looks after it: choose one of your clusters.",
    title: "A consultation needs a title of up to 150 characters.",
    asker: "Say who asks, in up to 100 characters.",
    closes: {
      label: "When it closes",
      unclear:
        "I don't understand when it closes. Write one day and one time, for example “Tue 30 March 17:00”.",
      past: (when: string) => `It would have closed on ${when}, and that has passed. Write a time to come.`,
    },
    opens:
      "I don't understand since when it is open. Write a day, for example “5 January 2027”, or leave it empty.",
    opensLate: "It would open only after it closes. Write an earlier day, or leave it empty.",
    link: "The link has to begin with https:// or http://.",
    audience: "Say who it is shown to: everybody, members only or boards only.",
    "no-position": (text: string) =>
      `I know of no position “${text}” that can be shown to you. Write its topic or its number, for example P7.`,
    "which-position": (text: string, names: string) =>
      `“${text}” may be any of these: ${names}. Write its number.`,
    "too-many": "At most 20 positions bear on one consultation.",
    taken: (title: string) =>
      `There is one called “${title}” already. Nothing was saved; /cluster inquiries list closed shows it.`,
    changed: (name: string) =>
      `Somebody changed ${name} since you opened the form, so nothing was saved. Look at it first: sent again, your form takes the place of what they wrote.`,
  },
  which: "Which one? Write its number or its title. /cluster inquiries list shows them.",
  several: (text: string) => `“${text}” may be any of these. Which one?`,
  unknown: (text: string) =>
    `I know of no consultation or call for evidence “${text}” that can be shown here. /cluster inquiries list shows what there is.`,
  needsAccount:
    "Here I don't know who you are, and this is done in somebody's name. Nothing was changed; use Slack, Discord or the web page, signed in.",
  decided: {
    added: (name: string) => `${name} is on the list, and its clusters are asked.`,
    changed: "Changed.",
    withdrawn: "Taken off the list. What clusters have answered is kept.",
  },
  undecided: {
    changed: "It was changed since you saw this. Nothing was done; this is how it is now.",
    withdrawn: "It was taken off the list, so it cannot be changed. Nothing was done.",
  },
  withdrawAsk: (name: string) => `Take ${name} off the list? Nobody can answer or is reminded after that.`,
  answer: {
    how: "Say what your cluster does: own (it responds itself), joint (it joins the response of whoever looks after this) or none. For example /cluster inquiries answer I7 own https://example.org/response",
    given: {
      own: (cluster: string, _owner: string) => `Noted: ${cluster} responds itself.`,
      joint: (cluster: string, owner: string) => `Noted: ${cluster} joins the response of ${owner}.`,
      none: (cluster: string, _owner: string) => `Noted: ${cluster} does not respond.`,
    },
    canChange: "You can change this until it closes.",
    before: "This takes the place of what was said before.",
    already: (day: string) => `Your cluster said so already on ${writtenDate(day)}. Nothing was changed.`,
    closed: "It has closed, so your answer was not taken. What was said before stays.",
    withdrawn: "It was taken off the list, so your answer was not taken.",
    "not-asked": (cluster: string) =>
      `${cluster} is not asked about this, so your answer was not taken. If that is wrong, write to whoever looks after it.`,
    "joins-itself": (cluster: string) =>
      `${cluster} looks after this itself and cannot join its own response. Say that it responds itself, or that it does not.`,
    link: "The link has to begin with https:// or http://, so your answer was not taken.",
    "which-cluster": "You answer for several of the clusters that are asked. For which one is this?",
  },
  remind: {
    week: (title: string, cluster: string, when: string) =>
      `“${title}” closes in less than a week, on ${when}, and ${cluster} has not said whether it responds.`,
    day: (title: string, cluster: string, when: string) =>
      `Last call: “${title}” closes on ${when}, and ${cluster} has not said whether it responds.`,
    awaits: (topics: string, cluster: string) =>
      `The clusters are being asked for a position that bears on it, and ${cluster} has not given its stance: ${topics}.`,
    noLine: (title: string, when: string, topics: string) =>
      `“${title}” closes in less than a week, on ${when}, and there is no line yet on what bears on it: ${topics}.`,
  },
} as const;
