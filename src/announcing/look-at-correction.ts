import type { Announcement } from "./announcement.ts";
import type { DeliveryShown } from "./announcement-store.port.ts";
import { partsAtMost } from "./forecast.ts";
import { isSaid } from "./is-said.ts";
import type { Examined, RefusalReason } from "./poster.port.ts";
import { createParts, examine, type PromiseNeeds, withEach } from "./promise.ts";

/** Why a correction would not reach a channel: `said-to-be-there` where only a person saw the post. */
export type CorrectionFailure = RefusalReason | "too-many-parts" | "said-to-be-there";

/** What a correction would come to in one channel that has the announcement. */
export interface CorrectionForecast {
  readonly delivery: DeliveryShown;
  readonly failure: CorrectionFailure | null;
  /** Messages there now, and once corrected; null for a digest, whose text differs from place to place. */
  readonly parts: { readonly now: number; readonly corrected: number } | null;
  /** Whether the earlier text stays until somebody there has seen the other. */
  readonly isHeld: boolean;
  readonly isUnknown: boolean;
}

/** What a correction that waits for its approval would come to, before anybody approves. */
export interface CorrectionLooked {
  readonly forecasts: readonly CorrectionForecast[];
  /** What is wrong with its picture, in one clause. */
  readonly imageProblem: string | null;
}

type Needs = Pick<PromiseNeeds, "posters" | "announce" | "imageProblem">;

/** Null when no correction waits. Asks the platforms about each channel that has the announcement. */
export async function lookAtCorrection(
  announcement: Announcement,
  deliveries: readonly DeliveryShown[],
  needs: Needs,
): Promise<CorrectionLooked | null> {
  const { proposed, content, cluster, number, digest } = announcement;
  if (proposed === null) return null;
  const partsOf = createParts({ content: proposed.content, cluster, number }, needs);
  const image = proposed.content.image?.url ?? null;
  const isNewImage = image !== null && image !== content.image?.url;
  const forecasts = await withEach(deliveries.filter(isReached), async (delivery) => {
    const { platform } = delivery.destination;
    const examined = await examine(delivery, needs);
    const isKnown = digest === null && needs.posters.has(platform);
    const parts = isKnown
      ? { now: delivery.receipts.length, corrected: await partsOf(platform, null) }
      : null;
    return {
      delivery,
      failure: failureOf(delivery, examined, parts?.corrected ?? 1),
      parts,
      isHeld: delivery.approvesForItself,
      isUnknown: examined.kind === "unknown",
    };
  });
  return { forecasts, imageProblem: isNewImage ? await needs.imageProblem(image) : null };
}

/** As the store's change `edit` has it. */
function isReached({ goal, state, receipts }: DeliveryShown): boolean {
  return receipts.length > 0 && goal !== "recall" && (state === "done" || state === "refused");
}

function failureOf({ receipts }: DeliveryShown, examined: Examined, parts: number): CorrectionFailure | null {
  if (receipts.some(isSaid)) return "said-to-be-there";
  if (examined.kind === "refused") return examined.reason;
  return parts > partsAtMost ? "too-many-parts" : null;
}
