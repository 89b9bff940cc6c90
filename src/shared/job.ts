import type { z } from "zod";

/** Background work with a name. A job may run twice (a crash after its work was done), so it must bear that. */
export interface Job {
  /** noun-verb, for example `passages-embed`. */
  readonly name: string;
  /** When it runs by itself: a cron line of five fields, in UTC; null when only on demand. */
  readonly schedule: string | null;
  /** Throws when the payload is not what the job takes, or when the work failed; it is tried again then. */
  run(payload: unknown, signal: AbortSignal): Promise<void>;
}

interface JobDefinition<Schema extends z.ZodType> {
  readonly name: string;
  readonly schedule?: string;
  readonly payload: Schema;
  readonly handle: (payload: z.infer<Schema>, signal: AbortSignal) => Promise<void>;
}

/** A job whose payload is checked before it is handled. A scheduled run has the payload `{}`. */
export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): Job {
  return {
    name: definition.name,
    schedule: definition.schedule ?? null,
    run: async (payload, signal) => await definition.handle(definition.payload.parse(payload), signal),
  };
}
