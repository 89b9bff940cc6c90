-- Policy positions: what clusters say together, in which version, and who signed it.

CREATE TYPE "position_status" AS ENUM ('draft', 'consulting', 'adopted', 'superseded', 'withdrawn');
CREATE TYPE "stance_kind" AS ENUM ('sign', 'abstain', 'dissent');

CREATE TABLE "position" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "owner_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "topic_key" TEXT NOT NULL,
    "also_called" TEXT[] NOT NULL DEFAULT '{}',
    "audience" TEXT NOT NULL,
    "audience_clusters" TEXT[] NOT NULL DEFAULT '{}',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "position_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "position_number_key" ON "position"("number");
CREATE UNIQUE INDEX "position_owner_id_topic_key_key" ON "position"("owner_id", "topic_key");

CREATE TABLE "position_version" (
    "id" UUID NOT NULL,
    "position_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" "position_status" NOT NULL DEFAULT 'draft',
    "at_work" BOOLEAN DEFAULT true,
    "is_line" BOOLEAN,
    "withdrawn_because" TEXT,
    "effective_from" DATE,
    "effective_until" DATE,
    "embargo_until" TIMESTAMPTZ(3),
    "review_on" DATE,
    "quorum" JSONB NOT NULL,
    "closes_at" TEXT,
    "closes_zone" TEXT,
    "closes_instant" TIMESTAMPTZ(3),
    "author" TEXT,
    "link" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "adopted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "position_version_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "position_version_position_id_version_key" ON "position_version"("position_id", "version");
CREATE UNIQUE INDEX "position_version_position_id_at_work_key" ON "position_version"("position_id", "at_work");
CREATE UNIQUE INDEX "position_version_position_id_is_line_key" ON "position_version"("position_id", "is_line");
CREATE INDEX "position_version_status_closes_instant_idx" ON "position_version"("status", "closes_instant");

CREATE TABLE "position_asked" (
    "version_id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "position_asked_pkey" PRIMARY KEY ("version_id", "cluster_id")
);

CREATE TABLE "position_stance" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "kind" "stance_kind" NOT NULL,
    "reason" TEXT,
    "account" TEXT,
    "role" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "is_current" BOOLEAN DEFAULT true,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "position_stance_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "position_stance_version_id_cluster_id_is_current_key" ON "position_stance"("version_id", "cluster_id", "is_current");

ALTER TABLE "position" ADD CONSTRAINT "position_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "position_version" ADD CONSTRAINT "position_version_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "position_asked" ADD CONSTRAINT "position_asked_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "position_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "position_asked" ADD CONSTRAINT "position_asked_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "position_stance" ADD CONSTRAINT "position_stance_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "position_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "position_stance" ADD CONSTRAINT "position_stance_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
