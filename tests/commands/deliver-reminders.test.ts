import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { freshDatabase } from "../support/database.ts";
import { talk, weekly, without } from "../support/event-desk.ts";
import { ReminderDesk } from "../support/reminder-desk.ts";
import { shownIn } from "../support/set-up-desk.ts";

const allDay = ["UID:fair@x", "DTSTART;VALUE=DATE:20261204", "SUMMARY:Robot Fair"];
const membersOnly = { audience: "members", audienceClusters: ["leeds"] } as const;
const movedTo = (start: string) =>
  [...without(talk, "DTSTART"), `DTSTART:${start}`].filter((line) => !line.startsWith("DTEND"));

let database: Database;
let desk: ReminderDesk;
beforeAll(async () => {
  database = await freshDatabase();
  await ReminderDesk.furnish(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  desk = new ReminderDesk(database);
  await desk.clear();
});

const texts = () => desk.since(0);
async function askedFor(
  words = "cloud talk",
  events: readonly (readonly string[])[] = [talk],
): Promise<Reply> {
  await desk.calendar(events);
  return desk.says("remind", words);
}

describe("a reminder", () => {
  it("comes the day before and the hour before, each once", async () => {
    await askedFor();

    for (const now of [
      "2026-12-02T18:29:00Z",
      "2026-12-02T18:30:20Z",
      "2026-12-02T18:30:40Z",
      "2026-12-03T17:30:10Z",
    ])
      await desk.look(now);
    await desk.look("2026-12-03T17:31:00Z");
    await desk.look("2026-12-03T18:30:00Z");

    expect(texts()).toEqual(["Cloud talk is tomorrow.", "Cloud talk starts in about an hour."]);
    expect(new Set(desk.messages.map(({ key }) => key)).size).toBe(2);
    expect(desk.messages[0]).toMatchObject({ workspace: "T1", user: "U1" });
    expect(shownIn(desk.messages[0]?.reply ?? { summary: "", blocks: [] })).toMatch(
      /18:30–20:00 GMT.*stop [0-9a-f-]{36}|Stop reminding me/,
    );
    expect(await desk.rows()).toMatchObject([{ dueAt: null, lastOutcome: "sent" }]);
  });

  it("of a day comes at nine the day before", async () => {
    await askedFor("robot fair", [allDay]);
    await desk.look("2026-12-03T08:59:00Z");
    await desk.look("2026-12-03T09:00:00Z");
    await desk.look("2026-12-03T23:30:00Z");

    expect(texts()).toEqual(["Robot Fair is tomorrow."]);
  });

  it("moves with its event, and says when it was to be", async () => {
    await askedFor();
    await desk.calendar([movedTo("20261204T190000Z")]);

    for (const now of [
      "2026-12-02T18:30:00Z",
      "2026-12-03T17:30:00Z",
      "2026-12-03T19:00:00Z",
      "2026-12-04T18:00:00Z",
    ])
      await desk.look(now);

    expect(texts()).toEqual([
      "Cloud talk is tomorrow. It was to be on Thursday 3 December 2026, 18:30–20:00 GMT.",
      "Cloud talk starts in about an hour.",
    ]);
  });

  it("that came for a time that no longer holds is put right at once, and comes again", async () => {
    await askedFor();
    await desk.look("2026-12-02T18:30:00Z");
    await desk.calendar([movedTo("20261210T183000Z")]);

    await desk.look("2026-12-02T18:40:00Z");
    await desk.look("2026-12-09T18:30:00Z");

    expect(texts().slice(1)).toEqual([
      "Cloud talk has moved: it is now on Thursday 10 December 2026, 18:30 GMT. It was to be on Thursday 3 December 2026, 18:30–20:00 GMT.",
      "Cloud talk is tomorrow.",
    ]);
  });

  it("of an event that is cancelled is one word that it is off", async () => {
    await askedFor();
    await desk.calendar([[...talk, "STATUS:CANCELLED"]]);

    for (const now of ["2026-12-01T10:00:00Z", "2026-12-02T18:30:00Z", "2026-12-03T17:30:00Z"])
      await desk.look(now);

    expect(texts()).toEqual(["Cloud talk on Thursday 3 December 2026, 18:30–20:00 GMT is cancelled."]);
  });

  it("of a date that its series no longer has says so", async () => {
    await askedFor("code night", [weekly]);
    await desk.calendar([[...weekly, "EXDATE;TZID=Europe/London:20261202T180000"]]);
    await desk.look();

    expect(texts()).toEqual([
      expect.stringMatching(
        /Code night on Wednesday 2 December 2026, 18:00 GMT is no longer among the dates/,
      ),
    ]);
  });

  it("gives nothing away of an event that is withdrawn, or is for fewer people now", async () => {
    await askedFor();
    await desk.calendar([talk], { audience: "board", audienceClusters: ["leeds"] });
    await desk.look("2026-12-02T18:30:00Z");
    await desk.calendar([[...talk, "CLASS:PRIVATE"]]);
    await desk.look("2026-12-03T17:30:00Z");
    await desk.look("2026-12-03T18:30:00Z");

    expect(texts()).toEqual([]);
    expect(await desk.rows()).toMatchObject([{ dueAt: null, lastOutcome: "withheld" }]);
  });

  it.each([
    ["a member", "member", 1],
    ["a guest by now", "guest", 0],
    ["gone from the workspace", "outsider", 0],
  ] as const)("of a members' event reaches whoever is %s", async (_, standing, count) => {
    await desk.calendar([talk], membersOnly);
    await desk.says("remind", "cloud talk");
    desk.standing = { standing, groups: [] };

    await desk.look("2026-12-02T18:30:00Z");

    expect(texts()).toHaveLength(count);
  });

  it("of a members' event waits while nobody can tell who reads it", async () => {
    await desk.calendar([talk], membersOnly);
    await desk.says("remind", "cloud talk");
    desk.standing = null;
    await desk.look("2026-12-02T18:30:00Z");
    desk.standing = { standing: "member", groups: [] };
    await desk.look("2026-12-02T18:31:00Z");

    expect(texts()).toEqual(["Cloud talk is tomorrow."]);
  });

  it("of a public event reaches guests and people of other organisations too", async () => {
    await desk.calendar([talk]);
    const asker = { id: "U9", standing: "outsider" as const, groups: [], name: "", runsWorkspace: false };
    await desk.says("remind", "cloud talk", { asker });
    await desk.look("2026-12-02T18:30:00Z");

    expect(texts()).toEqual(["Cloud talk is tomorrow."]);
  });
});

describe("a reminder that cannot be sent at once", () => {
  it("is sent as soon as the platform lets it, as another attempt where it may have been shown", async () => {
    await askedFor();
    const doubtSince = new Date("2026-12-02T18:30:00Z");
    desk.outcomes.push({ kind: "wait", seconds: 30 }, { kind: "wait", seconds: 30, doubtSince });
    for (const now of [
      "2026-12-02T18:30:00Z",
      "2026-12-02T18:30:29Z",
      "2026-12-02T18:30:30Z",
      "2026-12-02T18:31:00Z",
    ])
      await desk.look(now);

    expect(desk.messages.map(({ attemptedSince }) => attemptedSince)).toEqual([null, null, doubtSince]);
    expect(new Set(desk.messages.map(({ key }) => key)).size).toBe(1);
  });

  it("goes on after a crash with the same words and the same key, and says so", async () => {
    await askedFor();
    desk.now = new Date("2026-12-02T18:30:00Z");
    desk.isCrashing = true;
    await desk.look();
    desk.isCrashing = false;
    await desk.look();
    expect(texts()).toEqual([]);

    await desk.letLeasesEnd();
    await desk.look("2026-12-02T18:32:00Z");
    await desk.look("2026-12-02T18:33:00Z");

    expect(desk.messages).toMatchObject([{ attemptedSince: new Date("2026-12-02T18:30:00Z") }]);
  });

  it.each([
    [
      "the day before until the hour before, then once",
      "2026-12-03T17:45:00Z",
      ["Cloud talk starts in 45 minutes."],
    ],
    ["not after the start", "2026-12-03T18:31:00Z", []],
  ])("comes late: %s", async (_, now, expected) => {
    await askedFor();
    await desk.look(now);
    await desk.look(now);

    expect(texts()).toEqual(expected);
    expect((await desk.rows())[0]?.lastOutcome).toBe(expected.length === 0 ? "missed" : "sent");
  });

  it("for closed direct messages is not tried again; the list says so", async () => {
    await askedFor();
    desk.outcomes.push({ kind: "refused", reason: "50007 Cannot send messages to this user" });
    await desk.look("2026-12-02T18:30:00Z");
    await desk.look("2026-12-02T18:31:00Z");

    expect(desk.messages).toHaveLength(1);
    expect(shownIn(await desk.says("remind", ""))).toMatch(
      /could not be delivered: you take no direct messages/,
    );
  });

  it("is shared by all processes: each is sent by one of them", async () => {
    await desk.calendar([talk]);
    for (let user = 1; user <= 20; user += 1)
      await desk.says("remind", "cloud talk", {
        asker: { id: `U${user}`, standing: "member", groups: [], name: "", runsWorkspace: false },
      });
    desk.now = new Date("2026-12-02T18:30:00Z");

    await Promise.all([desk.look(), desk.look(), desk.look()]);

    expect(desk.messages.map(({ user }) => user).toSorted()).toEqual(
      Array.from({ length: 20 }, (__, index) => `U${index + 1}`).toSorted(),
    );
  });

  it("is not sent once the person was erased, nor is anything kept of it", async () => {
    await askedFor();
    const by = { actor: "command line", place: "command line" };
    await createPersonalData(database.pool).erase({
      whom: { account: "slack:T1/U1" },
      by,
      keptDelivery: null,
    });
    await desk.look("2026-12-02T18:30:00Z");

    expect(texts()).toEqual([]);
    expect(await desk.rows()).toEqual([]);
  });
});
