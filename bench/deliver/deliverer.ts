import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Places } from "./fake-platforms.ts";
import { type Change, LedgerLine, type NewPromises } from "./promises.ts";
import { startRemote } from "./remote-calls.ts";

/** Where a process that delivers does so. */
export const DelivererSettings = z.object({
  /** A PostgreSQL server; null for the embedded database in `dataFolder`. */
  databaseUrl: z.string().nullable(),
  dataFolder: z.string(),
  places: Places,
  /** How long lanes are held; as the bot does unless told. */
  lease: z.object({ leaseSeconds: z.number(), attemptSeconds: z.number() }).nullable(),
  /** By which its lanes are known. */
  runner: z.uuid(),
  /** How far its clock is ahead. */
  aheadMilliseconds: z.number(),
});
type DelivererSettings = z.infer<typeof DelivererSettings>;

const Cost = z.object({
  residentBytes: z.number(),
  /** The longest the event loop stood still since this was last asked, other programs' use of the machine included. */
  longestHaltMilliseconds: z.number(),
  /** The most it computed between two turns of the event loop: what a quiet machine would halt for. */
  longestTurnMilliseconds: z.number(),
});
export type Cost = z.infer<typeof Cost>;

/** The product's deliverer, store and posters in a process of their own. */
export interface DelivererProcess {
  readonly runner: string;
  promise(promises: NewPromises): Promise<void>;
  /** Delivers from now on. */
  start(): Promise<void>;
  /** Corrects or recalls; false when it has to be tried again. */
  change(change: Change): Promise<boolean>;
  ledger(): Promise<readonly LedgerLine[]>;
  cost(): Promise<Cost>;
  /** In good order. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

const program = new URL("./delivering-process.ts", import.meta.url);

/** Starts one and resolves once it has opened the database and reached the platforms; `start` lets it deliver. */
export async function startDeliverer(
  settings: Pick<DelivererSettings, "databaseUrl" | "dataFolder" | "places"> & Partial<DelivererSettings>,
): Promise<DelivererProcess> {
  const runner = settings.runner ?? randomUUID();
  const whole = { lease: null, aheadMilliseconds: 0, ...settings, runner };
  const remote = startRemote(program, whole, ["--expose-gc"]);
  const nothing = z.unknown();
  const ask = async (name: string, value?: unknown): Promise<void> =>
    void (await remote.call(nothing, name, value));
  await ask("ready");
  return {
    runner,
    promise: (promises) => ask("promise", promises),
    start: () => ask("start"),
    change: (change) => remote.call(z.boolean(), "change", change),
    ledger: () => remote.call(z.array(LedgerLine), "ledger"),
    cost: () => remote.call(Cost, "cost"),
    stop: async () => {
      await ask("stop");
      await remote.ended();
    },
    kill: () => remote.kill(),
  };
}
