-- When a version was put to the clusters: what came of it is told, also where the bot was away all the while. What ended
-- before this is known of is not told afterwards.

ALTER TABLE "position_version" ADD COLUMN "opened_at" TIMESTAMPTZ(3);

UPDATE "position_version" AS v SET "opened_at" = COALESCE(
    (SELECT min(e."at") FROM "audit_entry" AS e
     WHERE e."action" = 'position-consultation-opened' AND e."subject" = 'position-version:' || v."id"::text),
    v."created_at")
WHERE v."status" = 'consulting' OR EXISTS (
    SELECT FROM "announcement" AS a WHERE a."position_version_id" = v."id" AND a."position_role" = 'call');
