-- What is said of a version while it is put to clusters, besides their stances.

CREATE TABLE "position_comment" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "position_comment_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "position_comment_version_id_at_idx" ON "position_comment"("version_id", "at");

ALTER TABLE "position_comment" ADD CONSTRAINT "position_comment_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "position_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "position_comment" ADD CONSTRAINT "position_comment_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
