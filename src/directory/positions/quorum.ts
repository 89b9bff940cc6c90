import { z } from "zod";

/** How many signatures a version needs: so many, or such a share of the clusters that are asked. */
export const Quorum = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("count"), signatures: z.number().int().min(1).max(1000) }),
  z.object({ kind: z.literal("share"), percent: z.number().int().min(1).max(100) }),
]);
export type Quorum = z.infer<typeof Quorum>;

export interface Tally {
  readonly asked: number;
  readonly signed: number;
  readonly abstained: number;
  readonly dissented: number;
}

/**
 * - `met`: enough have signed. `open`: enough may still sign.
 * - `out-of-reach`: too many have said something else; nothing ends, since they may change it.
 */
export type QuorumState = "met" | "open" | "out-of-reach";

/** At least one signature, and with no cluster asked never met. */
export function signaturesNeeded(quorum: Quorum, asked: number): number {
  if (quorum.kind === "count") return quorum.signatures;
  return Math.max(1, Math.ceil((asked * quorum.percent) / 100));
}

export function quorumState(quorum: Quorum, tally: Tally): QuorumState {
  const needed = signaturesNeeded(quorum, tally.asked);
  if (tally.signed >= needed) return "met";
  return tally.signed + unanswered(tally) >= needed ? "open" : "out-of-reach";
}

export function unanswered({ asked, signed, abstained, dissented }: Tally): number {
  return asked - signed - abstained - dissented;
}

/**
 * What becomes of a consultation: adopted once the quorum is met and nobody is left to answer or the time is over;
 * withdrawn when the time is over without one.
 */
export function endOf(
  quorum: Quorum,
  tally: Tally,
  isOver: boolean,
): "adopt" | "end-without-quorum" | "goes-on" {
  const isComplete = tally.asked > 0 && unanswered(tally) === 0;
  if (quorumState(quorum, tally) === "met" && (isComplete || isOver)) return "adopt";
  return isOver ? "end-without-quorum" : "goes-on";
}

export function isSameQuorum(one: Quorum, other: Quorum): boolean {
  if (one.kind === "count") return other.kind === "count" && one.signatures === other.signatures;
  return other.kind === "share" && one.percent === other.percent;
}
