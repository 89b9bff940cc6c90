import { describe, expect, it } from "vitest";
import type { Audit, AuditEntry } from "../../src/people/audit.port.ts";
import { type AuditSelection, auditCsv, auditCsvOf } from "../../src/people/audit-csv.ts";

function anEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: "1",
    at: new Date("2026-11-23T12:00:00Z"),
    actor: "slack:T1/U1",
    action: "role-given",
    subject: "person:7",
    cluster: "north",
    place: "slack:T1",
    before: null,
    after: { role: "board" },
    ...changes,
  };
}

/** A trail of these lines, newest first, which reads as the database does. */
function aTrail(entries: readonly AuditEntry[]): Pick<Audit, "read"> {
  return {
    read: async ({ cluster, limit, before }) => {
      const wanted = entries.filter((entry) => cluster === null || entry.cluster === cluster);
      const start = before === undefined ? 0 : wanted.findIndex((entry) => entry.id === before) + 1;
      return wanted.slice(start, start + limit);
    },
  };
}

async function csvOf(
  entries: readonly AuditEntry[],
  selection: Partial<AuditSelection> = {},
): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of auditCsv({ cluster: null, limit: null, ...selection }, aTrail(entries)))
    pieces.push(piece);
  return pieces.join("");
}

describe("the audit trail as CSV", () => {
  it("has a line of headings and one for each change", async () => {
    expect(await csvOf([anEntry()])).toBe(
      '"when","who","what","subject","cluster","where","before","after"\r\n' +
        '"2026-11-23T12:00:00.000Z","slack:T1/U1","role-given","person:7","north","slack:T1","","{""role"":""board""}"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
    "lets no spreadsheet run %j: an apostrophe stands before it",
    async (subject) => {
      expect(await csvOf([anEntry({ subject })])).toContain(`,"'${subject}",`);
    },
  );

  it("keeps a cell in one piece, whatever is in it", async () => {
    const text = await csvOf([anEntry({ subject: 'a,"b"\r\nc' })]);

    expect(text).toContain('"a,""b""\r\nc"');
  });

  it("goes on over as many pages as there are, each line once", async () => {
    const entries = Array.from({ length: 2_500 }, (_none, index) => anEntry({ id: String(2_500 - index) }));

    expect((await csvOf(entries)).trimEnd().split("\r\n")).toHaveLength(2_501);
    expect((await csvOf(entries, { limit: 1_200 })).trimEnd().split("\r\n")).toHaveLength(1_201);
    expect((await csvOf(entries, { limit: 2_000 })).trimEnd().split("\r\n")).toHaveLength(2_001);
  });

  it("can be of one cluster only", async () => {
    const text = await csvOf([anEntry(), anEntry({ cluster: "south" })], { cluster: "south" });

    expect(text).toContain('"south"');
    expect(text).not.toContain('"north"');
  });

  it("says in its last line that there is more, only when there is", () => {
    const limits = { atMost: 2, cut: "There are older changes." };
    const two = [anEntry(), anEntry({ subject: "person:8" })];

    const whole = auditCsvOf(two, limits);
    const cut = auditCsvOf([...two, anEntry({ subject: "person:9" })], limits);

    expect(whole).not.toContain("There are older changes.");
    expect(cut.trimEnd().split("\r\n")).toHaveLength(4);
    expect(cut.trimEnd().split("\r\n").at(-1)).toContain('"There are older changes."');
    expect(cut).not.toContain("person:9");
  });
});
