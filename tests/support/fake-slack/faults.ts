/**
 * What can go wrong with one call.
 *
 * - `refuse`: answered 500, nothing happened.
 * - `break`: answered 500 after it took effect.
 * - `lose`: it took effect, the connection ends without an answer.
 * - `reset`: nothing happened, the connection ends without an answer.
 * - `stall`: it took effect, and no answer comes.
 * - `hang`: nothing happens and no answer comes.
 * - `late`: it takes effect so many milliseconds later, whether anybody waits for it or not.
 * - a number: answered 429 with that many seconds in Retry-After.
 * - an error name: answered `{ ok: false, error }`.
 */
export type Fault =
  | "refuse"
  | "break"
  | "lose"
  | "reset"
  | "stall"
  | "hang"
  | number
  | { readonly error: string }
  | { readonly late: number };

/** Faults waiting for the next calls of a method, in order; `respond` stands for the response_url. */
export interface Faults {
  next(method: string, ...faults: readonly Fault[]): void;
  /** `team` is whose token came with the call. */
  take(method: string, team: string | null): Fault | null;
}

/** `otherwise` decides on calls that nothing waits for. */
export function createFaults(otherwise: Faults["take"] = () => null): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next: (method, ...faults) => {
      waiting.set(method, [...(waiting.get(method) ?? []), ...faults]);
    },
    take: (method, team) => waiting.get(method)?.shift() ?? otherwise(method, team),
  };
}
