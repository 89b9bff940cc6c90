// What people are told of announcements who did not ask: nothing of it is lost, and nothing is told twice.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, announcementStatus } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
/** Started here; each is a process of its own. */
let running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south", "discord:G1": "south" });
  house = await AnnouncingCommands.open(desk);
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp("slack:TA", { channels, consent: { ...cautiousConsent, holds: false } });
});
afterEach(async () => {
  let isStopped = false;
  const stopping = Promise.all(running.map((part) => part.stop())).then(() => {
    isStopped = true;
  });
  await desk.timing.until(() => isStopped);
  await stopping;
  running = [];
});

/** Delivers, and tells people. */
function start(process: AnnouncingCommands, ...parts: readonly ("deliverer" | "notices")[]): void {
  for (const part of parts) {
    const started = part === "deliverer" ? process.announcing.deliverer : process.notices;
    started.start();
    running.push(started);
  }
}

function toldTo(user: string): readonly string[] {
  return house.told.filter((message) => message.user === user).map((message) => message.words);
}

/** Patient: on a busy machine the database goes on more slowly than this clock. */
async function untilTold(user: string, text: string): Promise<void> {
  const isTold = (): boolean => toldTo(user).some((said) => said.includes(text));
  await desk.timing.until(isTold, 1_800_000).catch((error: unknown) => {
    throw new Error(`${user} was told ${JSON.stringify(toldTo(user))}, not “${text}”`, { cause: error });
  });
}

function inSeconds(seconds: number): Date {
  return new Date(desk.timing.now().getTime() + seconds * 1_000);
}

async function asksForApproval(): Promise<void> {
  const written = { title: "Doors open", body: "Come.", to: "everyone", when: "now", audience: "public" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, { ...written, cluster: "north" });
  await house.presses("sam", draft, words.button.ask);
}

async function wordsLeft(): Promise<number> {
  return (await desk.database.pool.query("SELECT FROM announcement_word")).rowCount ?? 0;
}

describe("whoever can approve", () => {
  it("is told of it once, by the processes that come after one that ended at once", async () => {
    await asksForApproval();
    expect(house.told).toEqual([]);

    const others = [await AnnouncingCommands.open(desk), await AnnouncingCommands.open(desk)];
    for (const other of others) start(other, "notices");
    await desk.timing.until(() => others.some(({ told }) => told.length > 0));
    await desk.timing.pass(10_000);

    const told = others.flatMap((other) => other.told);
    expect(told.map(({ user }) => user)).toEqual(["UALEX"]);
    expect(told[0]?.words).toContain("A");
    expect(told[0]?.words).toContain("“Doors open”");
    expect(await wordsLeft()).toBe(0);
  });

  it("is not told once it waits no longer", async () => {
    await asksForApproval();
    const [announcement] = await desk.store.list({ clusters: null, limit: 1 });
    await house.says("sam", "announce cancel", `A${announcement?.number}`);

    start(house, "notices");
    await desk.timing.until(async () => (await wordsLeft()) === 0);

    expect(house.told).toEqual([]);
  });

  it("who was erased meanwhile is told nothing, and others all the same", async () => {
    await asksForApproval();
    await desk.database.pool.query(
      `INSERT INTO role_grant (id, role, cluster_id, person_id)
       SELECT gen_random_uuid(), 'approver', 'north', person_id FROM platform_account WHERE reference = 'slack:TA/UMIA'`,
    );
    await createPersonalData(desk.database.pool).erase({
      whom: { account: "slack:TA/UALEX" },
      keptDelivery: null,
      by: { actor: "test", place: "test" },
    });

    start(house, "notices");
    await untilTold("UMIA", "Doors open");

    expect(toldTo("UALEX")).toEqual([]);
  });
});

describe("the author", () => {
  it("is told how it goes on in one message, which ends as the final word", async () => {
    const { number } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    const hangs = Promise.withResolvers<void>();
    house.slack.fail("C2", { kind: "hangs", until: hangs.promise });
    start(house, "deliverer", "notices");
    await untilTold("U1", "1 of 2 posted");
    const underWay = `A${number} “Meet-up” is going out: 1 of 2 posted.`;
    expect(toldTo("U1")).toEqual([underWay]);
    const list = await house.says("sam", "announce list");
    expect([wordsOf(list).includes(underWay), list.changesSoon]).toEqual([true, true]);

    hangs.resolve();
    await untilTold("U1", "2 of 2 posted");
    expect((await house.says("sam", "announce list")).changesSoon).toBeUndefined();

    expect(toldTo("U1")).toEqual([`A${number} “Meet-up”: 2 of 2 posted.`]);
  });

  it("is told what is still to come, and when by the clock there", async () => {
    await desk.approved(["slack:TA/C1"], inSeconds(1));
    const later = await desk.delivery("slack:TB/C2", new Date("2026-12-01T14:00:00Z"));
    const [run] = (
      await desk.database.pool.query<{ id: string; a: string }>(
        "SELECT id, announcement_id AS a FROM announcement_run",
      )
    ).rows;
    await desk.database.pool.query(
      `INSERT INTO delivery (id, run_id, announcement_id, workspace_id, channel_id, lane, due_at, next_at)
       VALUES (gen_random_uuid(), $1::uuid, $2::uuid, $3::uuid, 'C2', $4, $5, $5)`,
      [run?.id, run?.a, later.workspaceId, later.lane, later.dueAt],
    );
    await desk.database.pool.query("UPDATE workspace SET zone = 'America/New_York' WHERE external_id = 'TB'");
    start(house, "deliverer", "notices");

    await untilTold("U1", "1 of 2 posted");

    expect(toldTo("U1")[0]).toContain("1 to come, the next on Tuesday 1 December 2026, 09:00 GMT-5");
  });

  it("is told in another message, at the end, when something needs them", async () => {
    const { number } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    const hangs = Promise.withResolvers<void>();
    house.slack.fail("C1", { kind: "refused", reason: "may-not-post" });
    house.slack.fail("C2", { kind: "hangs", until: hangs.promise });
    start(house, "deliverer", "notices");
    await untilTold("U1", "1 refused");
    expect(toldTo("U1")).toHaveLength(1);

    hangs.resolve();
    await untilTold("U1", "needs you");
    await untilTold("U1", "1 of 2 posted");
    await desk.timing.pass(20_000);

    const name = `A${number} “Meet-up”`;
    expect(toldTo("U1")).toEqual([
      `${name}: 1 of 2 posted, 1 refused.`,
      announcementStatus.needsYou.post(name, ["1 refused"]),
    ]);
  });

  it("and the administrators are told, once each, of what was not sent in time", async () => {
    const { number } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(-3 * 3_600));
    start(house, "deliverer", "notices");

    await untilTold("U1", "not send it to 2 channels");
    await untilTold("UADA", `A${number} “Meet-up”`);
    await desk.timing.pass(20_000);

    expect([toldTo("U1").length, toldTo("UADA").length]).toEqual([1, 1]);
  });

  it("follows a correction, and its being taken back, in the same message", async () => {
    const { id } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    start(house, "deliverer", "notices");
    await untilTold("U1", "2 of 2 posted");

    await change(id, "approve-edit");
    await untilTold("U1", "corrected in 2 of 2");
    await change(id, "recall");
    await untilTold("U1", "taken back in 2 of 2");

    expect(toldTo("U1")).toHaveLength(1);
    expect(house.told.find(({ user }) => user === "U1")?.before).toContain(
      `A${(await desk.store.byId(id))?.number} “Meet-up at seven”: corrected in 2 of 2.`,
    );
  });

  it("reads no more that a correction needs them once all of it was taken back", async () => {
    const { id, number } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    Object.assign(house.slack, {
      edit: async () => ({ kind: "refused", reason: "may-not-post", detail: "" }),
    });
    start(house, "deliverer", "notices");
    await untilTold("U1", "2 of 2 posted");
    const name = `A${number} “Meet-up at seven”`;
    await change(id, "approve-edit");
    await untilTold("U1", announcementStatus.needsYou.edit(name));

    await change(id, "recall");
    await untilTold("U1", "taken back in 2 of 2");
    await untilTold("U1", announcementStatus.settled(name));

    expect(toldTo("U1")).toHaveLength(2);
  });

  it("is not needed where somebody deleted what was to be corrected", async () => {
    const { id } = await desk.approved(["slack:TA/C1", "slack:TB/C2"], inSeconds(1));
    start(house, "deliverer", "notices");
    await untilTold("U1", "2 of 2 posted");
    for (const message of house.slack.messages) message.isDeleted = message.channel === "C2";

    await change(id, "approve-edit");
    await untilTold("U1", "1 not corrected");
    await desk.timing.pass(20_000);

    expect(toldTo("U1")).toHaveLength(1);
  });
});

async function change(id: string, move: "approve-edit" | "recall"): Promise<void> {
  const present = await desk.store.byId(id);
  if (present === null) throw new Error("it is gone");
  const content = { ...present.content, title: "Meet-up at seven" };
  await desk.change(
    present,
    move,
    move === "recall" ? { state: "recalled", deliveries: "recall" } : { content, deliveries: "edit" },
  );
}

describe("those who look after a workspace", () => {
  it("are told once a day that it refuses the bot", async () => {
    await desk.approved(["slack:TA/C1"], inSeconds(1));
    for (let times = 0; times < 3; times += 1)
      house.slack.fail("C1", { kind: "refused", reason: "token-dead" });
    start(house, "deliverer", "notices");

    await untilTold("USAM", "Workspace TA");
    await desk.timing.pass(301_000);
    await desk.timing.until(() => house.slack.calls > 1);
    await desk.timing.pass(10_000);

    expect(toldTo("USAM")).toHaveLength(1);
  });
});
