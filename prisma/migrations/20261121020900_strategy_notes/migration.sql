-- CreateTable
CREATE TABLE "strategy_notes" (
    "version_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "candle" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "strategy_notes_pkey" PRIMARY KEY ("version_id","market_id","candle","kind")
);

-- CreateIndex
CREATE INDEX "strategy_notes_created_at_idx" ON "strategy_notes"("created_at");

-- AddForeignKey
ALTER TABLE "strategy_notes" ADD CONSTRAINT "strategy_notes_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "strategy_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "strategy_notes"
    ADD CONSTRAINT "strategy_notes_kind_check" CHECK ("kind" IN ('entry', 'exit', 'refused', 'missed', 'failed'));
