import { createAnnouncementPreview } from "../adapters/discord/render-announcement.ts";
import { fetchPicture } from "../adapters/files/fetch-picture.ts";
import { createAnnouncementStore } from "../adapters/postgres/announcement-store.ts";
import { createDeliveryStore } from "../adapters/postgres/delivery-store.ts";
import { createAnnouncementMessages } from "../adapters/slack/announcement-messages.ts";
import { announcedOf } from "../announcing/announced-of.ts";
import { notSaved } from "../announcing/announcement.ts";
import type { AnnouncementStore } from "../announcing/announcement-store.port.ts";
import { createDeliverer, type Deliverer } from "../announcing/deliver/deliverer.ts";
import { realTiming, type Timing } from "../announcing/deliver/timing.ts";
import type { DigestSource } from "../announcing/digest-source.port.ts";
import { lookAtCorrection } from "../announcing/look-at-correction.ts";
import { lookAtMessages } from "../announcing/look-at-messages.ts";
import type { PreviewOn } from "../announcing/message-preview.port.ts";
import type { Announced, Poster } from "../announcing/poster.port.ts";
import { lookAhead, type PromiseNeeds } from "../announcing/promise.ts";
import { readMarkdown } from "../announcing/read-markdown.ts";
import { keepUp } from "../announcing/upkeep.ts";
import { plainText } from "../chat/plain-rich-text.ts";
import type { Platform } from "../chat/platform.port.ts";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { AnnouncingDesk } from "../commands/announcing/announcing-desk.port.ts";
import { eventsToCome } from "../commands/announcing/events-to-come.ts";
import { createDigestSource } from "../commands/announcing/fill-digest.ts";
import { divisionOf } from "../directory/places/division-of.ts";
import { english } from "../messages/english.ts";
import type { RunningNotices } from "../notices/run-notices.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Log } from "../shared/log.port.ts";
import { identityOf } from "./identity-of.ts";
import { type Core, clock } from "./open-core.ts";

export interface Announcing {
  readonly desk: AnnouncingDesk;
  readonly deliverer: Deliverer;
  /** Makes the runs that are soon to come and ends requests that nobody answered. */
  readonly keepUp: (signal: AbortSignal) => Promise<void>;
}

/** What of the records announcements need. */
type AnnouncingCore = Pick<Core, "workspaces" | "clusters" | "events" | "eventSearch" | "people"> & {
  readonly database: Pick<Core["database"], "pool">;
};

interface AnnouncingParts {
  readonly chats: readonly Platform[];
  readonly posters: readonly Poster[];
  /** What is written down to be told is sent at once. */
  readonly notices: Pick<RunningNotices, "wake">;
  readonly log: Log;
  /** Tests give their own. */
  readonly time?: { readonly clock: Clock; readonly timing: Timing };
}

/** Announcements over these platforms; without any they can be written and looked at, and nothing is sent. */
export function openAnnouncing(
  core: AnnouncingCore,
  { chats, posters, notices, log, time = { clock, timing: realTiming } }: AnnouncingParts,
): Announcing {
  const store = waking(createAnnouncementStore(core.database.pool), notices);
  const byName = new Map(posters.map((poster) => [poster.platform as string, poster]));
  const digests = openDigests(core, { byName, clock: time.clock });
  const deliverer = createDeliverer({
    store: createDeliveryStore(core.database.pool),
    posters: byName,
    announce: ({ content, clusterName, number }) => announced(content, clusterName, number),
    digests,
    ...time,
    log,
    ended: () => notices.wake(),
  });
  const look = looking(core, { store, posters: byName, digests, clock: time.clock });
  const desk: AnnouncingDesk = {
    store,
    lookAhead: async (announcement) => await lookAhead(announcement, await look()),
    lookAtCorrection: async (announcement, deliveries) =>
      announcement.proposed === null ? null : await lookAtCorrection(announcement, deliveries, await look()),
    lookAtMessages: async (asked) => await lookAtMessages(asked, { ...(await look()), previewOn }),
    promise: async (announcement) => (await lookAhead(announcement, await look())).promised,
    identityOf: (account) => identityOf(account, core, chats),
    read: ({ body }) => plainText(readMarkdown(body)),
    eventsToCome: (clusters, readership) =>
      eventsToCome({ clusters, readership, now: time.clock.now() }, core.eventSearch),
    clock: time.clock,
    wake: () => deliverer.wake(),
  };
  return {
    desk,
    deliverer,
    keepUp: async (signal) => {
      const kept = await keepUp(desk, signal);
      if (kept.made + kept.expired > 0) log.info("announcements-kept-up", kept);
    },
  };
}

/** People are told of what somebody decided. */
function waking(store: AnnouncementStore, { wake }: Pick<RunningNotices, "wake">): AnnouncementStore {
  const then = <Result>(result: Result): Result => {
    wake();
    return result;
  };
  return {
    ...store,
    save: (...saving) => store.save(...saving).then(then),
    settle: (...settling) => store.settle(...settling).then(then),
    stop: (...stopping) => store.stop(...stopping).then(then),
    resume: (...resuming) => store.resume(...resuming).then(then),
  };
}

/** What looking at destinations needs, read once for all of them. */
function looking(
  core: AnnouncingCore,
  given: Pick<PromiseNeeds, "store" | "posters" | "digests" | "clock">,
): () => Promise<PromiseNeeds> {
  return async () => {
    const [clusters, regions] = await Promise.all([core.clusters.all(), regionsOf(core)]);
    const nameOf = (cluster: string): string => clusters.find(({ id }) => id === cluster)?.name ?? cluster;
    return {
      ...given,
      workspaces: core.workspaces,
      announce: ({ content, cluster, number }) => announced(content, nameOf(cluster), number),
      divisionOf: (cluster) => divisionOf(regions.get(cluster) ?? null),
      imageProblem: async (url) => {
        const fetched = await fetchPicture(url, { allowPrivateAddresses: false });
        return fetched.kind === "fetched" ? null : fetched.reason;
      },
    };
  };
}

function openDigests(
  { eventSearch, events, workspaces }: AnnouncingCore,
  { byName, clock: now }: { readonly byName: ReadonlyMap<string, Poster>; readonly clock: Clock },
): DigestSource {
  return createDigestSource({
    events: eventSearch,
    clusters: () => events.clusters(),
    workspaces,
    isOwnChannel: async (destination) => {
      const examined = await byName.get(destination.platform)?.examine(destination);
      return examined?.kind === "ready" && !examined.isShared;
    },
    clock: now,
    messages: english,
  });
}

/** What has no number yet is only looked at. */
function announced(content: AnnouncementContent, clusterName: string, number: number): Announced {
  const name = number === notSaved ? english.announcements.notNumbered : `A${number}`;
  return announcedOf(content, english.announcements.footer(clusterName, name));
}

const previewOn: PreviewOn = {
  slack: createAnnouncementMessages(english.posting).preview,
  discord: createAnnouncementPreview(english.posting),
};

async function regionsOf(core: AnnouncingCore): Promise<ReadonlyMap<string, string | null>> {
  return new Map((await core.events.clusters()).map(({ id, region }) => [id, region]));
}
