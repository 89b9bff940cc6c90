import { PgBoss, type WorkOptions } from "pg-boss";
import type { Job } from "../../shared/job.ts";
import type { Log } from "../../shared/log.port.ts";
import type { Database } from "./open-database.ts";
import { withCodedErrors } from "./translate-error.ts";

export interface BackgroundJobs {
  /**
   * Asks for a run as soon as a process is free, after `payload` is stored. When the same job waits already,
   * nothing is added. Throws DATABASE_UNAVAILABLE.
   */
  request(name: string, payload: object): Promise<void>;
  /** Lets running jobs end (ten seconds at most), then stops. */
  stop(): Promise<void>;
}

/** How often a process asks the database for work, in seconds. A request made in the same process wakes it at once. */
const askEvery = 10;

const longestStop = 10_000;

interface JobNeeds {
  readonly database: Pick<Database, "pool" | "engine">;
  readonly log: Log;
}

/** Starts background work: any number of processes share it. Throws DATABASE_UNAVAILABLE. */
export async function startBackgroundJobs(jobs: readonly Job[], needs: JobNeeds): Promise<BackgroundJobs> {
  const boss = createBoss(needs);
  const workers = new Map<string, string>();
  return await withCodedErrors(async () => {
    await boss.start();
    for (const job of jobs) workers.set(job.name, await register(boss, job, needs.log));
    // What an older version did by itself and this one does not would be asked for for ever.
    for (const { name } of await boss.getSchedules()) if (!workers.has(name)) await boss.unschedule(name);
    return {
      request: (name, payload) =>
        withCodedErrors(async () => {
          await boss.send(name, payload);
          boss.notifyWorker(workers.get(name) ?? "");
        }),
      stop: () => boss.stop({ graceful: true, timeout: longestStop }),
    };
  });
}

/**
 * pg-boss over our own connections. On the embedded database every statement of its keeps all others waiting, so it
 * looks after itself once a minute rather than every few seconds.
 */
function createBoss({ database, log }: JobNeeds): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => await database.pool.query(text, values) },
    backend: database.engine === "embedded" ? "pglite" : "postgres",
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 30,
    flowIntervalSeconds: 600,
    bamIntervalSeconds: 600,
    instanceHeartbeatSeconds: 300,
    reindex: database.engine === "server",
    monitorVacuum: false,
  });
  // Without a listener the process would end at the first lost connection.
  boss.on("error", (error) => log.warn("jobs-error", { error: error.message }));
  boss.on("warning", (warning) => log.warn("jobs-warning", { warning: warning.message }));
  return boss;
}

async function register(boss: PgBoss, job: Job, log: Log): Promise<string> {
  // `short`: at most one waits; the waiting one will find whatever a second one would have found.
  await boss.createQueue(job.name, { policy: "short", retryLimit: 3, retryDelay: 30, retryBackoff: true });
  if (job.schedule !== null) await boss.schedule(job.name, job.schedule, {});
  else await boss.unschedule(job.name);
  const options: WorkOptions = { pollingIntervalSeconds: askEvery };
  return await boss.work(job.name, options, async (batch) => {
    for (const { data, signal } of batch) await runLogged(job, { data, signal, log });
  });
}

interface JobRun {
  readonly data: unknown;
  readonly signal: AbortSignal;
  readonly log: Log;
}

async function runLogged(job: Job, { data, signal, log }: JobRun): Promise<void> {
  try {
    await job.run(data, signal);
  } catch (error) {
    log.error("job-failed", { job: job.name, error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
