import type { RowGroup } from "./group-rows.ts";
import type { KeptRecords, OrganisationRecord } from "./membership-records.ts";

/** The organisations an import may know of, and whose they are. */
export interface KnownOrganisations {
  readonly organisations: readonly OrganisationRecord[];
  /** Those with the same id of a file, company number, domain or name. */
  readonly alike: (organisation: Identifiers) => readonly OrganisationRecord[];
  /** Ids of the clusters each is, or was, a member of. */
  readonly clustersOf: (organisation: OrganisationRecord) => ReadonlySet<string>;
}

/**
 * An import for one cluster knows that cluster's organisations and those anybody may see: else what is matched would
 * tell it of another cluster's members who did not agree to be named.
 */
export function knownOrganisations(kept: KeptRecords, cluster: string | null): KnownOrganisations {
  const clusters = new Map<string, Set<string>>();
  for (const { organisationId, clusterId } of kept.memberships) {
    const known = clusters.get(organisationId) ?? new Set();
    clusters.set(organisationId, known.add(clusterId));
  }
  const clustersOf = ({ id }: OrganisationRecord) => clusters.get(id) ?? new Set<string>();
  const isKnown = (organisation: OrganisationRecord) =>
    cluster === null || organisation.listed || clustersOf(organisation).has(cluster);
  const organisations = kept.organisations.filter(isKnown);
  const index = new Map<string, OrganisationRecord[]>();
  for (const organisation of organisations)
    for (const key of identifierKeys(organisation)) {
      const sharing = index.get(key);
      if (sharing === undefined) index.set(key, [organisation]);
      else sharing.push(organisation);
    }
  const alike = (one: Identifiers) => [
    ...new Set(identifierKeys(one).flatMap((key) => index.get(key) ?? [])),
  ];
  return { organisations, alike, clustersOf };
}

type Identifiers = Pick<OrganisationRecord, "plainName"> &
  Partial<Pick<OrganisationRecord, "reference" | "companyNumber" | "domain">>;

/** What an organisation may be known again by. */
export function identifierKeys({
  reference,
  companyNumber,
  domain,
  plainName,
}: Identifiers): readonly string[] {
  return [
    `name ${plainName}`,
    ...(companyNumber ? [`number ${companyNumber}`] : []),
    ...(domain ? [`domain ${domain}`] : []),
    ...(reference ? [`reference ${reference}`] : []),
  ];
}

/**
 * The organisation that lines of a file are about, among those that are kept; null when it is a new one. An id counts
 * within a cluster, elsewhere only together with something else, since two clusters may count from 1; so does a
 * company number, since it may be mistyped. The same name in two towns is two organisations.
 */
export function matchOrganisation(group: RowGroup, known: KnownOrganisations): OrganisationRecord | null {
  const [{ reference, plainName }] = group.rows;
  const { companyNumber, domain, town } = group.facts;
  const clusters = new Set(group.rows.map(({ clusterId }) => clusterId));
  const isNear = (one: OrganisationRecord) => !known.clustersOf(one).isDisjointFrom(clusters);
  const hasName = (one: OrganisationRecord) => one.plainName === plainName;
  const hasDomain = (one: OrganisationRecord) =>
    domain !== undefined && domain !== null && one.domain === domain;
  const hasNumber = (one: OrganisationRecord) =>
    Boolean(companyNumber) && one.companyNumber === companyNumber;
  const inTown = (one: OrganisationRecord) => (one.town ?? "").toLowerCase() === (town ?? "").toLowerCase();
  const isOtherCompany = (one: OrganisationRecord) =>
    Boolean(companyNumber) && one.companyNumber !== null && one.companyNumber !== companyNumber;
  const ways: readonly ((one: OrganisationRecord) => boolean)[] = [
    (one) => reference !== null && one.reference === reference && isNear(one),
    (one) =>
      reference !== null && one.reference === reference && (hasNumber(one) || hasDomain(one) || hasName(one)),
    (one) => hasNumber(one) && (hasName(one) || hasDomain(one)),
    (one) => hasName(one) && hasDomain(one) && !isOtherCompany(one),
    (one) => hasName(one) && (town === undefined || inTown(one)) && !isOtherCompany(one),
  ];
  // An organisation that has another id in this very cluster is another one.
  const isOther = (one: OrganisationRecord) =>
    reference !== null && one.reference !== null && one.reference !== reference && isNear(one);
  const candidates = known.alike({ ...group.facts, reference, plainName });
  for (const way of ways) {
    const [match, ...others] = candidates.filter((one) => way(one) && !isOther(one));
    if (match !== undefined) return [match, ...others].find(isNear) ?? match;
  }
  return null;
}

/** Why two organisations may be one: what they have the same of. */
export function likeness(
  left: Pick<OrganisationRecord, "companyNumber" | "domain" | "plainName" | "town">,
  right: typeof left,
): "company number" | "website" | "name" | null {
  if (left.companyNumber !== null && left.companyNumber === right.companyNumber) return "company number";
  if (left.domain !== null && left.domain === right.domain) return "website";
  const areApart =
    left.town !== null && right.town !== null && left.town.toLowerCase() !== right.town.toLowerCase();
  return left.plainName === right.plainName && !areApart ? "name" : null;
}
