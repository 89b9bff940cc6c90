import { describe, expect, it } from "vitest";
import { type InquiryFileNeeds, readInquiryFile } from "../../src/directory/inquiries/read-inquiry-file.ts";

const needs: InquiryFileNeeds = {
  clusters: ["fed", "north", "south", "east"],
  members: ["north", "south"],
  positions: [
    { id: "p1", owner: "fed", topic: "R&D tax credits" },
    { id: "p2", owner: "north", topic: "Skills" },
  ],
  options: {},
  today: "2026-12-01",
};
const whole = {
  record: "inquiry",
  owner: "fed",
  title: "AI and copyright",
  asker: "Department for Science",
  closes: "2027-03-30T17:00",
};

const read = (changed: Readonly<Record<string, unknown>>, around: Partial<InquiryFileNeeds> = {}) =>
  readInquiryFile({ ...whole, ...changed }, { ...needs, ...around });

const stated = (changed: Readonly<Record<string, unknown>>) => {
  const reading = read(changed);
  if (reading.kind === "refused") throw new Error(JSON.stringify(reading.problems));
  return reading.stated;
};

describe("a file of an inquiry", () => {
  it("asks all active members, for members, on the clock in the United Kingdom, unless it says otherwise", () => {
    expect(stated({})).toEqual({
      owner: "fed",
      title: "AI and copyright",
      asker: "Department for Science",
      link: null,
      opensOn: null,
      closes: { at: "2027-03-30T17:00", zone: "Europe/London", instant: new Date("2027-03-30T16:00:00Z") },
      audience: "members",
      audienceClusters: ["fed"],
      isSample: false,
      asked: ["north", "south"],
      positions: [],
      isWithdrawn: false,
      answers: [],
    });
  });

  it.each([
    [
      { zone: "Europe/Brussels" },
      { closes: { zone: "Europe/Brussels", instant: new Date("2027-03-30T15:00:00Z") } },
    ],
    [{ closes: "2027-03-28 01:30" }, { closes: { instant: new Date("2027-03-28T01:30:00Z") } }],
    [{ audience: "public" }, { audience: "public", audienceClusters: [] }],
    [
      { audience: "board", "audience-clusters": "north" },
      { audience: "board", audienceClusters: ["north"] },
    ],
    [{ asked: ["East", "north"] }, { asked: ["east", "north"] }],
    [{ asked: "everyone" }, { asked: ["north", "south"] }],
    [{ positions: ["r&d tax credits", "north/skills"] }, { positions: ["p1", "p2"] }],
    [
      { status: "withdrawn", sample: true },
      { isWithdrawn: true, isSample: true },
    ],
    [
      { answers: [{ cluster: "east", answer: "joint", by: "chair", on: "2026-11-30" }] },
      {
        asked: ["north", "south", "east"],
        answers: [{ cluster: "east", kind: "joint", role: "chair", at: new Date("2026-11-30T12:00:00Z") }],
      },
    ],
  ])("may say %j", (changed, expected) => {
    expect(stated(changed)).toMatchObject(expected);
  });

  it.each([
    [{ title: undefined }, "missing"],
    [{ closes: undefined }, "missing"],
    [{ closes: "2027-03-30" }, "bad-closing"],
    [{ closes: "2027-02-30T17:00" }, "bad-closing"],
    [{ zone: "BXT" }, "bad-zone"],
    [{ opens: "2027-04-01" }, "opens-late"],
    [{ owner: "west" }, "unknown-cluster"],
    [{ positions: ["Skills"] }, "unknown-position"],
    [{ link: "ftp://x" }, "bad-link"],
    [{ audiance: "board" }, "key"],
    [{ audience: "public", "audience-clusters": "north" }, "public-clusters"],
    [{ answers: [{ cluster: "north", answer: "maybe", on: "2026-11-30" }] }, "bad-answer"],
    [{ answers: [7] }, "bad-answer"],
    [{ status: "closed" }, "bad-word"],
  ])("is refused with %j", (changed, code) => {
    const reading = read(changed);

    expect(reading.kind === "refused" ? reading.problems.map((problem) => problem.code) : []).toEqual([code]);
  });

  it("is refused when the import is for another cluster only", () => {
    const reading = read({}, { options: { cluster: "north" } });

    expect(reading).toMatchObject({ kind: "refused", problems: [{ code: "other-inquiry-owner" }] });
  });
});
