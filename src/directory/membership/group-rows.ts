import type { OrganisationRow, StatedFacts } from "./read-organisations.ts";
import type { Finding, PlannedLine } from "./record-plan.ts";

/** The lines of one organisation, and what they say of it together. */
export interface RowGroup {
  readonly rows: readonly [OrganisationRow, ...OrganisationRow[]];
  readonly facts: StatedFacts;
}

const keys = ["companyNumber", "website", "domain", "town", "postcode", "listed"] as const;

/**
 * Lines of one organisation together: those with the same id in the file; without one, the same company number; else
 * the same name and town. Where two lines of one contradict each other all its lines are refused, each naming both:
 * nobody knows which is right.
 */
export function groupRows(rows: readonly OrganisationRow[]): {
  readonly groups: readonly RowGroup[];
  readonly refused: readonly PlannedLine[];
} {
  const byKey = new Map<string, [OrganisationRow, ...OrganisationRow[]]>();
  for (const row of rows) {
    const group = byKey.get(keyOf(row));
    if (group === undefined) byKey.set(keyOf(row), [row]);
    else group.push(row);
  }
  const groups: RowGroup[] = [];
  const refused: PlannedLine[] = [];
  for (const rowsOfOne of byKey.values()) {
    const contradiction = contradictionIn(rowsOfOne) ?? overlapIn(rowsOfOne);
    if (contradiction === null) groups.push({ rows: rowsOfOne, facts: mergeFacts(rowsOfOne) });
    else refused.push(...rowsOfOne.map((row) => refusedLine(row, contradiction)));
  }
  return { groups, refused };
}

function keyOf({ reference, facts, plainName }: OrganisationRow): string {
  if (reference !== null) return `reference ${reference}`;
  if (facts.companyNumber) return `number ${facts.companyNumber}`;
  return `name ${plainName} ${facts.town?.toLowerCase() ?? ""}`;
}

function refusedLine(row: OrganisationRow, { code, values }: Omit<Finding, "line">): PlannedLine {
  const { line, name, clusterId } = row;
  return { line, fate: "refused", label: name, cluster: clusterId, refusal: { line, code, values } };
}

function contradictionIn(rows: readonly OrganisationRow[]): Omit<Finding, "line"> | null {
  const [first, ...others] = rows;
  const renamed = others.find(({ plainName }) => plainName !== first?.plainName);
  if (first !== undefined && renamed !== undefined)
    return { code: "contradiction", values: lineNumbers(first, renamed, first.name, renamed.name) };
  for (const key of keys) {
    const stating = rows.filter(({ facts }) => (facts[key] ?? null) !== null);
    const [one] = stating;
    const other = stating.find(({ facts }) => !isSame(facts[key], one?.facts[key]));
    if (one !== undefined && other !== undefined)
      return {
        code: "contradiction",
        values: lineNumbers(one, other, shown(one.facts[key]), shown(other.facts[key])),
      };
  }
  return null;
}

function isSame(left: string | boolean | null | undefined, right: typeof left): boolean {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

function shown(value: string | boolean | null | undefined): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : (value ?? "");
}

function lineNumbers(
  one: OrganisationRow,
  other: OrganisationRow,
  ...values: readonly string[]
): readonly string[] {
  return [String(one.line), String(other.line), ...values.map((value) => value.slice(0, 60))];
}

/** Two memberships of one cluster at the same time. */
function overlapIn(rows: readonly OrganisationRow[]): Omit<Finding, "line"> | null {
  for (const [index, row] of rows.entries()) {
    const other = rows.slice(0, index).find((one) => one.clusterId === row.clusterId && overlaps(one, row));
    if (other !== undefined) return { code: "overlap", values: lineNumbers(other, row) };
  }
  return null;
}

/** Both days of a stretch are included; none is known where nothing is said. */
export function overlaps(left: Stretch, right: Stretch): boolean {
  const startsBeforeEnd = (one: Stretch, other: Stretch) =>
    !one.since || !other.until || one.since <= other.until;
  return startsBeforeEnd(left, right) && startsBeforeEnd(right, left);
}

interface Stretch {
  readonly since?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/** What one line says and another leaves empty is said. */
function mergeFacts(rows: readonly OrganisationRow[]): StatedFacts {
  const merged: Record<string, unknown> = {};
  for (const { facts } of rows)
    for (const key of keys) if (facts[key] !== undefined) merged[key] = facts[key] ?? merged[key] ?? null;
  return merged;
}
