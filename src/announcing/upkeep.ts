import type { Doing } from "../shared/doing.ts";
import type { Announcement } from "./announcement.ts";
import type { AnnouncementStore } from "./announcement-store.port.ts";
import { type DecideNeeds, movePlainly } from "./decide.ts";
import { daysAhead } from "./plan-runs.ts";

/** What happens to announcements by time alone. */
export interface UpkeepNeeds extends DecideNeeds {
  readonly store: AnnouncementStore;
}

const byTime: Doing = { actor: "platform", place: "platform" };
const batch = 50;
const hour = 3_600_000;

/**
 * Makes the runs of what repeats that are soon to come, and ends requests for approval that nobody answered. Throws, once
 * the rest is done, what kept it from making runs of an announcement.
 */
export async function keepUp(
  needs: UpkeepNeeds,
  signal: AbortSignal,
): Promise<{ readonly made: number; readonly expired: number }> {
  const now = needs.clock.now();
  // A day before the last one is reached there are always seven days of runs.
  const before = new Date(now.getTime() + (daysAhead - 1) * 24 * hour);
  let made = 0;
  let failure: unknown = null;
  for (const announcement of await needs.store.toMake(before, batch)) {
    if (signal.aborted) break;
    // What cannot be looked at keeps none of the others waiting.
    const isMade = await makeRuns(announcement, needs).catch((error: unknown) => {
      failure ??= error;
      return false;
    });
    if (isMade) made += 1;
  }
  let expired = 0;
  for (const announcement of await needs.store.expired(now, batch)) {
    if (signal.aborted) break;
    const move = announcement.state === "awaiting-approval" ? "expire" : "expire-edit";
    const decided = await movePlainly(announcement, { move, doing: byTime }, needs);
    if (decided.kind === "done") expired += 1;
  }
  if (made > 0) needs.wake();
  if (failure !== null) throw failure;
  return { made, expired };
}

async function makeRuns(announcement: Announcement, needs: UpkeepNeeds): Promise<boolean> {
  const { runs, until } = await needs.promise(announcement);
  const saved = await needs.store.save(
    announcement.id,
    { runs: { made: runs, until } },
    { revision: announcement.revision, move: "make-runs", by: byTime, now: needs.clock.now() },
  );
  return saved !== null;
}
