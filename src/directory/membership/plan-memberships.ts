import { overlaps } from "./group-rows.ts";
import type { KeptRecords, MembershipRecord } from "./membership-records.ts";
import type { PlannedOrganisation } from "./plan-organisations.ts";
import type { OrganisationRow } from "./read-organisations.ts";
import type { Finding, LineFate, PlannedLine, RecordImportOrder } from "./record-plan.ts";

interface MembershipPlanning {
  readonly kept: readonly MembershipRecord[];
  readonly order: RecordImportOrder;
  readonly newId: () => string;
}

/** What becomes of the memberships of each organisation of a file. */
export function planMemberships(
  planned: readonly PlannedOrganisation[],
  { kept, order, newId }: MembershipPlanning,
) {
  const keptOf = Map.groupBy(kept, ({ organisationId }) => organisationId);
  const lines: PlannedLine[] = [];
  const changed: MembershipRecord[] = [];
  const seen: string[] = [];
  const told = new Set<string>();
  const clusters = new Set<string>();
  for (const { group, organisation, fate } of planned) {
    const own = keptOf.get(organisation.id) ?? [];
    const taken = new Set<string>();
    for (const row of group.rows) {
      const before = matchMembership(
        row,
        own.filter(({ id }) => !taken.has(id)),
      );
      const after = membershipOf(row, before, { organisationId: organisation.id, newId });
      if (before !== null) taken.add(before.id);
      told.add(after.id);
      clusters.add(row.clusterId);
      const ownFate = fateOf(before, after, order.today);
      if (ownFate === "unchanged") seen.push(after.id);
      else changed.push(after);
      const line = ownFate === "unchanged" && fate === "changed" ? "changed" : ownFate;
      lines.push({ line: row.line, fate: line, label: row.name, cluster: row.clusterId, refusal: null });
    }
  }
  const absent = (all: KeptRecords) =>
    all.memberships.filter(
      ({ id, clusterId, until }) =>
        !told.has(id) && clusters.has(clusterId) && (until === null || until > order.today),
    );
  return {
    lines,
    changed: () => changed,
    seen: () => seen,
    /** Ends what the file, which lists every member, no longer has. */
    endAbsent: (all: KeptRecords, today: string): readonly PlannedLine[] =>
      absent(all).map((membership) => {
        changed.push({ ...membership, until: today });
        const label = all.organisations.find(({ id }) => id === membership.organisationId)?.name ?? "";
        return { line: null, fate: "ended", label, cluster: membership.clusterId, refusal: null };
      }),
    /** How many memberships of each cluster stay although the file does not have them. */
    absentFindings: (all: KeptRecords): readonly Finding[] =>
      [...Map.groupBy(absent(all), ({ clusterId }) => clusterId)].map(([cluster, memberships]) => ({
        line: null,
        code: "not-in-file",
        values: [cluster, String(memberships.length)],
      })),
  };
}

/** The membership a line is about: of the same first day; else the only one of that time. */
function matchMembership(row: OrganisationRow, own: readonly MembershipRecord[]): MembershipRecord | null {
  const ofCluster = own.filter(({ clusterId }) => clusterId === row.clusterId);
  const exact = ofCluster.find(({ since }) => row.since !== undefined && since === row.since);
  const [only, ...others] = ofCluster.filter((one) => overlaps(one, row));
  return exact ?? (others.length === 0 ? (only ?? null) : null);
}

function membershipOf(
  { tier, since, until, clusterId }: OrganisationRow,
  before: MembershipRecord | null,
  { organisationId, newId }: { readonly organisationId: string; readonly newId: () => string },
): MembershipRecord {
  const base = before ?? { id: newId(), tier: null, since: null, until: null };
  return {
    id: base.id,
    organisationId,
    clusterId,
    tier: tier === undefined ? base.tier : tier,
    since: since === undefined ? base.since : since,
    until: until === undefined ? base.until : until,
  };
}

function fateOf(before: MembershipRecord | null, after: MembershipRecord, today: string): LineFate {
  if (before === null) return "new";
  const { tier, since, until } = before;
  if (tier === after.tier && since === after.since && until === after.until) return "unchanged";
  const hasEnded = after.until !== null && after.until <= today;
  return hasEnded && (until === null || until > today) ? "ended" : "changed";
}
