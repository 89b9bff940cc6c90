-- Clusters, who answers for them, their documents and the lexical index over them.

CREATE TYPE "audience" AS ENUM ('public', 'members', 'board');

CREATE TYPE "document_status" AS ENUM ('current', 'withdrawn');

CREATE TABLE "cluster" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,
    "nicknames" TEXT[],
    "website" TEXT,
    "is_federation" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'active',
    "status_note" TEXT,

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "contact" (
    "cluster_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "address" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("cluster_id","topic")
);

CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "source_key" TEXT NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "region" TEXT,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "audience" "audience" NOT NULL,
    "audience_clusters" TEXT[],
    "topics" TEXT[],
    "published_on" TEXT,
    "effective_from" DATE,
    "effective_until" DATE,
    "source" TEXT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "supersedes_key" TEXT,
    "status" "document_status" NOT NULL DEFAULT 'current',
    "superseded_by_id" UUID,
    "current_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "document_version" (
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("document_id","number")
);

CREATE TABLE "passage" (
    "id" SERIAL NOT NULL,
    "document_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "heading_path" TEXT[],
    "anchor" TEXT,
    "page" INTEGER,
    "text" TEXT NOT NULL,
    "term_count" REAL NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "posting" (
    "term" TEXT NOT NULL,
    "passage_id" INTEGER NOT NULL,
    "frequency" REAL NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("term","passage_id")
);

CREATE UNIQUE INDEX "document_source_key_key" ON "document"("source_key");

CREATE INDEX "document_cluster_id_idx" ON "document"("cluster_id");

CREATE INDEX "document_supersedes_key_idx" ON "document"("supersedes_key");

CREATE UNIQUE INDEX "passage_document_id_ordinal_key" ON "passage"("document_id", "ordinal");

CREATE INDEX "posting_passage_id_idx" ON "posting"("passage_id");

ALTER TABLE "contact" ADD CONSTRAINT "contact_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "document" ADD CONSTRAINT "document_superseded_by_id_fkey" FOREIGN KEY ("superseded_by_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "document" ADD CONSTRAINT "document_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "passage" ADD CONSTRAINT "passage_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "posting" ADD CONSTRAINT "posting_passage_id_fkey" FOREIGN KEY ("passage_id") REFERENCES "passage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
