-- When the platform says that the bot was invited: another time than the one known is another invitation, which
-- nobody has confirmed.

ALTER TABLE "workspace" ADD COLUMN "invited_at" TIMESTAMPTZ(3);
