/** Arguments of a call as they came over the wire: every value a string. */
export type Arguments = Readonly<Record<string, string>>;
export type Answer = { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>;

export function refused(error: string): Answer {
  return { ok: false, error };
}

/** A call as the fake notes it, and whose token came with it: null where there was none, or none it knows. */
export interface Call {
  readonly method: string;
  readonly arguments: Arguments;
  readonly team: string | null;
}
