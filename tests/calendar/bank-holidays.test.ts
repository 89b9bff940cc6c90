import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  bankHolidaysCover,
  bankHolidaysOf,
  bankHolidaysOn,
  divisions,
} from "../../src/calendar/bank-holidays.ts";
import { easterSunday, nthWeekday } from "../../src/calendar/dates/named-days.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const on = (text: string): readonly string[] | null =>
  bankHolidaysOn(day(text))?.map(({ division, name }) => `${division}: ${name}`) ?? null;

describe("bank holidays", () => {
  it("are told for each part of the country", () => {
    expect(on("2026-11-30")).toEqual(["scotland: St Andrew's Day"]);
    expect(on("2027-03-29")).toEqual(["england-and-wales: Easter Monday", "northern-ireland: Easter Monday"]);
    expect(on("2026-12-26")).toEqual([]);
  });

  it("are not guessed outside the years that are known", () => {
    expect(on("2025-12-25")).toBeNull();
    expect(on("2029-01-01")).toBeNull();
  });

  it("are in order, in the years said, on working days", () => {
    for (const division of divisions) {
      const dates = bankHolidaysOf(division).map(({ date }) => date);
      expect(dates.map(String)).toEqual([...new Set(dates.map(String))].toSorted());
      for (const date of dates) {
        expect(date.dayOfWeek).toBeLessThan(6);
        expect(date.year).toBeGreaterThanOrEqual(bankHolidaysCover.from);
        expect(date.year).toBeLessThanOrEqual(bankHolidaysCover.until);
      }
    }
  });

  it("follow the rules that fix them", () => {
    for (let year = bankHolidaysCover.from; year <= bankHolidaysCover.until; year += 1) {
      const easter = easterSunday(year);
      for (const division of divisions) {
        const names = new Map(
          bankHolidaysOf(division)
            .filter(({ date }) => date.year === year)
            .map(({ name, date }) => [name, date.toString()]),
        );
        expect(names.get("Good Friday")).toBe(easter.subtract({ days: 2 }).toString());
        expect(names.get("Early May bank holiday")).toBe(nthWeekday({ year, month: 5 }, 1, 1)?.toString());
        expect(names.get("Spring bank holiday")).toBe(nthWeekday({ year, month: 5 }, 1, -1)?.toString());
        const summer =
          division === "scotland"
            ? nthWeekday({ year, month: 8 }, 1, 1)
            : nthWeekday({ year, month: 8 }, 1, -1);
        expect(names.get("Summer bank holiday")).toBe(summer?.toString());
        expect(names.has("Easter Monday")).toBe(division !== "scotland");
      }
    }
  });
});
