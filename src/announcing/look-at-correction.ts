import type { Announcement, CorrectionReach } from "./announcement.ts";
import type { DeliveryShown } from "./announcement-store.port.ts";
import { partsAtMost } from "./forecast.ts";
import { isSaid } from "./is-said.ts";
import type { Examined, RefusalReason } from "./poster.port.ts";
import { createParts, examine, type PromiseNeeds, withEach } from "./promise.ts";

/** Why a correction would not reach a channel: `said-to-be-there` where only a person saw the post. */
export type CorrectionFailure = RefusalReason | "too-many-parts" | "said-to-be-there";

/** What a correction would come to in one channel that has the announcement, or is to get more of it. */
export interface CorrectionForecast {
  readonly delivery: DeliveryShown;
  readonly failure: CorrectionFailure | null;
  /**
   * Messages there now, and once corrected; null for a digest, whose text differs from place to place, and where nothing
   * that is there is changed.
   */
  readonly parts: { readonly now: number; readonly corrected: number } | null;
  /** Whether the earlier text stays until somebody there has seen the other. */
  readonly isHeld: boolean;
  readonly isUnknown: boolean;
}

/** What a correction that waits for its approval would come to, before anybody approves. */
export interface CorrectionLooked {
  readonly reach: CorrectionReach;
  readonly repeats: boolean;
  /** Of each post that would be changed; where nothing that is there is changed, of each channel once. */
  readonly forecasts: readonly CorrectionForecast[];
  /** Posts that are there, in so many channels, the first of them due then; null for none. */
  readonly posted: {
    readonly posts: number;
    readonly channels: number;
    readonly since: Date;
    readonly zone: string;
  } | null;
  /** What is wrong with its picture, in one clause. */
  readonly imageProblem: string | null;
}

type Needs = Pick<PromiseNeeds, "posters" | "announce" | "imageProblem">;

/** Null when no correction waits. Asks the platforms once about each channel that has the announcement. */
export async function lookAtCorrection(
  announcement: Announcement,
  deliveries: readonly DeliveryShown[],
  needs: Needs,
): Promise<CorrectionLooked | null> {
  const { proposed, content, cluster, number, digest, schedule } = announcement;
  if (proposed === null) return null;
  const { reach } = proposed;
  const partsOf = createParts({ content: proposed.content, cluster, number }, needs);
  const examineOnce = onceForEachChannel((delivery) => examine(delivery, needs));
  const image = proposed.content.image?.url ?? null;
  const isNewImage = image !== null && image !== content.image?.url;
  const reached = deliveries.filter(isReached);
  const looked = reach === "everywhere" ? reached : lastInEachChannel(deliveries);
  const forecasts = await withEach(looked, async (delivery): Promise<CorrectionForecast> => {
    const { platform } = delivery.destination;
    const examined = await examineOnce(delivery);
    const isKnown = digest === null && needs.posters.has(platform);
    const corrected = isKnown ? await partsOf(platform, null) : null;
    const isChanged = reach === "everywhere";
    return {
      delivery,
      failure:
        isChanged && delivery.receipts.some(isSaid)
          ? "said-to-be-there"
          : failureOf(examined, corrected ?? 1),
      parts: isChanged && corrected !== null ? { now: delivery.receipts.length, corrected } : null,
      isHeld: isChanged && delivery.approvesForItself,
      isUnknown: examined.kind === "unknown",
    };
  });
  const imageProblem = isNewImage ? await needs.imageProblem(image) : null;
  return { reach, repeats: schedule.kind === "repeat", forecasts, posted: postedOf(reached), imageProblem };
}

/** As the store's change `edit` has it. */
function isReached({ goal, state, receipts }: DeliveryShown): boolean {
  if (receipts.length === 0 || goal === "recall") return false;
  return (
    state === "done" || state === "refused" || (goal === "edit" && (state === "held" || state === "skipped"))
  );
}

function channelKey({ destination: { platform, workspace, channel } }: DeliveryShown): string {
  return `${platform} ${workspace} ${channel}`;
}

/** They come in the order of their promise. */
function lastInEachChannel(deliveries: readonly DeliveryShown[]): readonly DeliveryShown[] {
  const going = deliveries.filter(
    (one) => one.goal !== "recall" && (one.state !== "skipped" || isReached(one)),
  );
  return [...new Map(going.map((delivery) => [channelKey(delivery), delivery])).values()];
}

function postedOf(reached: readonly DeliveryShown[]): CorrectionLooked["posted"] {
  const [first] = reached;
  if (first === undefined) return null;
  const channels = new Set(reached.map(channelKey)).size;
  return { posts: reached.length, channels, since: first.dueAt, zone: first.zone };
}

function onceForEachChannel(
  look: (delivery: DeliveryShown) => Promise<Examined>,
): (delivery: DeliveryShown) => Promise<Examined> {
  const known = new Map<string, Promise<Examined>>();
  return (delivery) => {
    const found = known.get(channelKey(delivery)) ?? look(delivery);
    known.set(channelKey(delivery), found);
    return found;
  };
}

function failureOf(examined: Examined, parts: number): CorrectionFailure | null {
  if (examined.kind === "refused") return examined.reason;
  return parts > partsAtMost ? "too-many-parts" : null;
}
