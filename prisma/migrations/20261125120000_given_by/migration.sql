-- Who gave a role: what is given by name makes it certain who somebody is only when another person gave it.

ALTER TABLE "role_grant" ADD COLUMN "given_by" TEXT;

-- Of what was given before, the audit trail tells. A person who became one with another had an id of their own when
-- it was given. Where the trail says nothing, or no longer says who, it stays unknown.

WITH RECURSIVE "same"("person", "id") AS (
  SELECT "id", "id"::text FROM "person"
  UNION
  SELECT "same"."person", "merged"->>'person' FROM "same"
  JOIN "audit_entry" ON "action" = 'accounts-linked' AND "subject" = 'person:' || "same"."id"
  CROSS JOIN LATERAL jsonb_array_elements(
    CASE WHEN jsonb_typeof("before"->'persons') = 'array' THEN "before"->'persons' ELSE '[]' END) AS "merged"
), "line" AS (
  SELECT DISTINCT ON ("role_grant"."id") "role_grant"."id", "audit_entry"."actor"
  FROM "role_grant"
  JOIN "same" ON "same"."person" = "role_grant"."person_id"
  JOIN "audit_entry" ON "audit_entry"."subject" = 'person:' || "same"."id"
    AND "audit_entry"."action" IN ('role-given', 'role-changed')
    AND ("audit_entry"."after"->>'role' = "role_grant"."role"::text
           AND "audit_entry"."after"->>'cluster' IS NOT DISTINCT FROM "role_grant"."cluster_id"
         -- A code of the command line: what stands there is the whole person.
         OR "audit_entry"."actor" = 'command line' AND "audit_entry"."after" ? 'roles'
           AND "role_grant"."role" = 'administrator' AND "role_grant"."cluster_id" IS NULL)
  ORDER BY "role_grant"."id", "audit_entry"."id" DESC
)
UPDATE "role_grant" SET "given_by" = "line"."actor" FROM "line"
WHERE "line"."id" = "role_grant"."id" AND "line"."actor" <> 'erased';
