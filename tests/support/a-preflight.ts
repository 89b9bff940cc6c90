import { Temporal } from "temporal-polyfill";
import type { Planned, PlannedDestination } from "../../src/announcing/forecast.ts";
import type { Examined, RefusalReason } from "../../src/announcing/poster.port.ts";
import { type PreflightAsked, preflight } from "../../src/announcing/preflight.ts";
import { forecastNoteText, outcomeText, preflightTexts } from "../../src/commands/cards/preflight-text.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent, type Workspace } from "../../src/people/workspace.ts";
import { aWorkspace } from "./a-workspace.ts";

export const consent = { ...cautiousConsent, holds: false };
export const ready: Extract<Examined, { readonly kind: "ready" }> = {
  kind: "ready",
  channelName: "news",
  isShared: false,
  canReadBack: true,
  mayAttach: true,
};
export const refused = (reason: RefusalReason): Examined => ({
  kind: "refused",
  reason,
  detail: "",
});

const planned: Planned = {
  now: Temporal.Instant.from("2026-11-30T12:00:00Z"),
  schedule: { kind: "once", at: "2026-12-01T09:00", zone: null },
  lateBy: 120,
  cluster: "uktcg",
  audience: "public",
  content: { topic: "skills", image: null },
};

/** What is known of a destination, and of its workspace. */
export interface At extends Partial<Omit<PlannedDestination, "chosen">> {
  readonly workspace?: Partial<Workspace>;
}

/** A destination in a public channel of Leeds to which nothing stands in the way. */
export function at({ workspace = {}, ...rest }: At = {}): PlannedDestination {
  const one = aWorkspace(workspace);
  const [channel] = one.channels;
  if (channel === undefined) throw new Error("no channel");
  const destination = { platform: one.platform, workspace: one.externalId, channel: channel.channel };
  return {
    chosen: { destination, workspace: one, channel },
    examined: ready,
    division: "england-and-wales",
    parts: 1,
    listsToday: null,
    othersOn: () => 0,
    ...rest,
  };
}

/** A public announcement of the federation for tomorrow at nine, checked on a Monday at noon. */
export function check(
  destinations: readonly PlannedDestination[],
  changes: Partial<Planned> = {},
  asked: Partial<PreflightAsked> = {},
) {
  const found = preflight({
    planned: { ...planned, ...changes },
    destinations,
    leftOut: [],
    clustersWithout: [],
    imageProblem: null,
    isEventNarrower: false,
    eventChange: null,
    ...asked,
  });
  const words = english.preflight;
  return {
    found,
    /** For each destination what is shown: what happens, and the notes. */
    shown: found.forecasts.map((one) => [
      outcomeText(one, words),
      ...one.notes.map((note) => forecastNoteText(note, words)),
    ]),
    texts: preflightTexts(found, words),
  };
}
