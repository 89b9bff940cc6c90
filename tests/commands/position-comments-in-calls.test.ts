// What clusters see in their channels of comments on a position they are asked about.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { createPositionStore } from "../../src/adapters/postgres/position-store.ts";
import { makeComment } from "../../src/directory/positions/make-comment.ts";
import type { PositionVersion } from "../../src/directory/positions/position.ts";
import type { PositionStore } from "../../src/directory/positions/position-store.port.ts";
import { writeVersion } from "../../src/directory/positions/write-version.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands } from "../support/announcing-commands.ts";

const { positionComments: words, positionCalls: calls } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let store: PositionStore;
let running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.database.pool.query("DELETE FROM announcement; DELETE FROM notice; DELETE FROM position");
  await desk.empty({ "slack:TA": "north", "discord:G1": "south" });
  house = await AnnouncingCommands.open(desk);
  for (const poster of [house.slack, house.discord]) poster.showsBody = true;
  store = createPositionStore(desk.database.pool);
  for (const [workspace, channel] of [
    ["slack:TA", "C1"],
    ["discord:G1", "D3"],
  ] as const)
    await house.setUp(workspace, {
      channels: [{ channel, purposes: ["positions"], audience: "members" }],
      consent: cautiousConsent,
    });
});
afterEach(async () => {
  await desk.timing.through(Promise.all(running.map((part) => part.stop())));
  running = [];
});

const by = { actor: "slack:TA/USAM", place: "slack:TA" };
const shown = () => [house.slack.shown("C1").join("\n"), house.discord.shown("D3").join("\n")];

/** Put to North and South, and shown to both. */
async function consultation(): Promise<PositionVersion> {
  const now = desk.timing.now();
  const made = { owner: "fed", topic: "Skills", alsoCalled: [], audience: "public" } as const;
  const position = await store.ensure({ ...made, audienceClusters: [], isSample: false }, by);
  const instant = new Date(now.getTime() + 5 * 86_400_000);
  const written = writeVersion(position.id, {
    title: "On skills",
    text: "We ask for an apprenticeship levy that small firms can use.",
    quorum: { kind: "share", percent: 50 } as const,
    asked: ["north", "south"],
    closes: { at: instant.toISOString().slice(0, 16), zone: "Europe/London", instant },
    embargoUntil: null,
    reviewOn: null,
    link: null,
    author: by.actor,
  });
  const draft = await store.addVersion(position.id, written, { by, now });
  const version = draft && (await store.open(draft.id, { revision: draft.revision, by, now }));
  if (version === null) throw new Error("it could not be opened");
  running = [house.announcing.deliverer, house.positions, house.notices];
  for (const part of [house.announcing.deliverer, house.positions, house.notices]) part.start();
  await untilBothShow(calls.call("On skills"));
  return version;
}

async function says({ id }: PositionVersion, text: string, account = "slack:TA/UALEX"): Promise<void> {
  await desk.timing.pass(1);
  const made = {
    cluster: "north",
    role: "manager",
    account,
    text,
    shown: "",
    at: desk.timing.now(),
  } as const;
  const result = await makeComment(id, { made, by }, store);
  if (result?.outcome !== "taken") throw new Error(result?.outcome);
  house.positions.changed(id);
}

async function untilBothShow(text: string): Promise<void> {
  const isShown = (): boolean => shown().every((one) => one.includes(text));
  await desk.timing.until(isShown, 1_800_000).catch((error: unknown) => {
    throw new Error(`${JSON.stringify(shown())} is not “${text}”`, { cause: error });
  });
}

/** How often the call was corrected, and how many earlier contents of it are kept. */
async function corrections() {
  const { rows } = await desk.database.pool.query<{ made: number; kept: number }>(
    `SELECT content_revision AS made, (SELECT count(*)::int FROM jsonb_object_keys(earlier_contents)) AS kept
     FROM announcement WHERE position_role = 'call'`,
  );
  return rows[0] ?? { made: 0, kept: 0 };
}

describe("comments in a call", { timeout: 60_000 }, () => {
  it("are the latest three, the same everywhere, and many of them are a few corrections", async () => {
    const version = await consultation();
    const { made } = await corrections();
    for (let number = 1; number <= 20; number += 1) await says(version, `Number ${number}.`);

    await untilBothShow("Number 20.");

    for (const text of shown()) {
      expect(text).toContain(words.call.some(20));
      const found = [...text.matchAll(/Tech North \(manager\): (Number \d+\.)/g)].map(([, one]) => one);
      expect(found).toEqual(["Number 20.", "Number 19.", "Number 18."]);
    }
    expect((await corrections()).made - made).toBeLessThanOrEqual(3);
  });

  it("are plain text, cut short, whatever is written in them", async () => {
    const version = await consultation();
    await says(version, "<!channel> @everyone <@U1>\n# Big\n[here](https://evil.example) **now** `rm`");
    await says(version, `${"long ".repeat(100)}END`);

    await untilBothShow("Big");

    for (const text of shown()) {
      expect(text).toContain("<!channel> @everyone <@U1> # Big [here](https://evil.example) **now** `rm`");
      expect(text).not.toContain("END");
      expect(text).toContain("long …");
    }
  });

  it("say that they were made to an earlier text", async () => {
    const version = await consultation();
    await says(version, "Before.");
    const { position, revision } = version;
    const written = { ...version, asked: ["north", "south"], text: "We ask for more.", author: by.actor };
    await store.change(version.id, writeVersion(position.id, written), {
      revision,
      by,
      now: desk.timing.now(),
    });
    house.positions.changed(version.id);

    await untilBothShow(`${words.byOnEarlier("Tech North", "manager")}: Before.`);
  });

  it("leave it when they are erased, and when it is over but for how many there were", async () => {
    const version = await consultation();
    await says(version, "ZEBRA");
    await untilBothShow("ZEBRA");
    await says(version, "GIRAFFE", "slack:TA/UMIA");
    await untilBothShow("GIRAFFE");

    await createPersonalData(desk.database.pool).erase({
      whom: { account: "slack:TA/UALEX" },
      by: { actor: "command line", place: "command line" },
      keptDelivery: null,
    });
    await desk.timing.until(() => shown().every((one) => !one.includes("ZEBRA")), 1_800_000);
    await untilBothShow(words.call.some(1));
    const { revision } = (await store.version(version.id)) ?? version;
    const now = desk.timing.now();
    await store.withdraw(version.id, { revision, by, now, because: "taken-back", day: "2026-12-01" });
    house.positions.changed(version.id);
    await untilBothShow(words.call.over(1, `P${version.position.number}`));

    expect(shown().join()).not.toContain("GIRAFFE");
    const { rows } = await desk.database.pool.query(
      "SELECT FROM announcement a WHERE a::text LIKE '%ZEBRA%'",
    );
    expect(rows).toEqual([]);
    expect((await corrections()).kept).toBeLessThanOrEqual(2);
  });

  it("are told to whoever wrote it, once a day, and not their own", async () => {
    const version = await consultation();
    const told = () => house.told.filter(({ user }) => user === "USAM").map((one) => one.words);
    await says(version, "Mine.", by.actor);
    await desk.timing.pass(45_000);
    expect(told()).toEqual([]);

    await says(version, "One.");
    await desk.timing.until(() => told().length > 0, 60_000);
    await says(version, "Two.");
    await desk.timing.pass(45_000);
    expect(told()).toEqual([words.told("On skills")]);

    await desk.timing.pass(86_400_000);
    await says(version, "The next day.");
    await desk.timing.until(() => told().length > 1, 60_000);
    expect(told()).toHaveLength(2);
  });
});
