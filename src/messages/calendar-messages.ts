/** What is said of bank holidays. Dates come written out: “Monday 30 November 2026”. */
export const calendarMessages = {
  divisions: {
    "england-and-wales": "England and Wales",
    scotland: "Scotland",
    "northern-ireland": "Northern Ireland",
  },
  everywhere: "the whole of the UK",
  isHoliday: (date: string, where: string) => `${date} is a bank holiday in ${where}.`,
  isOrdinary: (where: string) => `It is not one in ${where}.`,
  nowhere: (date: string) => `${date} is not a bank holiday anywhere in the UK.`,
  next: "The next one in each part of the UK:",
  nextIn: (where: string) => `The next one in ${where}:`,
  list: (from: string, until: string) => `Bank holidays from ${from} to ${until}:`,
  none: (from: string, until: string) => `There is no bank holiday from ${from} to ${until} there.`,
  unknownYear: (from: number, until: number) =>
    `I don't know: my list of bank holidays covers ${from} to ${until}. GOV.UK has the others.`,
  noneKnown: "I don't know: no such bank holiday is on my list.",
  incomplete: (from: number, until: number) => `My list covers ${from} to ${until} only.`,
  caution:
    "A bank holiday is no promise that everybody is off: employers and, in Scotland, councils decide for themselves.",
  unproclaimed: "Dates from 2027 on follow from the rules; the government can still add or move one.",
  source: "UK bank holidays",
  publisher: "GOV.UK",
} as const;
