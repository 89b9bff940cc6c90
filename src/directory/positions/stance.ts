import type { PositionVersion } from "./position.ts";
import type { Tally } from "./quorum.ts";

export const stanceKinds = ["sign", "abstain", "dissent"] as const;
export type StanceKind = (typeof stanceKinds)[number];

/** What a cluster says to a version. */
export interface Stance {
  readonly cluster: string;
  readonly kind: StanceKind;
  /** Of a dissent always; else as far as one was given. */
  readonly reason: string | null;
  /** Account of whoever gave it; null where an import did, or once they were erased. */
  readonly account: string | null;
  /** In which role: `signatory`, or as the imported file says. */
  readonly role: string;
  readonly at: Date;
  /** Of the text it was given to. */
  readonly fingerprint: string;
}

/** A cluster that is asked; one that left the federation meanwhile is asked no more. */
export interface AskedCluster {
  readonly cluster: string;
  readonly name: string;
  readonly leftAt: Date | null;
}

/** A version with what clusters say to it: `stances` those that count, one for each cluster at most. */
export interface Consultation {
  readonly version: PositionVersion;
  readonly asked: readonly AskedCluster[];
  readonly stances: readonly Stance[];
}

/** Stances that count: of clusters still asked, given to the text as it is now. */
export function tallyOf({ version, asked, stances }: Consultation): Tally {
  const present = new Set(asked.filter(({ leftAt }) => leftAt === null).map(({ cluster }) => cluster));
  const counting = stances.filter(
    ({ cluster, fingerprint }) => present.has(cluster) && fingerprint === version.fingerprint,
  );
  const count = (kind: StanceKind): number => counting.filter((stance) => stance.kind === kind).length;
  return {
    asked: present.size,
    signed: count("sign"),
    abstained: count("abstain"),
    dissented: count("dissent"),
  };
}

/** Clusters that have not answered to the text as it is now. */
export function stillAsked({ version, asked, stances }: Consultation): readonly AskedCluster[] {
  const answered = new Set(
    stances.filter(({ fingerprint }) => fingerprint === version.fingerprint).map(({ cluster }) => cluster),
  );
  return asked.filter(({ cluster, leftAt }) => leftAt === null && !answered.has(cluster));
}
