import { describe, expect, it } from "vitest";
import { lastDayOf, readRoleEnd } from "../../src/people/role-end.ts";

const now = new Date("2026-11-25T10:00:00Z");

const endOf = (text: string, at = now) => {
  const end = readRoleEnd(text, at);
  return end.kind === "until" ? end.at.toISOString() : end.kind;
};

describe("until when a role is held", () => {
  it.each([
    ["until 2027-01-31", "2027-02-01T00:00:00.000Z"],
    ["2027-01-31", "2027-02-01T00:00:00.000Z"],
    ["until 2027-06-30", "2027-06-30T23:00:00.000Z"],
    ["until 2027-03-27", "2027-03-28T00:00:00.000Z"],
    ["until 2027-03-28", "2027-03-28T23:00:00.000Z"],
    ["until 2027-10-30", "2027-10-30T23:00:00.000Z"],
    ["until 2027-10-31", "2027-11-01T00:00:00.000Z"],
    ["until 2026-11-25", "2026-11-26T00:00:00.000Z"],
    ["for 30 days", "2026-12-26T00:00:00.000Z"],
    ["1 week", "2026-12-03T00:00:00.000Z"],
    ["For 3 Months", "2027-02-26T00:00:00.000Z"],
    ["for 2 years", "2028-11-26T00:00:00.000Z"],
  ])("%s: to the end of that day in London", (text, expected) => {
    expect(endOf(text)).toBe(expected);
  });

  it("counts months to a day there is", () => {
    expect(endOf("for 1 month", new Date("2027-01-31T10:00:00Z"))).toBe("2027-03-01T00:00:00.000Z");
    expect(endOf("for 1 month", new Date("2028-01-31T10:00:00Z"))).toBe("2028-03-01T00:00:00.000Z");
    expect(endOf("for 1 year", new Date("2028-02-29T10:00:00Z"))).toBe("2029-03-01T00:00:00.000Z");
  });

  it.each(["until 2027-02-30", "until 2027-13-01", "until next spring", "2027-1-1", "for ever", ""])(
    "is not understood: “%s”",
    (text) => {
      expect(endOf(text)).toBe("bad");
    },
  );

  it.each(["until 2026-11-24", "2020-01-01"])("may be over: %s", (text) => {
    expect(endOf(text)).toBe("past");
  });

  it("is told as the last day on which it is held", () => {
    for (const day of ["2027-01-31", "2027-06-30", "2027-03-28", "2027-10-31"]) {
      const end = readRoleEnd(day, now);

      expect(end.kind === "until" && lastDayOf(end.at)).toBe(day);
    }
  });
});
