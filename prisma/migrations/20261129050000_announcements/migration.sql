-- Announcements: what was written once, who approved it, each time it goes out, and one row for each channel it goes to.

CREATE TYPE "announcement_state" AS ENUM ('draft', 'awaiting-approval', 'approved', 'finished', 'cancelled', 'recalled');
CREATE TYPE "delivery_goal" AS ENUM ('post', 'edit', 'recall');
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'held', 'sending', 'done', 'refused', 'unconfirmed', 'late', 'skipped');

CREATE TABLE "announcement" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "state" "announcement_state" NOT NULL DEFAULT 'draft',
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "content_revision" INTEGER NOT NULL DEFAULT 1,
    "earlier_contents" JSONB NOT NULL DEFAULT '{}',
    "proposed" JSONB,
    "proposed_by" TEXT,
    "aim" JSONB NOT NULL,
    "schedule" JSONB NOT NULL,
    "digest" JSONB,
    "event_id" UUID,
    "event_limit" JSONB,
    "late_minutes" INTEGER NOT NULL DEFAULT 120,
    "fingerprint" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "made_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "announcement_number_key" ON "announcement"("number");
CREATE INDEX "announcement_state_made_until_idx" ON "announcement"("state", "made_until");
CREATE INDEX "announcement_cluster_id_updated_at_idx" ON "announcement"("cluster_id", "updated_at");

CREATE TABLE "announcement_approval" (
    "id" UUID NOT NULL,
    "announcement_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "announcement_approval_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "announcement_approval_announcement_id_idx" ON "announcement_approval"("announcement_id");

CREATE TABLE "announcement_run" (
    "id" UUID NOT NULL,
    "announcement_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "is_skipped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "announcement_run_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "announcement_run_announcement_id_slot_key" ON "announcement_run"("announcement_id", "slot");

CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "announcement_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" TEXT NOT NULL,
    "channel_name" TEXT NOT NULL DEFAULT '',
    "lane" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "goal" "delivery_goal" NOT NULL DEFAULT 'post',
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "content_revision" INTEGER NOT NULL DEFAULT 0,
    "attempted_revision" INTEGER NOT NULL DEFAULT 0,
    "receipts" JSONB NOT NULL DEFAULT '[]',
    "part" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "notes" JSONB NOT NULL DEFAULT '[]',
    "filled" TEXT,
    "sending_since" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "delivery_run_id_workspace_id_channel_id_key" ON "delivery"("run_id", "workspace_id", "channel_id");
CREATE INDEX "delivery_lane_state_next_at_idx" ON "delivery"("lane", "state", "next_at");
CREATE INDEX "delivery_state_next_at_idx" ON "delivery"("state", "next_at");
CREATE INDEX "delivery_announcement_id_idx" ON "delivery"("announcement_id");
CREATE INDEX "delivery_workspace_id_channel_id_idx" ON "delivery"("workspace_id", "channel_id");

CREATE TABLE "delivery_lane" (
    "lane" TEXT NOT NULL,
    "runner" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_lane_pkey" PRIMARY KEY ("lane")
);

CREATE TABLE "delivery_circuit" (
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_circuit_pkey" PRIMARY KEY ("workspace_id")
);

ALTER TABLE "announcement" ADD CONSTRAINT "announcement_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "announcement_approval" ADD CONSTRAINT "announcement_approval_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "announcement_run" ADD CONSTRAINT "announcement_run_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "announcement_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery_circuit" ADD CONSTRAINT "delivery_circuit_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
