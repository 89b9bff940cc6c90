/** What is said about calendar files (.ics), each about one line of the file. */
export const calendarFileMessages = {
  refused: {
    empty: "The file is empty.",
    webPage: "This is a web page, not a calendar. Is a password needed, or is the address an old one?",
    noCalendar: "This is not a calendar file: it should begin with BEGIN:VCALENDAR.",
    noCalendarInside: "The file holds no calendar and no event.",
    brokenUnicode: "The file says it is Unicode text and is not. Save it as UTF-8.",
    tooManyBytes: (megabytes: number) => `The file is larger than ${megabytes} MB.`,
    tooManyLines: (lines: number) => `The file has more than ${lines} lines.`,
    longLine: (bytes: number) => `The line is longer than ${bytes} bytes.`,
    tooManyEvents: (events: number) => `The file has more than ${events} events.`,
    tooManyProperties: (properties: number) => `The event has more than ${properties} lines.`,
    longLists: (characters: number) =>
      `The events list more dates and categories than ${characters} characters hold.`,
    tooManyZones: (zones: number) => `The calendar uses more than ${zones} time zones.`,
    tooDeep: (depth: number) => `Parts stand inside each other more than ${depth} deep.`,
    notClosed: (name: string, since: number) =>
      `The file ends before ${name} of line ${since} does. Was it cut off on its way?`,
    eventNotEnded: (name: string, since: number) =>
      `END:${name} stands there before the event of line ${since} has ended.`,
    eventInEvent: (since: number) => `An event begins before the one of line ${since} has ended.`,
  },
  unreadable: {
    noStart: "The event has no start (DTSTART), so it is left out.",
    badStart: (text: string) => `The event's start “${text}” is no date, so it is left out.`,
    badReplaced: (text: string) =>
      `“${text}” does not say which date of the series is changed, so this change is left out.`,
  },
  problems: {
    notALine: (text: string) => `“${text}” is not a line of a calendar and is left out.`,
    hiddenCharacters: "The line holds characters that nobody can see; they are left out.",
    western: "The file is not UTF-8; this line and others like it are read as Windows-1252.",
    nothingToEnd: (name: string) => `END:${name} ends nothing that is open and is left out.`,
    misspeltEnd: "The calendar has no END of its own name; it is taken to end with the last END.",
    notEnded: (name: string, since: number) =>
      `${name} of line ${since} has no END; it is taken to end here.`,
    outside: "This stands outside of the calendar and is left out.",
    noUid: "The event has no UID, so it can be found again by its title and start only.",
    repeated: (name: string) => `${name} stands there twice; the first one counts.`,
    badTime: (name: string, text: string) => `${name} “${text}” is no date and is left out.`,
    badEnd: (text: string) => `The event's end “${text}” is no date and is left out.`,
    endBeforeStart: "The event ends before it starts; its end is left out.",
    endUnlikeStart:
      "Start and end are a day and a time, or in zones that do not compare; the end is left out.",
    emptyDay: "The event ends on the day it starts; it is read as that whole day.",
    endAndDuration: "The event has an end and a duration; the end counts.",
    badDuration: (text: string) => `The duration “${text}” is none and is left out.`,
    badSequence: (text: string) => `SEQUENCE “${text}” is no number and is read as 0.`,
    badStatus: (text: string) => `STATUS “${text}” is not known and is left out.`,
    badClass: (text: string) => `CLASS “${text}” is not known; the event counts as private.`,
    badAddress: (name: string, text: string) => `${name} “${text}” is not a web address and is left out.`,
    unknownEscape: (text: string) => `“${text}” is not a known escape; it is kept as it is written.`,
    zoneByRules: (written: string, zone: string) =>
      `The time zone “${written}” has the rules of ${zone} and is read as that.`,
    customZone: (written: string) =>
      `The time zone “${written}” is not known; times in it are read as UK time, and marked so.`,
  },
};

export type CalendarFileMessages = typeof calendarFileMessages;
