// What clusters see in their channels while a position is put to them, and afterwards.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPositionStore } from "../../src/adapters/postgres/position-store.ts";
import { giveStance } from "../../src/directory/positions/give-stance.ts";
import type { PositionVersion } from "../../src/directory/positions/position.ts";
import type { PositionStore } from "../../src/directory/positions/position-store.port.ts";
import { writeVersion } from "../../src/directory/positions/write-version.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent, type WorkspaceChannel } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands } from "../support/announcing-commands.ts";

const { positionCalls: words } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let store: PositionStore;
let running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.database.pool.query("DELETE FROM announcement; DELETE FROM position");
  await desk.empty({ "slack:TA": "north", "discord:G1": "south" });
  house = await AnnouncingCommands.open(desk);
  for (const poster of [house.slack, house.discord]) poster.showsBody = true;
  store = createPositionStore(desk.database.pool);
  await setUp("slack:TA", [
    { channel: "C1", purposes: ["positions"], audience: "members" },
    { channel: "C9", purposes: ["positions"], audience: "public" },
  ]);
  await setUp("discord:G1", [{ channel: "D3", purposes: ["positions"], audience: "members" }]);
});
afterEach(async () => {
  await desk.timing.through(Promise.all(running.map((part) => part.stop())));
  running = [];
});

async function setUp(workspace: string, channels: readonly WorkspaceChannel[]): Promise<void> {
  await house.setUp(workspace, { channels, consent: cautiousConsent });
}

function start(process = house): void {
  for (const part of [process.announcing.deliverer, process.positions, process.notices]) {
    part.start();
    running.push(part);
  }
}

const by = { actor: "slack:TA/USAM", place: "slack:TA" };

async function consultation(hours = 24 * 5, changed: object = {}): Promise<PositionVersion> {
  const now = desk.timing.now();
  const position = await store.ensure(
    {
      owner: "fed",
      topic: "Skills",
      alsoCalled: [],
      audience: "public",
      audienceClusters: [],
      isSample: false,
    },
    by,
  );
  const instant = new Date(now.getTime() + hours * 3_600_000);
  const draft = await store.addVersion(
    position.id,
    writeVersion(position.id, {
      title: "On skills",
      text: "We ask for an apprenticeship levy that small firms can use.",
      quorum: { kind: "share", percent: 50 } as const,
      asked: ["north", "south"],
      closes: { at: instant.toISOString().slice(0, 16), zone: "Europe/London", instant },
      embargoUntil: null,
      reviewOn: null,
      link: null,
      author: by.actor,
      ...changed,
    }),
    { by, now },
  );
  const opened = draft && (await store.open(draft.id, { revision: draft.revision, by, now }));
  if (opened === null) throw new Error("it could not be opened");
  return opened;
}

async function says(version: PositionVersion, cluster: string, kind: "sign" | "dissent"): Promise<void> {
  const reason = kind === "dissent" ? "It *costs* too much." : null;
  const account = `slack:T${cluster}/U1`;
  const shown = version.fingerprint.slice(0, 16);
  const given = { cluster, kind, reason, account, role: "signatory", shown, at: desk.timing.now() };
  await giveStance(version.id, { given, by }, store);
  house.positions.changed(version.id);
}

const shownOn = {
  C1: () => house.slack.shown("C1"),
  C9: () => house.slack.shown("C9"),
  D3: () => house.discord.shown("D3"),
};

async function untilShown(channel: keyof typeof shownOn, text: string): Promise<void> {
  const isShown = (): boolean => shownOn[channel]().some((one) => one.includes(text));
  await desk.timing.until(isShown, 1_800_000).catch((error: unknown) => {
    throw new Error(`${channel} shows ${JSON.stringify(shownOn[channel]())}, not “${text}”`, {
      cause: error,
    });
  });
}

describe("a position that is put to clusters", { timeout: 60_000 }, () => {
  it("is shown in their closed channels only, with a tally that is the same everywhere", async () => {
    const version = await consultation();
    start();
    await untilShown("C1", words.call("On skills"));
    await untilShown("D3", words.tally(0, 2).replaceAll("*", ""));

    await says(version, "south", "dissent");
    await untilShown("C1", words.dissented(1));
    await untilShown("D3", words.dissented(1));

    expect(shownOn.C9()).toEqual([]);
    expect([shownOn.C1().length, shownOn.D3().length]).toEqual([1, 1]);
  });

  it("tells what was adopted in closed channels while it is under embargo, and in all once that is over", async () => {
    const embargoUntil = new Date(desk.timing.now().getTime() + 2 * 3_600_000);
    const version = await consultation(24, { embargoUntil });
    start();
    await untilShown("C1", words.call("On skills"));
    for (const cluster of ["north", "south"]) await says(version, cluster, "sign");
    await untilShown("C1", words.adopted("On skills"));
    expect(shownOn.C9()).toEqual([]);

    await desk.timing.pass(2 * 3_600_000);
    await untilShown("C9", words.adopted("On skills"));
    await desk.timing.pass(60_000);

    // The call, which is over, and the outcome; where nobody was asked, the outcome alone.
    const channels = ["C1", "C9", "D3"] as const;
    expect(channels.map((channel) => shownOn[channel]().length)).toEqual([2, 1, 2]);
  });

  it("is shown to a cluster as well that is asked later, and to the others once", async () => {
    const version = await consultation(24 * 5, { asked: ["north"] });
    start();
    await untilShown("C1", words.call("On skills"));
    expect(shownOn.D3()).toEqual([]);

    const asked = writeVersion(version.position.id, { ...version, asked: ["north", "south"] });
    const { revision } = version;
    const expected = { revision, by, now: desk.timing.now() };
    await store.change(version.id, { ...asked, author: by.actor }, expected);
    house.positions.changed(version.id);
    await untilShown("D3", words.call("On skills"));
    await says(version, "north", "sign");
    await untilShown("D3", words.tally(1, 2).replaceAll("*", ""));
    await untilShown("C1", words.tally(1, 2).replaceAll("*", ""));
    expect([shownOn.C1().length, shownOn.D3().length]).toEqual([1, 1]);
  });

  it("is told to everybody once it is adopted, and its call says that it is over", async () => {
    const version = await consultation();
    start();
    await untilShown("C1", words.call("On skills"));
    await says(version, "north", "sign");
    await says(version, "south", "dissent");

    await untilShown("C9", words.outcome.adopted("On skills"));
    await untilShown("C1", words.over);
    await untilShown("D3", words.outcome.adopted("On skills"));
    await untilShown("C1", words.outcome.adopted("On skills"));
    expect(shownOn.C9().join()).toContain("It *costs* too much.");
    expect([shownOn.C1().length, shownOn.C9().length, shownOn.D3().length]).toEqual([2, 1, 2]);
  });

  it("ends at its time without anybody's doing, and is told once by two processes", async () => {
    const version = await consultation(0.03);
    const other = await AnnouncingCommands.open(desk);
    other.positions.start();
    running.push(other.positions);
    start();
    await untilShown("C1", words.call("On skills"));

    await desk.timing.until(async () => (await store.version(version.id))?.status === "withdrawn", 600_000);
    await untilShown("D3", words.outcome.quorumNotMet("On skills"));
    await untilShown("C1", words.outcome.quorumNotMet("On skills"));
    await desk.timing.pass(25_000);
    // Nobody but those who were asked knows of a text that was never the line.
    expect(shownOn.C9()).toEqual([]);
    const outcomes = await desk.database.pool.query(
      "SELECT FROM announcement WHERE position_role = 'outcome'",
    );
    expect(outcomes.rowCount).toBe(1);
  });

  it("is told once, also when it began and ended while the bot was away", async () => {
    const unseen = await consultation();
    for (const cluster of ["north", "south"]) await says(unseen, cluster, "sign");
    const takenBack = await consultation();
    const { revision } = takenBack;
    const now = desk.timing.now();
    await store.withdraw(takenBack.id, { revision, by, now, because: "taken-back", day: "2026-12-01" });
    start();

    await untilShown("C1", words.outcome.adopted("On skills"));
    await untilShown("D3", words.outcome.adopted("On skills"));
    await desk.timing.pass(25_000);
    expect([shownOn.C1().length, shownOn.C9().length, shownOn.D3().length]).toEqual([1, 1, 1]);
    expect(shownOn.C1().join()).not.toContain(words.call("On skills"));
  });

  it("is told once, also when the process was killed just before it was sent", async () => {
    const version = await consultation();
    for (const cluster of ["north", "south"]) await says(version, cluster, "sign");
    await house.announcing.desk.store.create(
      {
        cluster: "fed",
        author: by.actor,
        content: { title: "On skills", body: "Written, and not sent.", topic: null, link: null, image: null },
        aim: { audience: "public", clusters: ["fed", "north", "south"], platforms: ["slack", "discord"] },
        schedule: { kind: "now" },
        digest: null,
        event: null,
        position: { version: version.id, role: "outcome" },
        lateMinutes: 60,
      },
      by,
    );
    start(await AnnouncingCommands.open(desk));

    await desk.timing.until(async () => {
      const found = await house.announcing.desk.store.ofPosition({ version: version.id, role: "outcome" });
      return found?.state !== "draft";
    }, 120_000);
  });

  it("asks a cluster no more that has closed, and ends when it waited for that one alone", async () => {
    const version = await consultation();
    start();
    await untilShown("C1", words.call("On skills"));
    await untilShown("D3", words.call("On skills"));
    await says(version, "north", "sign");
    await desk.database.pool.query("UPDATE cluster SET status = 'closed' WHERE id = 'south'");

    await untilShown("C1", words.outcome.adopted("On skills"));
    expect(shownOn.C1().join()).toContain(words.tally(1, 1).replaceAll("*", ""));
    // What is asked is no business of a cluster that has left.
    await desk.timing.until(() => shownOn.D3().length === 0, 120_000);
    await desk.database.pool.query("UPDATE cluster SET status = 'active'");
  });

  it("tells those who may confirm when somebody asks to withdraw the line, and everybody once it is", async () => {
    await house.person("ann", "TA", { approver: "fed" });
    const { id } = await consultation();
    start();
    await untilShown("C1", words.call("On skills"));
    for (const cluster of ["north", "south"])
      await says((await store.version(id)) ?? (await consultation()), cluster, "sign");
    await untilShown("C9", words.outcome.adopted("On skills"));
    const line = await store.version(id);
    const now = desk.timing.now();
    const request = { kind: "withdraw", version: id, revision: line?.revision ?? 0, widening: null } as const;
    const asked = await store.ask({ ...request, by: by.actor }, { by, now });

    await desk.timing.until(() => house.told.some(({ user }) => user === "UANN"), 60_000);
    await desk.timing.pass(45_000);
    const told = house.told.filter(({ user }) => user === "UANN");
    expect(told.map((one) => one.words)).toEqual([english.positionRequests.told.withdraw("On skills")]);
    // By a process that was killed before it could say so.
    await store.confirm(asked?.request.id ?? "", { by, now, day: "2026-12-01" });

    await untilShown("C9", words.outcome.lineTakenBack("On skills"));
    expect(shownOn.C9()).toHaveLength(1);
  });

  it("reminds those who may sign for a cluster that has not answered, not on the day they were asked", async () => {
    await house.person("sid", "TA", { signatory: "north" });
    await consultation(24 * 6);
    await desk.timing.pass(24 * 3_600_000 - 60_000);
    start();
    await desk.timing.pass(30_000);
    expect(house.told.filter(({ user }) => user === "USID")).toEqual([]);

    await desk.timing.until(() => house.told.some(({ user }) => user === "USID"), 1_800_000);

    const told = house.told.filter(({ user }) => user === "USID");
    expect(told).toHaveLength(1);
    expect(told[0]?.words).toContain("Tech North");
  });
});
