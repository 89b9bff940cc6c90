/** A day as `2026-11-29`. */
export type Day = string;

/** An organisation as it is kept. `listed` and the like: prisma/schema.prisma says what each means. */
export interface OrganisationRecord {
  readonly id: string;
  readonly reference: string | null;
  readonly name: string;
  readonly plainName: string;
  readonly companyNumber: string | null;
  readonly website: string | null;
  readonly domain: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly places: readonly string[];
  readonly listed: boolean;
}

export interface MembershipRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly clusterId: string;
  readonly tier: string | null;
  readonly since: Day | null;
  /** The last day of a membership that has ended, or will. */
  readonly until: Day | null;
}

export interface TierRecord {
  readonly id: string;
  readonly reference: string | null;
  readonly clusterId: string;
  readonly name: string;
  readonly fee: string | null;
  readonly whoMayJoin: string | null;
  readonly benefits: string | null;
  readonly howToJoin: string | null;
  readonly url: string | null;
  /** Both days are included. */
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
}

/** What is kept when an import begins. */
export interface KeptRecords {
  readonly organisations: readonly OrganisationRecord[];
  readonly memberships: readonly MembershipRecord[];
  readonly tiers: readonly TierRecord[];
}
