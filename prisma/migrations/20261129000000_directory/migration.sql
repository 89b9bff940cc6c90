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

-- Organisations, what they are members of, and what a cluster's membership costs and gives; imports of them, with
-- what was there before, so that each can be undone as a whole.

CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "reference" TEXT,
    "name" TEXT NOT NULL,
    "plain_name" TEXT NOT NULL,
    "company_number" TEXT,
    "website" TEXT,
    "domain" TEXT,
    "town" TEXT,
    "postcode" TEXT,
    "places" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "listed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "tier" TEXT,
    "since" DATE,
    "until" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "membership_tier" (
    "id" UUID NOT NULL,
    "reference" TEXT,
    "cluster_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fee" TEXT,
    "who_may_join" TEXT,
    "benefits" TEXT,
    "how_to_join" TEXT,
    "url" TEXT,
    "valid_from" DATE,
    "valid_until" DATE,

    CONSTRAINT "membership_tier_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_import" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "cluster_id" TEXT,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_import_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "record_import_row" (
    "import_id" INTEGER NOT NULL,
    "table_name" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "record_import_row_pkey" PRIMARY KEY ("import_id","table_name","record_id")
);

CREATE INDEX "organisation_plain_name_idx" ON "organisation"("plain_name");

CREATE INDEX "membership_organisation_id_idx" ON "membership"("organisation_id");

CREATE INDEX "membership_cluster_id_idx" ON "membership"("cluster_id");

CREATE INDEX "membership_tier_cluster_id_idx" ON "membership_tier"("cluster_id");

CREATE INDEX "record_import_row_record_id_idx" ON "record_import_row"("record_id");

ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "membership_tier" ADD CONSTRAINT "membership_tier_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "record_import" ADD CONSTRAINT "record_import_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "record_import_row" ADD CONSTRAINT "record_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "record_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a server said of a watched calendar when it was last taken over, so that it is asked only for what has changed.

ALTER TABLE "watched_source" ADD COLUMN "etag" TEXT, ADD COLUMN "last_modified" TEXT;
