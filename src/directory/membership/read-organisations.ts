import type { Table } from "../table/table.ts";
import { type OrganisationField, organisationFields } from "./membership-fields.ts";
import type { Day, OrganisationRecord } from "./membership-records.ts";
import { domainOf, plainOrganisationName, readCompanyNumber, readWebsite } from "./organisation-name.ts";
import {
  type ClusterChoice,
  clusterIn,
  dayIn,
  type RowCells,
  RowRefusal,
  readCells,
  textIn,
} from "./read-cells.ts";
import type { Finding, PlannedLine } from "./record-plan.ts";

/** What a line says of an organisation: what the table has no column for is not there. */
export type StatedFacts = Partial<
  Omit<OrganisationRecord, "id" | "reference" | "places" | "name" | "plainName">
>;

/** One line of a table of members. */
export interface OrganisationRow {
  readonly line: number;
  readonly reference: string | null;
  readonly name: string;
  readonly plainName: string;
  readonly facts: StatedFacts;
  readonly clusterId: string;
  /** Undefined where the table has no such column. */
  readonly tier: string | null | undefined;
  readonly since: Day | null | undefined;
  readonly until: Day | null | undefined;
}

export interface OrganisationRows {
  readonly rows: readonly OrganisationRow[];
  readonly refused: readonly PlannedLine[];
  readonly findings: readonly Finding[];
}

/** Reads a table of organisations and memberships, line by line; a line that makes no sense is refused alone. */
export function readOrganisations(table: Table, choice: ClusterChoice): OrganisationRows {
  const { rows, findings } = readCells(table, organisationFields);
  const read: OrganisationRow[] = [];
  const refused: PlannedLine[] = [];
  const found: Finding[] = [...findings];
  for (const row of rows) {
    try {
      read.push(readRow(row, { choice, note: (finding) => found.push(finding) }));
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      const { line } = row;
      refused.push({
        line,
        fate: "refused",
        label: row.text("name"),
        cluster: row.text("cluster"),
        refusal: error.finding,
      });
    }
  }
  return { rows: read, refused, findings: found };
}

interface Reading {
  readonly choice: ClusterChoice;
  readonly note: (finding: Finding) => void;
}

type Row = RowCells<OrganisationField>;

function readRow(row: Row, reading: Reading): OrganisationRow {
  const name = textIn(row, "name");
  if (name === null) throw new RowRefusal(row.line, "no-name");
  const since = row.has("since") ? dayIn(row, "since") : undefined;
  const until = row.has("until") ? dayIn(row, "until") : undefined;
  if (since && until && until < since) throw new RowRefusal(row.line, "ends-before-start", until, since);
  return {
    line: row.line,
    reference: textIn(row, "reference"),
    name,
    plainName: plainOrganisationName(name),
    facts: readFacts(row, reading),
    clusterId: clusterIn(row, reading.choice),
    tier: row.has("tier") ? textIn(row, "tier") : undefined,
    since,
    until,
  };
}

function readFacts(row: Row, { note }: Reading): StatedFacts {
  const { line } = row;
  const website = checked(row, { field: "website", read: readWebsite, code: "bad-website" }, note);
  return {
    ...(row.has("companyNumber") && {
      companyNumber: checked(
        row,
        { field: "companyNumber", read: readCompanyNumber, code: "bad-company-number" },
        note,
      ),
    }),
    ...(row.has("website") && { website, domain: website === null ? null : domainOf(website) }),
    ...(row.has("town") && { town: textIn(row, "town") }),
    ...(row.has("postcode") && { postcode: textIn(row, "postcode")?.toUpperCase() ?? null }),
    ...(row.has("listed") && {
      listed: isListed(row.text("listed"), () =>
        note({ line, code: "unclear-listed", values: [row.text("listed").slice(0, 40)] }),
      ),
    }),
  };
}

interface Check {
  readonly field: OrganisationField;
  readonly read: (text: string) => string | null;
  readonly code: "bad-website" | "bad-company-number";
}

/** A value that is not what it should be is left out, and told; the line counts all the same. */
function checked(row: Row, { field, read, code }: Check, note: Reading["note"]): string | null {
  const text = textIn(row, field);
  const value = text === null ? null : read(text);
  if (text !== null && value === null) note({ line: row.line, code, values: [text.slice(0, 60)] });
  return value;
}

/** Only a plain yes is one: nobody is named because of a slip. */
function isListed(text: string, unclear: () => void): boolean {
  const plain = text.toLowerCase();
  if (["yes", "y", "true", "1", "listed", "public"].includes(plain)) return true;
  if (!["", "no", "n", "false", "0", "unlisted", "private"].includes(plain)) unclear();
  return false;
}
