import { describe, expect, it } from "vitest";
import { horizonAt, workOutOccurrences } from "../../../src/directory/events/work-out-occurrences.ts";
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

describe("in the night the clocks go back", () => {
  const now = new Date("2026-10-01T09:00:00Z");
  const lengths = async (...lines: readonly string[]): Promise<readonly number[]> => {
    const { events } = await statedCalendar([["UID:night@x", "SUMMARY:Watch", ...lines]]);
    const series = events[0]?.series;
    if (series === undefined || series === null) throw new Error("it was not read");
    const dated = { series, status: "scheduled", movedFrom: null } as const;
    const { occurrences } = workOutOccurrences(dated, { horizon: horizonAt(now), now });
    return occurrences.map(({ startsAt, endsAt }) => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
  };

  it.each([
    ["an end that looks too early", ["DTSTART:20261025T003000Z", "DTEND:20261025T014500Z"], 75],
    ["an end before the start", ["DTSTART:20261025T004500Z", "DTEND:20261025T011500Z"], 30],
    ["a length", ["DTSTART;TZID=Europe/London:20261025T013000", "DURATION:PT1H"], 60],
    ["the whole night", ["DTSTART;TZID=Europe/London:20261024T180000", "DURATION:PT12H"], 720],
  ])("%s is told as it is", async (_, lines, minutes) => {
    expect(await lengths(...lines)).toEqual([minutes]);
  });

  it("a series that begins then has its length on all other nights", async () => {
    const rule = "RRULE:FREQ=WEEKLY;COUNT=3";
    const start = "DTSTART;TZID=Europe/London:20261025T010000";

    expect((await lengths(start, "DURATION:PT1H", rule)).slice(1)).toEqual([60, 60]);
    expect((await lengths(start, "DURATION:PT90M", rule)).slice(1)).toEqual([90, 90]);
  });
});
