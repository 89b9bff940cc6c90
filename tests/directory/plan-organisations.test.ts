import { describe, expect, it } from "vitest";
import { readTable } from "../../src/adapters/feeds/read-table.ts";
import type { KeptRecords } from "../../src/directory/membership/membership-records.ts";
import { planOrganisations } from "../../src/directory/membership/plan-organisations.ts";
import { readOrganisations } from "../../src/directory/membership/read-organisations.ts";
import type { RecordImportOrder, RecordPlan } from "../../src/directory/membership/record-plan.ts";
import { tableMessages } from "../../src/messages/table-messages.ts";
import { fatesOf, findingsOf } from "../support/membership-desk.ts";

const clusters = ["north", "south"].map((id) => ({
  id,
  name: `Tech ${id}`,
  nicknames: [`${id}ies`],
  isFederation: false,
}));
const nothing: KeptRecords = { organisations: [], memberships: [], tiers: [] };
const order: RecordImportOrder = { cluster: null, isComplete: false, today: "2026-11-29" };

/** Ids of letters alone: a random one may hold the figures that a test looks for. */
let made = 0;

function plan(lines: readonly string[], kept = nothing, given: Partial<RecordImportOrder> = {}): RecordPlan {
  const reading = readTable(Buffer.from(`${lines.join("\n")}\n`), { messages: tableMessages });
  if (reading.kind === "refused") throw new Error(reading.sentence);
  const newId = () => "x".repeat(++made);
  return planOrganisations(readOrganisations(reading.table, { clusters, only: given.cluster ?? null }), {
    kept,
    order: { ...order, ...given },
    needs: { newId },
  });
}

/** What is kept once a file was imported. */
function keptAfter(lines: readonly string[]): KeptRecords {
  const { organisations, memberships, tiers } = plan(lines);
  return { organisations, memberships, tiers };
}

const headings = "name,company_number,website,cluster,town,since,until,listed";

describe("lines of a file of members", () => {
  it("are refused one by one, each with its reason, and the others count", () => {
    const lines = [
      "Kestrel,,,northies,Leeds,1/4/26,,yes",
      ",,,north,Leeds,,,yes",
      "Anvil,,,west,Leeds,,,yes",
      "Oak,,,,Leeds,,,yes",
      "Elm,,,north,Leeds,31/02/2026,,yes",
      "Ash,,,north,Leeds,2026-04-01,2026-03-01,yes",
    ];

    const planned = plan([headings, ...lines]);

    expect(fatesOf(planned)).toEqual([
      "2 new Kestrel",
      "3 refused : no-name",
      "4 refused Anvil: unknown-cluster west",
      "5 refused Oak: no-cluster",
      "6 refused Elm: bad-day 31/02/2026",
      "7 refused Ash: ends-before-start 2026-03-01 2026-04-01",
    ]);
    expect(planned.memberships).toMatchObject([{ clusterId: "north", since: "2026-04-01", until: null }]);
  });

  it("that contradict each other are both refused, each naming both", () => {
    const lines = [
      "id,name,town,cluster,since",
      "k,Kestrel,Leeds,north,2026-01-01",
      "k,Kestrel,York,south,2026-01-01",
      "a,Anvil,Leeds,north,2026-01-01",
      "a,Anvil,Leeds,north,2026-02-01",
      "o,Oak,,north,2026-01-01",
      "o,Oak,Hull,south,2026-01-01",
    ];

    const planned = plan(lines);

    expect(fatesOf(planned)).toEqual([
      "2 refused Kestrel: contradiction 2 3 Leeds York",
      "3 refused Kestrel: contradiction 2 3 Leeds York",
      "4 refused Anvil: overlap 4 5",
      "5 refused Anvil: overlap 4 5",
      "6 new Oak",
      "7 new Oak",
    ]);
    expect(planned.organisations).toMatchObject([{ name: "Oak", town: "Hull" }]);
  });

  it("with values that are none lose those values only, and that is told", () => {
    const planned = plan([headings, "Kestrel,12,not a site,north,Leeds,,,perhaps"]);

    expect(fatesOf(planned)).toEqual(["2 new Kestrel"]);
    expect(findingsOf(planned)).toEqual([
      "2 bad-website not a site",
      "2 bad-company-number 12",
      "2 unclear-listed perhaps",
    ]);
    expect(planned.organisations).toMatchObject([{ companyNumber: null, website: null, listed: false }]);
  });

  it("give company numbers back the noughts a spreadsheet cut, and websites their scheme", () => {
    expect(
      plan([headings, "Kestrel,1234567,www.kestrel.example/,north,Leeds,,,Y"]).organisations,
    ).toMatchObject([
      {
        companyNumber: "01234567",
        website: "https://www.kestrel.example",
        domain: "kestrel.example",
        listed: true,
      },
    ]);
  });

  it("say nobody is listed unless they say yes", () => {
    const listed = ["yes", "TRUE", "1", "no", "", "maybe", "yes?"].map((word, index) => {
      const [organisation] = plan([headings, `Org ${index},,,north,,,,${word}`]).organisations;
      return organisation?.listed;
    });

    expect(listed).toEqual([true, true, true, false, false, false, false]);
    expect(plan(["name,cluster,tier", "Kestrel,north,Full"]).organisations).toMatchObject([
      { listed: false },
    ]);
  });
});

describe("telephone numbers, payments and e-mail addresses", () => {
  it("are never read, by heading or by what they look like, and that is told", () => {
    const planned = plan([
      "name,cluster,tier,Mobile,Paid?,Landline,Contact,Column 7",
      "Kestrel,north,Full,07700 900123,yes,0113 496 0000,ann@kestrel.example,0113 496 0001",
      "Anvil,north,Full,07700 900124,no,0113 496 0002,bob@anvil.example,+44 113 496 0003",
    ]);

    expect(findingsOf(planned)).toEqual([
      "- unkept-column Mobile telephone",
      "- unkept-column Paid? payment",
      "- unkept-column Landline telephone",
      "- unkept-column Contact email",
      "- unkept-column Column 7 telephone",
    ]);
    expect(JSON.stringify(planned.organisations) + JSON.stringify(planned.memberships)).not.toMatch(
      /900|496|@/,
    );
  });
});

describe("an organisation that is kept already", () => {
  const kept = keptAfter([headings, "Kestrel Ltd,12345678,kestrel.example,north,Leeds,2024-01-01,,yes"]);

  it.each([
    ["the same name and town", "The KESTREL Limited,,,north,leeds,2024-01-01,,yes"],
    [
      "the same number and website under a new name",
      "Loom,12345678,https://kestrel.example,north,Leeds,2024-01-01,,yes",
    ],
    ["the same name and website in a new town", "Kestrel,,kestrel.example,north,York,2024-01-01,,yes"],
  ])("is found by %s", (_, line) => {
    const planned = plan([headings, line], kept);

    expect(fatesOf(planned)[0]).toContain("2 changed");
    expect(planned.organisations.map(({ id }) => id)).toEqual(kept.organisations.map(({ id }) => id));
  });

  it.each([
    ["company number", "Heron,12345678,,north,Leeds,,,yes"],
    ["website", "Heron,,kestrel.example,north,Leeds,,,yes"],
    ["name", "Kestrel,87654321,,north,,,,yes"],
  ])("is told as a possible duplicate of a new one with the same %s, and stays", (by, line) => {
    const planned = plan([headings, line], kept);

    expect(fatesOf(planned)[0]).toContain("2 new");
    expect(findingsOf(planned)[0]).toMatch(new RegExp(`^2 possible-duplicate .* Kestrel Ltd ${by}$`));
  });

  it("stays apart from one of its name in another town, in the file and in the records", () => {
    const both = ["Kestrel,,,north,Leeds,,,yes", "Kestrel,,,south,Truro,,,yes"];

    const planned = plan([headings, ...both]);

    expect(planned.organisations).toHaveLength(2);
    expect(findingsOf(planned)).toEqual([]);
    expect(fatesOf(plan([headings, ...both], keptAfter([headings, ...both])))).toEqual([
      "2 unchanged Kestrel",
      "3 unchanged Kestrel",
    ]);
  });

  it("is not taken for another cluster's with the same number in its list", () => {
    const first = keptAfter(["id,name,cluster,town", "17,Kestrel,north,Leeds"]);

    const planned = plan(["id,name,cluster,town", "17,Anvil,south,Bath"], first);

    expect(fatesOf(planned)).toEqual(["2 new Anvil"]);
    expect(fatesOf(plan(["id,name,cluster,town", "17,Anvil,north,Bath"], first))).toEqual([
      "2 changed Anvil",
    ]);
  });

  it("keeps what a file has no column for, and joins again as a new membership", () => {
    const left = keptAfter([headings, "Kestrel,,kestrel.example,north,Leeds,2020-01-01,2022-12-31,yes"]);

    const planned = plan(["name,town,since,tier", "Kestrel,Leeds,2025-01-01,Full"], left, {
      cluster: "north",
    });

    expect(planned.organisations).toEqual([]);
    expect(planned.memberships).toMatchObject([{ since: "2025-01-01", until: null, tier: "Full" }]);
    expect(fatesOf(planned)).toEqual(["2 new Kestrel"]);
  });
});

describe("a large file", () => {
  it("is planned in time that grows with its length, not with its square", () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, n) => `Org ${n},,o${n}.example,north,Leeds,2024-01-01,,yes`,
    );
    const kept = keptAfter([headings, ...lines]);
    const started = performance.now();

    const planned = plan([headings, ...lines], kept);

    expect(planned.seen.organisation).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
