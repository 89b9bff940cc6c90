-- Events as records: what each source says, the event made of it, and the dates it takes place on.

CREATE TYPE "event_status" AS ENUM ('scheduled', 'moved', 'cancelled', 'sold out');

CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "audience" "audience" NOT NULL,
    "audience_clusters" TEXT[],
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "organiser" TEXT,
    "venue" TEXT,
    "address" TEXT,
    "postcode" TEXT,
    "online_url" TEXT,
    "url" TEXT,
    "price" TEXT,
    "is_free" BOOLEAN,
    "is_online" BOOLEAN NOT NULL,
    "is_in_person" BOOLEAN NOT NULL,
    "tags" TEXT[],
    "places" TEXT[],
    "terms" TEXT[],
    "status" "event_status" NOT NULL DEFAULT 'scheduled',
    "series" JSONB NOT NULL,
    "is_series" BOOLEAN NOT NULL DEFAULT false,
    "moved_from" JSONB,
    "worked_out_until" TIMESTAMPTZ(3),
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "event_source" (
    "source_key" TEXT NOT NULL,
    "entry_key" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "uid" TEXT,
    "label" TEXT NOT NULL,
    "url" TEXT,
    "canonical_url" TEXT,
    "likeness" TEXT,
    "sequence" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "stated" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_source_pkey" PRIMARY KEY ("source_key","entry_key")
);

CREATE TABLE "event_occurrence" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "original" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "time" JSONB NOT NULL,
    "moved_from" JSONB,
    "status" "event_status" NOT NULL DEFAULT 'scheduled',
    "differs" JSONB,
    "places" TEXT[],
    "terms" TEXT[],

    CONSTRAINT "event_occurrence_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "event_cluster_id_idx" ON "event"("cluster_id");
CREATE INDEX "event_audience_idx" ON "event"("audience");
CREATE INDEX "event_places_idx" ON "event" USING GIN ("places");
CREATE INDEX "event_terms_idx" ON "event" USING GIN ("terms");
CREATE INDEX "event_source_event_id_idx" ON "event_source"("event_id");
CREATE INDEX "event_source_uid_idx" ON "event_source"("uid");
CREATE INDEX "event_source_canonical_url_idx" ON "event_source"("canonical_url");
CREATE INDEX "event_source_likeness_idx" ON "event_source"("likeness");
CREATE UNIQUE INDEX "event_occurrence_event_id_original_key" ON "event_occurrence"("event_id", "original");
CREATE INDEX "event_occurrence_starts_at_idx" ON "event_occurrence"("starts_at");

ALTER TABLE "event" ADD CONSTRAINT "event_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "event_source" ADD CONSTRAINT "event_source_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "event_occurrence" ADD CONSTRAINT "event_occurrence_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What overlaps a week is found without going through all that began before it; Prisma's schema cannot say this one.
CREATE INDEX "event_occurrence_during_idx" ON "event_occurrence" USING GIST (tstzrange("starts_at", "ends_at", '[]'));
