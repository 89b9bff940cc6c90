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
