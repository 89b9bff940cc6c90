import { createAnnouncementStore } from "../adapters/postgres/announcement-store.ts";
import { createAnnouncementWordStore } from "../adapters/postgres/announcement-word-store.ts";
import { createNoticeStore } from "../adapters/postgres/notice-store.ts";
import { realTiming, type Timing } from "../announcing/deliver/timing.ts";
import type { Platform } from "../chat/platform.port.ts";
import { expandWords } from "../commands/announcing/expand-words.ts";
import { noticesOfWaiting } from "../commands/announcing/remind-waiting.ts";
import { english } from "../messages/english.ts";
import { type RunningNotices, runNotices } from "../notices/run-notices.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";

interface NoticesParts {
  readonly log: Log;
  /** Tests give their own. */
  readonly time?: { readonly clock: Clock; readonly timing: Timing };
}

export interface Notices extends RunningNotices {
  /** Tells people what has waited for them, once a working day. Throws BotError DATABASE_UNAVAILABLE. */
  remindOfWaiting(): Promise<void>;
}

/** What people are told who did not ask, sent on these platforms. */
export function openNotices(
  platforms: readonly Platform[],
  core: Pick<Core, "roles"> & { readonly database: Pick<Core["database"], "pool"> },
  { log, time = { clock, timing: realTiming } }: NoticesParts,
): Notices {
  const { pool } = core.database;
  const words = createAnnouncementWordStore(pool);
  const store = createAnnouncementStore(pool);
  const names = platforms.map(({ name }) => name);
  const expanding = {
    words,
    store,
    roles: core.roles,
    platforms: names,
    messages: english,
    clock: time.clock,
    log,
  };
  const running = runNotices({
    store: createNoticeStore(pool),
    platforms,
    expand: (signal) => expandWords(expanding, signal),
    ...time,
    log,
  });
  return {
    ...running,
    remindOfWaiting: async () => {
      const now = time.clock.now();
      await words.put(await noticesOfWaiting(now, expanding), now);
      running.wake();
    },
  };
}
