// What administrators are told when nobody was there to send what was due: once, and only what is known.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Announcement } from "../../src/announcing/announcement.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands } from "../support/announcing-commands.ts";

let desk: AnnouncementDesk;
/** Each is a process of its own. */
let houses: AnnouncingCommands[] = [];
/** Of December 2026: each story has its own. */
let day = 0;
let running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  day += 1;
  await goesOnTo("08:59:00");
  await desk.empty({ "slack:TA": "north", "discord:G1": "south" });
  houses = [];
  const house = await opened();
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp("slack:TA", { channels, consent: { ...cautiousConsent, holds: false } });
});
afterEach(ended);

async function opened(): Promise<AnnouncingCommands> {
  const house = await AnnouncingCommands.open(desk);
  houses.push(house);
  return house;
}

/** So many processes at the same moment deliver; the first of them tells people, whose message it can change. */
async function started(processes = 1): Promise<void> {
  const opening: AnnouncingCommands[] = [];
  while (opening.length < processes) opening.push(await opened());
  const parts = [...opening.map(({ announcing }) => announcing.deliverer), opening[0]?.notices];
  for (const part of parts.filter((one) => one !== undefined)) {
    part.start();
    running.push(part);
  }
  await desk.timing.until(async () => (await attendances()) === 2);
}

async function ended(): Promise<void> {
  let isStopped = false;
  const stopping = Promise.all(running.map((part) => part.stop())).then(() => {
    isStopped = true;
  });
  await desk.timing.until(() => isStopped);
  await stopping;
  running = [];
}

async function attendances(): Promise<number> {
  return await rowsOf("installation_fact WHERE key LIKE 'announcements-attended %'");
}

async function rowsOf(what: string): Promise<number> {
  return (await desk.database.pool.query(`SELECT FROM ${what}`)).rowCount ?? 0;
}

/** What will be told of an outage is marked before anything of it is sent. */
async function missed(): Promise<number> {
  return await rowsOf(`delivery WHERE notes @> '[{"note": "due-while-away"}]'`);
}

function at(time: string): Date {
  return new Date(`2026-12-0${day}T${time}Z`);
}

async function goesOnTo(time: string): Promise<void> {
  await desk.timing.pass(at(time).getTime() - desk.timing.now().getTime());
}

function toldToAdministrator(): readonly string[] {
  const told = houses.flatMap((house) => house.told.filter(({ user }) => user === "UADA"));
  return told.map(({ words }) => words).filter((words) => words.includes("I was away from"));
}

async function untilTold(text: string): Promise<void> {
  let released = desk.timing.elapsed();
  await desk.timing.until(async () => {
    // A word that is not over is looked at again after half a minute, by the clock of the database.
    if (desk.timing.elapsed() - released >= 30_000) {
      released = desk.timing.elapsed();
      await desk.database.pool.query("UPDATE announcement_word SET lease_until = NULL");
    }
    return toldToAdministrator().some((words) => words.includes(text));
  }, 1_800_000);
}

async function untilSent(announcement: Announcement): Promise<void> {
  await desk.timing.until(async () => String(await desk.states(announcement)) === "post done", 1_800_000);
}

describe("administrators, when nobody was there to send what was due,", () => {
  it("are told once from when to when, how much that was, and what became of it", async () => {
    await started();
    await desk.approved(["slack:TA/C1", "discord:G1/D1"], at("09:30:00"));
    await desk.approved(["slack:TA/C2"], at("09:10:00"), { lateMinutes: 15 });
    await desk.approved(["slack:TA/C3"], at("12:00:00"));
    await ended();
    await goesOnTo("09:59:00");

    await started(2);
    await untilTold("2 sent since");
    await desk.timing.pass(20_000);

    expect(toldToAdministrator()).toEqual([
      expect.stringMatching(
        /^I was away from Tuesday 1 December 2026, 08:59 GMT to Tuesday 1 December 2026, 09:59 GMT, and sent no announcement on Discord and Slack meanwhile\. 3 posts were due, of 2 announcements: 2 sent since, 1 too late by now, which I ask its author about\.$/,
      ),
    ]);
    expect(await rowsOf("announcement_word WHERE kind = 'away'")).toBe(0);
  });

  it("are told nothing where nothing was due, nor where all was stopped", async () => {
    await started();
    await desk.approved(["slack:TA/C1"], at("12:00:00"));
    await ended();
    await goesOnTo("09:59:00");
    await started();
    await ended();
    await desk.store.stop({ actor: "slack:TA/UADA", place: "slack:TA" });
    await goesOnTo("12:30:00");
    await started();
    await desk.timing.pass(20_000);

    expect(toldToAdministrator()).toEqual([]);
    expect(await missed()).toBe(0);
  });

  it("are told nothing when another process was there, or the bot came back at once", async () => {
    await started();
    await untilSent(await desk.approved(["slack:TA/C1"], at("09:00:30")));
    await started();
    await ended();
    const next = await desk.approved(["slack:TA/C1"], new Date(desk.timing.now().getTime() + 5_000));
    await desk.timing.pass(30_000);
    await started();
    await untilSent(next);
    await desk.timing.pass(20_000);

    expect(toldToAdministrator()).toEqual([]);
    expect(await missed()).toBe(0);
  });

  it("are told nothing by the very first start", async () => {
    await desk.approved(["slack:TA/C1"], at("08:50:00"));
    await started();
    await desk.timing.pass(20_000);

    expect(toldToAdministrator()).toEqual([]);
    expect(await missed()).toBe(0);
  });
});
