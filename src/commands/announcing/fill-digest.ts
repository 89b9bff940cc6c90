import { Temporal } from "temporal-polyfill";
import type { Digest } from "../../announcing/digest.ts";
import type { DigestFilled, DigestSource } from "../../announcing/digest-source.port.ts";
import { escapeMarkdown } from "../../announcing/escape-markdown.ts";
import type { Destination } from "../../announcing/poster.port.ts";
import { toInstant, ukZone, wallTimeAt } from "../../calendar/zones.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import type { EventFilter, EventSearch, FoundEvent } from "../../directory/events/event-search.port.ts";
import type { EventsCluster } from "../../directory/events/event-store.port.ts";
import { regionPlaces } from "../../directory/places/region-places.ts";
import type { Messages } from "../../messages/english.ts";
import { readershipFor } from "../../people/readership.ts";
import type { Workspace } from "../../people/workspace.ts";
import type { WorkspaceStore } from "../../people/workspace-store.port.ts";
import { publicReadership, type Readership } from "../../shared/audience.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { priceText, whenOf, whereText } from "../cards/event-text.ts";

export interface FillingNeeds {
  readonly events: Pick<EventSearch, "find">;
  readonly clusters: () => Promise<readonly EventsCluster[]>;
  readonly workspaces: Pick<WorkspaceStore, "find">;
  /** Whether nobody but the workspace's own people sees the channel; false where that cannot be found out. */
  readonly isOwnChannel: (destination: Destination) => Promise<boolean>;
  readonly clock: Clock;
  readonly messages: Messages;
}

/** A channel reads no further. */
const listedAtMost = 25;
const nothingAsked = { words: [], match: "all", isOnline: null, isFree: null, limit: 200 } as const;

export function createDigestSource(needs: FillingNeeds): DigestSource {
  return {
    fill: async (digest, destination) => {
      const workspace = await needs.workspaces.find(destination.platform, destination.workspace);
      if (workspace === null || workspace.cluster === null || workspace.state !== "confirmed") return null;
      const clusters = await needs.clusters();
      const readership = await channelReadership(workspace, destination, { ...needs, known: clusters });
      const own = clusters.find(({ id }) => id === workspace.cluster);
      const events = await eventsIn(own ?? null, { window: windowOf(digest, needs), readership }, needs);
      return events.length === 0 ? null : listOf(events, needs.messages);
    },
  };
}

/** What everybody who sees the channel may read, as it is set up now. */
async function channelReadership(
  { cluster, channels }: Workspace,
  destination: Destination,
  { known, isOwnChannel }: Pick<FillingNeeds, "isOwnChannel"> & { readonly known: readonly EventsCluster[] },
): Promise<Readership> {
  const audience = channels.find(({ channel }) => channel === destination.channel)?.audience ?? "public";
  const federation = known.find(({ isFederation }) => isFederation)?.id;
  if (cluster === null || federation === undefined || audience === "public") return publicReadership;
  return (await isOwnChannel(destination)) ? readershipFor(audience, cluster, federation) : publicReadership;
}

/** From now to the end of the last day, by the clock in the United Kingdom. */
function windowOf({ days }: Digest, { clock }: FillingNeeds): NonNullable<EventFilter["window"]> {
  const from = clock.now();
  const now = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(from.getTime()), ukZone);
  const end = now.toPlainDate().add({ days }).toPlainDateTime();
  return { from, until: new Date(toInstant(end, ukZone).epochMilliseconds) };
}

/** The cluster's own and those in its region; of the federation all there are. */
async function eventsIn(
  cluster: EventsCluster | null,
  { window, readership }: { readonly window: EventFilter["window"]; readonly readership: Readership },
  { events }: FillingNeeds,
): Promise<readonly FoundEvent[]> {
  if (cluster === null) return [];
  const places = regionPlaces(cluster.region).map(({ id }) => id);
  const ofOwn = { clusters: cluster.isFederation ? null : [cluster.id], places: null };
  const ofRegion = cluster.isFederation || places.length === 0 ? [] : [{ clusters: null, places }];
  const found = await Promise.all(
    [ofOwn, ...ofRegion].map((asked) => events.find({ ...nothingAsked, ...asked, window }, readership)),
  );
  const each = new Map(found.flatMap((one) => one.events.map((event) => [event.occurrenceId, event])));
  return [...each.values()]
    .filter(({ status }) => status !== "cancelled")
    .toSorted((left, right) => (startText(left) < startText(right) ? -1 : 1));
}

function startText({ time }: FoundEvent): string {
  return time.kind === "timed" ? time.startsAt : time.day;
}

function listOf(events: readonly FoundEvent[], messages: Messages): DigestFilled {
  const lines = events.slice(0, listedAtMost).map((event) => lineOf(event, messages));
  const more = events.length - lines.length;
  const isSample = events.slice(0, listedAtMost).some((event) => event.isSample);
  return {
    items: events.length,
    markdown: [
      lines.join("\n"),
      ...(more > 0 ? [messages.digests.more(more)] : []),
      ...(isSample ? [messages.directory.sample] : []),
    ].join("\n\n"),
  };
}

/** `- **Thursday 3 December 2026, 18:00–20:00 GMT**: [Cloud Night](https://…), Old Mill, free` */
function lineOf(event: FoundEvent, { directory: { events: words } }: Messages): string {
  const url = event.url === null ? null : safeUrl(event.url);
  const title = shown(event.title, 150);
  const status = words.status[event.status];
  const facts = [
    `${url === null ? title : `[${title}](${url})`}${status === "" ? "" : ` (${status})`}`,
    shown(whereText(event, words) ?? "", 120),
    shown(priceText(event, words) ?? "", 60),
    event.audience === "public" ? "" : shown(words.forMembers, 60),
  ].filter((fact) => fact !== "");
  return `- **${shown(whenOf(event.time, words), 200)}**: ${facts.join(", ")}`;
}

function shown(text: string, characters: number): string {
  return escapeMarkdown(text.length <= characters ? text : `${text.slice(0, characters - 1)}…`);
}
