/** What is wrong, for people to be told: `values` in the order in which the sentence of the code names them. */
export interface FieldProblem<Code extends string> {
  readonly code: Code;
  readonly values: readonly string[];
}

/** What may be wrong with any field; the key of it is among the values, first unless it is of a cluster. */
export type FieldProblemCode =
  | "unreadable"
  | "key"
  | "missing"
  | "bad-line"
  | "too-long"
  | "bad-list"
  | "bad-number"
  | "bad-word"
  | "bad-day"
  | "no-such-day"
  | "bad-time"
  | "bad-link"
  | "bad-yes"
  | "not-come"
  | "unknown-cluster"
  | "public-clusters"
  | "too-many";
