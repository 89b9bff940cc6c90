import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Announcement } from "../../announcing/announcement.ts";
import type {
  AnnouncementChange,
  AnnouncementStore,
  ChangeExpectation,
  NewAnnouncement,
  NewDelivery,
} from "../../announcing/announcement-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { isNoted } from "../../shared/is-noted.ts";
import { allStopKey } from "./all-stop.ts";
import { type AnnouncementRow, announcementColumns, auditedOf, toAnnouncement } from "./announcement-rows.ts";
import { lateWords, stoppedWord, writeWords } from "./announcement-words.ts";
import { insertAudit } from "./audit-trail.ts";
import { changeDeliveries, skipRun, takeBackFrom, writeRuns, writeStatus } from "./delivery-changes.ts";
import { eventLimit, keptLimit, reachesTooFar } from "./event-limit.ts";
import { inTransaction } from "./in-transaction.ts";
import { lockPlanned } from "./lock-planned.ts";
import { createAnnouncementReading, createAsking, createDeliveryReading } from "./read-announcements.ts";
import { canReplace, endReplaced, lockReplaced } from "./replace-announcement.ts";
import { settleDeliveries } from "./settle-deliveries.ts";
import { translatingErrors } from "./translate-error.ts";

export function createAnnouncementStore(pool: Pool): AnnouncementStore {
  return translatingErrors<AnnouncementStore>({
    ...createAnnouncementReading(pool),
    ...createDeliveryReading(pool),
    ...createAsking(pool),
    ...createStopping(pool),

    create: (made, by) => inTransaction(pool, (client) => create(client, made, by)),

    save: (id, change, expected) => inTransaction(pool, (client) => save(client, { id, change, expected })),

    settle: (deliveries, settlement, by) =>
      inTransaction(pool, (client) => settleDeliveries(client, { deliveries, settlement, ...by })),
  });
}

/** The all-stop. */
function createStopping(pool: Pool): Pick<AnnouncementStore, "stop" | "resume"> {
  return {
    stop: (by) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ at: Date }>(
          `INSERT INTO installation_fact (key, value) VALUES ('${allStopKey}', $1) ON CONFLICT (key) DO NOTHING
           RETURNING created_at AS at`,
          [by.actor],
        );
        if (rows.length === 1) await insertAudit(client, stopLine("announcements-stopped", by, null));
        await writeWords(
          client,
          rows.map(({ at }) => stoppedWord(at)),
        );
      }),

    resume: (by, now) =>
      inTransaction(pool, async (client) => {
        const { rows: ended } = await client.query<{ at: Date }>(
          `DELETE FROM installation_fact WHERE key = '${allStopKey}' RETURNING created_at AS at`,
        );
        if (ended.length === 0) return 0;
        const { rows: late } = await client.query<{ run: string }>(
          `UPDATE delivery d SET state = 'late', finished_at = $1 FROM announcement a
           WHERE a.id = d.announcement_id AND a.state = 'approved' AND NOT a.is_paused AND d.state = 'waiting' AND d.goal = 'post'
             AND d.sending_since IS NULL AND d.receipts = '[]' AND d.due_at <= $1 RETURNING d.run_id AS run`,
          [now],
        );
        await insertAudit(client, stopLine("announcements-resumed", by, { late: late.length }));
        await writeWords(client, [
          ...late.flatMap(({ run }) => lateWords(run)),
          ...ended.map(({ at }) => stoppedWord(at)),
        ]);
        return late.length;
      }),
  };
}

async function create(client: PoolClient, made: NewAnnouncement, by: Doing): Promise<Announcement> {
  const { rows } = await client.query<AnnouncementRow>(
    `INSERT INTO announcement AS a (id, cluster_id, author, content, aim, schedule, digest, event_id, event_limit, late_minutes,
       position_version_id, position_role, replaces_id)
     VALUES ($1::uuid, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8::uuid,
       (SELECT jsonb_strip_nulls(${eventLimit} || jsonb_build_object('known', $12::jsonb)) FROM event e WHERE e.id = $8::uuid), $9, $10::uuid, $11, $13::uuid) RETURNING ${announcementColumns}`,
    [
      randomUUID(),
      made.cluster,
      made.author,
      JSON.stringify(made.content),
      JSON.stringify(made.aim),
      JSON.stringify(made.schedule),
      made.digest === null ? null : JSON.stringify(made.digest),
      made.event,
      made.lateMinutes,
      made.position?.version ?? null,
      made.position?.role ?? null,
      made.eventKnown === undefined ? null : JSON.stringify(made.eventKnown),
      made.replaces ?? null,
    ],
  );
  const announcement = onlyRow(rows);
  await refuseTooFar(client, announcement);
  await note(client, { action: "announcement-written", before: null, after: announcement }, by);
  return announcement;
}

interface Saving {
  readonly id: string;
  readonly change: AnnouncementChange;
  readonly expected: ChangeExpectation;
}

async function save(client: PoolClient, { id, change, expected }: Saving): Promise<Announcement | null> {
  const locked = await client.query<AnnouncementRow>(
    `SELECT ${announcementColumns} FROM announcement a WHERE id = $1::uuid AND revision = $2 FOR UPDATE`,
    [id, expected.revision],
  );
  if (locked.rows[0] === undefined) return null;
  const before = toAnnouncement(locked.rows[0]);
  // What was tried is corrected or taken back, never made anew.
  if (change.deliveries === "unmake" && (await hasTried(client, id))) return null;
  const { replacing } = change;
  // Announcements first, then workspaces, then deliveries, as everywhere.
  if (replacing !== undefined) await lockReplaced(client, replacing);
  if (change.runs !== undefined && !(await lockPlanned(client, change.runs.made))) return null;
  if (replacing !== undefined && !(await canReplace(client, replacing, id))) return null;
  const { rows } = await client.query<AnnouncementRow>(
    `UPDATE announcement a SET revision = revision + 1, updated_at = $2, state = $3::announcement_state, is_paused = $4,
       content = $5::jsonb, content_revision = content_revision + $6, proposed = $7::jsonb, proposed_by = $8,
       aim = $9::jsonb, schedule = $10::jsonb, late_minutes = $11, fingerprint = $12, expires_at = $13, author = $18,
       made_until = CASE WHEN $14 THEN $15 ELSE made_until END, digest = $16::jsonb,
       event_limit = ${keptLimit("$20")},
       earlier_contents = CASE WHEN $17
         THEN ${earlierKept} || jsonb_build_object(content_revision::text, content) ELSE earlier_contents END
     WHERE id = $1::uuid RETURNING ${announcementColumns}`,
    [
      id,
      expected.now,
      ...valuesOf({ ...before, ...change }, change),
      expected.move === "tally",
      expected.move === "change",
    ],
  );
  const after = onlyRow(rows);
  if (change.aim !== undefined) await refuseTooFar(client, after);
  const { approval, deliveries, runs, skip } = change;
  if (approval !== undefined)
    await client.query(
      `INSERT INTO announcement_approval (id, announcement_id, kind, fingerprint, account, at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6)`,
      [randomUUID(), id, approval.kind, approval.fingerprint, approval.account, expected.now],
    );
  if (deliveries !== undefined) await changeDeliveries(client, { id, deliveries, now: expected.now });
  if (change.leaves !== undefined)
    await takeBackFrom(client, { id, clusters: change.leaves, now: expected.now });
  // First, or the daily cap would count old and new together.
  if (replacing !== undefined) await endReplaced(client, replacing, expected);
  const heldOfNew = runs === undefined ? 0 : await writeRuns(client, id, runs.made);
  const heldOfOld = skip === undefined ? 0 : await skipRun(client, { id, ...skip });
  if (expected.move !== "make-runs" && expected.move !== "tally")
    await note(client, { action: `announcement-${expected.move}`, before, after }, expected.by);
  await tell(client, { after, change, expected, isAnyHeld: heldOfNew + heldOfOld > 0 });
  return after;
}

interface Telling {
  readonly after: Announcement;
  readonly change: AnnouncementChange;
  readonly expected: ChangeExpectation;
  /** Whether something waits for a region that did not before. */
  readonly isAnyHeld: boolean;
}

/** Writes down who is to hear of a change. */
async function tell(client: PoolClient, { after, change, expected, isAnyHeld }: Telling): Promise<void> {
  const { id } = after;
  const { deliveries, runs } = change;
  if (deliveries !== undefined && deliveries !== "unmake" && deliveries !== "reword")
    await writeStatus(client, id, expected.now);
  if (expected.move === "ask-approval" || expected.move === "propose-edit")
    await writeWords(client, [{ kind: "approve", about: id, part: String(after.revision) }]);
  if (["refuse", "expire", "expire-edit"].includes(expected.move))
    await writeWords(client, [{ kind: "returned", about: id, part: `${expected.move} ${after.revision}` }]);
  // What regions were asked about was the earlier text.
  const isAnother = expected.move === "approve-edit";
  if (isAnother || isAnyHeld || runs?.made.some(({ deliveries: made }) => made.some(concernsRegion)))
    await writeWords(client, [{ kind: "regions", about: id, part: String(after.revision) }]);
}

/**
 * What the bot corrects by itself it may correct hundreds of times: of that only what some delivery may still show is
 * kept. What people corrected, all of it.
 */
const earlierKept = `CASE WHEN $19 THEN COALESCE((SELECT jsonb_object_agg(revision, earlier)
    FROM jsonb_each(earlier_contents) AS kept (revision, earlier)
    WHERE EXISTS (SELECT FROM delivery d WHERE d.announcement_id = a.id
      AND revision::int IN (d.content_revision, d.attempted_revision))), '{}') ELSE earlier_contents END`;

/** Whether people where it goes have something to decide. */
function concernsRegion({ kind, notes }: NewDelivery): boolean {
  return kind === "held" || (kind === "goes" && isNoted(notes, "may-veto"));
}

function valuesOf(to: Announcement, change: AnnouncementChange): readonly unknown[] {
  return [
    to.state,
    to.isPaused,
    JSON.stringify(to.content),
    change.content === undefined ? 0 : 1,
    to.proposed === null ? null : JSON.stringify({ ...to.proposed.content, reach: to.proposed.reach }),
    to.proposed?.by ?? null,
    JSON.stringify(to.aim),
    JSON.stringify(to.schedule),
    to.lateMinutes,
    to.fingerprint,
    to.expiresAt,
    change.runs !== undefined,
    change.runs?.until ?? null,
    to.digest === null ? null : JSON.stringify(to.digest),
    change.deliveries === "edit" || change.deliveries === "reword",
    to.author,
  ];
}

async function note(
  client: PoolClient,
  { action, before, after }: { action: string; before: Announcement | null; after: Announcement },
  { actor, place }: Doing,
): Promise<void> {
  await insertAudit(client, {
    actor,
    place,
    action,
    subject: `announcement:A${after.number}`,
    cluster: after.cluster,
    before: before === null ? null : auditedOf(before),
    after: auditedOf(after),
  });
}

function stopLine(action: string, { actor, place }: Doing, after: unknown) {
  return { actor, place, action, subject: "announcements", cluster: null, before: null, after };
}

/** Locks its deliveries, so that none is begun meanwhile. */
async function hasTried(client: PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ isTried: boolean }>(
    `SELECT sending_since IS NOT NULL OR receipts <> '[]' OR state = 'done' AS "isTried" FROM delivery
     WHERE announcement_id = $1::uuid FOR UPDATE`,
    [id],
  );
  return rows.some(({ isTried }) => isTried);
}

/** Commands ask before they save; this is for whatever forgets to. */
async function refuseTooFar(client: PoolClient, { id, number }: Announcement): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM announcement a WHERE a.id = $1::uuid AND ${reachesTooFar}`,
    [id],
  );
  if (rows.length > 0) throw new Error(`A${number} would reach people who may not hear of its event`);
}

function onlyRow([row]: readonly AnnouncementRow[]): Announcement {
  if (row === undefined) throw new Error("an announcement that was just written is not there");
  return toAnnouncement(row);
}
