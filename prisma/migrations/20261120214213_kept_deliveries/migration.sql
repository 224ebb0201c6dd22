-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "payload" TEXT;

-- Written by hand from here on: what schema.prisma cannot say.

-- One that is kept was not begun yet; one that is handled keeps nothing of what people wrote.
ALTER TABLE "inbox"
    DROP CONSTRAINT "inbox_tries_check",
    ADD CONSTRAINT "inbox_tries_check" CHECK ("tries" BETWEEN 0 AND 3),
    ADD CONSTRAINT "inbox_payload_check" CHECK ("payload" IS NULL OR "handled_at" IS NULL);

-- What a crash cut off is found without reading what was handled.
CREATE INDEX "inbox_kept_idx" ON "inbox"("platform", "created_at") WHERE "payload" IS NOT NULL;
