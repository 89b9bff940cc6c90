-- Accounts that were one person's once: whoever takes an account out of their person does not become two people by it.

CREATE TABLE "once_linked" (
    "reference" TEXT NOT NULL,
    "human" UUID NOT NULL,

    CONSTRAINT "once_linked_pkey" PRIMARY KEY ("reference")
);

CREATE INDEX "once_linked_human_idx" ON "once_linked"("human");
