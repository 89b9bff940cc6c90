import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { freshDatabase } from "../../support/database.ts";
import { openEventDesk, statedCalendar, statedTable, talk, weekly } from "../../support/event-desk.ts";

let database: Database;
let desk: ReturnType<typeof openEventDesk>;

beforeAll(async () => {
  database = await freshDatabase();
  desk = openEventDesk(database);
});
afterAll(() => database.close());
beforeEach(() => desk.clear());

const members = { memberOf: ["leeds", "uktcg"], boardOf: [] };

describe("the same event from several sources", () => {
  const table = (row: string) => statedTable(["uid,title,start,venue,postcode,price,url", row]);

  it.each([
    ["uid", "talk@x,Talk about clouds,2026-12-03T18:30,,,£5,"],
    ["address", "a,Cloud talk,2026-12-03T19:00,,,£5,https://www.events.example/talk/?utm_source=mail"],
    ["title, start and place", "a,Cloud Talk!,2026-12-03T18:30,Hall,LS1 9ZZ,£5,"],
  ])("is one by its %s, and what only one says is taken from that one", async (_by, row) => {
    const told = [
      ...talk,
      "URL:https://events.example/talk",
      "LOCATION:Hall\\, Leeds\\, LS1 9ZZ",
      "DESCRIPTION:Bring a friend.",
    ];
    await desk.importFile(statedCalendar([told]));

    const plan = await desk.importFile(table(row), { sourceKey: "/events.csv" });

    expect(plan.items).toHaveLength(1);
    const all = await desk.all();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ price: "£5", summary: "Bring a friend." });
    expect(all[0]?.sources).toHaveLength(2);
  });

  it("two at one address that share neither title nor start are two", async () => {
    await desk.importFile(statedCalendar([[...talk, "URL:https://events.example/"]]));

    await desk.importFile(table("b,Design day,2026-12-05,,,,https://events.example/"), {
      sourceKey: "/events.csv",
    });

    expect(await desk.all()).toHaveLength(2);
  });

  it("has the narrowest audience, and is two where nobody could read both", async () => {
    await desk.importFile(statedCalendar([talk]));
    await desk.importFile(
      statedCalendar([talk], { defaults: { audience: "members", audienceClusters: ["leeds"] } }),
      { sourceKey: "/members.ics" },
    );
    expect(await desk.all()).toEqual([]);
    expect(await desk.all(members)).toMatchObject([{ audience: "members", audienceClusters: ["leeds"] }]);

    await desk.importFile(
      statedCalendar([talk], {
        defaults: { clusterId: "bristol", audience: "members", audienceClusters: ["bristol"] },
      }),
      { sourceKey: "/bristol.ics" },
    );

    expect(await desk.all(members)).toMatchObject([{ audienceClusters: ["leeds"] }]);
    expect(await desk.all({ memberOf: ["bristol"], boardOf: [] })).toMatchObject([
      { audienceClusters: ["bristol"] },
    ]);
  });

  it("is told as the cluster says whose it is: nobody renames, moves or calls off another's", async () => {
    await desk.importFile(statedCalendar([[...talk, "LAST-MODIFIED:20261101T090000Z"]]));
    const taken = [
      "UID:talk@x",
      "SEQUENCE:9",
      "LAST-MODIFIED:20261130T090000Z",
      "DTSTART:20261204T183000Z",
      "SUMMARY:Taken over",
      "STATUS:CANCELLED",
      "DESCRIPTION:What only the other says.",
    ];

    await desk.importFile(statedCalendar([taken], { defaults: { clusterId: "bristol" } }), {
      sourceKey: "/bristol.ics",
    });

    expect(await desk.all()).toMatchObject([
      {
        clusterId: "leeds",
        title: "Cloud talk",
        status: "scheduled",
        time: { wallTime: "2026-12-03T18:30:00" },
        summary: "What only the other says.",
      },
    ]);
  });

  it("is not hidden by another cluster that tells it for its members", async () => {
    await desk.importFile(statedCalendar([talk]));
    const defaults = { clusterId: "bristol", audience: "members", audienceClusters: ["bristol"] } as const;

    await desk.importFile(statedCalendar([talk], { defaults }), { sourceKey: "/bristol.ics" });

    expect(await desk.all()).toMatchObject([{ clusterId: "leeds", audience: "public" }]);
    expect(await desk.all({ memberOf: ["bristol"], boardOf: [] })).toHaveLength(2);
  });

  it("stays when one of them no longer has it", async () => {
    await desk.importFile(statedCalendar([talk, weekly]));
    await desk.importFile(statedCalendar([talk]), { sourceKey: "/other.ics" });

    await desk.importFile(statedCalendar([weekly]));

    expect((await desk.all()).map(({ title }) => title)).toContain("Cloud talk");
  });
});
