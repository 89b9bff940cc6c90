-- Who asked to be reminded of which date. Such a row is also the delivery: what is about to be sent stands in it before
-- it is sent, and how it ended afterwards.

CREATE TYPE "reminder_stage" AS ENUM ('asked', 'day', 'hour');

CREATE TABLE "reminder" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "workspace" TEXT,
    "event_id" UUID NOT NULL,
    "original" TEXT NOT NULL,
    "known" JSONB NOT NULL,
    "is_off" BOOLEAN NOT NULL DEFAULT false,
    "stage" "reminder_stage" NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "sending" JSONB,
    "attempted_at" TIMESTAMPTZ(3),
    "runner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "last_outcome" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "reminder_reference_event_id_original_key" ON "reminder"("reference", "event_id", "original");
CREATE INDEX "reminder_due_at_idx" ON "reminder"("due_at");
CREATE INDEX "reminder_event_id_idx" ON "reminder"("event_id");

ALTER TABLE "reminder" ADD CONSTRAINT "reminder_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
