import type { Announcement, OfPosition } from "../../announcing/announcement.ts";
import type {
  AnnouncementChange,
  AnnouncementStore,
  NewDelivery,
} from "../../announcing/announcement-store.port.ts";
import { type Aim, chooseDestinations } from "../../announcing/choose-destinations.ts";
import type { Poster } from "../../announcing/poster.port.ts";
import type { AnnouncementContent } from "../../chat/rich-text.ts";
import type { PositionVersion } from "../../directory/positions/position.ts";
import type { PositionStore } from "../../directory/positions/position-store.port.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import type { Messages } from "../../messages/english.ts";
import type { WorkspaceStore } from "../../people/workspace-store.port.ts";
import { type Audience, isWider } from "../../shared/audience.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { commentsInCall } from "./call-comments.ts";
import { callContent, outcomeContent } from "./call-content.ts";

export interface SyncNeeds {
  readonly positions: PositionStore;
  readonly announcements: Pick<AnnouncementStore, "create" | "deliveries" | "ofPosition" | "save">;
  readonly workspaces: Pick<WorkspaceStore, "all">;
  readonly posters: ReadonlyMap<string, Pick<Poster, "laneOf">>;
  readonly messages: Messages;
  readonly clock: Clock;
  /** Whoever delivers looks at once. */
  readonly wake: () => void;
}

const byTime: Doing = { actor: "platform", place: "platform" };
/** Nobody is asked twice because the bot was away for a day. */
const lateMinutes = 24 * 60;

/**
 * Makes what clusters see of a version what it is now: the call with its tally while they are asked, the same without
 * buttons once that is over, and then its outcome, also where there was no time for a call. Doing it again changes nothing; of two processes that do it at once one
 * finds that the other was there, and nothing is posted twice. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function syncPosition(version: string, needs: SyncNeeds): Promise<void> {
  const consultation = await needs.positions.consultation(version);
  if (consultation === null || consultation.version.status === "draft") return;
  const isOpen = consultation.version.status === "consulting";
  const call = await needs.announcements.ofPosition({ version, role: "call" });
  if (call === null && !isOpen && !isToldWithoutCall(consultation.version)) return;
  if (call !== null || isOpen) {
    const comments = await needs.positions.comments(version, { skip: 0, most: commentsInCall });
    const content = callContent(consultation, needs.messages, comments);
    await showAs(consultation, { role: "call", content }, needs);
  }
  if (isOpen) return needs.wake();
  const versions = await needs.positions.versions(consultation.version.position.id);
  const replaced =
    versions.find(
      (one) =>
        one.status === "superseded" &&
        one.version < consultation.version.version &&
        one.effectiveFrom !== null,
    ) ?? null;
  const outcome = outcomeContent(consultation, { replaced }, needs.messages);
  await showAs(consultation, { role: "outcome", content: outcome }, needs);
  needs.wake();
}

/**
 * It began and ended while the bot was away: what came of it is told all the same. What was imported was put to nobody,
 * and of what was taken back before anybody saw it there is nothing to tell.
 */
function isToldWithoutCall({ openedAt, withdrawnBecause }: PositionVersion): boolean {
  return openedAt !== null && withdrawnBecause !== "taken-back";
}

interface Shown {
  readonly role: OfPosition["role"];
  readonly content: AnnouncementContent;
}

async function showAs(consultation: Consultation, { role, content }: Shown, needs: SyncNeeds): Promise<void> {
  const { announcements } = needs;
  const position = { version: consultation.version.id, role };
  const present = await announcements.ofPosition(position);
  if (present !== null && present.state !== "draft")
    return await correct(
      present,
      { content, ...changesOf(present.aim, consultation), audience: audienceOf(consultation, role, needs) },
      needs,
    );
  const made = present ?? (await create(consultation, { role, content }, needs));
  const deliveries = await deliveriesOf(made.aim, needs);
  const now = needs.clock.now();
  const runs = { made: [{ slot: "now", deliveries }], until: null };
  await announcements.save(
    made.id,
    { state: "approved", content, runs },
    { revision: made.revision, move: "approve", by: byTime, now },
  );
}

interface Correction {
  readonly content: AnnouncementContent;
  readonly added: readonly string[];
  readonly left: readonly string[];
  /** Whom it is for by now: more people, once an embargo is over. */
  readonly audience: Audience;
}

/** Clusters that are asked since it was posted, once it is over nobody, and those that are not asked any more. */
function changesOf({ clusters }: Aim, { version, asked }: Consultation): Pick<Correction, "added" | "left"> {
  if (clusters === "all") return { added: [], left: [] };
  const present = asked.filter(({ leftAt }) => leftAt === null).map(({ cluster }) => cluster);
  const isOpen = version.status === "consulting";
  return {
    added: isOpen ? present.filter((cluster) => !clusters.includes(cluster)) : [],
    left: clusters.filter((cluster) => cluster !== version.position.owner && !present.includes(cluster)),
  };
}

/** Nothing where it says the same already to all it is for; what was cancelled or taken back stays so. */
async function correct(present: Announcement, correction: Correction, needs: SyncNeeds): Promise<void> {
  const { id, revision, state, content: before, aim } = present;
  const { content, added, left, audience } = correction;
  const isForSame = added.length + left.length === 0 && !isWider(audience, aim.audience);
  const isSame = isForSame && JSON.stringify(sorted(before)) === JSON.stringify(sorted(content));
  if (isSame || (state !== "approved" && state !== "finished")) return;
  const expected = { revision, move: "tally", by: byTime, now: needs.clock.now() } as const;
  const change = { content, deliveries: "edit" } as const;
  const forOthers = isForSame ? {} : await forOthersToo(present, correction, needs);
  await needs.announcements.save(id, { ...change, ...forOthers }, expected);
}

/** It goes to those who were added as well, in a run of its own, but not again to a channel that has it. */
async function forOthersToo(
  { id, aim, revision }: Announcement,
  { added, left, audience }: Correction,
  needs: SyncNeeds,
): Promise<AnnouncementChange> {
  const clusters = [aim.clusters, added].flat().filter((cluster) => !left.includes(cluster));
  const isForMore = isWider(audience, aim.audience);
  const wider = { ...aim, clusters, audience: isForMore ? audience : aim.audience };
  const change = { leaves: left, aim: wider };
  if (added.length === 0 && !isForMore) return change;
  const present = await needs.announcements.deliveries(id);
  const there = new Set(
    present.filter(({ goal }) => goal !== "recall").map(({ destination }) => destination.channel),
  );
  const theirs = await deliveriesOf(isForMore ? wider : { ...wider, clusters: [...added] }, needs);
  const deliveries = theirs.filter(({ channel }) => !there.has(channel));
  const made = [{ slot: `asked ${revision}`, deliveries }];
  return { ...change, state: "approved", runs: { made, until: null } };
}

/** As the database gives it back: without what is undefined, its fields in one order. */
function sorted(content: AnnouncementContent): unknown {
  const { title, body, topic, link, image, buttons = [] } = content;
  return [
    title,
    body,
    topic,
    link,
    image,
    buttons.map(({ label, command, text, style }) => [label, command, text, style]),
  ];
}

async function create(
  consultation: Consultation,
  { role, content }: Shown,
  needs: SyncNeeds,
): Promise<Announcement> {
  const { version, asked } = consultation;
  const { position, author } = version;
  const clusters = asked.filter(({ leftAt }) => leftAt === null).map(({ cluster }) => cluster);
  return await needs.announcements.create(
    {
      cluster: position.owner,
      author: author ?? byTime.actor,
      content,
      aim: {
        audience: audienceOf(consultation, role, needs),
        clusters: [...new Set([position.owner, ...clusters])],
        platforms: ["slack", "discord"],
      },
      schedule: { kind: "now" },
      digest: null,
      event: null,
      position: { version: version.id, role },
      lateMinutes,
    },
    byTime,
  );
}

/**
 * What is not adopted yet, or under embargo, is shown in channels only that nobody but members gets into. What was never
 * the line is known to those who were asked, and to nobody else.
 */
function audienceOf(
  { version: { position, embargoUntil, effectiveFrom } }: Consultation,
  role: OfPosition["role"],
  { clock }: Pick<SyncNeeds, "clock">,
): Audience {
  const isSecret =
    role === "call" || effectiveFrom === null || (embargoUntil !== null && embargoUntil > clock.now());
  return isSecret && position.audience === "public" ? "members" : position.audience;
}

/** A channel that two workspaces share gets it once. */
async function deliveriesOf(aim: Aim, { workspaces, posters, clock }: SyncNeeds): Promise<NewDelivery[]> {
  const { chosen } = chooseDestinations(aim, await workspaces.all(), "positions");
  const byChannel = new Map(
    chosen.map((one) => [`${one.destination.platform}/${one.destination.channel}`, one]),
  );
  return [...byChannel.values()].flatMap(({ destination, workspace }): NewDelivery[] => {
    const lane = posters.get(destination.platform)?.laneOf(destination.workspace);
    if (lane === undefined) return [];
    const { channel } = destination;
    const dueAt = clock.now();
    return [{ workspaceId: workspace.id, channel, channelName: "", lane, dueAt, kind: "goes", notes: [] }];
  });
}
