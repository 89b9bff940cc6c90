import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readBankHolidayQuestion } from "../../src/calendar/bank-holiday-question.ts";
import { bankHolidayCard } from "../../src/commands/cards/bank-holiday-card.ts";
import { english } from "../../src/messages/english.ts";

const now = Temporal.PlainDateTime.from("2026-11-25T14:00");

function answer(question: string): string {
  const told = readBankHolidayQuestion(question, now);
  return told === null ? "another question" : bankHolidayCard(told, english).summary;
}

describe("questions about bank holidays", () => {
  it.each([
    [
      "is mon 30th a bank holiday for anyone",
      "Monday 30 November 2026 is a bank holiday in Scotland (St Andrew's Day). It is not one in England and Wales and in Northern Ireland.",
    ],
    ["is tomorrow a bank holiday?", "Thursday 26 November 2026 is not a bank holiday anywhere in the UK."],
    [
      "when's the august bank hol in scotland",
      "The next one in Scotland: Monday 2 August 2027 (Summer bank holiday)",
    ],
    [
      "When is the next bank holiday in Wales?",
      "The next one in England and Wales: Friday 25 December 2026 (Christmas Day)",
    ],
    [
      "is easter monday a bank holiday in scotland",
      "Monday 29 March 2027 is a bank holiday in England and Wales and in Northern Ireland (Easter Monday). It is not one in Scotland.",
    ],
    [
      "is there a bank holiday next week",
      "Bank holidays from Monday 30 November 2026 to Sunday 6 December 2026: Monday 30 November 2026: Scotland (St Andrew's Day)",
    ],
    [
      "which bank holidays are there in Wales in May 2027",
      "Bank holidays from Saturday 1 May 2027 to Monday 31 May 2027: Monday 3 May 2027: England and Wales (Early May bank holiday) Monday 31 May 2027: England and Wales (Spring bank holiday)",
    ],
    [
      "any bank holidays in february 2027",
      "There is no bank holiday from Monday 1 February 2027 to Sunday 28 February 2027 there.",
    ],
  ])("%s", (question, said) => {
    expect(answer(question)).toBe(said);
  });

  it.each(["is 25 dec 2030 a bank holiday", "bank holidays in 2031"])("not known: %s", (question) => {
    expect(answer(question)).toBe(english.calendar.unknownYear(2026, 2028));
  });

  it.each([
    "do you post announcements on bank holidays",
    "what is our position on an extra bank holiday for Cornwall",
    "is the office open on the bank holiday",
    "who covers Birmingham now?",
    "is Monday a holiday",
    `is ${"very ".repeat(100)}monday a bank holiday`,
  ])("another question: %s", (question) => {
    expect(readBankHolidayQuestion(question, now)).toBeNull();
  });

  it("are answered with their source, in the form of every answer", () => {
    const told = readBankHolidayQuestion("is 30 nov a bank holiday", now);
    if (told === null) throw new Error("it was not read");
    const { blocks, data } = bankHolidayCard(told, english);

    expect(blocks.at(-1)).toMatchObject({
      type: "sources",
      items: [{ number: 1, url: "https://www.gov.uk/bank-holidays", note: "GOV.UK" }],
    });
    expect(data).toMatchObject({ kind: "answered", citations: [{ number: 1, audience: "public" }] });
  });

  it("that cannot be known are no answer for programs either", () => {
    const told = readBankHolidayQuestion("is 1 jan 2040 a bank holiday", now);
    if (told === null) throw new Error("it was not read");

    expect(bankHolidayCard(told, english).data).toMatchObject({ kind: "abstained", citations: [] });
  });
});
