import { setTimeout as pause } from "node:timers/promises";
import { createRandom } from "../../tests/support/seeded.ts";
import { type DelivererProcess, startDeliverer } from "./deliverer.ts";
import { type FakePlatforms, startFakePlatforms } from "./fake-platforms.ts";
import { type Judgement, judge } from "./judge.ts";
import { type CrashPlan, planCrashes } from "./plan-crashes.ts";
import { inPreparedFolder } from "./prepared-folder.ts";
import type { LedgerLine } from "./promises.ts";

export interface CrashBench {
  /** How often the process is killed. */
  readonly trials: number;
  readonly seed: number;
  readonly withoutHistory: boolean;
  /** A PostgreSQL server in place of the embedded database. */
  readonly database?: string;
  /** What everything is promised to: so many deliveries for each trial. */
  readonly size?: typeof usualSize;
}

const usualSize = { workspaces: 5, channels: 5, guilds: 25 };

/**
 * The product's times, shortened by the same measure as those of the platforms here: what they accept late, or show late
 * in a channel's history, comes within an attempt's time.
 */
const lease = { leaseSeconds: 4, attemptSeconds: 2 };

/** Longer than any doubt: a post that Slack may still be working on is looked for after a minute. */
const doubtMilliseconds = 90_000;
/** How long the last process may take to come to rest. */
const patienceMilliseconds = 300_000;

/**
 * Kills a process that delivers again and again while the platforms fail, lets a last one finish once they have
 * recovered, and compares what the platforms saw with what was promised.
 */
export async function runCrash(options: CrashBench): Promise<string> {
  const { deliveries, duplicates, missed, unconfirmed, findings } = await crash(options);
  for (const finding of findings.slice(0, 50)) console.log(finding);
  return `crash deliveries=${deliveries} duplicates=${duplicates} missed=${missed} unconfirmed=${unconfirmed}`;
}

async function crash(options: CrashBench): Promise<Judgement> {
  const plan = planCrashes(options.trials, options.seed);
  const platforms = await startFakePlatforms({
    ...(options.size ?? usualSize),
    faultSeed: options.seed,
    hasHistory: !options.withoutHistory,
  });
  try {
    return await inPreparedFolder(async (dataFolder) => {
      const start = (aheadMilliseconds: number): Promise<DelivererProcess> =>
        startDeliverer({
          databaseUrl: options.database ?? null,
          dataFolder,
          places: platforms.places,
          lease,
          aheadMilliseconds,
        });
      const changes = await promiseAll(plan, await start(0));
      await killAll(plan, { start, platforms, changes, random: createRandom(options.seed + 1) });
      await platforms.recover();
      await platforms.advance(doubtMilliseconds);
      const last = await start(plan.ahead(plan.trials.length) + doubtMilliseconds);
      await last.start();
      await finish(last, changes);
      const ledger = await last.ledger();
      await last.stop();
      return judge(ledger, await platforms.report(), plan.promised);
    });
  } finally {
    await platforms.close();
  }
}

/** Corrections and recalls that are still to be made, by whichever process is alive. */
type Changes = CrashPlan["changes"][number][];

async function promiseAll(plan: CrashPlan, first: DelivererProcess): Promise<Changes> {
  const begun = Date.now() + 2_000;
  await first.promise(
    plan.promises.map(({ dueAfter, ...promise }) => ({
      ...promise,
      dueAt: new Date(begun + dueAfter),
      isEverywhere: true,
    })),
  );
  await first.stop();
  return plan.changes.map((change) => ({ ...change, after: begun + change.after }));
}

interface Killing {
  readonly start: (aheadMilliseconds: number) => Promise<DelivererProcess>;
  readonly platforms: FakePlatforms;
  readonly changes: Changes;
  readonly random: () => number;
}

async function killAll(plan: CrashPlan, { start, platforms, changes, random }: Killing): Promise<void> {
  for (const [index, trial] of plan.trials.entries()) {
    if (trial.awayMilliseconds > 0) await platforms.advance(trial.awayMilliseconds);
    const deliverer = await start(plan.ahead(index));
    await deliverer.start();
    const life = new AbortController();
    void makeChanges(changes, deliverer, { ahead: plan.ahead(index), signal: life.signal });
    await pause(trial.lifeMilliseconds);
    // In the middle of something, if there is anything to do.
    if (trial.isKilledWhilePosting) {
      await Promise.race([platforms.furtherCalls(1), pause(3_000)]);
      await pause(random() * 20);
    }
    await deliverer.kill();
    life.abort();
  }
}

interface Life {
  readonly ahead: number;
  /** Aborted with the process; none for the last one. */
  readonly signal?: AbortSignal;
}

/** Makes those whose time has come, one after the other; what could not be made stays. */
async function makeChanges(
  changes: Changes,
  deliverer: DelivererProcess,
  { ahead, signal }: Life,
): Promise<void> {
  const now = (): number => Date.now() + ahead;
  try {
    for (;;) {
      const next = changes.find(({ after }) => after <= now());
      if (next === undefined) {
        if (changes.length === 0) return;
        await pause(100, undefined, signal === undefined ? {} : { signal });
      } else if (await deliverer.change(next)) changes.splice(changes.indexOf(next), 1);
    }
  } catch {
    // It was killed; the next one makes it.
  }
}

async function finish(last: DelivererProcess, changes: Changes): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  const allOfThem = changes.map((change) => ({ ...change, after: 0 }));
  await makeChanges(allOfThem, last, { ahead: 0 });
  while (performance.now() < until) {
    const ledger = await last.ledger();
    if (!ledger.some(isUnfinished)) return;
    await pause(250);
  }
  const unfinished = (await last.ledger()).filter(isUnfinished);
  console.log(`not finished in time: ${JSON.stringify(unfinished.slice(0, 5))}`);
}

function isUnfinished({ state }: LedgerLine): boolean {
  return state === "waiting" || state === "sending";
}
