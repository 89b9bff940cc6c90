import { Temporal } from "temporal-polyfill";
import type { Division } from "../calendar/bank-holidays.ts";
import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Workspace } from "../people/workspace.ts";
import type { WorkspaceStore } from "../people/workspace-store.port.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { Announcement } from "./announcement.ts";
import type { AnnouncementStore, PromisedOnDay } from "./announcement-store.port.ts";
import { type Choice, type ChosenDestination, chooseDestinations } from "./choose-destinations.ts";
import type { Promised } from "./decide.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { PlannedDestination } from "./forecast.ts";
import { planRuns, type RunDestination } from "./plan-runs.ts";
import type { Announced, Examined, Poster } from "./poster.port.ts";
import { type Preflight, preflight } from "./preflight.ts";

export interface PromiseNeeds {
  readonly store: Pick<AnnouncementStore, "promisedByDay">;
  readonly workspaces: Pick<WorkspaceStore, "all">;
  readonly posters: ReadonlyMap<string, Poster>;
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
}

/** Destinations are looked at together, but not hundreds at once. */
const examinedAtOnce = 20;

/** Asks the platforms about each destination; what they do not say in time is unknown, and no reason not to try. */
export async function lookAhead(announcement: Announcement, needs: PromiseNeeds): Promise<Looked> {
  const now = Temporal.Instant.fromEpochMilliseconds(needs.clock.now().getTime());
  const { content, schedule, cluster, aim, lateMinutes } = announcement;
  const choice = chooseDestinations(aim, await needs.workspaces.all());
  const announced = needs.announce({ content, cluster, number: announcement.number });
  const destinations = await planDestinations(choice, { announced, now }, needs);
  const looked = preflight({
    planned: { now, schedule, lateBy: lateMinutes, cluster, audience: aim.audience, content },
    destinations,
    leftOut: choice.leftOut,
    clustersWithout: choice.clustersWithout,
    imageProblem: content.image === null ? null : await needs.imageProblem(content.image.url),
  });
  const reachable = destinations.flatMap((destination, index): RunDestination[] => {
    const forecast = looked.forecasts[index];
    const { platform, workspace } = destination.chosen.destination;
    const lane = needs.posters.get(platform)?.laneOf(workspace);
    return forecast === undefined || lane === undefined ? [] : [{ ...destination, forecast, lane }];
  });
  const planned = planRuns({ announcement, destinations: reachable, now });
  const fingerprint = fingerprintOf({
    content,
    schedule,
    lateBy: lateMinutes,
    cluster,
    aim,
    destinations: choice.chosen.map(({ destination }) => destination),
  });
  const hasWay = planned.firstDue !== null || planned.until !== null;
  const isPossible = looked.problems.length === 0 && hasWay && !isOver(looked);
  return { preflight: looked, promised: { fingerprint, ...planned, isPossible } };
}

/** Everywhere its time is over by more than it may be. */
function isOver({ forecasts }: Preflight): boolean {
  return forecasts.length > 0 && forecasts.every(({ outcome }) => outcome.kind === "late");
}

async function planDestinations(
  { chosen }: Choice,
  { announced, now }: { readonly announced: Announced; readonly now: Temporal.Instant },
  needs: PromiseNeeds,
): Promise<readonly PlannedDestination[]> {
  const promised = await needs.store.promisedByDay(new Date(now.epochMilliseconds - 48 * 3_600_000));
  const parts = new Map([...needs.posters].map(([name, poster]) => [name, poster.preview(announced).length]));
  const planned: PlannedDestination[] = [];
  for (let from = 0; from < chosen.length; from += examinedAtOnce) {
    const some = chosen.slice(from, from + examinedAtOnce);
    planned.push(
      ...(await Promise.all(
        some.map(
          async (one): Promise<PlannedDestination> => ({
            chosen: one,
            examined: await examine(one, needs),
            division: one.workspace.cluster === null ? null : needs.divisionOf(one.workspace.cluster),
            parts: parts.get(one.destination.platform) ?? 1,
            othersOn: othersOn(one.workspace, promised),
          }),
        ),
      )),
    );
  }
  return planned;
}

async function examine({ destination }: ChosenDestination, { posters }: PromiseNeeds): Promise<Examined> {
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
