/** One thing the doctor looked at. `off` is a choice, `attention` wants somebody to act. */
export interface Finding {
  readonly part: string;
  readonly state: "good" | "off" | "attention";
  /** A sentence for people, with the repair where one is needed. */
  readonly detail: string;
}
