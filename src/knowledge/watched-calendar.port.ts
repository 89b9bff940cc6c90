import type { CalendarRead, WatchedResult, WatchedSource } from "./watched-source.ts";

export interface CalendarReadingOptions {
  readonly allowPrivateAddresses: boolean;
  readonly signal: AbortSignal;
}

/** Takes over the events of a calendar; what cannot be read stays as it was. Throws BotError DATABASE_UNAVAILABLE. */
export interface WatchedCalendars {
  read(
    source: WatchedSource,
    options: CalendarReadingOptions,
  ): Promise<CalendarRead | Extract<WatchedResult, { readonly kind: "failed" }>>;
}
