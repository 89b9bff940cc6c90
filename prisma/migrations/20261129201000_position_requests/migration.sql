-- What somebody asks for that a second person has to confirm: withdrawing the line.

CREATE TABLE "position_request" (
    "id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "position_request_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "position_request_version_id_kind_key" ON "position_request"("version_id", "kind");

ALTER TABLE "position_request" ADD CONSTRAINT "position_request_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "position_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
