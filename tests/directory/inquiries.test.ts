import { describe, expect, it } from "vitest";
import { closingAt } from "../../src/calendar/closing.ts";
import { AnswerWords, InquiryWords } from "../../src/commands/inquiries/inquiry-words.ts";
import { findInquiries } from "../../src/directory/inquiries/find-inquiries.ts";
import { inquiryState } from "../../src/directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../src/directory/inquiries/inquiry-search.port.ts";

function found(number: number, title: string, asker: string): FoundInquiry {
  return {
    id: String(number),
    number,
    owner: "fed",
    ownerName: "The Federation",
    title,
    asker,
    link: null,
    opensOn: null,
    closes: closingAt("2027-03-30T17:00", "Europe/London"),
    audience: "public",
    audienceClusters: [],
    isSample: false,
    withdrawnAt: null,
    revision: 1,
    positions: [],
    asked: [],
  };
}

const inquiries = [
  found(1, "AI and copyright", "Department for Science, Innovation and Technology"),
  found(2, "AI in schools", "Education Committee"),
  found(3, "Copyright", "Department for Science"),
  found(4, "Who are they", "Ofcom"),
  found(5, "Skills in coastal towns", "Department for Education"),
];

describe("an inquiry is found", () => {
  it.each([
    ["by its number", "i2", [2]],
    ["by its title, though another has its words", "copyright", [3]],
    ["by its title in another order", "the copyright and AI consultation", [1]],
    ["by words of title and asker", "science AI", [1]],
    ["by its asker", "ofcom", [4]],
    ["by what its asker is called for short", "the DSIT consultation", [1]],
    ["by its asker's initials, small ones too", "DfE", [5]],
    ["by a title that says nothing", "Who are they", [4]],
    ["as several, where it may be any", "AI", [1, 2]],
    ["as none", "fishing", []],
    ["as none, where only a part fits", "AI fishing", []],
    ["as none by what only says that it is one", "consultation", []],
  ])("%s: %s", (_, text, numbers) => {
    expect(findInquiries(text, inquiries).map(({ number }) => number)).toEqual(numbers);
  });
});

describe("what follows a command", () => {
  it.each([
    ["I7 own", { name: "I7", kind: "own", link: null, cluster: "", asksLink: false }],
    ["I7 own link", { name: "I7", kind: "own", link: null, cluster: "", asksLink: true }],
    ["i7 JOINT Tech North", { name: "i7", kind: "joint", cluster: "Tech North" }],
    ["I7 own https://x.example/a north", { kind: "own", link: "https://x.example/a", cluster: "north" }],
    ["Build your own home none", { name: "Build your own home", kind: "none", cluster: "" }],
    ["AI and copyright", { name: "AI and copyright", kind: null, cluster: "" }],
  ])("is read as an answer: %s", (text, said) => {
    expect(AnswerWords.parse(text)).toMatchObject(said);
  });

  it.each([
    ["I7 more r5", { name: "I7", revision: 5, isMore: true, isYes: false }],
    ["I7 yes r12", { name: "I7", revision: 12, isMore: false, isYes: true }],
    ["Say yes to more r5", { name: "Say yes to more r5", revision: null, isMore: false, isYes: false }],
  ])("is read as a change: %s", (text, said) => {
    expect(InquiryWords.parse(text)).toMatchObject(said);
  });
});

describe("an inquiry is", () => {
  it.each([
    ["open until the moment it closes", null, "2027-03-30T15:59:59Z", "open"],
    ["closed from that moment on", null, "2027-03-30T16:00:00Z", "closed"],
    ["withdrawn, whenever", new Date("2027-01-01"), "2027-03-30T16:00:00Z", "withdrawn"],
  ])("%s", (_, withdrawnAt, now, state) => {
    const { closes } = found(1, "", "");

    expect(inquiryState({ closes, withdrawnAt }, new Date(now))).toBe(state);
  });
});
