-- Announcements by which clusters are asked for their stance on a position, and hear what came of it.

ALTER TABLE "announcement" ADD COLUMN "position_version_id" UUID;
ALTER TABLE "announcement" ADD COLUMN "position_role" TEXT;

CREATE UNIQUE INDEX "announcement_position_version_id_position_role_key" ON "announcement"("position_version_id", "position_role");

ALTER TABLE "announcement" ADD CONSTRAINT "announcement_position_version_id_fkey" FOREIGN KEY ("position_version_id") REFERENCES "position_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
