import { codeOf } from "../../shared/errors.ts";
import type { DueDelivery } from "../delivery-store.port.ts";
import type { CarrierNeeds } from "./carrier.ts";
import { createLane, type Lane } from "./lane.ts";

/** Lanes are taken, and deliveries fetched, so long before they are due. */
export const aheadMilliseconds = 3_000;
/** Lanes taken in one round, with the next at once; so several processes that began at the same moment share them. */
const lanesAtOnce = 25;
/** Deliveries of a lane held in memory; fewer than the low mark, and more are fetched. */
const heldAtMost = 200;
const lowMark = 100;
/** A lane without work is kept for so many rounds, since more often comes. */
const idleRounds = 10;
const stopMilliseconds = 12_000;

/** The lanes this process holds the lease of. */
export interface HeldLanes {
  /** Those that are somebody else's by now are dropped. */
  renew(): Promise<void>;
  /** Takes lanes that have something due soon, and fetches what is due in those it holds. Whether there may be more to take. */
  fill(): Promise<boolean>;
  giveBackIdle(): Promise<void>;
  /** Lets what is under way end, and gives all of them back. Never throws. */
  close(): Promise<void>;
}

type CarryOut = (due: DueDelivery, lane: Lane) => Promise<void>;

export function createHeldLanes(needs: CarrierNeeds, carryOut: CarryOut): HeldLanes {
  const { store, clock, log } = needs;
  const lanes = new Map<string, { readonly lane: Lane; idle: number }>();
  /** Lost to others while attempts were under way here. */
  const lost = new Map<string, Lane>();

  const lose = (name: string, lane: Lane): void => {
    log.warn("lane-lost", { lane: name });
    lane.drop();
    lanes.delete(name);
    if (!lane.isIdle()) lost.set(name, lane);
  };
  const add = (name: string): void => {
    const lane = lanes.has(name) ? null : openLane(name, needs, carryOut);
    if (lane !== null) lanes.set(name, { lane, idle: 0 });
  };
  const fetchDue = async (now: Date): Promise<void> => {
    const low = [...lanes].filter(([, { lane }]) => lane.waiting() < lowMark);
    if (low.length === 0) return;
    const held = low.flatMap(([, { lane }]) => lane.held());
    const due = await store.due({ lanes: low.map(([name]) => name), now, limit: heldAtMost, held });
    for (const [name, deliveries] of Map.groupBy(due, ({ lane }) => lane)) {
      const known = new Set(lanes.get(name)?.lane.held());
      lanes.get(name)?.lane.put(deliveries.filter(({ id }) => !known.has(id)));
    }
  };

  return {
    renew: async () => {
      if (lanes.size > 0) {
        const ours = new Set(await store.renewLanes([...lanes.keys()]));
        for (const [name, { lane }] of lanes) if (!ours.has(name)) lose(name, lane);
      }
      for (const [name, lane] of lost) if (lane.isIdle()) lost.delete(name);
    },
    fill: async () => {
      const now = new Date(clock.now().getTime() + aheadMilliseconds);
      const platforms = [...needs.posters.keys()];
      const taken = await store.takeLanes({ now, limit: lanesAtOnce, except: [...lost.keys()], platforms });
      for (const name of taken) add(name);
      await fetchDue(now);
      return taken.length > 0;
    },
    giveBackIdle: async () => {
      for (const entry of lanes.values()) entry.idle = entry.lane.isIdle() ? entry.idle + 1 : 0;
      const idle = [...lanes].filter((entry) => entry[1].idle > idleRounds).map(([name]) => name);
      for (const name of idle) lanes.delete(name);
      if (idle.length > 0) await store.leaveLanes(idle);
    },
    close: () =>
      closeAll(
        [...lanes].map(([name, { lane }]) => [name, lane] as const),
        [...lost.values()],
        needs,
      ),
  };
}

function openLane(name: string, { posters, timing, clock }: CarrierNeeds, carryOut: CarryOut): Lane | null {
  const pace = [...posters.values()].find((poster) => poster.isLane(name))?.pace;
  const until = (instant: Date): number => instant.getTime() - clock.now().getTime();
  return pace === undefined ? null : createLane({ pace, timing, until, carryOut });
}

async function closeAll(
  lanes: readonly (readonly [string, Lane])[],
  lost: readonly Lane[],
  { store, timing, log }: CarrierNeeds,
): Promise<void> {
  const all = [...lanes.map(([, lane]) => lane), ...lost];
  for (const lane of all) lane.drop();
  const until = timing.elapsed() + stopMilliseconds;
  while (all.some((lane) => !lane.isIdle()) && timing.elapsed() < until)
    await new Promise<void>((resolve) => void timing.after(20, resolve));
  await store
    .leaveLanes(lanes.map(([name]) => name))
    .catch((error: unknown) => log.warn("lanes-not-given-back", { code: codeOf(error) }));
}
