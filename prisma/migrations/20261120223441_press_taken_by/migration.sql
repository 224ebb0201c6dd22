-- AlterTable
ALTER TABLE "presses" ADD COLUMN     "taken_by" TEXT;

-- Written by hand from here on: what schema.prisma cannot say.

-- Who used a press before this column was there is not known.
ALTER TABLE "presses" ADD CONSTRAINT "presses_taken_check" CHECK ("taken_by" IS NULL OR "used_at" IS NOT NULL);
