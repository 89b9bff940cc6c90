-- Whether a watched address may lie inside the network of whoever runs the bot: only where it was given on the command
-- line. Up to here the setting alone decided, whoever had given the address.

ALTER TABLE "watched_source" ADD COLUMN "allows_private" BOOLEAN NOT NULL DEFAULT false;

UPDATE "watched_source" SET "allows_private" = true
FROM "audit_entry"
WHERE "audit_entry"."action" = 'source-watched' AND "audit_entry"."place" = 'command line'
  AND "audit_entry"."subject" = 'source:' || "watched_source"."id";

-- The account a code was typed in, until whoever typed it has seen whose it is and said that it is theirs.

ALTER TABLE "link_code" ADD COLUMN "claimed_by" TEXT;
