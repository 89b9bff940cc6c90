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
import type { Announced, Destination, Poster, RefusalReason } from "../poster.port.ts";
import { type AttemptEnd, attempt, type Texts } from "./attempt.ts";
import { createBatches } from "./batches.ts";
import { createContents } from "./contents.ts";
import { createLane, type Lane } from "./lane.ts";
import type { Timing } from "./timing.ts";

export interface DelivererNeeds {
  readonly store: DeliveryStore;
  readonly posters: ReadonlyMap<string, Poster>;
  /** What a destination is shown of an announcement. */
  readonly announce: (shown: ContentToShow) => Announced;
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

/** Carries out what the ledger promises, for as long as it runs. */
export interface Deliverer {
  start(): void;
  /** Something is due that was not before. */
  wake(): void;
  /** Begins nothing more, lets what is under way end, gives its lanes back. Never throws. */
  stop(): Promise<void>;
}

const roundMilliseconds = 1_000;
/** Lanes are taken, and deliveries fetched, so long before they are due. */
const aheadMilliseconds = 3_000;
/** Lanes are renewed five times within their lease. */
const renewals = 5;
/** Lanes taken in one round; what is left another process may take meanwhile. */
const lanesAtOnce = 50;
/** Deliveries of a lane held in memory; fewer than the low mark, and more are fetched. */
const heldAtMost = 200;
const lowMark = 100;
/** Longer than this a delivery that was begun does not wait until it may be sent; it goes back. */
const longestTurn = 2_000;
/** A lane without work is kept for so many rounds, since more often comes. */
const idleRounds = 10;
const stopMilliseconds = 12_000;
/** How long an outcome waits to be recorded while the database is away: 60 times 5 s. */
const recordingAttempts = 60;
const recordingPauseMilliseconds = 5_000;

export function createDeliverer(needs: DelivererNeeds): Deliverer {
  const { store, clock, timing, log } = needs;
  const lanes = new Map<string, { readonly lane: Lane; idle: number }>();
  /** Lost to others while attempts were under way here. */
  const lost = new Map<string, Lane>();
  const contents = createContents(needs);
  let isStarted = false;
  let stopping = false;
  let lastUpkeep = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;
  let round: Promise<void> | null = null;
  let again = false;

  const begin = createBatches<string, BegunDelivery | null>(async (ids) => {
    const begun = new Map((await store.begin(ids, clock.now())).map((one) => [one.id, one]));
    return ids.map((id) => begun.get(id) ?? null);
  });
  /** Whether it goes on with its next part. */
  const record = createBatches<DeliveryOutcome, boolean>(async (outcomes) => {
    const going = new Set(await recordAtLast(outcomes));
    return outcomes.map(({ id }) => going.has(id));
  });
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

  const carryOut = async (due: DueDelivery, lane: Lane): Promise<void> => {
    try {
      const begun = stopping ? null : await begin(due.id);
      if (begun === null) return;
      const end = await endOf(begun, lane);
      if (end.kind === "interrupted") return;
      await record({ id: begun.id, end });
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
  };

  const textsOf = async (begun: BegunDelivery): Promise<Texts | null> => {
    const [present, attempted] = await Promise.all(
      [begun.contentRevision, begun.attemptedRevision].map((revision) => contents.of(begun, revision)),
    );
    return present && attempted ? { present, attempted } : null;
  };
  const endOf = async (begun: BegunDelivery, lane: Lane): Promise<AttemptEnd> => {
    const { channel, platform } = begun.destination;
    const poster = needs.posters.get(platform);
    const texts = await textsOf(begun);
    const later = (milliseconds: number, doubtSince: Date | null): DeliveryEnd => {
      return { kind: "wait", at: new Date(clock.now().getTime() + milliseconds), doubtSince };
    };
    // Its platform was switched off, or nobody can say what to show: another process may know.
    if (poster === undefined || texts === null) return later(60_000, begun.doubtSince);
    const wait = await lane.turn(channel, longestTurn);
    if (wait > 0 || stopping) return later(wait, begun.doubtSince);
    try {
      return await attempt(begun, texts, {
        poster,
        now: () => clock.now(),
        progress: async (end) => {
          lane.answered(channel);
          if (!(await record({ id: begun.id, end }))) return { kind: "interrupted" };
          const untilNext = await lane.turn(channel, longestTurn);
          return untilNext > 0 ? later(untilNext, null) : "goes-on";
        },
        pause: (scope, seconds) => lane.pause(scope === "channel" ? "channel" : "lane", channel, seconds),
      });
    } catch (error) {
      log.error("delivery-failed", { delivery: begun.id, code: codeOf(error), error });
      return { kind: "unconfirmed", receipts: begun.receipts };
    } finally {
      lane.answered(channel);
    }
  };

  const upkeep = async (): Promise<void> => {
    if (timing.elapsed() - lastUpkeep < store.leaseMilliseconds / renewals) return;
    lastUpkeep = timing.elapsed();
    if (lanes.size > 0) {
      const ours = new Set(await store.renewLanes([...lanes.keys()]));
      for (const [name, { lane }] of lanes) if (!ours.has(name)) lose(name, lane);
    }
    for (const [name, lane] of lost) if (lane.isIdle()) lost.delete(name);
    const swept = await store.sweep(clock.now());
    if (swept.length > 0) needs.ended({ announcements: [], swept, troubled: [] });
  };
  const lose = (name: string, lane: Lane): void => {
    log.warn("lane-lost", { lane: name });
    lane.drop();
    lanes.delete(name);
    if (!lane.isIdle()) lost.set(name, lane);
  };

  const soon = (): Date => new Date(clock.now().getTime() + aheadMilliseconds);
  const fill = async (): Promise<void> => {
    const now = soon();
    const except = [...lost.keys()];
    const platforms = [...needs.posters.keys()];
    const taken = await store.takeLanes({ now, limit: lanesAtOnce, except, platforms });
    for (const name of taken) addLane(name);
    // What is left is taken once these have begun, or by another process.
    if (taken.length === lanesAtOnce) again = true;
    const low = [...lanes].filter(([, { lane }]) => lane.waiting() < lowMark);
    if (low.length === 0) return;
    const held = low.flatMap(([, { lane }]) => lane.held());
    const due = await store.due({ lanes: low.map(([name]) => name), now, limit: heldAtMost, held });
    for (const [name, deliveries] of Map.groupBy(due, ({ lane }) => lane)) {
      const known = new Set(lanes.get(name)?.lane.held());
      lanes.get(name)?.lane.put(deliveries.filter(({ id }) => !known.has(id)));
    }
  };
  const until = (instant: Date): number => instant.getTime() - clock.now().getTime();
  const addLane = (name: string): void => {
    const pace = [...needs.posters.values()].find((poster) => poster.isLane(name))?.pace;
    if (pace === undefined || lanes.has(name)) return;
    lanes.set(name, { lane: createLane({ pace, timing, until, carryOut }), idle: 0 });
  };
  const giveBackIdle = async (): Promise<void> => {
    const idle: string[] = [];
    for (const [name, entry] of lanes) {
      entry.idle = entry.lane.isIdle() ? entry.idle + 1 : 0;
      if (entry.idle > idleRounds) idle.push(name);
    }
    for (const name of idle) lanes.delete(name);
    if (idle.length > 0) await store.leaveLanes(idle);
  };

  const goRound = async (): Promise<void> => {
    try {
      await upkeep();
      await fill();
      await giveBackIdle();
    } catch (error) {
      log.warn("delivering-interrupted", { code: codeOf(error), error });
    }
    if (stopping) return;
    const next = await store.nextDue(soon()).catch(() => null);
    const untilNext = next === null ? roundMilliseconds : until(next) - aheadMilliseconds;
    cancelTimer = timing.after(Math.min(roundMilliseconds, Math.max(1, untilNext)), wake);
  };
  const wake = (): void => {
    // Another process may be the one that delivers.
    if (!isStarted || stopping) return;
    if (round !== null) {
      again = true;
      return;
    }
    cancelTimer?.();
    round = goRound().finally(() => {
      round = null;
      if (again) {
        again = false;
        wake();
      }
    });
  };

  return {
    start: () => {
      isStarted = true;
      wake();
    },
    wake,
    stop: async () => {
      stopping = true;
      cancelTimer?.();
      await round;
      const all = [...lanes.values()].map(({ lane }) => lane).concat(...lost.values());
      for (const lane of all) lane.drop();
      const until = timing.elapsed() + stopMilliseconds;
      while (all.some((lane) => !lane.isIdle()) && timing.elapsed() < until)
        await new Promise<void>((resolve) => void timing.after(20, resolve));
      await store
        .leaveLanes([...lanes.keys()])
        .catch((error: unknown) => log.warn("lanes-not-given-back", { code: codeOf(error) }));
    },
  };
}
