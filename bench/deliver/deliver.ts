import { percentile } from "../eval/measures.ts";
import { type Cost, type DelivererProcess, startDeliverer } from "./deliverer.ts";
import { type FakePlatforms, type Report, startFakePlatforms } from "./fake-platforms.ts";
import { judge } from "./judge.ts";
import { lateness } from "./lateness.ts";
import { inPreparedFolder } from "./prepared-folder.ts";
import { untilSettled } from "./until-accepted.ts";

export interface DeliverBench {
  readonly workspaces: number;
  readonly channels: number;
  readonly guilds: number;
  readonly posts: number;
  /** How often isolation is measured: so many rounds without and with a workspace that has too much. */
  readonly pairs: number;
  /** A PostgreSQL server in place of the embedded database. */
  readonly database?: string;
}

/** From the promise to the moment it is due, and that much more for each delivery. */
const leadMilliseconds = 4_000;
const leadForEach = 2;
/** How long the workspace that has too much is told to wait. */
const limitedSeconds = 5;

/**
 * Announcements to every channel, all due at once; then the same on Slack alone, once as before and once with a workspace
 * that is told to wait. All figures are of what the platforms saw.
 */
export async function runDeliver(options: DeliverBench): Promise<string> {
  const platforms = await startFakePlatforms({ ...options, faultSeed: null, hasHistory: true });
  try {
    return await inPreparedFolder(async (dataFolder) => {
      const deliverer = await startDeliverer({
        databaseUrl: options.database ?? null,
        dataFolder,
        places: platforms.places,
      });
      await deliverer.start();
      const figures = await measure(options, { platforms, deliverer });
      await deliverer.stop();
      return figures;
    });
  } finally {
    await platforms.close();
  }
}

interface Running {
  readonly platforms: FakePlatforms;
  readonly deliverer: DelivererProcess;
}

async function measure(options: DeliverBench, running: Running): Promise<string> {
  const { deliverer } = running;
  const before = await deliverer.cost();
  const { dueAt, report } = await round({ first: 0, posts: options.posts, isEverywhere: true }, running);
  const after = await deliverer.cost();
  console.log(costs(before, after));
  const judged = judge(await deliverer.ledger(), report, new Map());
  for (const finding of judged.findings.slice(0, 20)) console.log(finding);

  const accepted = report.posts.filter(({ outcome }) => outcome === "accepted");
  const limited = report.posts.filter(({ outcome }) => outcome === "limited").length;
  const wall = Math.max(...accepted.map(({ at }) => at)) - dueAt;
  const sinceDue = accepted.map(({ at }) => at - dueAt);
  const late = lateness(accepted, dueAt).map(({ milliseconds }) => milliseconds);
  console.log(
    `posts=${accepted.length} answered_429=${limited} after_due_p50_ms=${percentile(sinceDue, 0.5).toFixed(0)} first_ms=${Math.min(...sinceDue).toFixed(0)} lateness_p50_ms=${percentile(late, 0.5).toFixed(0)}`,
  );
  const isolation = await measureIsolation(options, running);
  return [
    "deliver",
    `destinations=${judged.deliveries / Math.max(1, options.posts)}`,
    `duplicates=${judged.duplicates}`,
    `missed=${judged.missed + judged.unconfirmed}`,
    `wall_s=${(wall / 1_000).toFixed(2)}`,
    `floor_s=${(report.floorMilliseconds / 1_000).toFixed(2)}`,
    `floor_ratio=${(wall / Math.max(1, report.floorMilliseconds)).toFixed(3)}`,
    `lateness_p99_ms=${percentile(late, 0.99).toFixed(0)}`,
    `isolation_ms=${isolation.toFixed(1)}`,
  ].join(" ");
}

function megabytes({ residentBytes }: Cost): string {
  return (residentBytes / 1_048_576).toFixed(0);
}

function costs(before: Cost, after: Cost): string {
  const [halt, turn] = [after.longestHaltMilliseconds, after.longestTurnMilliseconds].map((value) =>
    value.toFixed(0),
  );
  return `rss_before_mb=${megabytes(before)} rss_after_mb=${megabytes(after)} halted_ms=${halt} own_work_at_a_stretch_ms=${turn}`;
}

interface Round {
  /** A workspace that has too much until some time after it is due. */
  readonly limited?: string;
  /** The first announcement's mark. */
  readonly first: number;
  readonly posts: number;
  readonly isEverywhere: boolean;
}

/** Promises, waits until all of it is there, and tells what the platforms saw of it. */
async function round(
  { first, posts, isEverywhere, limited }: Round,
  { platforms, deliverer }: Running,
): Promise<{ readonly dueAt: number; readonly report: Report }> {
  const { teams, guilds } = platforms.places;
  const channels = teams.reduce((sum, team) => sum + team.channels.length, 0);
  const expected = posts * (channels + (isEverywhere ? guilds.length : 0));
  const seenBefore = (await platforms.report()).posts.length;
  const acceptedBefore = await platforms.accepted();
  const dueAt = new Date(Date.now() + leadMilliseconds + expected * leadForEach);
  const marks = Array.from({ length: posts }, (_, index) => first + index);
  if (limited !== undefined) await platforms.limit(limited, dueAt.getTime() + limitedSeconds * 1_000);
  await deliverer.promise(marks.map((mark) => ({ mark, paragraphs: 2, dueAt, isEverywhere })));
  if (Date.now() > dueAt.getTime() - 500)
    console.log("writing the promises took until they were due: the figures are not to be used");
  const patience = leadMilliseconds + 60_000 + expected * 100;
  await untilSettled(acceptedBefore + expected, platforms, patience);
  return { dueAt: dueAt.getTime(), report: await platforms.report(seenBefore) };
}

/**
 * How much later the other workspaces' posts are when one is told to wait: the median of each post's difference to the
 * same post of the round before. Zero where there is no other workspace, or it is not measured.
 */
async function measureIsolation(options: DeliverBench, running: Running): Promise<number> {
  const { platforms } = running;
  const [limited, ...others] = platforms.places.teams;
  if (limited === undefined || others.length === 0 || options.pairs === 0) return 0;
  const differences: number[] = [];
  for (let pair = 0; pair < options.pairs; pair += 1) {
    const first = (1 + 2 * pair) * options.posts;
    const usual = await round({ first, posts: options.posts, isEverywhere: false }, running);
    const held = await round(
      { first: first + options.posts, posts: options.posts, isEverywhere: false, limited: limited.team },
      running,
    );
    console.log(`rss_after_pair_${pair + 1}_mb=${megabytes(await running.deliverer.cost())}`);
    const usually = placed(usual, limited.team);
    for (const [place, milliseconds] of placed(held, limited.team))
      differences.push(milliseconds - (usually.get(place) ?? milliseconds));
  }
  console.log(
    `posts_of_others=${differences.length} delay_p50_ms=${percentile(differences, 0.5).toFixed(1)} delay_p99_ms=${percentile(differences, 0.99).toFixed(1)}`,
  );
  return Math.max(0, percentile(differences, 0.5));
}

/** How late each post was, by channel and place in it; without the workspace that had to wait. */
function placed(
  { dueAt, report }: Awaited<ReturnType<typeof round>>,
  limitedTeam: string,
): ReadonlyMap<string, number> {
  const accepted = report.posts.filter(
    ({ outcome, workspace }) => outcome === "accepted" && workspace !== limitedTeam,
  );
  return new Map(
    lateness(accepted, dueAt).map(({ post, place, milliseconds }) => [
      `${post.channel} ${place}`,
      milliseconds,
    ]),
  );
}
