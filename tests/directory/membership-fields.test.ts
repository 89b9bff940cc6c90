import { describe, expect, it } from "vitest";
import { readTable } from "../../src/adapters/feeds/read-table.ts";
import { membershipTableKind } from "../../src/directory/membership/membership-fields.ts";
import { readDay } from "../../src/directory/membership/read-day.ts";
import { tableMessages } from "../../src/messages/table-messages.ts";

describe("what a table holds", () => {
  it.each([
    ["organisations", "id,name,company_number,website,cluster,tier,since,until,town,postcode,listed"],
    ["organisations", "Organisation,Membership type,Date joined,Mobile"],
    ["tiers", "cluster,tier,fee,who_may_join"],
    ["tiers", "Membership level,Annual fee,Benefits"],
    [null, "uid,title,cluster,start,end,venue,organiser,price,tags"],
    [null, "Name,Start,End,Location,Category,URL"],
    [null, "Event name,Organisation,Type,From,To"],
    [null, "Name,Colour"],
  ])("%s: %s", (kind, headings) => {
    const reading = readTable(Buffer.from(`${headings}\n${headings.replace(/[^,]+/g, "x")}\n`), {
      messages: tableMessages,
    });

    expect(reading.kind === "read" ? membershipTableKind(reading.table) : reading.sentence).toBe(kind);
  });
});

describe("a day in a table", () => {
  it.each([
    ["2026-04-01", "2026-04-01"],
    ["2026-04-01T00:00:00", "2026-04-01"],
    ["1/4/2026", "2026-04-01"],
    ["01.04.26", "2026-04-01"],
    ["1st April 2026", "2026-04-01"],
    ["1-Apr-26", "2026-04-01"],
    ["31/02/2026", null],
    ["04/13/2026", null],
    ["April 2026", null],
    ["46113", null],
  ])("%s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});
