import { Temporal } from "temporal-polyfill";

/** The three parts of the United Kingdom with bank holidays of their own, as the government's feed names them. */
export type Division = "england-and-wales" | "scotland" | "northern-ireland";

export const divisions = [
  "england-and-wales",
  "scotland",
  "northern-ireland",
] as const satisfies readonly Division[];

export interface BankHoliday {
  readonly division: Division;
  readonly date: Temporal.PlainDate;
  readonly name: string;
}

/**
 * The years the list covers, and where it is from. Some days of 2027 and those of 2028 follow from the rules and are
 * not proclaimed yet; a government can add days, as Scotland's of 15 June 2026.
 */
export const bankHolidaysCover = {
  from: 2026,
  until: 2028,
  source: "https://www.gov.uk/bank-holidays",
} as const;

/** `day name`, a line for each day on which people are off; a substitute day says so. */
const lists: Readonly<Record<Division, string>> = {
  "england-and-wales": `
    2026-01-01 New Year's Day
    2026-04-03 Good Friday
    2026-04-06 Easter Monday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-08-31 Summer bank holiday
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year's Day
    2027-03-26 Good Friday
    2027-03-29 Easter Monday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-08-30 Summer bank holiday
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year's Day (substitute day)
    2028-04-14 Good Friday
    2028-04-17 Easter Monday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-08-28 Summer bank holiday
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
  scotland: `
    2026-01-01 New Year's Day
    2026-01-02 2nd January
    2026-04-03 Good Friday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-06-15 World Cup bank holiday
    2026-08-03 Summer bank holiday
    2026-11-30 St Andrew's Day
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year's Day
    2027-01-04 2nd January (substitute day)
    2027-03-26 Good Friday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-08-02 Summer bank holiday
    2027-11-30 St Andrew's Day
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year's Day (substitute day)
    2028-01-04 2nd January (substitute day)
    2028-04-14 Good Friday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-08-07 Summer bank holiday
    2028-11-30 St Andrew's Day
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
  "northern-ireland": `
    2026-01-01 New Year's Day
    2026-03-17 St Patrick's Day
    2026-04-03 Good Friday
    2026-04-06 Easter Monday
    2026-05-04 Early May bank holiday
    2026-05-25 Spring bank holiday
    2026-07-13 Battle of the Boyne (substitute day)
    2026-08-31 Summer bank holiday
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (substitute day)
    2027-01-01 New Year's Day
    2027-03-17 St Patrick's Day
    2027-03-26 Good Friday
    2027-03-29 Easter Monday
    2027-05-03 Early May bank holiday
    2027-05-31 Spring bank holiday
    2027-07-12 Battle of the Boyne
    2027-08-30 Summer bank holiday
    2027-12-27 Christmas Day (substitute day)
    2027-12-28 Boxing Day (substitute day)
    2028-01-03 New Year's Day (substitute day)
    2028-03-17 St Patrick's Day
    2028-04-14 Good Friday
    2028-04-17 Easter Monday
    2028-05-01 Early May bank holiday
    2028-05-29 Spring bank holiday
    2028-07-12 Battle of the Boyne
    2028-08-28 Summer bank holiday
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day`,
};

const holidays: ReadonlyMap<Division, readonly BankHoliday[]> = new Map(
  divisions.map((division) => [
    division,
    lists[division]
      .trim()
      .split("\n")
      .map((line) => {
        const [date = "", ...name] = line.trim().split(" ");
        return { division, date: Temporal.PlainDate.from(date), name: name.join(" ") };
      }),
  ]),
);

/** The bank holidays of a division, in order. */
export function bankHolidaysOf(division: Division): readonly BankHoliday[] {
  return holidays.get(division) ?? [];
}

/** Which divisions have a bank holiday on that day; null for a year the list does not cover. */
export function bankHolidaysOn(date: Temporal.PlainDate): readonly BankHoliday[] | null {
  if (date.year < bankHolidaysCover.from || date.year > bankHolidaysCover.until) return null;
  return divisions.flatMap((division) => bankHolidaysOf(division).filter((day) => day.date.equals(date)));
}
