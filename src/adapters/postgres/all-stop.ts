/** Where the all-stop is kept: an installation fact, whose value says who stopped. */
export const allStopKey = "announcements-stopped";

/** Condition: nothing is to be sent. */
export const isStopped = `EXISTS (SELECT FROM installation_fact WHERE key = '${allStopKey}')`;
