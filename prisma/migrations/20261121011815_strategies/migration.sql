-- CreateTable
CREATE TABLE "strategies" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "share_code" TEXT,
    "followed_version_id" UUID,
    "followed_markets" JSON,
    "followed_timeframe" TEXT,
    "followed_mode" "trade_mode",
    "followed_since" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "strategies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_versions" (
    "id" UUID NOT NULL,
    "strategy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "markets" JSON NOT NULL,
    "rules" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "strategy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_steps" (
    "version_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "candle" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "strategy_steps_pkey" PRIMARY KEY ("version_id","market_id")
);

-- CreateTable
CREATE TABLE "backtests" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version_id" UUID,
    "rules" JSON NOT NULL,
    "markets" JSON NOT NULL,
    "timeframe" TEXT NOT NULL,
    "from_time" BIGINT NOT NULL,
    "to_time" BIGINT NOT NULL,
    "settings" JSON NOT NULL,
    "metrics" JSON NOT NULL,
    "verdict" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backtests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "strategies_share_code_key" ON "strategies"("share_code");

-- CreateIndex
CREATE INDEX "strategies_user_id_idx" ON "strategies"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_versions_strategy_id_version_key" ON "strategy_versions"("strategy_id", "version");

-- CreateIndex
CREATE INDEX "backtests_user_id_created_at_idx" ON "backtests"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "backtests_user_id_code_key" ON "backtests"("user_id", "code");

-- AddForeignKey
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_strategy_id_fkey" FOREIGN KEY ("strategy_id") REFERENCES "strategies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_steps" ADD CONSTRAINT "strategy_steps_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "strategy_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "strategies_followed_idx" ON "strategies"("followed_version_id") WHERE "followed_version_id" IS NOT NULL;
CREATE UNIQUE INDEX "strategies_living_name_key" ON "strategies"("user_id", lower("name")) WHERE "deleted_at" IS NULL;
ALTER TABLE "strategies"
    ADD CONSTRAINT "strategies_followed_check" CHECK (num_nulls("followed_version_id", "followed_markets", "followed_timeframe", "followed_mode", "followed_since") IN (0, 5));
ALTER TABLE "strategy_versions"
    ADD CONSTRAINT "strategy_versions_version_check" CHECK ("version" > 0);
ALTER TABLE "backtests"
    ADD CONSTRAINT "backtests_range_check" CHECK ("from_time" < "to_time");
