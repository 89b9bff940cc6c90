import { randomUUID } from "node:crypto";
import type { IncomingRequest } from "../../chat/platform.port.ts";
import { Reply } from "../../chat/reply.ts";
import { Request } from "../../chat/request.ts";
import type {
  Claim,
  QuestionEnd,
  QuestionStore,
  StoredQuestion,
} from "../../commands/question-store.port.ts";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { citedDocuments } from "./cited-documents.ts";
import { translatingErrors } from "./translate-error.ts";

/** How long a process may be silent before another takes its questions over. */
const leaseSeconds = 30;

interface QuestionRow {
  readonly id: string;
  readonly request: unknown;
  readonly reply_address: unknown;
  readonly received_at: Date;
  readonly attempts: number;
  readonly reply: unknown;
  readonly sending_since: Date | null;
}

/** Questions in PostgreSQL; leases are counted by the database's clock, so processes need not agree on theirs. */
export function createQuestionStore(prisma: PrismaClient): QuestionStore {
  const runner = randomUUID();
  return translatingErrors({ ...takingInHand(prisma, runner), ...sending(prisma, runner) });
}

type TakingInHand = Pick<QuestionStore, "add" | "claim" | "renew">;

function takingInHand(prisma: PrismaClient, runner: string): TakingInHand {
  return {
    add: async (incoming: IncomingRequest) => {
      const rows = await prisma.$queryRaw<QuestionRow[]>`
        INSERT INTO question (id, delivery_key, platform, request, reply_address, state, attempts, runner, lease_until)
        VALUES (${randomUUID()}::uuid, ${incoming.request.deliveryKey}, ${incoming.request.platform},
                ${JSON.stringify(incoming.request)}::jsonb, ${JSON.stringify(incoming.replyAddress ?? null)}::jsonb,
                'answering', 1, ${runner}, now() + make_interval(secs => ${leaseSeconds}))
        ON CONFLICT (delivery_key) DO NOTHING
        RETURNING id, request, reply_address, received_at, attempts, reply, sending_since`;
      const [row] = rows;
      return row === undefined ? null : toStoredQuestion(row);
    },

    claim: async ({ platforms, includeLeased, limit }: Claim) => {
      const rows = await prisma.$queryRaw<QuestionRow[]>`
        UPDATE question SET runner = ${runner}, lease_until = now() + make_interval(secs => ${leaseSeconds}),
               attempts = attempts + 1,
               state = CASE WHEN state = 'received' THEN 'answering'::question_state ELSE state END
        WHERE id IN (
          SELECT id FROM question
          WHERE state IN ('received', 'answering', 'sending')
            AND platform = ANY(${[...platforms]}::text[])
            AND (lease_until IS NULL OR lease_until < now()
                 OR (${includeLeased} AND runner IS NOT NULL AND runner <> ${runner}))
          ORDER BY received_at
          LIMIT ${limit}
          FOR UPDATE SKIP LOCKED)
        RETURNING id, request, reply_address, received_at, attempts, reply, sending_since`;
      return (await Promise.all(rows.map((row) => readOrGiveUp(prisma, row)))).filter((one) => one !== null);
    },

    renew: async (ids) => {
      await prisma.$executeRaw`
        UPDATE question SET lease_until = now() + make_interval(secs => ${leaseSeconds})
        WHERE id = ANY(${[...ids]}::uuid[]) AND runner = ${runner}`;
    },
  };
}

function sending(prisma: PrismaClient, runner: string): Omit<QuestionStore, keyof TakingInHand> {
  return {
    beginSending: async (id, reply) => {
      const count = await prisma.$executeRaw`
        UPDATE question SET state = 'sending', reply = ${JSON.stringify(reply)}::jsonb, sending_since = COALESCE(sending_since, now()),
               cited_documents = ${[...citedDocuments(reply)]}::uuid[], lease_until = now() + make_interval(secs => ${leaseSeconds})
        WHERE id = ${id}::uuid AND runner = ${runner} AND state IN ('answering', 'sending')`;
      return count === 1;
    },

    postpone: async (question, seconds, doubtSince) => {
      // Kept is only when an attempt began that may have been shown: an earlier one, or this one.
      const since = question.mayHaveBeenSentSince ?? doubtSince ?? null;
      await prisma.$executeRaw`
        UPDATE question SET state = 'answering', sending_since = ${since}::timestamptz,
               runner = NULL, lease_until = now() + make_interval(secs => ${Math.max(1, Math.ceil(seconds))})
        WHERE id = ${question.id}::uuid AND runner = ${runner}`;
    },

    finish: async (id, end: QuestionEnd) => {
      const remoteId = end.state === "sent" ? end.remoteId : null;
      await prisma.$executeRaw`
        WITH forgotten AS (
          DELETE FROM question WHERE id = ${id}::uuid AND reply->>'forgetsAsker' = 'true')
        UPDATE question SET state = ${end.state}::question_state, remote_id = ${remoteId}, finished_at = now(),
               reply_address = NULL, runner = NULL, lease_until = NULL
        WHERE id = ${id}::uuid AND reply->>'forgetsAsker' IS DISTINCT FROM 'true'`;
    },

    isStored: async (id) => {
      const rows = await prisma.$queryRaw<unknown[]>`SELECT 1 FROM question WHERE id = ${id}::uuid`;
      return rows.length > 0;
    },
  };
}

/** A row that a later or earlier version wrote in a form unknown here is given up, so that the others go on. */
async function readOrGiveUp(prisma: PrismaClient, row: QuestionRow): Promise<StoredQuestion | null> {
  const isReadable = Request.safeParse(row.request).success && Reply.nullable().safeParse(row.reply).success;
  if (isReadable) return toStoredQuestion(row);
  await prisma.$executeRaw`
    UPDATE question SET state = 'undeliverable', finished_at = now(), reply_address = NULL, runner = NULL,
           lease_until = NULL
    WHERE id = ${row.id}::uuid`;
  return null;
}

function toStoredQuestion(row: QuestionRow): StoredQuestion {
  return {
    id: row.id,
    request: Request.parse(row.request),
    replyAddress: row.reply_address,
    receivedAt: row.received_at,
    attempts: row.attempts,
    reply: row.reply === null ? null : Reply.parse(row.reply),
    mayHaveBeenSentSince: row.sending_since,
  };
}
