import type { Audience } from "../../shared/audience.ts";

/** What one person asks for and a second one has to confirm. */
export const requestKinds = ["withdraw", "widen"] as const;
export type RequestKind = (typeof requestKinds)[number];

/** To make a position known to more people. */
export interface Widening {
  readonly audience: Audience;
  /** Whom it was for when that was asked: when that is changed, it holds no more. */
  readonly audienceBefore: Audience;
}

/** Bound to the version as it was shown: when that is changed, it holds no more. */
export interface PositionRequest {
  /** 16 hexadecimal digits: what a button holds of it. */
  readonly id: string;
  readonly kind: RequestKind;
  /** Id of the version, and its revision then. */
  readonly version: string;
  readonly revision: number;
  /** Of a request to widen; null of others. */
  readonly widening: Widening | null;
  /** Account. */
  readonly by: string;
  readonly at: Date;
}

export interface NewPositionRequest extends Omit<PositionRequest, "id" | "at"> {}
