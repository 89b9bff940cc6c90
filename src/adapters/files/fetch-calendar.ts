import type { FetchOptions, PageVersion } from "./fetch-address.ts";
import { calendarBytes, fetchLimits } from "./limits.ts";
import { isPublicAddress } from "./public-address.ts";
import { refusalReason } from "./refusal.ts";

export type CalendarFetched =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly version: PageVersion }
  | { readonly kind: "unchanged" }
  /** One clause for people. */
  | { readonly kind: "refused"; readonly reason: string };

export interface CalendarFetching {
  readonly allowPrivateAddresses: boolean;
  readonly signal: AbortSignal;
  /** Limits and names for tests. */
  readonly fetching?: Partial<Omit<FetchOptions, "mayFetch" | "signal">>;
}

/** Fetches a calendar, unless the server says that it is still the version known. Nothing is thrown for a bad one. */
export async function fetchCalendar(
  address: string,
  known: PageVersion | null,
  { allowPrivateAddresses, signal, fetching }: CalendarFetching,
): Promise<CalendarFetched> {
  const { fetchIfChanged } = await import("./fetch-address.ts");
  const mayFetch = allowPrivateAddresses ? () => true : isPublicAddress;
  const limits = { ...fetchLimits, bytes: calendarBytes };
  try {
    const page = await fetchIfChanged(
      address,
      { limits, ...fetching, mayFetch, signal },
      known ?? { etag: null, lastModified: null },
    );
    if (page === "unchanged") return { kind: "unchanged" };
    return { kind: "fetched", bytes: page.bytes, version: page.version };
  } catch (error) {
    return { kind: "refused", reason: refusalReason(error) };
  }
}
