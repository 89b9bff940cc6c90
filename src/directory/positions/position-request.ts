/** What one person asks for and a second one has to confirm. */
export const requestKinds = ["withdraw"] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Bound to the version as it was shown: when that is changed, it holds no more. */
export interface PositionRequest {
  /** 16 hexadecimal digits: what a button holds of it. */
  readonly id: string;
  readonly kind: RequestKind;
  /** Id of the version, and its revision then. */
  readonly version: string;
  readonly revision: number;
  /** Account. */
  readonly by: string;
  readonly at: Date;
}

export interface NewPositionRequest extends Omit<PositionRequest, "id" | "at"> {}
