import { createAnnouncementWordStore } from "../adapters/postgres/announcement-word-store.ts";
import { createClusterList } from "../adapters/postgres/cluster-list.ts";
import { createInquirySearch } from "../adapters/postgres/inquiry-search.ts";
import { createInquiryStore } from "../adapters/postgres/inquiry-store.ts";
import { createPositionStore } from "../adapters/postgres/position-store.ts";
import { realTiming, type Timing } from "../announcing/deliver/timing.ts";
import type { Poster } from "../announcing/poster.port.ts";
import type { Platform } from "../chat/platform.port.ts";
import type { PositionDesk } from "../commands/positions/position-desk.port.ts";
import { type RunningPositions, runPositions } from "../commands/positions/run-positions.ts";
import { english } from "../messages/english.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { identityOf } from "./identity-of.ts";
import type { Announcing } from "./open-announcing.ts";
import { type Core, clock } from "./open-core.ts";

interface PositionsParts {
  readonly chats: readonly Platform[];
  readonly posters: readonly Poster[];
  readonly announcing: Pick<Announcing, "desk">;
  readonly log: Log;
  /** Tests give their own. */
  readonly time?: { readonly clock: Clock; readonly timing: Timing };
}

/** Policy positions that are put to clusters, on these platforms. */
export function openPositions(
  core: Pick<Core, "roles" | "workspaces"> & { readonly database: Pick<Core["database"], "pool"> },
  { chats, posters, announcing, log, time = { clock, timing: realTiming } }: PositionsParts,
): RunningPositions {
  const { pool } = core.database;
  const words = createAnnouncementWordStore(pool);
  const { store, wake } = announcing.desk;
  return runPositions({
    positions: createPositionStore(pool),
    inquiries: createInquiryStore(pool),
    inquirySearch: createInquirySearch(pool),
    clusters: createClusterList(pool),
    announcements: store,
    workspaces: core.workspaces,
    posters: new Map(posters.map((poster) => [poster.platform as string, poster])),
    roles: core.roles,
    platforms: chats.map(({ name }) => name),
    putNotices: words.put,
    messages: english,
    wake,
    ...time,
    log,
  });
}

/** Positions that are being worked on; `chats` are asked who somebody is, `changed` is told what clusters are to see. */
export function openPositionDesk(
  core: Pick<Core, "positionStore" | "people">,
  chats: readonly Platform[],
  changed: RunningPositions["changed"],
): PositionDesk {
  return {
    store: core.positionStore,
    identityOf: (account) => identityOf(account, core, chats),
    changed: async (version) => changed(version),
    clock,
  };
}
