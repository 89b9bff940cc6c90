import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { freshDatabase } from "../support/database.ts";
import { talk, weekly } from "../support/event-desk.ts";
import { ReminderDesk } from "../support/reminder-desk.ts";
import { buttonsIn, shownIn } from "../support/set-up-desk.ts";

const allDay = ["UID:fair@x", "DTSTART;VALUE=DATE:20261204", "SUMMARY:Robot Fair"];

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
const firstButton = (reply: Reply) => buttonsIn(reply)[0]?.text ?? "";
async function askedFor(
  words = "cloud talk",
  events: readonly (readonly string[])[] = [talk],
): Promise<Reply> {
  await desk.calendar(events);
  return desk.says("remind", words);
}

describe("/cluster remind", () => {
  it.each([
    ["remind", "cloud talk"],
    ["remind", "me about the cloud talk"],
    ["ask", "please remind me about cloud talk"],
  ])("%s %j takes the next date down, once", async (command, text) => {
    await desk.calendar([talk, weekly]);

    const reply = await desk.says(command, text);
    const again = await desk.says(command, text);

    expect(reply.summary).toMatch(
      /Cloud talk \(Thursday 3 December 2026, 18:30–20:00 GMT\): the day before and an hour before/,
    );
    expect(again.summary).toMatch(/already/);
    expect(await desk.rows()).toHaveLength(1);
  });

  it.each([
    ["a day ahead or less: only the hour before", "2026-12-02T19:00:00Z", /: an hour before\./, 1],
    ["an hour ahead or less: nothing", "2026-12-03T17:40:00Z", /too soon for a reminder/, 0],
    ["over", "2026-12-03T18:40:00Z", /has begun or is over/, 0],
  ])("of an event %s", async (_, now, said, rows) => {
    await desk.calendar([talk]);
    desk.now = new Date(now);

    expect((await desk.says("remind", "cloud talk")).summary).toMatch(said);
    expect(await desk.rows()).toHaveLength(rows);
  });

  it("of an event that is cancelled takes nothing down", async () => {
    expect((await askedFor("cloud talk", [[...talk, "STATUS:CANCELLED"]])).summary).toMatch(/is cancelled/);
    expect(await desk.rows()).toEqual([]);
  });

  it("offers those that may be meant, and each button takes one down", async () => {
    const reply = await askedFor("leeds events in december", [
      [...talk, "LOCATION:Hall\\, Leeds"],
      [...allDay, "LOCATION:Hall\\, Leeds"],
    ]);

    expect(buttonsIn(reply)).toHaveLength(2);
    expect(await desk.rows()).toEqual([]);
    expect((await desk.says("remind", firstButton(reply))).summary).toMatch(
      /I'll send you a direct message about Cloud talk/,
    );
  });

  it("shows what one has asked for, and stops it", async () => {
    await askedFor();
    const list = await desk.says("remind", "");
    const ofOthers = await desk.says("remind", "", {
      asker: { id: "U2", standing: "member", groups: [], name: "", runsWorkspace: false },
    });

    expect(shownIn(list)).toContain("Cloud talk");
    expect(ofOthers.summary).toMatch(/no reminders/);
    expect((await desk.says("remind", firstButton(list))).summary).toMatch(/won't remind/);
    expect((await desk.says("remind", firstButton(list))).summary).toMatch(/nothing to stop/);
    await desk.look("2026-12-02T18:30:00Z");
    expect(texts()).toEqual([]);
  });

  it.each([
    [{ platform: "web" as const }, /on Slack and Discord only/],
    [{ platform: "terminal" as const, workspace: null }, /on Slack and Discord only/],
    [{ visibility: "shared" as const }, /for you alone/],
  ])("says where it works: %j", async (changes, said) => {
    await desk.calendar([talk]);

    expect((await desk.says("remind", "cloud talk", changes)).summary).toMatch(said);
    expect(await desk.rows()).toEqual([]);
  });

  it.each(["remind me about membership fees", "remind me of the rules for leaving"])(
    "is not what “%s” asks for",
    async (question) => {
      await desk.calendar([talk]);

      expect(shownIn(await desk.says("ask", question))).not.toMatch(/direct message/);
    },
  );

  it("is offered under dates to come on Slack and Discord, and nowhere else", async () => {
    await desk.calendar([talk]);

    expect(buttonsIn(await desk.says("events list", "cloud"))).toEqual([
      { command: "remind", text: expect.any(String) },
    ]);
    expect(buttonsIn(await desk.says("events list", "cloud", { platform: "web" }))).toEqual([]);
    desk.now = new Date("2026-12-03T19:00:00Z");
    expect(buttonsIn(await desk.says("events list", "cloud 3 december"))).toEqual([]);
  });

  it("takes no more than fifty for one account", async () => {
    await askedFor("code night", [talk, weekly]);
    await database.pool.query(
      `INSERT INTO reminder (id, reference, event_id, original, known, stage)
       SELECT gen_random_uuid(), reference, event_id, number::text, known, stage
       FROM reminder, generate_series(1, 49) AS number`,
    );

    expect((await desk.says("remind", "cloud talk")).summary).toMatch(/as many reminders as I keep/);
  });
});
