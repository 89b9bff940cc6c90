-- A document's length, kept beside it: search weighs by it and must not add up every passage for each question.

ALTER TABLE "document" ADD COLUMN "passage_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "term_count" REAL NOT NULL DEFAULT 0;

UPDATE "document" SET "passage_count" = "counted"."passages", "term_count" = "counted"."terms"
FROM (SELECT "document_id", count(*) AS "passages", sum("term_count") AS "terms" FROM "passage" GROUP BY "document_id") AS "counted"
WHERE "counted"."document_id" = "document"."id";
