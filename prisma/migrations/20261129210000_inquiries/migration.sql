-- What somebody outside asks for by a day: who asks, which positions bear on it, and what each cluster says.

CREATE TABLE "inquiry" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "owner_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_key" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "link" TEXT,
    "opens_on" DATE,
    "closes_at" TEXT NOT NULL,
    "closes_zone" TEXT NOT NULL,
    "closes_instant" TIMESTAMPTZ(3) NOT NULL,
    "audience" TEXT NOT NULL,
    "audience_clusters" TEXT[] NOT NULL DEFAULT '{}',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "withdrawn_at" TIMESTAMPTZ(3),
    "imported" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inquiry_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "inquiry_number_key" ON "inquiry"("number");
CREATE UNIQUE INDEX "inquiry_owner_id_title_key_key" ON "inquiry"("owner_id", "title_key");
CREATE INDEX "inquiry_closes_instant_idx" ON "inquiry"("closes_instant");

-- As positions: numbers follow no order, since a gap would tell of an inquiry that nobody may know of.
CREATE OR REPLACE FUNCTION free_inquiry_number() RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT free.number
  FROM generate_series(100, CASE WHEN (SELECT count(*) FROM inquiry) < 300 THEN 999 ELSE 99999 END) AS free (number)
  WHERE NOT EXISTS (SELECT FROM inquiry i WHERE i.number = free.number)
  ORDER BY random() LIMIT 1
$$;
ALTER TABLE "inquiry" ALTER COLUMN "number" SET DEFAULT free_inquiry_number();

CREATE TABLE "inquiry_position" (
    "inquiry_id" UUID NOT NULL,
    "position_id" UUID NOT NULL,

    CONSTRAINT "inquiry_position_pkey" PRIMARY KEY ("inquiry_id", "position_id")
);

CREATE INDEX "inquiry_position_position_id_idx" ON "inquiry_position"("position_id");

CREATE TABLE "inquiry_answer" (
    "inquiry_id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "kind" TEXT,
    "link" TEXT,
    "account" TEXT,
    "role" TEXT,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "inquiry_answer_pkey" PRIMARY KEY ("inquiry_id", "cluster_id")
);

ALTER TABLE "inquiry" ADD CONSTRAINT "inquiry_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inquiry_position" ADD CONSTRAINT "inquiry_position_inquiry_id_fkey" FOREIGN KEY ("inquiry_id") REFERENCES "inquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inquiry_position" ADD CONSTRAINT "inquiry_position_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inquiry_answer" ADD CONSTRAINT "inquiry_answer_inquiry_id_fkey" FOREIGN KEY ("inquiry_id") REFERENCES "inquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inquiry_answer" ADD CONSTRAINT "inquiry_answer_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
