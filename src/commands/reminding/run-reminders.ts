import { codeOf } from "../../shared/errors.ts";
import { deliverReminders, type RemindingNeeds } from "./deliver-reminders.ts";

/** Reminders with a life of their own. */
export interface RunningReminders {
  start(): void;
  /** Lets what is in hand finish. */
  stop(): Promise<void>;
}

/** How late a reminder may be when nothing is in its way. One indexed query each time. */
const everyMilliseconds = 15_000;

/**
 * Looks for what is due by a timer of its own, at once when it starts: a schedule of background jobs loses a run that
 * comes more than a minute late, and what was promised for a time must not be lost.
 */
export function runReminders(needs: RemindingNeeds): RunningReminders {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    try {
      await deliverReminders(needs, stopping.signal);
    } catch (error) {
      needs.log.warn("reminders-not-looked-at", { code: codeOf(error) });
    } finally {
      working = null;
    }
  };
  const tick = (): void => {
    working ??= work();
  };

  return {
    start: () => {
      tick();
      timer = setInterval(tick, everyMilliseconds).unref();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await working;
    },
  };
}
