/** What people write for a word the rules know, without apostrophes. */
export const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    today: "today tday 2day",
    tomorrow: "tomorrows tmrw tmw tmr tmoz tomoz tomorow tommorow tommorrow tomorro morra 2moro 2morrow",
    yesterday: "yesterdays yday yest",
    tonight: "tonite 2nite 2night tonights",
    monday: "mon mondays",
    tuesday: "tue tues tuesdays",
    wednesday: "wed weds wednesdays wensday wednesdy",
    thursday: "thu thur thurs thursdays thrs",
    friday: "fri fridays",
    saturday: "sat saturdays",
    sunday: "sun sundays",
    january: "jan januarys",
    february: "feb febuary febs",
    march: "mar",
    april: "apr",
    june: "jun",
    july: "jul",
    august: "aug",
    september: "sep sept",
    october: "oct",
    november: "nov",
    december: "dec decs",
    week: "wk wks weeks",
    weekend: "wkend wknd weekends wkends",
    month: "mth mths months",
    year: "yr yrs years",
    quarter: "qtr qtrs quarters",
    fortnight: "fortnights",
    day: "days",
    hour: "hours hr hrs",
    minute: "minutes min mins",
    second: "seconds sec secs",
    next: "nxt",
    last: "lst",
    morning: "morn mornin mornings",
    afternoon: "arvo afternoons aft afternoonish",
    evening: "eve evenin eves evenings",
    night: "nite nights nites",
    lunch: "lunchtime lunchtimes",
    midday: "noonish noon middays",
    until: "till til untill",
    christmas: "xmas crimbo chrimbo",
    season: "seasons",
    autumn: "fall",
    approximately: "approx",
    ago: "back",
  }).flatMap(([word, written]) => written.split(" ").map((spelling) => [spelling, word] as const)),
);

export const weekdays: ReadonlyMap<string, number> = new Map(
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((name, index) => [
    name,
    index + 1,
  ]),
);

export const months: ReadonlyMap<string, number> = new Map(
  [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  ].map((name, index) => [name, index + 1]),
);

/** Written so, these are a name or a verb as often as a month or a day: they need company to be a date. */
export const doubtful: ReadonlySet<string> = new Set([
  "may",
  "march",
  "mar",
  "sun",
  "sat",
  "mon",
  "wed",
  "august",
  "april",
  "june",
  "jan",
]);

const units =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty".split(" ");
const ordinalUnits =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );

export const numberWords: ReadonlyMap<string, number> = new Map([
  ...units.map((word, index) => [word, index + 1] as const),
  ...tens.map((word, index) => [word, 20 + index * 10] as const),
]);

export const ordinalWords: ReadonlyMap<string, number> = new Map([
  ...ordinalUnits.map((word, index) => [word, index + 1] as const),
  ["twentieth", 20],
  ["thirtieth", 30],
]);

/** Meteorological, as the Met Office counts them: the month each begins with. */
export const seasons: ReadonlyMap<string, number> = new Map([
  ["spring", 3],
  ["summer", 6],
  ["autumn", 9],
  ["winter", 12],
]);

/** How many periods from the present one. */
export const manners: ReadonlyMap<string, number> = new Map([
  ["this", 0],
  ["current", 0],
  ["next", 1],
  ["coming", 1],
  ["upcoming", 1],
  ["following", 1],
  ["last", -1],
  ["past", -1],
  ["previous", -1],
]);
