import { placesOf } from "../places/places-of.ts";
import { groupRows, type RowGroup } from "./group-rows.ts";
import {
  identifierKeys,
  type KnownOrganisations,
  knownOrganisations,
  likeness,
  matchOrganisation,
} from "./match-organisation.ts";
import type { KeptRecords, OrganisationRecord } from "./membership-records.ts";
import { planMemberships } from "./plan-memberships.ts";
import type { OrganisationRows } from "./read-organisations.ts";
import type { Finding, RecordImportOrder, RecordPlan } from "./record-plan.ts";

export interface PlanNeeds {
  /** A new id for a record: a UUID. */
  readonly newId: () => string;
}

/** Compares a file of organisations and memberships with what is kept. Changes nothing. */
export function planOrganisations(
  read: OrganisationRows,
  {
    kept,
    order,
    needs,
  }: { readonly kept: KeptRecords; readonly order: RecordImportOrder; readonly needs: PlanNeeds },
): RecordPlan {
  const { groups, refused } = groupRows(read.rows);
  const known = knownOrganisations(kept, order.cluster);
  const planned = groups.map((group) => planOrganisation(group, { known, order, needs }));
  const memberships = planMemberships(planned, { kept: kept.memberships, order, newId: needs.newId });
  const hasRefused = refused.length + read.refused.length > 0;
  const left = order.isComplete && !hasRefused ? memberships.endAbsent(kept, order.today) : [];
  const lines = [...read.refused, ...refused, ...memberships.lines, ...left];
  return {
    kind: "organisations",
    lines: lines.toSorted((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity)),
    findings: [
      ...read.findings,
      ...planned.flatMap(({ findings }) => findings),
      ...duplicatesOf(planned, known),
      ...(order.isComplete ? (hasRefused ? [aboutFile("not-ended")] : []) : memberships.absentFindings(kept)),
    ],
    organisations: planned.filter(({ fate }) => fate !== "unchanged").map(({ organisation }) => organisation),
    memberships: memberships.changed(),
    tiers: [],
    seen: {
      organisation: planned
        .filter(({ fate }) => fate === "unchanged")
        .map(({ organisation }) => organisation.id),
      membership: memberships.seen(),
      membership_tier: [],
    },
  };
}

const aboutFile = (code: Finding["code"]): Finding => ({ line: null, code, values: [] });

/** An organisation of the file as it is to be. */
export interface PlannedOrganisation {
  readonly group: RowGroup;
  readonly organisation: OrganisationRecord;
  readonly fate: "new" | "changed" | "unchanged";
  readonly findings: readonly Finding[];
}

interface Planning {
  readonly known: KnownOrganisations;
  readonly order: RecordImportOrder;
  readonly needs: PlanNeeds;
}

function planOrganisation(group: RowGroup, { known, order, needs }: Planning): PlannedOrganisation {
  const [{ line, reference, name, plainName }] = group.rows;
  const before = matchOrganisation(group, known);
  const base = before ?? { ...nothingKnown, id: needs.newId() };
  const stated = { ...base, ...group.facts, name, plainName, reference: reference ?? base.reference };
  const placed = {
    ...stated,
    places: placesOf({ venue: null, address: stated.town, postcode: stated.postcode }),
  };
  if (before === null) return { group, organisation: placed, fate: "new", findings: [] };
  if (isSame(before, placed)) return { group, organisation: before, fate: "unchanged", findings: [] };
  if (order.cluster === null || isOnlyOf(order.cluster, known.clustersOf(before)))
    return { group, organisation: placed, fate: "changed", findings: [] };
  // Another cluster's member too: one cluster cannot rewrite it, but may take back that it is named.
  const findings: readonly Finding[] = [{ line, code: "facts-kept", values: [before.name] }];
  const organisation = { ...before, listed: before.listed && placed.listed };
  return {
    group,
    organisation,
    fate: organisation.listed === before.listed ? "unchanged" : "changed",
    findings,
  };
}

const nothingKnown: Omit<OrganisationRecord, "id" | "name" | "plainName"> = {
  reference: null,
  companyNumber: null,
  website: null,
  domain: null,
  town: null,
  postcode: null,
  places: [],
  listed: false,
};

function isSame(before: OrganisationRecord, after: OrganisationRecord): boolean {
  const key = (one: OrganisationRecord) =>
    JSON.stringify(Object.entries(one).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  return key(before) === key(after);
}

function isOnlyOf(cluster: string, clusters: ReadonlySet<string>): boolean {
  return [...clusters].every((one) => one === cluster);
}

/** New organisations that may be one that is kept, or another of the file. Told, never merged. */
function duplicatesOf(
  planned: readonly PlannedOrganisation[],
  known: KnownOrganisations,
): readonly Finding[] {
  const ofFile = new Map<string, { readonly one: OrganisationRecord; readonly line: number }[]>();
  const findings: Finding[] = [];
  for (const { group, organisation, fate } of planned) {
    const [{ line }] = group.rows;
    if (fate !== "new") continue;
    const candidates = [
      ...known.alike(organisation).map((one) => ({ one, line: null })),
      ...identifierKeys(organisation).flatMap((key) => ofFile.get(key) ?? []),
    ];
    const alike = candidates.find(({ one }) => likeness(one, organisation) !== null);
    if (alike !== undefined) {
      const by = likeness(alike.one, organisation) ?? "";
      findings.push({
        line,
        code: "possible-duplicate",
        values: [organisation.name, alike.one.name, by, alike.line === null ? "" : String(alike.line)],
      });
    }
    for (const key of identifierKeys(organisation))
      ofFile.set(key, [...(ofFile.get(key) ?? []), { one: organisation, line }]);
  }
  return findings;
}
