-- Questions that have to be answered, and small facts about this installation.

CREATE TYPE "question_state" AS ENUM ('received', 'answering', 'sending', 'sent', 'uncertain', 'undeliverable');

CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "reply_address" JSONB,
    "state" "question_state" NOT NULL DEFAULT 'received',
    "reply" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "runner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "remote_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sending_since" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "installation_fact" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_fact_pkey" PRIMARY KEY ("key")
);

CREATE UNIQUE INDEX "question_delivery_key_key" ON "question"("delivery_key");

CREATE INDEX "question_state_lease_until_idx" ON "question"("state", "lease_until");
