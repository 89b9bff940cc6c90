-- What clusters.yaml last said of each contact, so that what was set up by hand since then is kept.

CREATE TABLE "contact_in_file" (
    "cluster_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "address" TEXT,

    CONSTRAINT "contact_in_file_pkey" PRIMARY KEY ("cluster_id","topic")
);

ALTER TABLE "contact_in_file" ADD CONSTRAINT "contact_in_file_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Up to here every contact came from the file.
INSERT INTO "contact_in_file" ("cluster_id", "topic", "role", "address") SELECT "cluster_id", "topic", "role", "address" FROM "contact";
