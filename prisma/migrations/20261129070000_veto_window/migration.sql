-- A workspace may want some hours in which somebody there can say no to what others announce.

ALTER TABLE "workspace" ADD COLUMN "veto_hours" INTEGER;
