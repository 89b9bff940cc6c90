import type { RetentionSettings } from "./retention.ts";

/** How many rows of each kind were deleted. */
export type ForgottenRecords = Readonly<Record<keyof RetentionSettings, number>>;

/** Deletes what was kept long enough. Throws BotError DATABASE_UNAVAILABLE. */
export interface RecordRetention {
  /** May be called again at any time, also by several processes at once. Stops between batches when `signal` aborts. */
  forget(retention: RetentionSettings, signal: AbortSignal): Promise<ForgottenRecords>;
}
