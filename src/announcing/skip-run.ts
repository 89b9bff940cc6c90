import type { Announcement } from "./announcement.ts";
import type { AnnouncementChange } from "./announcement-store.port.ts";
import { type Decided, type DecideNeeds, type Decider, decide } from "./decide.ts";

/** `slot` is the minute on the wall that names the run; what a region held before it was skipped is held again. */
export async function skipRun(
  announcement: Announcement,
  { doing, ...skip }: Pick<Decider, "doing"> & NonNullable<AnnouncementChange["skip"]>,
  needs: DecideNeeds,
): Promise<Decided> {
  const move = skip.isSkipped ? "skip-run" : "unskip-run";
  const decided = await decide(announcement, { move, doing, change: { skip } }, needs);
  if (!skip.isSkipped) needs.wake();
  return decided;
}

interface LaterSkip extends Pick<Decider, "doing"> {
  /** The time that was shown; empty for the next there is. */
  readonly shown: string;
  /** Times that have a run already. */
  readonly made: readonly string[];
}

/** Skips a time that is further ahead than runs are made: its run is made for that, and can be taken up again like any. */
export async function skipLaterRun(
  announcement: Announcement,
  { doing, shown, made }: LaterSkip,
  needs: DecideNeeds,
): Promise<Decided | "no-run"> {
  const { runs, later, until } = await needs.promise(announcement);
  const run = later().find(({ slot }) => !made.includes(slot) && (shown === "" || slot === shown));
  if (run === undefined) return "no-run";
  const change = { runs: { made: [...runs, run], until }, skip: { slot: run.slot, isSkipped: true } };
  return await decide(announcement, { move: "skip-run", doing, change }, needs);
}
