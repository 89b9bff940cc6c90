import { createHash, randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Inquiry, InquiryAnswer } from "../../directory/inquiries/inquiry.ts";
import type {
  InquiryDecision,
  InquiryExpected,
  InquirySaved,
  InquiryStore,
  NewInquiry,
  StatedInquiry,
  WrittenInquiry,
} from "../../directory/inquiries/inquiry-store.port.ts";
import type { Doing } from "../../shared/doing.ts";
import { insertAudit } from "./audit-trail.ts";
import { inTransaction } from "./in-transaction.ts";
import { askedOfInquiry, type InquiryRow, inquiryColumns, toInquiry } from "./inquiry-rows.ts";
import { translatingErrors } from "./translate-error.ts";

type Client = Pick<PoolClient, "query">;

const everything = `SELECT ${inquiryColumns}, ${askedOfInquiry("'account', a.account,")} AS asked,
    ARRAY(SELECT b.position_id::text FROM inquiry_position b WHERE b.inquiry_id = i.id ORDER BY 1) AS positions
  FROM inquiry i`;

interface StoreRow extends InquiryRow {
  readonly positions: readonly string[];
}

/** Inquiries in PostgreSQL. */
export function createInquiryStore(pool: Pool): InquiryStore {
  return translatingErrors<InquiryStore>({
    add: (inquiry, { by, now }) => inTransaction(pool, (client) => add(client, inquiry, { by, now })),
    find: (id) => readInquiry(pool, id),
    open: async (now) => {
      const { rows } = await pool.query<StoreRow>(
        `${everything} WHERE i.withdrawn_at IS NULL AND i.closes_instant > $1 ORDER BY i.closes_instant, i.title, i.number`,
        [now],
      );
      return rows.map(toInquiry);
    },
    change: (id, written, expected) =>
      inTransaction(pool, (client) => change(client, { id, written, expected })),
    withdraw: (id, expected) => inTransaction(pool, (client) => withdraw(client, id, expected)),
    decideOn: (id, by, decide) => inTransaction(pool, (client) => decideOn(client, { id, by, decide })),
    take: (stated, order) => inTransaction(pool, (client) => take(client, stated, order)),
  });
}

async function readInquiry(client: Client, id: string): Promise<Inquiry | null> {
  const { rows } = await client.query<StoreRow>(`${everything} WHERE i.id = $1::uuid`, [id]);
  return rows[0] === undefined ? null : toInquiry(rows[0]);
}

/** Whoever comes at the same time waits; null: it is not there, or was changed since that revision. */
async function lockInquiry(client: Client, id: string, revision: number | null): Promise<Inquiry | null> {
  const { rowCount } = await client.query(
    "SELECT FROM inquiry WHERE id = $1::uuid AND ($2::int IS NULL OR revision = $2) FOR UPDATE",
    [id, revision],
  );
  return rowCount === 0 ? null : await readInquiry(client, id);
}

/** Who gives two inquiries of one owner the same title at once: the second waits, and finds the first one's. */
async function lockTitles(client: Client, owner: string): Promise<void> {
  await client.query("SELECT FROM cluster WHERE id = $1 FOR NO KEY UPDATE", [owner]);
}

interface Made {
  readonly by: Doing | null;
  readonly now: Date;
}

async function add(client: Client, inquiry: NewInquiry, { by, now }: Made): Promise<InquirySaved> {
  const id = randomUUID();
  await lockTitles(client, inquiry.owner);
  const { rowCount } = await client.query(
    `INSERT INTO inquiry (id, owner_id, title, title_key, asker, link, opens_on, closes_at, closes_zone, closes_instant,
       audience, audience_clusters, is_sample, created_at)
     VALUES ($1::uuid, $2, $3, lower($3), $4, $5, $6::date, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (owner_id, title_key) DO NOTHING`,
    [id, inquiry.owner, ...columnsOf(inquiry), inquiry.isSample, now],
  );
  if (rowCount === 0) return { kind: "title-taken" };
  await saveAround(client, id, inquiry);
  return await saved(client, id, { action: "inquiry-added", before: null, by });
}

function columnsOf({ title, asker, link, opensOn, closes, audience, audienceClusters }: WrittenInquiry) {
  return [
    title,
    asker,
    link,
    opensOn,
    closes.at,
    closes.zone,
    closes.instant,
    audience,
    audienceClusters,
  ] as const;
}

async function saveAround(client: Client, id: string, { positions, asked }: WrittenInquiry): Promise<void> {
  await client.query(
    "DELETE FROM inquiry_position WHERE inquiry_id = $1::uuid AND NOT position_id = ANY ($2::uuid[])",
    [id, positions],
  );
  await client.query(
    "INSERT INTO inquiry_position (inquiry_id, position_id) SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING",
    [id, positions],
  );
  await client.query(
    "DELETE FROM inquiry_answer WHERE inquiry_id = $1::uuid AND kind IS NULL AND NOT cluster_id = ANY ($2)",
    [id, asked],
  );
  await client.query(
    "INSERT INTO inquiry_answer (inquiry_id, cluster_id) SELECT $1::uuid, unnest($2::text[]) ON CONFLICT DO NOTHING",
    [id, asked],
  );
}

interface Changing {
  readonly id: string;
  readonly written: WrittenInquiry;
  readonly expected: InquiryExpected;
}

async function change(client: Client, { id, written, expected }: Changing): Promise<InquirySaved> {
  const before = await lockInquiry(client, id, expected.revision);
  if (before === null || before.withdrawnAt !== null) return { kind: "changed-meanwhile" };
  const isWritten = await write(client, before, written);
  if (!isWritten) return { kind: "title-taken" };
  return await saved(client, id, { action: "inquiry-changed", before, by: expected.by });
}

/** False: its owner has another one of that title. */
async function write(client: Client, { id, owner }: Inquiry, written: WrittenInquiry): Promise<boolean> {
  await lockTitles(client, owner);
  const { rowCount: others } = await client.query(
    "SELECT FROM inquiry WHERE owner_id = $1 AND title_key = lower($2) AND id <> $3::uuid",
    [owner, written.title, id],
  );
  if (others !== 0) return false;
  await client.query(
    `UPDATE inquiry SET title = $2, title_key = lower($2), asker = $3, link = $4, opens_on = $5::date, closes_at = $6,
       closes_zone = $7, closes_instant = $8, audience = $9, audience_clusters = $10, revision = revision + 1
     WHERE id = $1::uuid`,
    [id, ...columnsOf(written)],
  );
  await saveAround(client, id, written);
  return true;
}

async function withdraw(
  client: Client,
  id: string,
  { revision, by, now }: InquiryExpected,
): Promise<InquirySaved> {
  const before = await lockInquiry(client, id, revision);
  if (before === null || before.withdrawnAt !== null) return { kind: "changed-meanwhile" };
  await saveWithdrawal(client, id, now);
  return await saved(client, id, { action: "inquiry-withdrawn", before, by });
}

async function saveWithdrawal(client: Client, id: string, at: Date | null): Promise<void> {
  await client.query("UPDATE inquiry SET withdrawn_at = $2, revision = revision + 1 WHERE id = $1::uuid", [
    id,
    at,
  ]);
}

interface Deciding<Outcome> {
  readonly id: string;
  readonly by: Doing;
  readonly decide: (inquiry: Inquiry) => InquiryDecision<Outcome>;
}

async function decideOn<Outcome>(
  client: Client,
  { id, by, decide }: Deciding<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly inquiry: Inquiry } | null> {
  const before = await lockInquiry(client, id, null);
  if (before === null) return null;
  const { outcome, answer } = decide(before);
  if (answer === null) return { outcome, inquiry: before };
  await saveAnswer(client, id, answer);
  const said = before.asked.find(({ cluster }) => cluster === answer.cluster)?.answer ?? null;
  await insertAudit(client, {
    ...by,
    action: "inquiry-answered",
    subject: `inquiry:${id}`,
    cluster: answer.cluster,
    before: said === null ? null : { answer: said.kind },
    after: { ...auditedInquiry(before), answer: answer.kind, role: answer.role },
  });
  const inquiry = await readInquiry(client, id);
  if (inquiry === null) throw new Error("an inquiry that is locked is not there");
  return { outcome, inquiry };
}

async function saveAnswer(
  client: Client,
  id: string,
  { cluster, kind, link, account, role, at }: InquiryAnswer & { readonly cluster: string },
): Promise<void> {
  await client.query(
    `UPDATE inquiry_answer SET kind = $3, link = $4, account = $5, role = $6, at = $7
     WHERE inquiry_id = $1::uuid AND cluster_id = $2`,
    [id, cluster, kind, link, account, role, at],
  );
}

async function take(
  client: Client,
  stated: StatedInquiry,
  { by, now, dryRun }: Made & { readonly dryRun: boolean },
): Promise<"new" | "changed" | "unchanged"> {
  const { rows } = await client.query<{ id: string; imported: string | null }>(
    "SELECT id, imported FROM inquiry WHERE owner_id = $1 AND title_key = lower($2) FOR UPDATE",
    [stated.owner, stated.title],
  );
  const [kept] = rows;
  const imported = createHash("sha256").update(JSON.stringify(stated)).digest("hex");
  if (kept?.imported === imported) return "unchanged";
  const fate = kept === undefined ? "new" : "changed";
  if (dryRun) return fate;
  const id =
    kept === undefined
      ? await takeNew(client, stated, { by, now })
      : await takeAgain(client, kept.id, stated);
  if (id === null) return "unchanged";
  const inquiry = await readInquiry(client, id);
  if (inquiry === null) throw new Error("an inquiry that was just written is not there");
  for (const answer of stated.answers) {
    const before = inquiry.asked.find(({ cluster }) => cluster === answer.cluster)?.answer ?? null;
    if (before === null) await saveAnswer(client, id, answer);
  }
  if (stated.isWithdrawn !== (inquiry.withdrawnAt !== null))
    await saveWithdrawal(client, id, stated.isWithdrawn ? now : null);
  await client.query("UPDATE inquiry SET imported = $2, is_sample = $3 WHERE id = $1::uuid", [
    id,
    imported,
    stated.isSample,
  ]);
  if (fate === "changed") await saved(client, id, { action: "inquiry-imported", before: inquiry, by });
  return fate;
}

/** Null: somebody added it in the same moment. */
async function takeNew(client: Client, stated: StatedInquiry, made: Made): Promise<string | null> {
  const added = await add(client, stated, made);
  return added.kind === "saved" ? added.inquiry.id : null;
}

async function takeAgain(client: Client, id: string, stated: StatedInquiry): Promise<string> {
  const before = await readInquiry(client, id);
  if (before !== null) await write(client, before, stated);
  return id;
}

/** The inquiry as it is now, with its line in the audit trail. */
async function saved(
  client: Client,
  id: string,
  {
    action,
    before,
    by,
  }: { readonly action: string; readonly before: Inquiry | null; readonly by: Doing | null },
): Promise<InquirySaved> {
  const inquiry = await readInquiry(client, id);
  if (inquiry === null) throw new Error("an inquiry that was just written is not there");
  if (by !== null)
    await insertAudit(client, {
      ...by,
      action,
      subject: `inquiry:${id}`,
      cluster: inquiry.owner,
      before: before === null ? null : auditedInquiry(before),
      after: auditedInquiry(inquiry),
    });
  return { kind: "saved", inquiry };
}

/** What the audit trail shows of an inquiry: never what it says. */
function auditedInquiry({ number, closes, audience, positions, asked, withdrawnAt }: Inquiry) {
  return {
    inquiry: `I${number}`,
    closes: `${closes.at} ${closes.zone}`,
    audience,
    positions: positions.length,
    asked: asked.length,
    withdrawn: withdrawnAt !== null,
  };
}
