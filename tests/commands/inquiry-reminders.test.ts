// Who is reminded before something asked from outside closes: once for each stage, whatever is restarted or moved.

import type { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createInquirySearch } from "../../src/adapters/postgres/inquiry-search.ts";
import { createInquiryStore } from "../../src/adapters/postgres/inquiry-store.ts";
import { createRoleStore } from "../../src/adapters/postgres/role-store.ts";
import { createWorkspaceStore } from "../../src/adapters/postgres/workspace-store.ts";
import { closingAt } from "../../src/calendar/closing.ts";
import type { DirectMessage, Platform } from "../../src/chat/platform.port.ts";
import { noticesOfInquiries } from "../../src/commands/inquiries/remind-of-inquiries.ts";
import type { Inquiry } from "../../src/directory/inquiries/inquiry.ts";
import { english } from "../../src/messages/english.ts";
import { openNotices } from "../../src/wiring/open-notices.ts";
import { openPositions } from "../../src/wiring/open-positions.ts";
import { replanning } from "../../src/wiring/replanning.ts";
import { copyright, InquiryHouse } from "../support/inquiry-house.ts";
import { ManualTiming } from "../support/manual-timing.ts";
import { type PositionHouse, skills } from "../support/position-house.ts";
import { silentLog } from "../support/silent-log.ts";

const { remind } = english.inquiries;
const when = "Tuesday 30 March 2027, 17:00 BST";

let inquiries: InquiryHouse;
let house: PositionHouse;
/** What people were told by whichever process, as it says now. */
let told: { readonly user: string; words: string }[] = [];

beforeAll(async () => {
  inquiries = await InquiryHouse.open();
  house = inquiries.positions;
});
afterAll(() => house.database.close());
beforeEach(async () => {
  told = [];
  await house.database.pool.query("DELETE FROM notice");
  await house.empty();
});

const chat: Platform = {
  name: "slack",
  canAnswerLater: true,
  start: async () => {},
  stop: async () => {},
  health: () => ({ state: "connected", detail: "" }),
  send: async () => ({ kind: "sent", remoteId: null }),
  sendDirectly: async ({ user, reply }: DirectMessage) => {
    return { kind: "sent", remoteId: String(told.push({ user, words: reply.summary }) - 1) };
  },
  changeDirectly: async ({ remoteId, reply }) => {
    const message = told[Number(remoteId)];
    if (message !== undefined) message.words = reply.summary;
    return { kind: "changed" };
  },
};

/** So many processes that are started at an instant, look once, send what there is, and are stopped. */
async function runAt(instant: string, processes = 1): Promise<void> {
  const timing = new ManualTiming(new Date(instant));
  const { pool } = house.database;
  const core = {
    database: { pool },
    roles: createRoleStore(pool),
    workspaces: createWorkspaceStore(pool, replanning({ now: () => new Date() })),
  };
  const parts = { log: silentLog, time: { clock: timing, timing } };
  const { store } = house.needs.announcements;
  const desk = { ...house.needs.announcements, store, wake: () => {} };
  const times = Array.from({ length: processes });
  const looking = times.map(() =>
    openPositions(core, { ...parts, chats: [chat], posters: [], announcing: { desk } }),
  );
  for (const part of looking) part.start();
  await timing.pass(1_000);
  await timing.through(Promise.all(looking.map((part) => part.stop())));
  const sending = times.map(() => openNotices([chat], core, parts));
  for (const part of sending) part.start();
  await timing.until(async () => (await waiting(timing.now())) === 0);
  await timing.through(Promise.all(sending.map((part) => part.stop())));
}

/** How many messages are due and have not been sent. */
async function waiting(now: Date): Promise<number> {
  const { rowCount } = await house.database.pool.query("SELECT FROM notice WHERE due_at <= $1", [now]);
  return rowCount ?? 0;
}

/** The same pool, which tells of each query. */
function counting(pool: Pool, counted: () => void): Pool {
  return new Proxy(pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name === "query") counted();
      return value.bind(target);
    },
  });
}

const wordsTo = (who: string): readonly string[] =>
  told.filter(({ user }) => user === `U${who.toUpperCase()}`).map(({ words }) => words);

async function inquiryOf(name: string): Promise<Inquiry> {
  const open = await createInquiryStore(house.database.pool).open(house.now);
  const found = open.find(({ number }) => `I${number}` === name);
  if (found === undefined) throw new Error(`${name} is not open`);
  return found;
}

describe("before something closes", { timeout: 60_000 }, () => {
  it("reminds a week and a day before by the clock on the wall, though the clocks change in between", async () => {
    await inquiries.added({ asked: "Tech South" });

    const counts: number[] = [];
    for (const instant of [
      "2027-03-23T16:50:00Z",
      "2027-03-23T17:00:00Z",
      "2027-03-26T12:00:00Z",
      "2027-03-29T15:50:00Z",
      "2027-03-29T16:00:00Z",
      "2027-03-30T10:00:00Z",
      "2027-03-30T16:00:00Z",
    ]) {
      await runAt(instant);
      counts.push(wordsTo("rita").length);
    }

    expect(counts).toEqual([0, 1, 1, 1, 2, 2, 2]);
    expect(wordsTo("rita")).toEqual([
      remind.week(copyright.title, "Tech South", when),
      remind.day(copyright.title, "Tech South", when),
    ]);
  });

  it("wakes nobody, and tells each once where several processes run", async () => {
    await inquiries.added({ asked: "Tech South" });

    await runAt("2027-03-29T22:30:00Z", 2);
    expect(told).toEqual([]);
    await runAt("2027-03-30T07:00:00Z", 2);
    await runAt("2027-03-30T07:05:00Z", 2);

    expect(wordsTo("rita")).toEqual([remind.day(copyright.title, "Tech South", when)]);
  });

  it("reminds only those whose cluster has not answered, and nobody once it is off the list", async () => {
    const name = await inquiries.added();
    await house.says("nora", "inquiries answer", `${name} none`);

    await runAt("2027-03-25T12:00:00Z");
    expect([wordsTo("nora"), wordsTo("nick")]).toEqual([[], []]);
    expect(wordsTo("will")).toHaveLength(1);

    const { revision } = await inquiryOf(name);
    await house.says("sam", "inquiries withdraw", `${name} yes r${revision}`);
    await runAt("2027-03-30T12:00:00Z");
    expect(wordsTo("will")).toHaveLength(1);
  });

  it("reminds anew for the new time when the closing is moved", async () => {
    const name = await inquiries.added({ asked: "Tech South" });
    await runAt("2027-03-25T12:00:00Z");
    const form = await house.form("sam", "inquiries change", name);
    const fields = { ...copyright, asked: "Tech South", closes: "9 April 2027 17:00" };
    await house.says("sam", "inquiries change", { text: form?.text ?? "", fields });
    expect((await inquiryOf(name)).closes).toEqual(closingAt("2027-04-09T17:00", "Europe/London"));

    await runAt("2027-03-30T12:00:00Z");
    expect(wordsTo("rita")).toHaveLength(1);
    await runAt("2027-04-05T12:00:00Z");

    expect(wordsTo("rita")).toEqual([
      remind.week(copyright.title, "Tech South", when),
      remind.week(copyright.title, "Tech South", "Friday 9 April 2027, 17:00 BST"),
    ]);
  });

  it("says which bearing position waits for the cluster's stance, and tells managers what has no line", async () => {
    const position = await house.consulting({ ...skills, asked: "Tech North, Tech South" });
    await house.presses("nora", await house.work("nora", position), english.positionWork.button.sign);
    await inquiries.added({ positions: position, closes: "5 December 2026 17:00" });

    await runAt("2026-12-01T10:00:00Z");
    await runAt("2026-12-01T10:05:00Z", 2);

    const saturday = "Saturday 5 December 2026, 17:00 GMT";
    const topics = `Skills (${position})`;
    expect(wordsTo("nora")).toEqual([remind.week(copyright.title, "Tech North", saturday)]);
    expect(wordsTo("will")).toEqual([remind.week(copyright.title, "Tech West", saturday)]);
    expect(wordsTo("rita")).toEqual([
      `${remind.week(copyright.title, "Tech South", saturday)} ${remind.awaits(topics, "Tech South")}`,
    ]);
    expect(wordsTo("sam")).toEqual([remind.noLine(copyright.title, saturday, topics)]);
    expect(wordsTo("mel")).toEqual([]);
  });

  it("tells managers nothing once there is a line", async () => {
    const position = await inquiries.line();
    await inquiries.added({ positions: position, closes: "6 December 2026 17:00" });

    await runAt("2026-12-02T10:00:00Z");

    expect(wordsTo("sam")).toEqual([]);
  });

  it("asks the database as often for many clusters as for one", async () => {
    const position = await inquiries.line();
    const closes = "5 December 2026 17:00";
    const lookedFor = async (): Promise<{ readonly queries: number; readonly told: number }> => {
      let queries = 0;
      const pool = counting(house.database.pool, () => {
        queries += 1;
      });
      const notices = await noticesOfInquiries(new Date("2026-12-01T10:00:00Z"), {
        inquiries: createInquiryStore(house.database.pool),
        inquirySearch: createInquirySearch(pool),
        clusters: createClusterList(pool),
        roles: createRoleStore(pool),
        platforms: ["slack"],
        messages: english,
      });
      return { queries, told: notices.length };
    };

    await inquiries.added({ positions: position, closes, asked: "Tech South" });
    const one = await lookedFor();
    await inquiries.added({ title: "Skills", positions: position, closes });
    const many = await lookedFor();

    expect(many.told).toBeGreaterThan(one.told);
    expect(many.queries).toBe(one.queries);
  });
});
