-- When the platform says that the bot was invited: another time than the one known is another invitation, which
-- nobody has confirmed.

ALTER TABLE "workspace" ADD COLUMN "invited_at" TIMESTAMPTZ(3);

-- Accounts that were one person's once: whoever takes an account out of their person does not become two people by it.

CREATE TABLE "once_linked" (
    "reference" TEXT NOT NULL,
    "human" UUID NOT NULL,

    CONSTRAINT "once_linked_pkey" PRIMARY KEY ("reference")
);

CREATE INDEX "once_linked_human_idx" ON "once_linked"("human");

-- Names were kept as Slack says them: a line break or an escape sequence in one could make a list on a terminal show
-- anything. From now on they are cleaned when they come in.

UPDATE "workspace" SET "name" = trim(regexp_replace("name", '[[:cntrl:][:space:]]+', ' ', 'g')) WHERE "name" ~ '[[:cntrl:]]';

UPDATE "platform_account" SET "name" = trim(regexp_replace("name", '[[:cntrl:][:space:]]+', ' ', 'g'))
  WHERE "name" ~ '[[:cntrl:]]';
