-- Which documents belong to which policy position.

ALTER TABLE "document" ADD COLUMN "positions" TEXT[] NOT NULL DEFAULT '{}';

CREATE TABLE "position_document" (
    "position_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "found_by" TEXT NOT NULL,
    "sort" TEXT,
    "is_linked" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "position_document_pkey" PRIMARY KEY ("position_id", "document_id")
);

CREATE INDEX "position_document_document_id_idx" ON "position_document"("document_id");

ALTER TABLE "position_document" ADD CONSTRAINT "position_document_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "position_document" ADD CONSTRAINT "position_document_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
