-- Messages to people that must not be lost: what is to be told is written with the change that causes it, made into one
-- message for each account, and sent once.

CREATE TABLE "announcement_word" (
    "kind" TEXT NOT NULL,
    "about" UUID NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "runner" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_word_pkey" PRIMARY KEY ("kind", "about", "part")
);

CREATE TABLE "notice" (
    "key" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "sending" JSONB,
    "attempted_at" TIMESTAMPTZ(3),
    "runner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "remote_id" TEXT,
    "shown_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "notice_due_at_idx" ON "notice"("due_at");
