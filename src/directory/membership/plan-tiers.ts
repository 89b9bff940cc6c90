import type { Table } from "../table/table.ts";
import { overlaps } from "./group-rows.ts";
import { type TierField, tierFields } from "./membership-fields.ts";
import type { KeptRecords, TierRecord } from "./membership-records.ts";
import { readWebsite } from "./organisation-name.ts";
import {
  type ClusterChoice,
  clusterIn,
  dayIn,
  type RowCells,
  RowRefusal,
  readCells,
  textIn,
} from "./read-cells.ts";
import type { Finding, LineFate, PlannedLine, RecordImportOrder, RecordPlan } from "./record-plan.ts";

interface TierLine {
  readonly line: number;
  /** What the table has no column for is not there. */
  readonly stated: Partial<TierRecord> & Pick<TierRecord, "clusterId" | "name">;
}

export interface TierRows {
  readonly rows: readonly TierLine[];
  readonly refused: readonly PlannedLine[];
  readonly findings: readonly Finding[];
}

/** Reads a table of tiers, line by line; a line that makes no sense is refused alone. */
export function readTiers(table: Table, choice: ClusterChoice): TierRows {
  const { rows, findings } = readCells(table, tierFields);
  const read: TierLine[] = [];
  const refused: PlannedLine[] = [];
  const found: Finding[] = [...findings];
  for (const row of rows) {
    try {
      read.push({ line: row.line, stated: readTier(row, choice, (finding) => found.push(finding)) });
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      const cells = { label: row.text("name"), cluster: row.text("cluster") };
      refused.push({ line: row.line, fate: "refused", ...cells, refusal: error.finding });
    }
  }
  return { rows: read, refused, findings: found };
}

const texts = ["reference", "fee", "whoMayJoin", "benefits", "howToJoin"] as const;

function readTier(
  row: RowCells<TierField>,
  choice: ClusterChoice,
  note: (finding: Finding) => void,
): TierLine["stated"] {
  const name = textIn(row, "name");
  if (name === null) throw new RowRefusal(row.line, "no-name");
  const stated: Partial<TierRecord> = Object.fromEntries(
    texts.filter((field) => row.has(field)).map((field) => [field, textIn(row, field)]),
  );
  const from = row.has("validFrom") ? { validFrom: dayIn(row, "validFrom") } : {};
  const until = row.has("validUntil") ? { validUntil: dayIn(row, "validUntil") } : {};
  if (from.validFrom && until.validUntil && until.validUntil < from.validFrom)
    throw new RowRefusal(row.line, "ends-before-start", until.validUntil, from.validFrom);
  const address = textIn(row, "url");
  const url = address === null ? null : readWebsite(address);
  if (address !== null && url === null)
    note({ line: row.line, code: "bad-website", values: [address.slice(0, 60)] });
  return {
    ...stated,
    ...from,
    ...until,
    ...(row.has("url") && { url }),
    name,
    clusterId: clusterIn(row, choice),
  };
}

interface TierPlanning {
  readonly kept: KeptRecords;
  readonly order: RecordImportOrder;
  readonly newId: () => string;
}

/** Compares a file of tiers with what is kept. Tiers that are not in the file stay. Changes nothing. */
export function planTiers(read: TierRows, { kept, order, newId }: TierPlanning): RecordPlan {
  const lines: PlannedLine[] = [...read.refused];
  const changed: TierRecord[] = [];
  const seen: string[] = [];
  for (const row of read.rows) {
    const { line, stated } = row;
    const other = read.rows.find((one) => one !== row && isSameTime(one, row));
    if (other !== undefined) {
      const [first, second] = [line, other.line].toSorted((left, right) => left - right);
      const refusal: Finding = { line, code: "overlap", values: [String(first), String(second)] };
      lines.push({ line, fate: "refused", label: stated.name, cluster: stated.clusterId, refusal });
      continue;
    }
    const before = matchTier(stated, kept.tiers);
    const after: TierRecord = { ...(before ?? { ...nothingSaid, id: newId() }), ...stated };
    const fate = fateOf(before, after, order.today);
    if (fate === "unchanged") seen.push(after.id);
    else changed.push(after);
    lines.push({ line, fate, label: after.name, cluster: after.clusterId, refusal: null });
  }
  return {
    kind: "tiers",
    lines: lines.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
    findings: read.findings,
    organisations: [],
    memberships: [],
    tiers: changed,
    seen: { organisation: [], membership: [], membership_tier: seen },
  };
}

const nothingSaid: Omit<TierRecord, "id" | "clusterId" | "name"> = {
  reference: null,
  fee: null,
  whoMayJoin: null,
  benefits: null,
  howToJoin: null,
  url: null,
  validFrom: null,
  validUntil: null,
};

const stretchOf = ({ validFrom, validUntil }: Partial<TierRecord>) => ({
  since: validFrom,
  until: validUntil,
});

/** Two lines that say what one tier is at the same time. */
function isSameTime({ stated: one }: TierLine, { stated: other }: TierLine): boolean {
  return (
    one.clusterId === other.clusterId &&
    sameName(one.name, other.name) &&
    overlaps(stretchOf(one), stretchOf(other))
  );
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The tier a line is about: the one with its id; else of its name and first day; else the only one of that time. */
function matchTier(stated: TierLine["stated"], tiers: readonly TierRecord[]): TierRecord | null {
  const ofCluster = tiers.filter(({ clusterId }) => clusterId === stated.clusterId);
  const byReference = ofCluster.find(({ reference }) => stated.reference && reference === stated.reference);
  if (byReference !== undefined) return byReference;
  const named = ofCluster.filter(({ name }) => sameName(name, stated.name));
  const sameStart = named.find(
    ({ validFrom }) => stated.validFrom !== undefined && validFrom === stated.validFrom,
  );
  const [only, ...others] = named.filter((one) => overlaps(stretchOf(one), stretchOf(stated)));
  return sameStart ?? (others.length === 0 ? (only ?? null) : null);
}

function fateOf(before: TierRecord | null, after: TierRecord, today: string): LineFate {
  if (before === null) return "new";
  const keys = Object.keys(after) as (keyof TierRecord)[];
  if (keys.every((key) => before[key] === after[key])) return "unchanged";
  const hasEnded = (one: TierRecord) => one.validUntil !== null && one.validUntil <= today;
  return hasEnded(after) && !hasEnded(before) ? "ended" : "changed";
}
