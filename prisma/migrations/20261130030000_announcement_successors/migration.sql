-- What repeats and has run is changed by another announcement, which takes its place the day after it is approved.

ALTER TABLE "announcement" ADD COLUMN "replaces_id" UUID;

CREATE INDEX "announcement_replaces_id_idx" ON "announcement"("replaces_id");

ALTER TABLE "announcement" ADD CONSTRAINT "announcement_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "announcement"("id") ON DELETE SET NULL ON UPDATE CASCADE;
