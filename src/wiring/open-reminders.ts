import { createReminderStore } from "../adapters/postgres/reminder-store.ts";
import type { Platform } from "../chat/platform.port.ts";
import { type RunningReminders, runReminders } from "../commands/reminding/run-reminders.ts";
import type { Config } from "../config.ts";
import { english } from "../messages/english.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";
import { calendarAddress } from "./open-inbox.ts";

/** What people asked to be reminded of, sent on these platforms when it is due. */
export function openReminders(
  platforms: readonly Platform[],
  core: Core,
  { config, log }: { readonly config: Config; readonly log: Log },
): RunningReminders {
  return runReminders({
    store: createReminderStore(core.database.pool),
    platforms,
    people: core.people,
    federation: config.settings.federation,
    clock,
    messages: english,
    calendarAddress: calendarAddress(config.publicUrl),
    log,
  });
}
