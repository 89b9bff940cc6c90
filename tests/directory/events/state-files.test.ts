import { describe, expect, it } from "vitest";
import { statedCalendar, statedTable, talk, without } from "../../support/event-desk.ts";

describe("a file with mistakes", () => {
  it("two rows that contradict each other are both refused, in one line that names both", async () => {
    const { events, refused } = await statedTable([
      "uid,title,start",
      "a,Talk,2026-12-03T18:30",
      "b,Fair,2026-12-04",
      "a,Talk,2026-12-05T18:30",
    ]);

    expect(refused).toMatchObject([{ line: 4, problem: { kind: "contradiction", otherLine: 2 } }]);
    expect(events.map(({ facts }) => facts.title)).toEqual(["Fair"]);
  });

  it("so are two events of a calendar with one uid and one sequence", async () => {
    const another = [...without(talk, "SUMMARY"), "SUMMARY:Another talk"];

    const { events, refused } = await statedCalendar([talk, another]);

    expect(refused).toMatchObject([{ line: 8, problem: { kind: "contradiction", otherLine: 2 } }]);
    expect(events).toEqual([]);
  });

  it("each row that cannot be taken says why, and the others are taken", async () => {
    const { events, refused } = await statedTable([
      "title,start,end,zone,audience,status,rrule,url,cluster",
      "Good,03/12/2026 6.30pm,20:00,,,,,,",
      "No date,someday,,,,,,,",
      "Backwards,2026-12-03T18:30,2026-12-03T17:00,,,,,,",
      "Nowhere,2026-12-03T18:30,,Mars/Olympus,,,,,",
      "Whom,2026-12-03T18:30,,,everyone,,,,",
      "What,2026-12-03T18:30,,,,maybe,,,",
      "Often,2026-12-03T18:30,,,,,FREQ=FORTNIGHTLY,,",
      "Link,2026-12-03T18:30,,,,,,javascript:alert(1),",
      "Whose,2026-12-03T18:30,,,,,,,atlantis",
      ",2026-12-03T18:30,,,,,,,",
    ]);

    expect(refused.map(({ line, problem }) => [line, problem.kind])).toEqual([
      [3, "not-a-time"],
      [4, "end-before-start"],
      [5, "unknown-zone"],
      [6, "unknown-word"],
      [7, "unknown-word"],
      [8, "rule"],
      [9, "not-an-address"],
      [10, "unknown-cluster"],
      [11, "no-title"],
    ]);
    expect(events.map(({ series }) => [series?.start, series?.end])).toEqual([
      ["2026-12-03T18:30:00", "2026-12-03T20:00:00"],
    ]);
  });

  it("times without a zone, or in one that nobody knows, are read as in London and marked", async () => {
    const { events } = await statedCalendar([
      ["UID:a", "DTSTART:20270610T180000", "SUMMARY:Floating"],
      ["UID:b", "DTSTART;TZID=Customized Time Zone:20270611T180000", "SUMMARY:Custom"],
    ]);

    const start = { zone: "Europe/London", isFloating: true };
    expect(events.map(({ series }) => series)).toMatchObject([
      { ...start, start: "2027-06-10T18:00:00" },
      { ...start, start: "2027-06-11T18:00:00" },
    ]);
  });
});

describe("whom the events of a file are for", () => {
  it("nothing becomes public that nobody says is", async () => {
    const { events } = await statedTable(["title,start", "Talk,2026-12-03T18:30"], {
      audience: "members",
      audienceClusters: ["leeds"],
    });

    expect(events).toMatchObject([{ audience: "members", audienceClusters: ["leeds"] }]);
  });

  it("a row's own word counts before the file's", async () => {
    const { events } = await statedTable([
      "title,start,audience,cluster",
      "Board,2026-12-03T18:30,board,bristol",
      "Open,2026-12-03T18:30,,",
    ]);

    expect(events).toMatchObject([
      { clusterId: "bristol", audience: "board", audienceClusters: ["bristol"] },
      { clusterId: "leeds", audience: "public", audienceClusters: [] },
    ]);
  });
});
