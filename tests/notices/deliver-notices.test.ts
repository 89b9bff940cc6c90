import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { freshDatabase } from "../support/database.ts";
import { NoticeHouse, sam } from "../support/notice-house.ts";

let database: Database;
let house: NoticeHouse;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  house = new NoticeHouse(database);
  await house.clear();
});

const crash = async (): Promise<void> => {
  throw new Error("the process has ended");
};

describe("a message to somebody who did not ask", () => {
  it("is sent once, however often it is written down and looked for", async () => {
    await house.put("A12 waits for you.");
    await house.put("A12 waits for you.");
    await house.look();
    await house.put("A12 waits for you.");
    await house.after(3_600);

    expect(house.said()).toEqual(["A12 waits for you."]);
    expect(house.attempts[0]).toMatchObject({ workspace: "TA", user: "USAM", attemptedSince: null });
    expect(await house.rows()).toEqual([{ outcome: "sent", dueAt: null }]);
  });

  it("is sent once to each of many people by two processes at once", async () => {
    for (let number = 0; number < 40; number += 1) await house.put("Hello.", { to: `slack:TA/U${number}` });

    await Promise.all([house.look(), house.look()]);

    expect(house.attempts).toHaveLength(40);
    expect(new Set(house.attempts.map(({ user }) => user)).size).toBe(40);
  });

  it("is told again as the same after a crash between sending and recording, and not by another meanwhile", async () => {
    await house.put("340 of 1,000");
    const began = house.now;
    house.meanwhile = crash;
    await house.look();
    house.meanwhile = async () => {};
    await house.put("360 of 1,000");
    await house.after(30);
    expect(house.said()).toEqual(["340 of 1,000"]);

    await house.letLeasesEnd();
    await house.after(60);

    expect(house.said()).toEqual(["340 of 1,000", "340 of 1,000"]);
    expect(house.attempts[1]).toMatchObject({ key: house.attempts[0]?.key, attemptedSince: began });
    await house.after(4);
    expect(house.saidInPlace()).toEqual(["360 of 1,000"]);
  });

  it("waits as long as the platform says, and keeps in mind that it may have been shown", async () => {
    const doubtSince = new Date("2026-12-01T08:59:59Z");
    house.outcomes.push({ kind: "wait", seconds: 30 }, { kind: "wait", seconds: 30, doubtSince });
    await house.put("Hello.");
    await house.look();
    await house.after(29);
    expect(house.attempts).toHaveLength(1);

    await house.after(1);
    await house.after(30);

    expect(house.attempts.map(({ attemptedSince }) => attemptedSince)).toEqual([null, null, doubtSince]);
  });

  it.each(["refused", "uncertain"] as const)("that ended %s is left at that", async (kind) => {
    house.outcomes.push({ kind, reason: "of the platform's" });
    await house.put("Hello.");
    await house.look();

    await house.put("Hello again.");
    await house.after(600);

    expect(house.said()).toEqual(["Hello."]);
    expect(house.changes).toEqual([]);
    expect(await house.rows()).toEqual([{ outcome: kind, dueAt: null }]);
  });

  it("to somebody who is erased meanwhile goes no further", async () => {
    await house.put("Hello.");
    house.outcomes.push({ kind: "wait", seconds: 5 });
    house.meanwhile = async () => {
      await createPersonalData(database.pool).erase({
        whom: { account: sam },
        keptDelivery: null,
        by: { actor: "test", place: "test" },
      });
    };
    await house.look();
    await house.after(60);

    expect(house.said()).toEqual(["Hello."]);
    expect(await house.rows()).toEqual([]);
  });

  it("of days ago is not told any more", async () => {
    await house.put("Hello.");
    await database.pool.query("UPDATE notice SET written_at = now() - interval '4 days'");

    await house.look();

    expect(house.attempts).toEqual([]);
  });
});

describe("a message that goes on", () => {
  it("is changed where it stands, at most every four seconds", async () => {
    await house.put("1 of 100");
    await house.look();

    for (let done = 2; done <= 40; done += 1) {
      await house.put(`${done} of 100`);
      await house.after(0.5);
    }
    await house.after(4);

    expect(house.said()).toEqual(["1 of 100"]);
    // 19.5 s and 4 s: what was the latest word at each of these moments.
    expect(house.saidInPlace()).toEqual(["9 of 100", "17 of 100", "25 of 100", "33 of 100", "40 of 100"]);
    expect(house.changes[0]).toMatchObject({ remoteId: "D1:1.1", workspace: "TA", user: "USAM" });
    expect(await house.rows()).toEqual([{ outcome: "sent", dueAt: null }]);
  });

  it("is changed once more when there was another word while it was sent", async () => {
    await house.put("1 of 2");
    house.meanwhile = () => house.put("2 of 2");
    await house.look();
    await house.after(3.9);
    expect(house.changes).toEqual([]);

    await house.after(0.1);

    expect(house.saidInPlace()).toEqual(["2 of 2"]);
  });

  it("is left alone once it is gone", async () => {
    await house.put("1 of 3");
    await house.look();
    house.changeOutcomes.push({ kind: "wait", seconds: 7 }, { kind: "refused", reason: "message_not_found" });
    await house.put("2 of 3");
    await house.after(4);
    await house.after(6);
    expect(house.changes).toHaveLength(1);

    await house.after(1);
    await house.put("3 of 3");
    await house.after(600);

    expect(house.changes).toHaveLength(2);
    expect(await house.rows()).toEqual([{ outcome: "refused", dueAt: null }]);
  });

  it("is not begun where it is only to be changed", async () => {
    await house.put("Hello.", { isOnlyChange: true });
    await house.look();

    expect(await house.rows()).toEqual([]);
  });
});
