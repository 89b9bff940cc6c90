import { z } from "zod";
import {
  type Position,
  type PositionVersion,
  positionName,
  versionStatuses,
  withdrawalReasons,
} from "./position.ts";
import { fingerprintMethod, positionFingerprint } from "./position-fingerprint.ts";
import { Quorum, quorumState, type Tally } from "./quorum.ts";
import { type AskedCluster, type Stance, stanceKinds, tallyOf } from "./stance.ts";

const instant = z.iso.datetime();
const day = z.iso.date();

/** All that proves what was said to a version: the text, its fingerprint, every stance ever given, and its adoption. */
export const PositionProof = z.object({
  format: z.literal("clusterbot-position-proof-1"),
  writtenAt: instant,
  position: z.object({ id: z.string(), name: z.string(), owner: z.string(), topic: z.string() }),
  version: z.number().int().min(1),
  title: z.string(),
  text: z.string(),
  status: z.enum(versionStatuses),
  withdrawnBecause: z.enum(withdrawalReasons).nullable(),
  fingerprint: z.string(),
  howFingerprint: z.string(),
  quorum: Quorum,
  asked: z.array(z.object({ cluster: z.string(), name: z.string(), leftAt: instant.nullable() })),
  /** `account`: or its hash, once whoever gave it was erased; null where an import did. */
  stances: z.array(
    z.object({
      cluster: z.string(),
      kind: z.enum(stanceKinds),
      reason: z.string().nullable(),
      role: z.string(),
      account: z.string().nullable(),
      at: instant,
      fingerprint: z.string(),
      replacedAt: instant.nullable(),
    }),
  ),
  tally: z.object({ asked: z.int(), signed: z.int(), abstained: z.int(), dissented: z.int() }),
  /** When a tally adopted it; null where an import did, or nothing. The days on which it was the line. */
  adoption: z.object({ at: instant.nullable(), from: day.nullable(), until: day.nullable() }),
});
export type PositionProof = z.infer<typeof PositionProof>;

export interface Proved {
  readonly version: PositionVersion;
  readonly asked: readonly AskedCluster[];
  /** All there ever were. */
  readonly stances: readonly (Stance & { readonly replacedAt: Date | null })[];
}

export function proofOf({ version, asked, stances }: Proved, writtenAt: Date): PositionProof {
  const { position, title, text, status, withdrawnBecause, fingerprint, quorum } = version;
  const current = stances.filter(({ replacedAt }) => replacedAt === null);
  return {
    format: "clusterbot-position-proof-1",
    writtenAt: writtenAt.toISOString(),
    position: nameOf(position),
    version: version.version,
    title,
    text,
    status,
    withdrawnBecause,
    fingerprint,
    howFingerprint: fingerprintMethod,
    quorum,
    asked: asked.map((one) => ({ ...one, leftAt: one.leftAt?.toISOString() ?? null })),
    stances: stances.map(({ cluster, kind, reason, role, account, at, replacedAt, ...rest }) => ({
      cluster,
      kind,
      reason,
      role,
      account,
      at: at.toISOString(),
      fingerprint: rest.fingerprint,
      replacedAt: replacedAt?.toISOString() ?? null,
    })),
    tally: tallyOf({ version, asked, stances: current }),
    adoption: {
      at: version.adoptedAt?.toISOString() ?? null,
      from: version.effectiveFrom,
      until: version.effectiveUntil,
    },
  };
}

function nameOf(position: Position): PositionProof["position"] {
  return { id: position.id, name: positionName(position), owner: position.owner, topic: position.topic };
}

/** What does not hold in a proof; nothing when all of it does. */
export type ProofProblem =
  | { readonly kind: "fingerprint"; readonly computed: string }
  | { readonly kind: "tally"; readonly computed: Tally }
  | { readonly kind: "quorum" | "status" }
  | { readonly kind: "twice" | "without-reason" | "after-adoption" | "not-asked"; readonly cluster: string };

/** Computes everything again that can be. */
export function checkProof(proof: PositionProof): readonly ProofProblem[] {
  const { position, title, text, quorum, adoption } = proof;
  const computed = positionFingerprint({ position: position.id, title, text });
  const current = proof.stances.filter(({ replacedAt }) => replacedAt === null);
  const tally = tallyAgain(proof);
  const isOther = (["asked", "signed", "abstained", "dissented"] as const).some(
    (key) => tally[key] !== proof.tally[key],
  );
  const clusters = current.map(({ cluster }) => cluster);
  return [
    computed === proof.fingerprint ? [] : [{ kind: "fingerprint", computed } as const],
    isOther ? [{ kind: "tally", computed: tally } as const] : [],
    adoption.at !== null && quorumState(quorum, tally) !== "met" ? [{ kind: "quorum" } as const] : [],
    isStatusTrue(proof) ? [] : [{ kind: "status" } as const],
    clusters
      .filter((cluster, index) => clusters.indexOf(cluster) !== index)
      .map((cluster) => ({ kind: "twice", cluster }) as const),
    current
      .filter(({ kind, reason }) => kind === "dissent" && (reason ?? "").trim() === "")
      .map(({ cluster }) => ({ kind: "without-reason", cluster }) as const),
    current
      .filter(({ at }) => adoption.at !== null && Date.parse(at) > Date.parse(adoption.at))
      .map(({ cluster }) => ({ kind: "after-adoption", cluster }) as const),
    current
      .filter(({ cluster }) => !proof.asked.some((one) => one.cluster === cluster))
      .map(({ cluster }) => ({ kind: "not-asked", cluster }) as const),
  ].flat();
}

/** Whether its days are those of such a status: a line has a first day, and what was never one has none. */
function isStatusTrue({ status, withdrawnBecause, adoption: { at, from, until } }: PositionProof): boolean {
  const wasLine =
    status === "adopted" || status === "superseded" || (status === "withdrawn" && from !== null);
  if ((status === "withdrawn") !== (withdrawnBecause !== null)) return false;
  if (!wasLine) return at === null && from === null && until === null;
  return from !== null && (status === "adopted") === (until === null);
}

/** Stances that count, by the same rule as in the register: of clusters still asked, given to this text. */
function tallyAgain({ asked, stances, fingerprint }: PositionProof): Tally {
  const present = new Set(asked.filter(({ leftAt }) => leftAt === null).map(({ cluster }) => cluster));
  const counting = stances.filter(
    (one) => one.replacedAt === null && present.has(one.cluster) && one.fingerprint === fingerprint,
  );
  const count = (kind: Stance["kind"]): number => counting.filter((one) => one.kind === kind).length;
  return {
    asked: present.size,
    signed: count("sign"),
    abstained: count("abstain"),
    dissented: count("dissent"),
  };
}
