import { Temporal } from "temporal-polyfill";
import type { Division } from "../calendar/bank-holidays.ts";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Workspace } from "../people/workspace.ts";
import type { WorkspaceStore } from "../people/workspace-store.port.ts";
import type { Clock } from "../shared/clock.port.ts";
import { mayHear } from "./about-event.ts";
import type { Announcement } from "./announcement.ts";
import type { AnnouncementStore, PromisedOnDay } from "./announcement-store.port.ts";
import { type Choice, type ChosenDestination, chooseDestinations } from "./choose-destinations.ts";
import type { Digest } from "./digest.ts";
import type { DigestFilled, DigestSource } from "./digest-source.port.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { PlannedDestination } from "./forecast.ts";
import { planRuns, type RunDestination } from "./plan-runs.ts";
import type { Announced, Examined, Poster } from "./poster.port.ts";
import { type Preflight, preflight } from "./preflight.ts";
import type { Promised } from "./promised.ts";
import { takeOverOf } from "./replacing.ts";
import { withFilled } from "./with-filled.ts";

export interface PromiseNeeds {
  readonly store: Pick<AnnouncementStore, "promisedByDay" | "byId" | "deliveries">;
  readonly workspaces: Pick<WorkspaceStore, "all">;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly digests: DigestSource;
  /** As a destination would be shown it. */
  readonly announce: (shown: {
    readonly content: AnnouncementContent;
    readonly cluster: string;
    readonly number: number;
  }) => Announced;
  /** Whose bank holidays count in a cluster's region; null for none. */
  readonly divisionOf: (cluster: string) => Division | null;
  /** What is wrong with a picture, in one clause; null when nothing is. */
  readonly imageProblem: (url: string) => Promise<string | null>;
  readonly clock: Clock;
}

/** What an announcement promises as it is, where the workspaces are as they are. */
export interface Looked {
  readonly preflight: Preflight;
  readonly promised: Promised;
  /** What a digest would say today, in one of its destinations; null for what is none, or where nothing is on. */
  readonly today: { readonly chosen: ChosenDestination; readonly filled: string } | null;
}

/** Destinations are looked at together, but not hundreds at once. */
const examinedAtOnce = 20;

/** Asks the platforms about each destination; what they do not say in time is unknown, and no reason not to try. */
export async function lookAhead(written: Announcement, needs: PromiseNeeds): Promise<Looked> {
  const now = Temporal.Instant.fromEpochMilliseconds(needs.clock.now().getTime());
  const takeOver = await takeOverOf(written, { store: needs.store, now });
  const announcement = takeOver === null ? written : { ...written, schedule: takeOver.schedule };
  const { content, schedule, cluster, aim, digest, about, lateMinutes } = announcement;
  const choice = chooseDestinations(
    aim,
    await needs.workspaces.all(),
    digest === null ? "announcements" : "digests",
  );
  const filled = digest === null ? null : await fillAll(digest, choice.chosen, needs);
  const destinations = await planDestinations(choice, { announcement, filled, now }, needs);
  const looked = preflight({
    planned: { now, schedule, lateBy: lateMinutes, cluster, audience: aim.audience, content },
    destinations,
    leftOut: choice.leftOut,
    clustersWithout: choice.clustersWithout,
    imageProblem: content.image === null ? null : await needs.imageProblem(content.image.url),
    isEventNarrower: !mayHear(aim, about),
    eventChange: about?.change ?? null,
  });
  const reachable = destinations.flatMap((destination, index): RunDestination[] => {
    const forecast = looked.forecasts[index];
    const { platform, workspace } = destination.chosen.destination;
    const lane = needs.posters.get(platform)?.laneOf(workspace);
    return forecast === undefined || lane === undefined ? [] : [{ ...destination, forecast, lane }];
  });
  // What repeats is made by time alone: nobody looks at the problems then.
  const planned = planRuns({ announcement, destinations: mayHear(aim, about) ? reachable : [], now });
  const fingerprint = fingerprintOf({
    content,
    // What is left out of it changes from day to day.
    schedule: written.schedule,
    lateBy: lateMinutes,
    cluster,
    aim,
    digest,
    event: about?.event ?? null,
    replaces: written.replaces?.id,
    destinations: choice.chosen.map(({ destination, workspace: { consent } }) =>
      schedule.kind === "once" && schedule.zone === null
        ? { ...destination, zone: consent.zone }
        : destination,
    ),
  });
  const hasWay = planned.firstDue !== null || planned.until !== null;
  const isPossible = looked.problems.length === 0 && hasWay && !isOver(looked);
  return {
    preflight: looked,
    promised: { fingerprint, ...planned, isPossible, takeOver },
    today: todayOf(choice, filled),
  };
}

type FilledThere = ReadonlyMap<ChosenDestination, DigestFilled | null>;

async function fillAll(
  digest: Digest,
  chosen: readonly ChosenDestination[],
  { digests }: PromiseNeeds,
): Promise<FilledThere> {
  const filled = new Map<ChosenDestination, DigestFilled | null>();
  for (const one of chosen) filled.set(one, await digests.fill(digest, one.destination));
  return filled;
}

/** Of the first destination where something is on. */
function todayOf({ chosen }: Choice, filled: FilledThere | null): Looked["today"] {
  for (const one of chosen) {
    const found = filled?.get(one);
    if (found != null) return { chosen: one, filled: found.markdown };
  }
  return null;
}

/** Everywhere its time is over by more than it may be. */
function isOver({ forecasts }: Preflight): boolean {
  return forecasts.length > 0 && forecasts.every(({ outcome }) => outcome.kind === "late");
}

interface Planning {
  readonly announcement: Announcement;
  /** What a digest would say in each destination; null for what is none. */
  readonly filled: FilledThere | null;
  readonly now: Temporal.Instant;
}

async function planDestinations(
  { chosen }: Choice,
  { announcement, filled, now }: Planning,
  needs: PromiseNeeds,
): Promise<readonly PlannedDestination[]> {
  // What it takes the place of does not count beside it.
  const promised = await needs.store.promisedByDay(
    new Date(now.epochMilliseconds - 48 * 3_600_000),
    announcement.replaces?.id,
  );
  const partsOf = createParts(announcement, needs);
  return await withEach(
    chosen,
    async (one): Promise<PlannedDestination> => ({
      chosen: one,
      examined: await examine(one, needs),
      division: one.workspace.cluster === null ? null : needs.divisionOf(one.workspace.cluster),
      parts: await partsOf(one.destination.platform, filled?.get(one)?.markdown ?? null),
      listsToday: filled === null ? null : (filled.get(one)?.items ?? 0),
      othersOn: othersOn(one.workspace, promised),
    }),
  );
}

/** Of each place where something is or will be shown, some at a time; in their order. */
export async function withEach<Place, Found>(
  places: readonly Place[],
  find: (place: Place) => Promise<Found>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < places.length; from += examinedAtOnce)
    found.push(...(await Promise.all(places.slice(from, from + examinedAtOnce).map(find))));
  return found;
}

/** How many messages it takes on a platform, worked out once for each text. */
export function createParts(
  { content, cluster, number }: Pick<Announcement, "content" | "cluster" | "number">,
  { posters, announce }: Pick<PromiseNeeds, "posters" | "announce">,
) {
  const known = new Map<string, Promise<number>>();
  const count = async (platform: string, filled: string | null): Promise<number> => {
    const announced = await announce({ content: withFilled(content, filled), cluster, number });
    return posters.get(platform)?.preview(announced).length ?? 1;
  };
  return (platform: string, filled: string | null): Promise<number> => {
    const key = `${platform} ${filled ?? ""}`;
    const found = known.get(key) ?? count(platform, filled);
    known.set(key, found);
    return found;
  };
}

export async function examine(
  { destination }: Pick<ChosenDestination, "destination">,
  { posters }: Pick<PromiseNeeds, "posters">,
): Promise<Examined> {
  const poster = posters.get(destination.platform);
  return poster === undefined
    ? { kind: "unknown", detail: "not connected" }
    : await poster.examine(destination);
}

function othersOn({ id }: Workspace, promised: readonly PromisedOnDay[]): (day: string) => number {
  const days = new Map(
    promised.filter(({ workspaceId }) => workspaceId === id).map(({ day, count }) => [day, count]),
  );
  return (day) => days.get(day) ?? 0;
}
