import { z } from "zod";
import { defineJob, type Job } from "./shared/job.ts";

/** What the jobs do; the wiring gives it. */
export interface JobHandlers {
  /** Makes the vectors that are missing, in batches, until none is missing or `signal` aborts. */
  embedPassages(signal: AbortSignal): Promise<void>;
  /** Deletes what was kept long enough; stops between batches when `signal` aborts. */
  forgetRecords(signal: AbortSignal): Promise<void>;
  /** Reads the watched sources that are due, one after the other, until none is left or `signal` aborts. */
  readSources(signal: AbortSignal): Promise<void>;
  /** Works out further dates of series, in batches, until none is due or `signal` aborts. */
  extendSeries(signal: AbortSignal): Promise<void>;
  /** Makes the runs of announcements that are soon to come; ends requests for approval that nobody answered. */
  keepUpAnnouncements(signal: AbortSignal): Promise<void>;
}

/** Every background job: name, payload, handler. */
export function createJobs(handlers: JobHandlers): readonly Job[] {
  return [
    defineJob({
      name: "passages-embed",
      // An import by a command of its own is found within minutes; until then its passages are found by words.
      schedule: "*/2 * * * *",
      payload: z.object({}),
      handle: async (_payload, signal) => await handlers.embedPassages(signal),
    }),
    defineJob({
      name: "records-forget",
      // Hourly, and once at each start: a computer that is switched off at night forgets all the same.
      schedule: "40 * * * *",
      payload: z.object({}),
      handle: async (_payload, signal) => await handlers.forgetRecords(signal),
    }),
    defineJob({
      name: "sources-read",
      schedule: "*/10 * * * *",
      payload: z.object({}),
      handle: async (_payload, signal) => await handlers.readSources(signal),
    }),
    defineJob({
      name: "announcements-keep-up",
      // A promise to people never waits for this: runs are there days before.
      schedule: "*/10 * * * *",
      payload: z.object({}),
      handle: async (_payload, signal) => await handlers.keepUpAnnouncements(signal),
    }),
    defineJob({
      name: "events-extend",
      // In the night, and once at each start.
      schedule: "20 3 * * *",
      payload: z.object({}),
      handle: async (_payload, signal) => await handlers.extendSeries(signal),
    }),
  ];
}
