import { describe, expect, test } from "vitest";
import { readPeriod, readWrittenDate } from "../../src/knowledge/written-dates.ts";

describe("a date as people write it", () => {
  test.each([
    ["2027", "2027"],
    ["2027-06", "2027-06"],
    ["2027-06-23", "2027-06-23"],
    ["23/6/2027", "2027-06-23"],
    ["03.06.2027", "2027-06-03"],
    ["23 June 2027", "2027-06-23"],
    ["1st Sept 2027", "2027-09-01"],
    [" June 2027 ", "2027-06"],
  ])("%s is %s", (written, iso) => {
    expect(readWrittenDate(written)).toBe(iso);
  });

  test.each(["", "soon", "31/2/2027", "6/23/2027", "23 Smarch 2027", "20270623", "2027-13"])(
    "“%s” is none",
    (written) => {
      expect(readWrittenDate(written)).toBeNull();
    },
  );
});

describe("a period as people write it", () => {
  test.each([
    ["2027-01-01 to 2027-12-31", "2027-01-01", "2027-12-31"],
    ["from 1 January 2027 until 31/12/2027", "2027-01-01", "2027-12-31"],
    ["1 January 2027 – 30 June 2027", "2027-01-01", "2027-06-30"],
    ["2027 to 2028", "2027-01-01", "2028-12-31"],
    ["2027", "2027-01-01", "2027-12-31"],
    ["from June 2027", "2027-06-01", null],
    ["until 31 December 2027", null, "2027-12-31"],
    ["2027-06-23", "2027-06-23", null],
  ])("%s", (written, from, until) => {
    expect(readPeriod(written)).toEqual({ from, until });
  });

  test.each(["", "next year", "2028 to 2027", "from soon", "until whenever", "2027 to never"])(
    "“%s” is none",
    (written) => {
      expect(readPeriod(written)).toBeNull();
    },
  );

  test("what is shown of a period is read back as the same", () => {
    expect(readPeriod("1 January 2027 to 31 December 2027")).toEqual({
      from: "2027-01-01",
      until: "2027-12-31",
    });
  });
});
