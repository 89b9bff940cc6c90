import { createTurns } from "../../shared/in-turns.ts";
import type { EventStore, SeriesDue, SeriesExtended } from "./event-store.port.ts";
import { occurrenceToKeep } from "./event-to-keep.ts";
import { horizonAt, workOutOccurrences } from "./work-out-occurrences.ts";

const seriesAtOnce = 50;

/** Dates are added once a month or so for each series: a year and a half lies ahead, give or take that. */
const dueBefore = 30 * 24 * 3600 * 1000;

/** Works out the dates of series that are due, in batches, until none is left or `signal` aborts. Returns how many. */
export async function extendSeries(
  { store, now }: { readonly store: Pick<EventStore, "seriesDue" | "extend">; readonly now: Date },
  signal: AbortSignal,
): Promise<number> {
  const { until } = horizonAt(now);
  const due = new Date(until.getTime() - dueBefore);
  const turn = createTurns();
  let count = 0;
  let after: string | null = null;
  while (!signal.aborted) {
    // Each once only: one with a thousand dates in an hour is never done.
    const series: readonly SeriesDue[] = await store.seriesDue({ before: due, after, limit: seriesAtOnce });
    after = series.at(-1)?.eventId ?? null;
    if (after === null) break;
    const extended: SeriesExtended[] = [];
    for (const one of series) {
      await turn();
      extended.push(extendOne(one, until, now));
    }
    await store.extend(extended);
    count += extended.length;
  }
  return count;
}

function extendOne(one: SeriesDue, until: Date, now: Date): SeriesExtended {
  const from = one.workedOutUntil;
  const worked = workOutOccurrences(
    { series: one.series, status: one.status, movedFrom: null },
    { horizon: { from, until }, now: from > now ? from : now },
  );
  return {
    eventId: one.eventId,
    revision: one.revision,
    workedOutUntil: worked.until ?? until,
    occurrences: worked.occurrences.map((occurrence) => occurrenceToKeep(occurrence, one.facts)),
  };
}
