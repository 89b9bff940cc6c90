/**
 * What can go wrong with one call.
 *
 * - `refuse`: answered 500, nothing happened.
 * - `break`: answered 500 after it took effect.
 * - `lose`: it took effect, the connection ends without an answer.
 * - `stall`: it took effect, and no answer comes.
 * - `hang`: nothing happens and no answer comes.
 * - a number: answered 429 with that many seconds in Retry-After.
 * - an error name: answered `{ ok: false, error }`.
 */
export type Fault = "refuse" | "break" | "lose" | "stall" | "hang" | number | { readonly error: string };

/** Faults waiting for the next calls of a method, in order; `respond` stands for the response_url. */
export interface Faults {
  next(method: string, ...faults: readonly Fault[]): void;
  take(method: string): Fault | null;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next: (method, ...faults) => {
      waiting.set(method, [...(waiting.get(method) ?? []), ...faults]);
    },
    take: (method) => waiting.get(method)?.shift() ?? null,
  };
}
