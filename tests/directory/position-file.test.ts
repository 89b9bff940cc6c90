import { describe, expect, it } from "vitest";
import {
  type PositionFileReading,
  readPositionFile,
} from "../../src/directory/positions/read-position-file.ts";
import { english } from "../../src/messages/english.ts";

const needs = { clusters: ["fed", "aire", "tyne"], options: {}, today: "2026-11-29" };
const adopted = {
  record: "position",
  owner: "fed",
  topic: "R&D tax credits",
  version: 2,
  title: "On R&D",
  status: "adopted",
  from: "2022-11-17",
};

function read(changed: Record<string, unknown> = {}, body = "We ask for more."): PositionFileReading {
  return readPositionFile({ statements: { ...adopted, ...changed }, body }, needs);
}

/** The sentences somebody is told. */
function refusals(changed: Record<string, unknown>, body?: string): readonly string[] {
  const reading = read(changed, body);
  const sentences: Readonly<Record<string, (...values: string[]) => string>> =
    english.positionImport.problems;
  if (reading.kind === "read") return [];
  return reading.problems.map(({ code, values }) => sentences[code]?.(...values) ?? code);
}

describe("a file of a position", () => {
  it("is read with all it says", () => {
    const reading = read({
      also: "R&D relief, research credits",
      review: "2025-01-31",
      embargo: "2026-07-01T09:00",
      audience: "members",
      "audience-clusters": ["aire", "tyne"],
      quorum: "60%",
      link: "https://example.org/rd",
      sample: true,
      stances: [
        { cluster: "aire", stance: "sign", by: "chief executive", on: "2022-11-15" },
        { cluster: "tyne", stance: "dissent", reason: "It leaves out hardware." },
      ],
    });

    expect(reading).toEqual({
      kind: "read",
      stated: {
        owner: "fed",
        topic: "R&D tax credits",
        alsoCalled: ["R&D relief", "research credits"],
        audience: "members",
        audienceClusters: ["aire", "tyne"],
        isSample: true,
        version: 2,
        title: "On R&D",
        text: "We ask for more.",
        status: "adopted",
        from: "2022-11-17",
        until: null,
        reviewOn: "2025-01-31",
        embargoUntil: new Date("2026-07-01T08:00:00Z"),
        quorum: { kind: "share", percent: 60 },
        link: "https://example.org/rd",
        stances: [
          {
            cluster: "aire",
            kind: "sign",
            role: "chief executive",
            at: new Date("2022-11-15T12:00:00Z"),
            reason: null,
          },
          {
            cluster: "tyne",
            kind: "dissent",
            role: "signatory",
            at: new Date("2022-11-17T12:00:00Z"),
            reason: "It leaves out hardware.",
          },
        ],
      },
    });
  });

  it("that says nothing of its readers is for members of its owner", () => {
    expect(read()).toMatchObject({ stated: { audience: "members", audienceClusters: ["fed"] } });
  });

  it("has the same text whatever its line ends, and hides nothing in it", () => {
    const body = "\r\nWe ask\u200b for more.  \r\n\r\nAnd soon.\r\n";
    expect(read({}, body)).toMatchObject({ stated: { text: "We ask for more.\n\nAnd soon." } });
  });

  it.each([
    ["is another record", { record: "event" }, /record must be position/],
    ["has no owner", { owner: null }, /^owner is missing/],
    ["has an unknown owner", { owner: "mars" }, /no cluster “mars”/],
    ["has no topic", { topic: " " }, /^topic is missing/],
    ["has a topic that is a list", { topic: ["a"] }, /^topic must be a line/],
    ["has a title without end", { title: "a".repeat(301) }, /title has 301 characters; at most 300/],
    ["has version 0", { version: 0 }, /version must be a whole number/],
    ["has a version in words", { version: "two" }, /version must be a whole number/],
    ["has an unknown status", { status: "signed" }, /status must be one of draft, adopted/],
    ["is being asked", { status: "consulting" }, /status must be one of/],
    ["was adopted at no time", { from: null }, /from must say since when/],
    ["is adopted, and ends", { until: "2023-01-01" }, /until is given, but status is adopted/],
    ["is superseded without end", { status: "superseded" }, /until must say/],
    [
      "ends before it begins",
      { status: "superseded", until: "2022-11-16" },
      /until \(2022-11-16\) is before from \(2022-11-17\)/,
    ],
    ["is a draft that was the line", { status: "draft" }, /a draft is no line yet/],
    [
      "is withdrawn without a beginning",
      { status: "withdrawn", from: null, until: "2022-01-01" },
      /from must/,
    ],
    ["begins on no day", { from: "2022-02-30" }, /there is no such day/],
    ["begins in words", { from: "last year" }, /from must be a day/],
    ["is reviewed on no day", { review: "2025-13-01" }, /there is no such day/],
    ["has an embargo that is no time", { embargo: "noon" }, /embargo must be a time/],
    ["is for nobody there is", { audience: "friends" }, /audience must be one of/],
    ["is for clusters nobody knows", { audience: "board", "audience-clusters": ["mars"] }, /“mars”/],
    ["is public for some", { audience: "public", "audience-clusters": ["aire"] }, /remove one of the two/],
    ["has a slip in a key", { audiance: "board" }, /did you mean "audience"/],
    ["has a quorum of more than all", { quorum: "101%" }, /quorum must be/],
    ["has a quorum of none", { quorum: 0 }, /quorum must be/],
    ["has a link that runs", { link: "javascript:alert(1)" }, /link must be an http/],
    ["is a sample, perhaps", { sample: "perhaps" }, /sample must be true or false/],
    ["has stances that are no list", { stances: "aire" }, /stances must be a list/],
    ["has a stance that is a word", { stances: ["aire"] }, /stance 1 must look like/],
    ["has a stance of nobody", { stances: [{ stance: "sign" }] }, /cluster is missing/],
    ["has a stance of a stranger", { stances: [{ cluster: "mars", stance: "sign" }] }, /“mars”/],
    ["has an unknown stance", { stances: [{ cluster: "aire", stance: "maybe" }] }, /stance must be one of/],
    [
      "has a dissent without a reason",
      { stances: [{ cluster: "aire", stance: "dissent" }] },
      /aire dissents, and reason does not say why/,
    ],
    [
      "has a cluster twice",
      {
        stances: [
          { cluster: "aire", stance: "sign" },
          { cluster: "aire", stance: "abstain" },
        ],
      },
      /aire is there twice/,
    ],
    [
      "has a stance of tomorrow",
      { stances: [{ cluster: "aire", stance: "sign", on: "2026-11-30" }] },
      /has not come yet/,
    ],
    [
      "is a draft with stances",
      { status: "draft", from: null, stances: [{ cluster: "aire", stance: "sign" }] },
      /a draft starts with none/,
    ],
  ])("is refused where it %s", (_, changed, sentence) => {
    const told = refusals(changed);

    expect(
      told.some((one) => sentence.test(one)),
      told.join("; "),
    ).toBe(true);
  });

  it("is refused with a text nobody would read, and without one", () => {
    expect(refusals({}, "a".repeat(200_000))).toEqual([
      "the text below the front matter has 200000 characters; at most 50000 are kept",
    ]);
    expect(refusals({}, " \u200b\n")).toEqual(["there is no text below the front matter"]);
  });

  it("is told everything that is wrong at once", () => {
    expect(refusals({ owner: "mars", version: "x", from: "2022-02-30" })).toHaveLength(3);
  });

  it("is refused when the import is for another cluster only", () => {
    const reading = readPositionFile(
      { statements: adopted, body: "We ask." },
      { ...needs, options: { cluster: "aire" } },
    );
    expect(reading).toMatchObject({ kind: "refused", problems: [{ code: "other-owner" }] });
  });
});
