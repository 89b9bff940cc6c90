-- Workspaces and whose they are; persons, their accounts and what they may do; signing in; the audit trail;
-- documents handed in or watched.

CREATE TYPE "workspace_state" AS ENUM ('waiting', 'confirmed', 'gone');

CREATE TYPE "link_purpose" AS ENUM ('link', 'administrator');

CREATE TYPE "role" AS ENUM ('administrator', 'manager', 'approver', 'signatory', 'board', 'member', 'guest');

ALTER TABLE "question" ADD COLUMN "cited_documents" UUID[] DEFAULT ARRAY[]::UUID[];

CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "state" "workspace_state" NOT NULL DEFAULT 'waiting',
    "cluster_id" TEXT,
    "everyone_is_member" BOOLEAN NOT NULL DEFAULT false,
    "holds_announcements" BOOLEAN NOT NULL DEFAULT true,
    "daily_cap" INTEGER,
    "quiet_from" TEXT,
    "quiet_until" TEXT,
    "zone" TEXT NOT NULL DEFAULT 'Europe/London',
    "opted_out_topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "bank_holidays" TEXT NOT NULL DEFAULT 'next-working-day',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "last_error" TEXT,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "workspace_channel" (
    "workspace_id" UUID NOT NULL,
    "channel_id" TEXT NOT NULL,
    "purposes" TEXT[],
    "audience" "audience" NOT NULL DEFAULT 'public',

    CONSTRAINT "workspace_channel_pkey" PRIMARY KEY ("workspace_id","channel_id")
);

CREATE TABLE "installation" (
    "workspace_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("workspace_id")
);

CREATE TABLE "install_state" (
    "state_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "install_state_pkey" PRIMARY KEY ("state_hash")
);

CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "platform_account" (
    "reference" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_account_pkey" PRIMARY KEY ("reference")
);

CREATE TABLE "link_code" (
    "code_hash" TEXT NOT NULL,
    "purpose" "link_purpose" NOT NULL,
    "reference" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("code_hash")
);

CREATE TABLE "failed_attempt" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failed_attempt_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "cluster_id" TEXT,
    "person_id" UUID,
    "workspace_id" UUID,
    "group_id" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "web_login" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "workspace_id" UUID,
    "standing" TEXT NOT NULL,
    "groups" TEXT[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "web_login_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "web_session" (
    "session_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "workspace_id" UUID,
    "standing" TEXT NOT NULL,
    "groups" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "web_session_pkey" PRIMARY KEY ("session_hash")
);

CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "cluster_id" TEXT,
    "place" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "document_draft" (
    "id" UUID NOT NULL,
    "cluster_id" TEXT,
    "reference" TEXT NOT NULL,
    "source_key" TEXT,
    "attachment" JSONB,
    "prepared" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_draft_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "watched_source" (
    "id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "audience" "audience" NOT NULL,
    "document_kind" TEXT NOT NULL DEFAULT 'other',
    "every_hours" INTEGER NOT NULL DEFAULT 24,
    "last_result" TEXT,
    "last_failed" BOOLEAN NOT NULL DEFAULT false,
    "last_read_at" TIMESTAMPTZ(3),
    "next_read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watched_source_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "workspace_platform_external_id_key" ON "workspace"("platform", "external_id");

CREATE INDEX "platform_account_person_id_idx" ON "platform_account"("person_id");

CREATE INDEX "failed_attempt_reference_at_idx" ON "failed_attempt"("reference", "at");

CREATE INDEX "role_grant_person_id_idx" ON "role_grant"("person_id");

CREATE INDEX "role_grant_workspace_id_group_id_idx" ON "role_grant"("workspace_id", "group_id");

CREATE INDEX "web_session_person_id_idx" ON "web_session"("person_id");

CREATE INDEX "audit_entry_cluster_id_at_idx" ON "audit_entry"("cluster_id", "at");

CREATE UNIQUE INDEX "watched_source_address_key" ON "watched_source"("address");

CREATE INDEX "watched_source_next_read_at_idx" ON "watched_source"("next_read_at");

CREATE INDEX "question_cited_documents_idx" ON "question" USING GIN ("cited_documents");

ALTER TABLE "workspace" ADD CONSTRAINT "workspace_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "workspace_channel" ADD CONSTRAINT "workspace_channel_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "installation" ADD CONSTRAINT "installation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "platform_account" ADD CONSTRAINT "platform_account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "web_login" ADD CONSTRAINT "web_login_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "web_login" ADD CONSTRAINT "web_login_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "web_session" ADD CONSTRAINT "web_session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "web_session" ADD CONSTRAINT "web_session_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
