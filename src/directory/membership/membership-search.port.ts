import type { Day } from "./membership-records.ts";

/**
 * Who reads. Everybody sees organisations that agreed to be named; of a cluster's other ones only whoever manages that
 * cluster knows, and only where nobody else reads the reply.
 */
export interface MembershipReader {
  /** Ids of the clusters the reader manages; empty for everybody else. */
  readonly managerOf: readonly string[];
}

export interface FoundMembership {
  readonly membershipId: string;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly tier: string | null;
  readonly since: Day | null;
  /** The last day; past once the membership has ended. */
  readonly until: Day | null;
  /** When an import last said so. */
  readonly lastSeenAt: Date;
}

/** An organisation with those of its memberships that the reader may know of, also ended ones. */
export interface FoundOrganisation {
  readonly organisationId: string;
  /** What the file it came from calls it. */
  readonly reference: string | null;
  readonly name: string;
  readonly website: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  /** Ids of places, from the town up. */
  readonly places: readonly string[];
  /** Whether it agreed to be named; else only managers find it. */
  readonly isListed: boolean;
  /** By first day. Never empty. */
  readonly memberships: readonly FoundMembership[];
}

/** What may be named to this reader, to know it again in a question. */
export interface OrganisationName {
  readonly organisationId: string;
  readonly name: string;
  /** As organisation-name.ts makes it. */
  readonly plainName: string;
  readonly town: string | null;
  readonly companyNumber: string | null;
}

/** Whose membership is asked for; null asks nothing of that kind. */
export interface MemberFilter {
  readonly clusters: readonly string[] | null;
  /** Ids of places: it lies in one of these. */
  readonly places: readonly string[] | null;
  /** Whatever their case. */
  readonly tiers: readonly string[] | null;
  /** Members on this day. */
  readonly on: Day;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundTier {
  readonly tierId: string;
  readonly reference: string | null;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly name: string;
  readonly fee: string | null;
  readonly whoMayJoin: string | null;
  readonly benefits: string | null;
  readonly howToJoin: string | null;
  readonly url: string | null;
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
  readonly lastSeenAt: Date;
}

/** Organisations, memberships and tiers as questions and commands ask for them. Throws BotError DATABASE_UNAVAILABLE. */
export interface MembershipSearch {
  /** By name; the first 20,000. */
  names(reader: MembershipReader): Promise<readonly OrganisationName[]>;
  /** Those with these ids, by name. */
  organisations(ids: readonly string[], reader: MembershipReader): Promise<readonly FoundOrganisation[]>;
  /** Members by name, and how many there are in all. */
  members(
    filter: MemberFilter,
    reader: MembershipReader,
  ): Promise<{ readonly organisations: readonly FoundOrganisation[]; readonly total: number }>;
  /** Tiers of these clusters, or of all when null, valid on a day, or at any time when null; by cluster, name and first day. */
  tiers(filter: {
    readonly clusters: readonly string[] | null;
    readonly on: Day | null;
  }): Promise<readonly FoundTier[]>;
}
