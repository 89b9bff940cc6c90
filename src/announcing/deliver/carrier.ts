import type { Clock } from "../../shared/clock.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import type {
  BegunDelivery,
  ContentToShow,
  DeliveryEnd,
  DeliveryOutcome,
  DeliveryStore,
  DueDelivery,
  Swept,
} from "../delivery-store.port.ts";
import type { DigestSource } from "../digest-source.port.ts";
import type { Announced, Destination, Poster, RefusalReason } from "../poster.port.ts";
import { type AttemptEnd, attempt } from "./attempt.ts";
import { createBatches } from "./batches.ts";
import { createContents } from "./contents.ts";
import type { Lane } from "./lane.ts";
import type { Timing } from "./timing.ts";
import { createTurnstile } from "./turnstile.ts";

export interface CarrierNeeds {
  readonly store: DeliveryStore;
  readonly posters: ReadonlyMap<string, Poster>;
  /** What a destination is shown of an announcement. */
  readonly announce: (shown: ContentToShow) => Announced;
  readonly digests: DigestSource;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly log: Log;
  /** Told of what ended, and of what came to nothing: people want to hear of it. Never throws. */
  readonly ended: (told: DeliveriesEnded) => void;
}

export interface DeliveriesEnded {
  /** Announcements of which a delivery has ended. */
  readonly announcements: readonly string[];
  readonly swept: readonly Swept[];
  /** Workspaces that refuse the bot itself. */
  readonly troubled: readonly { readonly destination: Destination; readonly reason: RefusalReason }[];
}

/** Longer than this a delivery that was begun does not wait until it may be sent; it goes back. */
const longestTurn = 2_000;
/**
 * So long after the ledger said yes something may still be sent. Another process that took over meanwhile looks up what
 * is in doubt; on Slack, where nothing but that keeps two of them apart, it posts after a minute at the soonest.
 */
const sendsWithin = 10_000;
/** How long an outcome waits to be recorded while the database is away: 60 times 5 s. */
const recordingAttempts = 60;
const recordingPauseMilliseconds = 5_000;

/** Takes one delivery from its beginning in the ledger to its outcome there. */
export interface Carrier {
  /** Never throws. */
  carryOut(due: DueDelivery, lane: Lane): Promise<void>;
  /** Begins nothing more. */
  stop(): void;
}

export function createCarrier(needs: CarrierNeeds): Carrier {
  const { log } = needs;
  const ledger = createLedger(needs);
  const attempting = createAttempting(needs, ledger);
  return {
    carryOut: async (due, lane) => {
      try {
        const permit = createPermit(needs);
        const begun = ledger.isStopping() ? null : await ledger.begin(due.id);
        if (begun === null) return;
        const end = await attempting(begun, { lane, permit });
        if (end.kind === "interrupted") return;
        await ledger.record({ id: begun.id, end });
        if (end.kind === "wait" || end.kind === "part") return;
        const { destination } = begun;
        needs.ended({
          announcements: end.kind === "circuit" ? [] : [begun.announcement],
          swept: [],
          troubled: end.kind === "circuit" ? [{ destination, reason: end.reason }] : [],
        });
      } catch (error) {
        log.error("delivery-interrupted", { delivery: due.id, code: codeOf(error), error });
      }
    },
    stop: ledger.stop,
  };
}

interface Ledger {
  readonly begin: (id: string) => Promise<BegunDelivery | null>;
  /** Whether it goes on with its next part. */
  readonly record: (outcome: DeliveryOutcome) => Promise<boolean>;
  readonly isStopping: () => boolean;
  readonly stop: () => void;
}

/** What is begun and what has ended in the same few milliseconds is one statement each. */
function createLedger({ store, clock, timing, log }: CarrierNeeds): Ledger {
  let stopping = false;
  /** What was posted is recorded even when the database comes back only minutes later; else it would be in doubt. */
  const recordAtLast = async (outcomes: readonly DeliveryOutcome[]): Promise<readonly string[]> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await store.record(outcomes, clock.now());
      } catch (error) {
        if (tried === recordingAttempts || stopping) throw error;
        log.warn("deliveries-not-recorded-yet", { count: outcomes.length, code: codeOf(error) });
        await new Promise<void>((resolve) => void timing.after(recordingPauseMilliseconds, resolve));
      }
    }
  };
  return {
    begin: createBatches<string, BegunDelivery | null>(async (ids) => {
      const begun = new Map((await store.begin(ids, clock.now())).map((one) => [one.id, one]));
      return ids.map((id) => begun.get(id) ?? null);
    }),
    record: createBatches<DeliveryOutcome, boolean>(async (outcomes) => {
      const going = new Set(await recordAtLast(outcomes));
      return outcomes.map(({ id }) => going.has(id));
    }),
    isStopping: () => stopping,
    stop: () => {
      stopping = true;
    },
  };
}

interface Permit {
  readonly isValid: () => boolean;
  /** The ledger is asked anew. */
  readonly renew: () => void;
}

/** A clock that only goes on may stand still while the computer is suspended; the other may be set back. */
function createPermit({ clock, timing }: Pick<CarrierNeeds, "clock" | "timing">): Permit {
  const present = () => ({ elapsed: timing.elapsed(), now: clock.now().getTime() });
  let asked = present();
  return {
    isValid: () => {
      const { elapsed, now } = present();
      return Math.max(elapsed - asked.elapsed, now - asked.now) < sendsWithin;
    },
    renew: () => {
      asked = present();
    },
  };
}

interface Sending {
  readonly lane: Lane;
  readonly permit: Permit;
}

function createAttempting(needs: CarrierNeeds, { record, isStopping }: Ledger) {
  const { clock, log } = needs;
  const contents = createContents(needs);
  const throughTurnstile = createTurnstile();
  const later = (milliseconds: number, doubtSince: Date | null): DeliveryEnd => {
    return { kind: "wait", at: new Date(clock.now().getTime() + milliseconds), doubtSince };
  };
  return async (begun: BegunDelivery, { lane, permit }: Sending): Promise<AttemptEnd> => {
    const { channel, platform } = begun.destination;
    const poster = needs.posters.get(platform);
    // Its platform was switched off, or nobody can say what to show: another process may know, or a minute later.
    if (poster === undefined) return later(60_000, begun.doubtSince);
    const toShow = await contents.of(begun).catch((error: unknown) => {
      log.warn("delivery-not-filled", { delivery: begun.id, code: codeOf(error), error });
      return { kind: "unknown" } as const;
    });
    if (toShow.kind === "unknown") return later(60_000, begun.doubtSince);
    if (toShow.kind === "leave-out") return { kind: "skipped", reason: toShow.reason };
    const wait = await lane.turn(channel, longestTurn);
    if (wait > 0 || isStopping()) return later(wait, begun.doubtSince);
    try {
      await throughTurnstile();
      return await attempt(begun, toShow.texts, {
        poster,
        now: () => clock.now(),
        maySend: permit.isValid,
        progress: async (end) => {
          lane.answered(channel);
          permit.renew();
          if (!(await record({ id: begun.id, end }))) return { kind: "interrupted" };
          const untilNext = await lane.turn(channel, longestTurn);
          return untilNext > 0 ? later(untilNext, null) : "goes-on";
        },
        pause: (scope, seconds) => lane.pause(scope === "channel" ? "channel" : "lane", channel, seconds),
      });
    } catch (error) {
      log.error("delivery-failed", { delivery: begun.id, code: codeOf(error), error });
      return { kind: "unconfirmed", receipts: begun.receipts, isLast: false };
    } finally {
      lane.answered(channel);
    }
  };
}
