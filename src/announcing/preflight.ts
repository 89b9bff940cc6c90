import type { EventChange } from "./about-event.ts";
import type { LeftOut } from "./choose-destinations.ts";
import { type Forecast, forecast, type Planned, type PlannedDestination } from "./forecast.ts";
import { createOutlook } from "./outlook.ts";

/** What is wrong with the announcement as a whole. */
export type PreflightProblem =
  /** Nothing in the aim is set up for such an announcement. */
  | { readonly problem: "no-destination" }
  /** There are destinations, but it would not go out to one of them, not even held. */
  | { readonly problem: "nothing-goes" }
  /** The event it is about is no longer for everybody it would reach. */
  | { readonly problem: "event-narrower" }
  /** The event was cancelled or moved since this was written. */
  | { readonly problem: "event-changed"; readonly change: EventChange }
  /** Said by whoever looked at the picture: one clause, “it is larger than 8 MB”. */
  | { readonly problem: "image"; readonly reason: string };

export interface PreflightAsked {
  readonly planned: Planned;
  readonly destinations: readonly PlannedDestination[];
  /** What `chooseDestinations` left out. */
  readonly leftOut: readonly LeftOut[];
  readonly clustersWithout: readonly string[];
  readonly imageProblem: string | null;
  readonly isEventNarrower: boolean;
  readonly eventChange: EventChange | null;
}

export interface Preflight {
  /** In the order of the destinations. */
  readonly forecasts: readonly Forecast[];
  readonly problems: readonly PreflightProblem[];
  readonly leftOut: readonly LeftOut[];
  readonly clustersWithout: readonly string[];
}

/** What each destination will see, when, and what is wrong, before anybody approves. */
export function preflight(asked: PreflightAsked): Preflight {
  const { planned, destinations, leftOut, clustersWithout, imageProblem, isEventNarrower, eventChange } =
    asked;
  const outlook = createOutlook(planned.schedule, planned.now);
  const forecasts = onePerChannel(destinations.map((destination) => forecast(planned, destination, outlook)));
  const goes = forecasts.some(({ outcome }) => outcome.kind === "goes" || outcome.kind === "held");
  const excepted = forecasts.some(
    ({ outcome }) => outcome.kind === "skipped" && outcome.reason === "excepted",
  );
  return {
    forecasts,
    leftOut,
    clustersWithout,
    problems: [
      ...(forecasts.length === 0 ? [{ problem: "no-destination" as const }] : []),
      // A repeat that skips one bank holiday everywhere goes out the next time.
      ...(forecasts.length > 0 && !goes && !excepted ? [{ problem: "nothing-goes" as const }] : []),
      ...(isEventNarrower ? [{ problem: "event-narrower" as const }] : []),
      ...(eventChange === null ? [] : [{ problem: "event-changed" as const, change: eventChange }]),
      ...(imageProblem === null ? [] : [{ problem: "image" as const, reason: imageProblem }]),
    ],
  };
}

/**
 * Workspaces that share a channel see it under one id: it gets the announcement once, from the first of them that it
 * goes out to. Ids of channels are unique on a platform, so the same destination named twice is one as well.
 */
function onePerChannel(forecasts: readonly Forecast[]): readonly Forecast[] {
  const takenBy = new Map<string, Forecast>();
  for (const one of forecasts) {
    const channel = channelOf(one);
    const isPosting = one.outcome.kind !== "will-fail" && one.outcome.kind !== "skipped";
    if (isPosting && !takenBy.has(channel)) takenBy.set(channel, one);
  }
  return forecasts.map((one) => {
    const taker = takenBy.get(channelOf(one));
    if (taker === undefined || taker === one) return one;
    const note = { note: "same-channel-as" as const, workspace: taker.chosen.workspace.name };
    return {
      ...one,
      outcome: { kind: "skipped", reason: "same-channel" },
      when: null,
      notes: [note, ...one.notes],
    };
  });
}

function channelOf({ chosen: { destination } }: Forecast): string {
  return `${destination.platform}/${destination.channel}`;
}
