-- Other names of a position, and for whom it is, may be changed in the register: what files say of them counts no more
-- then. Making it known to more people takes two.

ALTER TABLE "position" ADD COLUMN "is_edited" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "position_request" ADD COLUMN "audience" TEXT;
ALTER TABLE "position_request" ADD COLUMN "audience_before" TEXT;
